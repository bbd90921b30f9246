"""Turns the catalogue of a release into a page that describes the dataset, and into DCAT and VoID."""

from dataclasses import dataclass
from functools import partial

from flask import Blueprint
from werkzeug.wrappers import Response as BaseResponse

from esgraph.errors import Language
from esgraph.release import BIBTEX, CITATION, FileEntry
from esgraph.serve import documents, resource
from esgraph.serve.collation import alphabetical
from esgraph.serve.description import Described, described, in_format
from esgraph.serve.negotiation import DATASETS, HTML
from esgraph.serve.pages import dataset, reconcile_guide, series
from esgraph.serve.reference import reference
from esgraph.serve.site import language, site
from esgraph.vocabulary import (
    ADMS,
    DCAT,
    DCATAP,
    DCTERMS,
    FOAF,
    OWL,
    PREFIXES,
    RDF,
    RDFS,
    SH,
    SKOS,
    VCARD,
    VOID,
    entity,
    graph,
)

blueprint = Blueprint("catalogue", __name__)

#: Graphs of sources that the page shows.
_SOURCES = 50
#: Vocabularies whose classes are of the description itself: terms, concepts, datasets, example queries.
_ABOUT = (OWL, RDF, RDFS, SH, SKOS, VOID, DCAT)
#: Classes that the page counts, those with most instances.
_CLASSES = 12


@dataclass(frozen=True, slots=True)
class Part:
    """A named graph: its name below `graph/`, what it is called, how many statements it has."""

    name: str
    label: str
    statements: int


@dataclass(frozen=True, slots=True)
class File:
    """A file with the dataset: its name in the release, its format, what is in it."""

    name: str
    format: str
    description: str
    entry: FileEntry


