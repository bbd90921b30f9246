"""Turns the settings of a dataset into its own description in DCAT-AP 3.0.1 and VoID: what is known before its files.

This is the graph `catalogue`. A release is named by the hash of its dump, which holds this graph, so numbers, sizes and
hashes cannot stand here; `whole` adds them in a file.
"""

from collections.abc import Iterable

import pyoxigraph as ox

from esgraph import executable, question, release, resources
from esgraph.build.authority import (
    ACCESS_RIGHTS,
    AVAILABILITIES,
    FREQUENCIES,
    LANGUAGES,
    PUBLISHER_KINDS,
    THEMES,
    Table,
)
from esgraph.build.catalogue.services import SERVICES, Service
from esgraph.build.catalogue.statements import link, links, text, translations, types
from esgraph.build.project import Settings
from esgraph.file_types import file_type
from esgraph.question import Question
from esgraph.vocabulary import (
    ADMS,
    DCAT,
    DCATAP,
    DCTERMS,
    FOAF,
    SHAPE,
    VCARD,
    VOID,
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
_SERIES = {
    "pl": "Kolejne wydania zbioru. Wydanie się nie zmienia; zmiany przynosi następne, z własnym numerem wersji.",
    "en": "The releases of the dataset. A release does not change; changes come with the next, under its own version.",
}
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"


def describe(settings: Settings, graphs: Iterable[str], questions: Iterable[Question] | None = None) -> set[ox.Triple]:
    """The catalogue graph: dataset, series, publisher, services, vocabularies, parts, prefixes, examples.

    `questions` are the examples; those of the program for the dataset's base unless they are given.
    """
    base = settings.base
    if questions is None:
        questions = question.read_all(resources.ontology() / "questions", base)
    triples = {
        *_catalogue(settings),
        *_dataset(settings),
        *_series(settings),
        *_publisher(settings),
        *_contact(settings),
        *_period(settings),
        *(triple for service in SERVICES for triple in _service(settings, service)),
        *_parts(settings, graphs),
        *executable.declarations(base),
        *executable.examples(questions, base, f"{base}sparql"),
    }
    for name in (release.TURTLE, release.NQUADS):
        triples |= distribution(settings, name)
    return triples


def node(settings: Settings, name: str) -> str:
    """The IRI of a part of the catalogue."""
    return f"{settings.base}catalogue#{name}"


def publisher(settings: Settings) -> str:
    """The IRI of the publisher: the one that it has elsewhere, else one of the catalogue."""
    return settings.publisher_iri or node(settings, "publisher")


def _catalogue(settings: Settings) -> set[ox.Triple]:
    catalogue = f"{settings.base}catalogue"
    return {
        *types(catalogue, f"{DCAT}Catalog"),
        *_titled(catalogue, settings.title, settings.description),
        *_dated(catalogue, settings, settings.first_issued),
        *_of_the_publisher(catalogue, settings),
        *_about(catalogue, settings),
        link(catalogue, f"{DCAT}dataset", node(settings, "dataset")),
        link(catalogue, f"{DCAT}resource", node(settings, "series")),
        *links(catalogue, f"{DCAT}service", (node(settings, service.name) for service in SERVICES)),
        link(catalogue, f"{DCAT}themeTaxonomy", THEMES.scheme),
        link(catalogue, f"{FOAF}homepage", settings.base),
    }


def _dataset(settings: Settings) -> set[ox.Triple]:
    base, dataset = settings.base, node(settings, "dataset")
    previous = settings.previous
    return {
        *types(dataset, f"{DCAT}Dataset", f"{VOID}Dataset"),
        *_titled(dataset, settings.title, settings.description),
        *_dated(dataset, settings),
        *_of_the_publisher(dataset, settings),
        *_about(dataset, settings),
        *_reached(dataset, settings),
        *translations(dataset, f"{ADMS}versionNotes", settings.changes),
        *links(dataset, f"{DCAT}prev", [previous]),
        *links(dataset, f"{DCAT}previousVersion", [previous]),
        *links(dataset, f"{DCTERMS}accrualPeriodicity", _codes(FREQUENCIES, settings.frequency)),
        text(dataset, f"{DCAT}version", settings.version),
        link(dataset, f"{DCAT}inSeries", node(settings, "series")),
        link(dataset, f"{DCAT}landingPage", base),
        link(dataset, f"{DCTERMS}conformsTo", SHAPE.rstrip("/")),
        link(dataset, f"{VOID}sparqlEndpoint", f"{base}sparql"),
        text(dataset, f"{VOID}uriSpace", f"{base}id/"),
    }


def _series(settings: Settings) -> set[ox.Triple]:
    series = node(settings, "series")
    names = {"pl": f"{settings.title['pl']}: wydania", "en": f"{settings.title['en']}: releases"}
    return {
        *types(series, f"{DCAT}DatasetSeries"),
        *_titled(series, names, _SERIES),
        *_dated(series, settings, settings.first_issued),
        *links(series, f"{DCTERMS}accrualPeriodicity", _codes(FREQUENCIES, settings.frequency)),
        *links(series, f"{DCTERMS}spatial", (area.iri for area in settings.spatial)),
        *links(series, f"{DCAT}contactPoint", [node(settings, "contact")] if settings.contact else []),
        link(series, f"{DCTERMS}publisher", publisher(settings)),
        link(series, f"{DCAT}last", node(settings, "dataset")),
    }


def _publisher(settings: Settings) -> set[ox.Triple]:
    agent = publisher(settings)
    return {
        *types(agent, f"{FOAF}Agent"),
        *translations(agent, f"{FOAF}name", settings.publisher),
        *links(agent, f"{DCTERMS}type", _codes(PUBLISHER_KINDS, settings.publisher_kind)),
        link(agent, f"{FOAF}homepage", settings.publisher_url),
    }


def _contact(settings: Settings) -> set[ox.Triple]:
    contact, point = settings.contact, node(settings, "contact")
    if contact is None:
        return set()
    return {
        *types(point, f"{VCARD}Kind", f"{VCARD}Organization"),
        *translations(point, f"{VCARD}fn", contact.name),
        *links(point, f"{VCARD}hasEmail", [f"mailto:{contact.email}"] if contact.email else []),
        *links(point, f"{VCARD}hasURL", [contact.url]),
    }


def _period(settings: Settings) -> set[ox.Triple]:
    start, end = settings.temporal
    period = node(settings, "period")
    if not start or not end:
        return set()
    return {
        *types(period, f"{DCTERMS}PeriodOfTime"),
        text(period, f"{DCAT}startDate", start, "date"),
        text(period, f"{DCAT}endDate", end, "date"),
    }


def _service(settings: Settings, service: Service) -> set[ox.Triple]:
    this, endpoint = node(settings, service.name), f"{settings.base}{service.path}"
    return {
        *types(this, f"{DCAT}DataService"),
        *_titled(this, service.title, service.description),
        *_of_the_publisher(this, settings),
        *_reached(this, settings),
        *links(this, f"{DCAT}theme", map(THEMES.iri, settings.themes)),
        *_keywords(this, settings),
        link(this, f"{DCAT}endpointURL", endpoint),
        link(this, f"{DCAT}endpointDescription", endpoint),
        link(this, f"{DCAT}servesDataset", node(settings, "dataset")),
        link(this, f"{DCTERMS}conformsTo", service.specification),
    }


def _parts(settings: Settings, graphs: Iterable[str]) -> set[ox.Triple]:
    """The named graphs, each a part of the dataset."""
    triples = set()
    for name in (*graphs, "catalogue"):
        part = graph(settings.base, name)
        triples.add(link(node(settings, "dataset"), f"{VOID}subset", part))
        triples |= types(part, f"{VOID}Dataset") | translations(part, f"{DCTERMS}title", _GRAPHS.get(name, {}))
    return triples


def distribution(settings: Settings, file: str) -> set[ox.Triple]:
    """A file with the dataset, as far as it is known before it is there; its node is named as the file is."""
    dataset, this, kind = node(settings, "dataset"), node(settings, file), file_type(file)
    address = f"{settings.base}dumps/latest/{file}"
    return {
        *types(this, f"{DCAT}Distribution"),
        link(dataset, f"{DCAT}distribution", this),
        link(dataset, f"{VOID}dataDump", address),
        link(this, f"{DCAT}accessURL", address),
        link(this, f"{DCAT}mediaType", MEDIA_TYPES + kind.media_type),
        *links(this, f"{DCAT}compressFormat", [MEDIA_TYPES + kind.compression] if kind.compression else []),
        *links(this, f"{DCATAP}availability", _codes(AVAILABILITIES, settings.availability)),
        link(this, f"{DCTERMS}license", settings.licence),
    }


def _titled(this: str, title: dict[str, str], description: dict[str, str]) -> set[ox.Triple]:
    return translations(this, f"{DCTERMS}title", title) | translations(this, f"{DCTERMS}description", description)


def _dated(this: str, settings: Settings, first: str = "") -> set[ox.Triple]:
    """When it came and when it changed; `first` is when that came of which the dataset is one release."""
    return {
        text(this, f"{DCTERMS}issued", first or settings.issued, "date"),
        text(this, f"{DCTERMS}modified", settings.modified, "date"),
    }


def _of_the_publisher(this: str, settings: Settings) -> set[ox.Triple]:
    return {
        link(this, f"{DCTERMS}publisher", publisher(settings)),
        link(this, f"{DCTERMS}license", settings.licence),
    }


def _about(this: str, settings: Settings) -> set[ox.Triple]:
    """What the dataset is about, in which languages: the project's shapes want every name in both."""
    period = [node(settings, "period")] if any(settings.temporal) else []
    return {
        *links(this, f"{DCTERMS}language", map(LANGUAGES.iri, LANGUAGES.codes)),
        *links(this, f"{DCTERMS}spatial", (area.iri for area in settings.spatial)),
        *links(this, f"{DCTERMS}temporal", period),
        *links(this, f"{DCAT}theme", map(THEMES.iri, settings.themes)),
        *_keywords(this, settings),
    }


def _keywords(this: str, settings: Settings) -> set[ox.Triple]:
    every = ({language: word} for language, words in settings.keywords.items() for word in words)
    return {triple for one in every for triple in translations(this, f"{DCAT}keyword", one)}


def _reached(this: str, settings: Settings) -> set[ox.Triple]:
    """Who may have it, and whom to ask."""
    return {
        *links(this, f"{DCTERMS}accessRights", _codes(ACCESS_RIGHTS, settings.access)),
        *links(this, f"{DCAT}contactPoint", [node(settings, "contact")] if settings.contact else []),
    }


def _codes(table: Table, code: str) -> list[str]:
    return [table.iri(code)] if code else []
