"""Turns the settings of a dataset into its own description in DCAT 3 and VoID."""

from collections.abc import Iterable

import pyoxigraph as ox

from esgraph.build.project import Settings
from esgraph.vocabulary import (
    DCAT,
    DCTERMS,
    FOAF,
    PREFIXES,
    RDF,
    SHAPE,
    VOID,
    XSD,
    graph,
)

#: What the graphs are called that no authored file names.
_GRAPHS = {
    "catalogue": {"pl": "Katalog", "en": "Catalogue"},
    "derived": {"pl": "Stwierdzenia wywiedzione", "en": "Derived statements"},
    "gaps": {"pl": "Luki: czego źródła nie podają", "en": "Gaps: what the sources do not give"},
    "identity": {"pl": "Hipotezy tożsamości", "en": "Identity hypotheses"},
    "ontology": {"pl": "Ontologia", "en": "Ontology"},
    "schemes": {"pl": "Schematy pojęć", "en": "Concept schemes"},
}
_ADMS = "http://www.w3.org/ns/adms#"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"


def describe(settings: Settings, graphs: Iterable[str]) -> set[ox.Triple]:
    """The catalogue graph: dataset, publisher, distributions, SPARQL service, vocabularies, shapes, parts."""
    base = settings.base
    catalogue, dataset = f"{base}catalogue", f"{base}catalogue#dataset"
    publisher, service = f"{base}catalogue#publisher", f"{base}catalogue#sparql"
    triples = {
        _link(catalogue, RDF + "type", DCAT + "Catalog"),
        _link(catalogue, DCAT + "dataset", dataset),
        _link(catalogue, DCAT + "service", service),
        _link(catalogue, DCTERMS + "publisher", publisher),
        _link(publisher, RDF + "type", FOAF + "Agent"),
        _link(publisher, FOAF + "homepage", settings.publisher_url),
        _link(dataset, RDF + "type", DCAT + "Dataset"),
        _link(dataset, RDF + "type", VOID + "Dataset"),
        _link(dataset, DCTERMS + "license", settings.licence),
        _link(dataset, DCTERMS + "publisher", publisher),
        _link(dataset, DCTERMS + "conformsTo", SHAPE.rstrip("/")),
        _link(dataset, VOID + "sparqlEndpoint", f"{base}sparql"),
        _text(dataset, DCAT + "version", settings.version),
        _text(dataset, DCTERMS + "issued", settings.issued, XSD + "date"),
        _text(dataset, DCTERMS + "modified", settings.modified, XSD + "date"),
        _link(service, RDF + "type", DCAT + "DataService"),
        _link(service, DCAT + "endpointURL", f"{base}sparql"),
        _link(service, DCAT + "servesDataset", dataset),
    }
    for subject, predicate, texts in (
        (catalogue, DCTERMS + "title", settings.title),
        (catalogue, DCTERMS + "description", settings.description),
        (dataset, DCTERMS + "title", settings.title),
        (dataset, DCTERMS + "description", settings.description),
        (dataset, _ADMS + "versionNotes", settings.changes),
        (publisher, FOAF + "name", settings.publisher),
        (service, DCTERMS + "title", {"pl": "Punkt dostępu SPARQL", "en": "SPARQL endpoint"}),
    ):
        triples.update(_translations(subject, predicate, texts))
    triples.update(_link(dataset, VOID + "vocabulary", namespace) for namespace in PREFIXES.values())
    for name in (*graphs, "catalogue"):
        triples.add(_link(dataset, VOID + "subset", graph(base, name)))
        triples.add(_link(graph(base, name), RDF + "type", VOID + "Dataset"))
        triples.update(_translations(graph(base, name), DCTERMS + "title", _GRAPHS.get(name, {})))
    for name, media_type in (("ttl", "text/turtle"), ("nq", "application/n-quads")):
        triples.update(_distribution(settings, dataset, name, media_type))
    return triples


def _distribution(settings: Settings, dataset: str, suffix: str, media_type: str) -> set[ox.Triple]:
    node, file = f"{settings.base}catalogue#{suffix}", f"{settings.base}dumps/latest/esgraph.{suffix}"
    return {
        _link(dataset, DCAT + "distribution", node),
        _link(node, RDF + "type", DCAT + "Distribution"),
        _link(node, DCAT + "accessURL", file),
        _link(node, DCAT + "downloadURL", file),
        _link(node, DCAT + "mediaType", _MEDIA_TYPES + media_type),
        _link(node, DCTERMS + "license", settings.licence),
        _link(dataset, VOID + "dataDump", file),
    }


def _link(subject: str, predicate: str, target: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.NamedNode(target))


def _text(subject: str, predicate: str, text: str, datatype: str = XSD + "string") -> ox.Triple:
    literal = ox.Literal(text, datatype=ox.NamedNode(datatype))
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), literal)


def _translations(subject: str, predicate: str, texts: dict[str, str]) -> set[ox.Triple]:
    node, prop = ox.NamedNode(subject), ox.NamedNode(predicate)
    return {ox.Triple(node, prop, ox.Literal(text, language=language)) for language, text in texts.items()}
