"""Turns the endpoints that answer programs into what each takes and gives, by the name of the endpoint.

What an endpoint does is told by its docstring, and its addresses by the routes of the application (`document`).
"""

from http import HTTPStatus
from typing import Final

from esgraph.history.patch import MEDIA_TYPE as PATCH
from esgraph.network.files import FORMATS as NETWORKS
from esgraph.network.model import KINDS
from esgraph.search_index import FACETS, QUOTED, TYPES
from esgraph.serve.chronicle import SORTS
from esgraph.serve.feed import MEDIA_TYPE as ATOM
from esgraph.serve.negotiation import DATASETS, EVERY, GRAPHS, HTML
from esgraph.serve.openapi.parts import (
    CSV,
    EXCEL,
    FORM,
    JSON,
    PAGE,
    Operation,
    Parameter,
    Schema,
    any_of,
    number,
    one_of,
    some_of,
    year,
)
from esgraph.serve.openapi.schemas import ref
from esgraph.serve.presence import WHATS
from esgraph.serve.search.suggestions import MOST

_LOST, _GONE, _NONE = HTTPStatus.NOT_FOUND, HTTPStatus.GONE, HTTPStatus.NOT_ACCEPTABLE
_LARGE, _FAR = HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.BAD_GATEWAY
_SEE, _MOVED = HTTPStatus.SEE_OTHER, HTTPStatus.MOVED_PERMANENTLY
_RDF: Final = any_of(GRAPHS) | {"application/ld+json": ref("JsonLd")}
_PAGE: Final = any_of([HTML])

# SPARQL

_QUERY: Final = Parameter(
    "query",
    "The query; without one the answer is the description of the service.",
    {
        "type": "string",
        "minLength": 1,
        "maxLength": 100_000,
        "examples": ["SELECT ?who ?name { ?who a org:Organization ; skos:prefLabel ?name } LIMIT 5", "ASK {}"],
    },
)
_GRAPH_IRIS: Final[Schema] = {"type": "array", "items": {"type": "string", "format": "iri"}}
_SPARQL: Final = (
    _QUERY,
    Parameter("default-graph-uri", "Graphs of the dataset that make up the default graph of the query.", _GRAPH_IRIS),
    Parameter("named-graph-uri", "Graphs of the dataset that are the named ones of the query.", _GRAPH_IRIS),
    one_of(
        "format", "The format of the answer by its suffix; else Accept says it.", [one.suffix for one in (*EVERY, HTML)]
    ),
)
_SPARQL_FORM: Final[Schema] = {
    "type": "object",
    "required": ["query"],
    "properties": {one.name: one.schema for one in _SPARQL},
}

# The network

_SWITCHES: Final = (
    some_of("kind", "Ties of these kinds alone.", KINDS),
    one_of("stated", "1: what sources state alone, nothing that is derived.", ["1"]),
    year("since", "Ties of this year and later; those without a date are left out."),
    year("until", "Ties of this year and earlier; those without a date are left out."),
    one_of("merge", "1: organisations that are probably the same as one.", ["1"]),
    one_of("offices", "1: offices as nodes of their own, not as their organisations.", ["1"]),
)
_NETWORK: Final[dict[str, Schema]] = {one.media_type.partition(";")[0]: {} for one in NETWORKS} | {
    "application/vnd.jgf+json": ref("JsonGraph"),
    "application/json": ref("Cytoscape"),
    "image/svg+xml": {},
}

# Search, lists and maps

_FILTERS: Final = tuple(
    one_of(name, "Entries of this type alone.", TYPES)
    if name == "type"
    else year(name, "Entries of this year alone.")
    if name == "year"
    else Parameter(
        name, f"Entries of this {name} alone, by its value in `facets`.", {"type": "string", "maxLength": 100}
    )
    for name in FACETS
)
_SOUGHT: Final = (Parameter("q", "Names, words or numbers, in any inflected form."), *_FILTERS, PAGE)
_WHAT: Final = one_of("what", "What is counted.", WHATS)
_OF_MAP: Final = (
    _WHAT,
    Parameter("kind", "Of this kind alone, by its slug on the page of the map."),
    year("year", "Of this year alone."),
    EXCEL,
)
_OF_TIME: Final = (
    one_of("what", "Of this sort alone.", SORTS),
    Parameter(
        "area",
        "In this area alone: a TERC code of two or four digits.",
        {"type": "string", "pattern": "^[0-9]{2}([0-9]{2})?$"},
    ),
    Parameter(
        "when",
        "Of this year or month; none: what has no date.",
        {"type": "string", "pattern": "^([0-9]{4}(-(0[1-9]|1[0-2]))?|none)$"},
    ),
)

# Reconciliation

