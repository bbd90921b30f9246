"""Turns a site into the description of its SPARQL service (SPARQL 1.1 Service Description, section 3)."""

from rdflib import RDF, BNode, Graph, Literal, Namespace, URIRef

from esgraph.serve import negotiation
from esgraph.serve.site import Site
from esgraph.vocabulary import SD, VOID

_SD = Namespace(SD)
_FORMATS = Namespace("http://www.w3.org/ns/formats/")
_NAMES = {
    "application/sparql-results+json": "SPARQL_Results_JSON",
    "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV",
    "text/tab-separated-values": "SPARQL_Results_TSV",
    "text/turtle": "Turtle",
    "application/ld+json": "JSON-LD",
    "application/rdf+xml": "RDF_XML",
    "application/n-triples": "N-Triples",
    "application/trig": "TriG",
    "application/n-quads": "N-Quads",
}
_RDFLIB = {"text/turtle": "turtle", "application/ld+json": "json-ld", "application/rdf+xml": "xml"}


def describe(site: Site, endpoint: str, media_type: str) -> bytes:
    """The description in an RDF format; `endpoint` is the address at which the service was reached."""
    graph = Graph()
    graph.bind("sd", SD)
    graph.bind("void", VOID)
    service, dataset, default = BNode("service"), BNode("dataset"), BNode("default")
    graph.add((service, RDF.type, _SD.Service))
    graph.add((service, _SD.endpoint, URIRef(endpoint)))
    graph.add((service, _SD.supportedLanguage, _SD.SPARQL11Query))
    for offer in (*negotiation.RESULTS, *negotiation.GRAPHS, *negotiation.DATASETS):
        graph.add((service, _SD.resultFormat, _FORMATS[_NAMES[offer.media_type]]))
    graph.add((service, _SD.feature, _SD.UnionDefaultGraph))
    graph.add((service, _SD.defaultDataset, dataset))
    graph.add((dataset, RDF.type, _SD.Dataset))
    graph.add((dataset, _SD.defaultGraph, default))
    graph.add((default, RDF.type, _SD.Graph))
    graph.add((default, URIRef(VOID + "triples"), Literal(site.release.manifest.counts["triples"])))
    for number, iri in enumerate(sorted(site.store.graphs())):
        named = BNode(f"graph{number}")
        graph.add((dataset, _SD.namedGraph, named))
        graph.add((named, RDF.type, _SD.NamedGraph))
        graph.add((named, _SD.name, URIRef(iri)))
    return graph.serialize(format=_RDFLIB.get(media_type, "nt"), encoding="utf-8")
