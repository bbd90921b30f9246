"""Turns the catalogue of a release into a page that describes the dataset, and into DCAT and VoID."""

from dataclasses import dataclass

from flask import Blueprint
from werkzeug.wrappers import Response as BaseResponse

from esgraph.serve import documents, resource
from esgraph.serve.description import in_format
from esgraph.serve.negotiation import HTML
from esgraph.serve.site import language, site
from esgraph.vocabulary import DCAT, DCTERMS, FOAF, PREFIXES, VOID, entity, graph

blueprint = Blueprint("catalogue", __name__)

_VERSION_NOTES = "http://www.w3.org/ns/adms#versionNotes"
#: Graphs of sources that the page shows.
_SOURCES = 50


@dataclass(frozen=True, slots=True)
class Part:
    """A named graph: its name below `graph/`, what it is called, how many statements it has."""

    name: str
    label: str
    statements: int


@blueprint.route("/catalogue", defaults={"suffix": ""})
@blueprint.route("/catalogue.<suffix>")
def index(suffix: str) -> BaseResponse:
    """The description of the dataset."""
    form = documents.chosen(suffix)
    base = site().base
    if form is not HTML:
        current = site()
        return documents.made(lambda: in_format(current, form), form, "/catalogue")
    dataset = _said_of(f"{base}catalogue#dataset")
    publisher = _said_of(dataset[DCTERMS + "publisher"][0])
    sources, others = _parts()
    return documents.page(
        "catalogue.html",
        "/catalogue",
        iri=f"{base}catalogue#dataset",
        title=_first(dataset, DCTERMS + "title"),
        description=_first(dataset, DCTERMS + "description"),
        version=_first(dataset, DCAT + "version"),
        changes=_first(dataset, _VERSION_NOTES),
        publisher=_first(publisher, FOAF + "name"),
        homepage=_first(publisher, FOAF + "homepage"),
        conforms=_first(dataset, DCTERMS + "conformsTo"),
        endpoint=_first(dataset, VOID + "sparqlEndpoint"),
        vocabularies=_vocabularies(dataset.get(VOID + "vocabulary", [])),
        others=others,
        sources=sources[:_SOURCES],
        number_of_sources=len(sources),
    )


def _said_of(iri: str) -> dict[str, list[str]]:
    """What the catalogue says of a resource, in the reader's language; not of what parts it consists."""
    rows = site().select(
        f"SELECT ?p ?o WHERE {{ <{iri}> ?p ?o FILTER(?p != void:subset) "
        f'FILTER(!isLiteral(?o) || LANG(?o) IN ("", "{language()}")) }} ORDER BY ?p ?o'
    )
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row["p"]["value"], []).append(row["o"]["value"])
    return found


def _first(said: dict[str, list[str]], predicate: str) -> str:
    return said.get(predicate, [""])[0]


def _vocabularies(namespaces: list[str]) -> list[tuple[str, str]]:
    """Prefix and namespace of every vocabulary that is used."""
    return sorted((prefix, namespace) for prefix, namespace in PREFIXES.items() if namespace in namespaces)


def _parts() -> tuple[list[Part], list[Part]]:
    """The graphs of sources and the others, the largest first."""
    prefix = graph(site().base, "")
    counts = {
        iri.removeprefix(prefix): number
        for iri, number in site().release.manifest.counts.items()
        if iri.startswith(prefix)
    }
    ordered = sorted(counts, key=lambda name: (-counts[name], name))
    sources = [name for name in ordered if name.startswith("source/")]
    shown = {name: entity(site().base, *name.split("/", 1)) for name in sources[:_SOURCES]}
    others = {name: prefix + name for name in ordered if name not in sources}
    labels = resource.read_labels(site(), [*shown.values(), *others.values()], language())

    def part(name: str) -> Part:
        iri = shown.get(name) or others.get(name, "")
        return Part(name, labels.get(iri, name.rpartition("/")[2]), counts[name])

    return [part(name) for name in sources], [part(name) for name in ordered if name in others]