_QUERIES: Final = Parameter(
    "queries",
    "A batch of reconciliation queries, as JSON.",
    {
        "type": "string",
        "contentMediaType": JSON,
        "examples": ['{"q0": {"query": "OPS w Tłuszczu"}}'],
    },
)
_EXTEND: Final = Parameter(
    "extend",
    "A data extension query, as JSON.",
    {
        "type": "string",
        "contentMediaType": JSON,
        "examples": ['{"ids": ["organization/ops-w-tluszczu"], "properties": [{"id": "schema:location"}]}'],
    },
)
_ASKED: Final[Schema] = {
    "type": "object",
    "properties": {one.name: one.schema for one in (_QUERIES, _EXTEND)},
    "oneOf": [{"required": [one.name]} for one in (_QUERIES, _EXTEND)],
}
_ID: Final = Parameter("id", "The id of an entity, a type or a property.", is_required=True)

OPERATIONS: Final[dict[str, Operation]] = {
    "protocol.endpoint": Operation(
        any_of((*EVERY, HTML))
        | {"application/sparql-results+json": ref("Results"), "application/ld+json": ref("JsonLd")},
        _SPARQL,
        (HTTPStatus.FORBIDDEN, _NONE, _LARGE, _FAR),
        tag="SPARQL",
        bodies={FORM: _SPARQL_FORM, "application/sparql-query": _QUERY.schema},
    ),
    "questions.question": Operation(tag="Questions", statuses=(_LOST, _LARGE)),
    "questions.completions": Operation(
        {JSON: ref("Choices")},
        (Parameter("q", "Words of its name."),),
        (_LOST,),
        tag="Questions",
    ),
    "linked_data.identify": Operation({}, (), (_LOST, _GONE, _NONE), (_SEE, _MOVED), tag="Linked data"),
    "linked_data.page": Operation(_PAGE, (PAGE,), (_LOST, _GONE, _NONE), (_SEE, _MOVED), tag="Linked data"),
    "linked_data.data": Operation(_RDF, (), (_LOST, _GONE, _NONE), (_MOVED,), tag="Linked data"),
    "linked_data.named_graph": Operation(_RDF | any_of((*DATASETS, HTML)), (PAGE,), (_LOST, _NONE), tag="Linked data"),
    "vocabulary.ontology.index": Operation(_RDF | _PAGE, (), (_LOST, _NONE), tag="Vocabulary"),
    "vocabulary.ontology.context": Operation({"application/ld+json": ref("JsonLd")}, tag="Vocabulary"),
    "vocabulary.ontology.term": Operation(_RDF | _PAGE, (), (_LOST, _NONE), tag="Vocabulary"),
    "vocabulary.schemes.index": Operation(_RDF | _PAGE, (), (_LOST, _NONE), tag="Vocabulary"),
    "vocabulary.schemes.scheme": Operation(_RDF | _PAGE, (), (_LOST, _NONE), tag="Vocabulary"),
    "vocabulary.schemes.concept": Operation(_RDF | _PAGE, (), (_LOST, _NONE), tag="Vocabulary"),
    "vocabulary.shapes.index": Operation(_RDF | _PAGE, (), (_LOST, _NONE), tag="Vocabulary"),
    "vocabulary.shapes.shape": Operation(_RDF | _PAGE, (), (_LOST, _NONE), (HTTPStatus.FOUND, _SEE), tag="Vocabulary"),
    "search.index": Operation({HTML.media_type: {}, JSON: ref("Search")}, _SOUGHT, (_LOST, _NONE), tag="Search"),
    "search.document": Operation({JSON: ref("Search")}, _SOUGHT, (_LOST,), tag="Search"),
    "search.opensearch": Operation({"application/opensearchdescription+xml": {}}, tag="Search"),
    "suggest.suggest": Operation(
        {JSON: ref("Suggestions"), "application/x-suggestions+json": ref("OpenSearchSuggestions")},
        (
            Parameter("q", "The beginning of a name or a number."),
            some_of("type", "Of these types alone.", [one for one in TYPES if one != QUOTED]),
            number("limit", "At most so many.", 1, MOST),
            one_of("format", "As browsers take it (OpenSearch).", ["opensearch"]),
        ),
        tag="Search",
    ),
    "reconcile.service": Operation(
        {JSON: {"anyOf": [ref("Manifest"), ref("Candidates"), ref("Extension")]}},
        (_QUERIES, _EXTEND),
        (_LOST, _LARGE),
        tag="Reconciliation",
        bodies={FORM: _ASKED},
    ),
    "reconcile.suggest": Operation(
        {JSON: ref("Entities")},
        (
            Parameter("prefix", "The beginning of a name."),
            number("cursor", "So many are passed over.", 0, 10**6),
            number("limit", "At most so many.", 1, 10**6),
            Parameter("type", "Of this type alone."),
        ),
        (_LOST,),
        tag="Reconciliation",
    ),
    "reconcile.properties": Operation(
        {JSON: ref("Properties")},
        (Parameter("type", "Properties of this type."), number("limit", "At most so many.", 1, 10**6)),
        tag="Reconciliation",
    ),
    "reconcile.preview": Operation(_PAGE, (_ID,), (_LOST, _GONE), tag="Reconciliation"),
    "reconcile.flyout": Operation({JSON: ref("Flyout")}, (_ID,), (_LOST, _GONE), tag="Reconciliation"),
    "network.files.whole": Operation(_NETWORK, (*_SWITCHES, EXCEL), (_LOST, _LARGE), tag="Network"),
    "network.files.around": Operation(
        _NETWORK,
        (
            *_SWITCHES,
            one_of("depth", "2: also their partners.", ["1", "2"]),
            number("most", "At most so many nodes.", 0, 200),
            EXCEL,
        ),
        (_LOST, _GONE, _LARGE),
        tag="Network",
    ),
    "network.files.between": Operation(
        _NETWORK,
        (
            Parameter("from", "An organisation or office: its name, or its slug.", is_required=True),
            Parameter("to", "An organisation or office: its name, or its slug.", is_required=True),
            *_SWITCHES,
            EXCEL,
        ),
        (_LOST, _GONE, _LARGE),
        (HTTPStatus.FOUND, _SEE),
        tag="Network",
    ),
    "network.overview.measures": Operation({CSV: {}}, (_SWITCHES[1], EXCEL), (_LOST,), tag="Network"),
    "map.index": Operation(
        {HTML.media_type: {}, CSV: {}, JSON: ref("Rows"), "application/geo+json": ref("FeatureCollection")},
        (*_OF_MAP, one_of("as", "Places as points instead of counties (GeoJSON).", ["points"])),
        (_LOST,),
        tag="Map and time",
    ),
    "map.area": Operation(
        {HTML.media_type: {}, CSV: {}, JSON: ref("Rows"), "application/geo+json": ref("FeatureCollection")},
        (*_OF_MAP, PAGE),
        (_LOST,),
        tag="Map and time",
    ),
    "timeline.table": Operation({CSV: {}, JSON: ref("Rows")}, (*_OF_TIME, EXCEL), tag="Map and time"),
    "timeline.calendar": Operation({"text/calendar": {}}, _OF_TIME, tag="Map and time"),
    "catalogue.index": Operation(_RDF | any_of((*DATASETS, HTML)), (), (_LOST, _NONE), tag="Catalogue and downloads"),
    "machines.void": Operation({}, (), (_NONE,), (_SEE,), has_language=False, tag="Catalogue and downloads"),
    "downloads.whole": Operation({}, (), (_LOST, _NONE), (_SEE,), has_language=False, tag="Catalogue and downloads"),
    "downloads.dump": Operation(
        {"*/*": {}},
        (),
        (_LOST, HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE),
        has_language=False,
        tag="Catalogue and downloads",
    ),
    "downloads.checksums": Operation(
        {"text/plain": {}}, (), (_LOST,), has_language=False, tag="Catalogue and downloads"
    ),
    "downloads.graph_dump": Operation(
        _RDF | any_of(DATASETS), (), (_LOST,), has_language=False, tag="Catalogue and downloads"
    ),
    "releases.atom": Operation({ATOM: {}}, tag="Releases"),
    "releases.release": Operation(
        {HTML.media_type: {}, PATCH: {}, "application/n-quads": {}, JSON: ref("Changes"), "application/gzip": {}},
        (PAGE,),
        (_LOST, _LARGE),
        tag="Releases",
    ),
    "sitemap.index": Operation({"application/xml": {}}, has_language=False, tag="Operation"),
    "sitemap.pages": Operation({"application/xml": {}}, has_language=False, tag="Operation"),
    "sitemap.part": Operation({"application/xml": {}}, (), (_LOST,), has_language=False, tag="Operation"),
    "machines.api": Operation({}, (), (_NONE,), (_SEE,), has_language=False, tag="Operation"),
    "machines.ready": Operation({"text/plain": {}}, has_language=False, tag="Operation"),
    "openapi.index": Operation({JSON: {"type": "object"}}, has_language=False, tag="Operation"),
}

#: Endpoints that answer people, or the pages themselves: nobody should build on these.
FOR_PEOPLE: Final = frozenset(
    {
        "static",
        "home.index",
        "questions.index",
        "match.form",
        "match.index",
        "editor.settings",
        "sources.index",
        "lists.index",
        "articles.listing",
        "network.overview.index",
        "network.ego.page",
        "network.path.page",
        "network.border.page",
        "network.embed.page",
        "downloads.index",
        "downloads.folder",
        "timeline.index",
        "machines.icon",
        "machines.robots",
        "releases.index",
    }
)
