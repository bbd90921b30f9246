"""Turns a site into the description of its SPARQL service (SPARQL 1.1 Service Description, section 3)."""

from urllib.parse import quote
from xml.sax.saxutils import escape

import pyoxigraph as ox
from rdflib import RDF, RDFS, BNode, Graph, Literal, Namespace, URIRef

from esgraph import executable
from esgraph.serve import negotiation
from esgraph.serve.memo import kept
from esgraph.serve.site import Site
from esgraph.vocabulary import SCHEMA, SD, SH, VOID

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
_XML = "application/rdf+xml"
_RDFLIB = {"text/turtle": "turtle", "application/ld+json": "json-ld", _XML: "xml"}


#: Where the address of the service stands in what is written once for all requests.
_ENDPOINT = "urn:esgraph:endpoint"


def describe(site: Site, endpoint: str, media_type: str) -> bytes:
    """The description in an RDF format; `endpoint` is the address at which the service was reached."""
    written = _written(site, _RDFLIB.get(media_type, "nt"))
    # What no address needs could end the IRI in one of the formats.
    address = quote(endpoint, safe=":/?#[]@!$&()*+,;=%~")
    return written.replace(_ENDPOINT, escape(address) if media_type == _XML else address).encode()


@kept
def _written(site: Site, form: str) -> str:
    graph = Graph()
    for prefix, namespace in (("sd", SD), ("sh", SH), ("schema", SCHEMA), ("void", VOID)):
        graph.bind(prefix, namespace, replace=True)
    service, dataset, default = BNode("service"), BNode("dataset"), BNode("default")
    graph.add((service, RDF.type, _SD.Service))
    graph.add((service, _SD.endpoint, URIRef(_ENDPOINT)))
    graph.add((service, _SD.supportedLanguage, _SD.SPARQL11Query))
    for offer in (*negotiation.RESULTS, *negotiation.GRAPHS, *negotiation.DATASETS):
        graph.add((service, _SD.resultFormat, _FORMATS[_NAMES[offer.media_type]]))
    graph.add((service, _SD.feature, _SD.UnionDefaultGraph))
    graph.add((service, _SD.defaultDataset, dataset))
    graph.add((dataset, RDF.type, _SD.Dataset))
    graph.add((dataset, _SD.defaultGraph, default))
    graph.add((default, RDF.type, _SD.Graph))
    graph.add((default, URIRef(VOID + "triples"), Literal(site.release.manifest.counts["triples"])))
    graph.add((dataset, RDFS.seeAlso, URIRef(f"{site.base}catalogue#dataset")))
    for number, iri in enumerate(sorted(site.store.graphs())):
        named = BNode(f"graph{number}")
        graph.add((dataset, _SD.namedGraph, named))
        graph.add((named, RDF.type, _SD.NamedGraph))
        graph.add((named, _SD.name, URIRef(iri)))
    for triple in (*executable.declarations(site.base), *executable.examples(site.questions, site.base, _ENDPOINT)):
        graph.add((_node(triple.subject), URIRef(triple.predicate.value), _node(triple.object)))
    return graph.serialize(format=form)


def _node(term: object) -> URIRef | Literal:
    """A term of an example or a prefix, of which none is a blank node."""
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.Literal):
        datatype = None if term.language else URIRef(term.datatype.value)
        return Literal(term.value, lang=term.language, datatype=datatype)
    raise TypeError(f"neither an IRI nor a literal: {term}")