@dataclass(frozen=True, slots=True)
class Service:
    """A service: the part of its IRI behind `#`, its address, what it is called and does."""

    anchor: str
    endpoint: str
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A class, what it is called, and how many there are."""

    iri: str
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class Linkset:
    """The graph of the links to another dataset: what that is called, how they were made, as of when, how many."""

    iri: str
    target: str
    method: str
    day: str
    number: int


@blueprint.route("/catalogue", defaults={"suffix": ""})
@blueprint.route("/catalogue.<suffix>")
def index(suffix: str) -> BaseResponse:
    """The description of the dataset."""
    form = documents.chosen(suffix, (*documents.OFFERS, *DATASETS))
    current = site()
    if form is not HTML:
        earlier = [one.id for one in series.earlier(current)]
        changed = partial(series.with_series, current) if earlier else None
        made = documents.made(lambda: in_format(current, form, changed), form, "/catalogue", *earlier)
        return documents.lead_to_description(made)
    known, chosen = described(current), language()
    sources, others = _parts()
    page = documents.page(
        "catalogue.html",
        "/catalogue",
        iri=known.dataset,
        schema_org=dataset.document(known, current.release.manifest, chosen),
        description=known.text(known.dataset, f"{DCTERMS}description", chosen),
        changes=known.text(known.dataset, f"{ADMS}versionNotes", chosen),
        publisher=known.text(_publisher(known), f"{FOAF}name", chosen),
        homepage=known.first(_publisher(known), f"{FOAF}homepage"),
        contact=_contact(known, chosen),
        facts=_facts(known, chosen),
        period=_period(known),
        previous=known.first(known.dataset, f"{DCAT}previousVersion") or _previous(),
        keywords=sorted(known.texts(known.dataset, f"{DCAT}keyword", chosen), key=alphabetical),
        conforms=known.first(known.dataset, f"{DCTERMS}conformsTo"),
        services=_services(known, chosen),
        guide=reconcile_guide.guide(chosen),
        guide_anchor=reconcile_guide.ANCHOR,
        citations=[name for name in (CITATION, BIBTEX) if name in current.release.manifest.files],
        files=_files(known, chosen),
        numbers={name: known.number(known.dataset, VOID + name) for name in ("entities", "classes", "properties")},
        classes=_classes(known, chosen),
        linksets=_linksets(known, chosen),
        vocabularies=_vocabularies(known.iris(known.dataset, f"{VOID}vocabulary")),
        others=others,
        sources=sources[:_SOURCES],
        number_of_sources=len(sources),
    )
    return documents.lead_to_description(page)


def _publisher(known: Described) -> str:
    return known.first(known.dataset, f"{DCTERMS}publisher")


def _previous() -> str:
    """The release before this one, if this server has it."""
    found = next(iter(series.earlier(site())), None)
    return series.address(site(), found) if found else ""


def _contact(known: Described, chosen: Language) -> dict[str, str]:
    """The name of whom to ask, an address of mail and a page, each of which may be ""; nothing if nobody is named."""
    point = known.first(known.dataset, f"{DCAT}contactPoint")
    return {
        "name": known.text(point, f"{VCARD}fn", chosen),
        "email": known.first(point, f"{VCARD}hasEmail"),
        "url": known.first(point, f"{VCARD}hasURL"),
    }


def _facts(known: Described, chosen: Language) -> list[tuple[str, list[str]]]:
    """What is told by a code of a table or a name: the name of its text, what it says; without what is not said."""
    every = known.dataset
    dump = next((node for _, node in known.distributions()), "")
    told = [
        ("publisher_kind", known.names(_publisher(known), f"{DCTERMS}type", chosen)),
        ("access", known.names(every, f"{DCTERMS}accessRights", chosen)),
        ("updates", known.names(every, f"{DCTERMS}accrualPeriodicity", chosen)),
        ("availability", known.names(dump, f"{DCATAP}availability", chosen)),
        ("area_covered", known.names(every, f"{DCTERMS}spatial", chosen)),
        ("categories", known.names(every, f"{DCAT}theme", chosen)),
        ("languages", known.names(every, f"{DCTERMS}language", chosen)),
    ]
    return [(name, names) for name, names in told if names]


def _period(known: Described) -> tuple[str, str] | None:
    period = known.first(known.dataset, f"{DCTERMS}temporal")
    return (known.text(period, f"{DCAT}startDate"), known.text(period, f"{DCAT}endDate")) if period else None


def _services(known: Described, chosen: Language) -> list[Service]:
    """The services, by their titles."""
    found = [
        Service(
            node.rpartition("#")[2],
            known.first(node, f"{DCAT}endpointURL"),
            known.text(node, f"{DCTERMS}title", chosen),
            known.text(node, f"{DCTERMS}description", chosen),
        )
        for node in known.iris(f"{known.base}catalogue", f"{DCAT}service")
    ]
    return sorted(found, key=lambda one: alphabetical(one.title))


def _files(known: Described, chosen: Language) -> list[File]:
    files = site().release.manifest.files
    return [
        File(name, known.text(node, f"{DCTERMS}title"), known.text(node, f"{DCTERMS}description", chosen), files[name])
        for name, node in known.distributions()
        if name in files
    ]


def _classes(known: Described, chosen: Language) -> list[Counted]:
    """The classes of which there is most."""
    parts = known.iris(known.dataset, f"{VOID}classPartition")
    every = ((known.number(part, f"{VOID}entities"), known.first(part, f"{VOID}class")) for part in parts)
    largest = sorted((one for one in every if not one[1].startswith(_ABOUT)), key=lambda one: (-one[0], one[1]))[
        :_CLASSES
    ]
    return [Counted(iri, reference().label(iri, chosen), number) for number, iri in largest]


def _linksets(known: Described, chosen: Language) -> list[Linkset]:
    """The sets of links to other datasets, by the names of these."""
    found = []
    for node in known.linksets():
        target = known.text(known.first(node, f"{VOID}objectsTarget"), f"{DCTERMS}title", chosen)
        method = known.text(known.first(node, f"{DCTERMS}provenance"), f"{RDFS}label", chosen)
        parts = known.iris(node, f"{VOID}propertyPartition")
        number = sum(known.number(part, f"{VOID}triples") for part in parts)
        found.append(Linkset(node, target, method, known.text(node, f"{DCTERMS}modified"), number))
    return sorted(found, key=lambda one: alphabetical(one.target))


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
