"""Turns the documents of this server into JSON Schemas (2020-12), by name."""

from typing import Final

from esgraph.errors import LANGUAGES
from esgraph.search_index import REGISTERS, TYPES, Field
from esgraph.serve.openapi.parts import Schema

_TEXT: Final[Schema] = {"type": "string"}
_IRI: Final[Schema] = {"type": "string", "format": "iri"}
_COUNT: Final[Schema] = {"type": "integer", "minimum": 0}
_PERCENT: Final[Schema] = {"type": "number", "minimum": 0, "maximum": 100}


def _list(of: Schema, **more: object) -> Schema:
    return {"type": "array", "items": of, **more}


def _object(required: Schema, **optional: Schema) -> Schema:
    return {"type": "object", "required": list(required), "properties": required | optional}


def _map(of: Schema) -> Schema:
    return {"type": "object", "additionalProperties": of}


def ref(name: str) -> Schema:
    """Where a schema stands."""
    return {"$ref": f"#/components/schemas/{name}"}


_NAMED: Final = _object({"id": _TEXT, "name": _TEXT})
_TYPED: Final = _object({"id": _TEXT, "name": _TEXT}, description=_TEXT, notable=_list(_NAMED))
_FIELDS: Final = sorted({*REGISTERS, *(one.name.lower() for one in Field)})

SCHEMAS: Final[dict[str, Schema]] = {
    "Problem": _object(
        {"type": _TEXT, "title": _TEXT, "status": {"type": "integer", "minimum": 400, "maximum": 599}, "detail": _TEXT},
        remedy=_TEXT, line={"type": "integer", "minimum": 1}, column={"type": "integer", "minimum": 0},
        translated=_object({"language": {"enum": list(LANGUAGES)}, "detail": _TEXT}, remedy=_TEXT),
    ),
    "Results": {
        "description": "SPARQL 1.1 Query Results JSON Format.",
        **_object(
            {"head": _object({}, vars=_list(_TEXT), link=_list(_TEXT))},
            results=_object({"bindings": _list(_map(ref("Term")))}),
            boolean={"type": "boolean"},
        ),
        "oneOf": [{"required": ["results"]}, {"required": ["boolean"]}],
    },
    "Term": _object(
        {"type": {"enum": ["uri", "literal", "bnode", "triple"]}, "value": {}}, datatype=_IRI, **{"xml:lang": _TEXT}
    ),
    "Search": _object({
        "query": _TEXT, "filters": _map(_TEXT), "total": _COUNT, "page": {"type": "integer", "minimum": 1},
        "pages": _COUNT, "hasAll": {"type": "boolean"},
        "corrections": _list(_object({"typed": _TEXT, "instead": _TEXT})), "unknown": _list(_TEXT),
        "inWordsOfSources": _COUNT, "results": _list(ref("Result")),
        "facets": _map(_list(_object({"value": _TEXT, "label": _TEXT, "count": _COUNT}))),
    }),
    "Result": _object({
        "iri": _IRI, "page": _TEXT, "type": {"enum": list(TYPES)}, "label": _TEXT, "kind": _TEXT, "place": _TEXT,
        "within": _TEXT, "date": _TEXT,
        "matches": _list(_object({"field": {"enum": _FIELDS}, "text": _TEXT, "language": _TEXT})),
    }),
    "Suggestions": _list(_object({
        "iri": _IRI, "label": _TEXT, "kind": _TEXT, "place": _TEXT, "type": {"enum": list(TYPES)}, "page": _TEXT,
    })),
    "OpenSearchSuggestions": {
        "description": "OpenSearch Suggestions 1.1: what was typed, and the list of what may be meant.",
        **_list({"anyOf": [_TEXT, _list(_TEXT)]}, minItems=2, maxItems=2),
    },
    "Choices": _list(_object({"value": _TEXT, "label": _TEXT})),
    "Rows": _list(_map({"type": ["string", "number"]})),
    "FeatureCollection": {
        "description": "GeoJSON (RFC 7946).",
        **_object({"type": {"const": "FeatureCollection"}, "features": _list(_object(
            {"type": {"const": "Feature"}, "geometry": {"type": ["object", "null"]}, "properties": {"type": "object"}}
        ))}),
    },
    "Manifest": {
        "description": "Reconciliation Service API 0.2, Service Manifest.",
        **_object({
            "versions": _list(_TEXT), "name": _TEXT, "identifierSpace": _IRI, "schemaSpace": _IRI,
            "defaultTypes": _list(_NAMED), "view": _object({"url": _TEXT}),
        }),
    },
    "Candidates": {
        "description": "Reconciliation Service API 0.2, Reconciliation Query Responses.",
        **_map(_object({"result": _list(_object(
            {"id": _TEXT, "name": _TEXT, "score": _PERCENT, "match": {"type": "boolean"}, "type": _list(_NAMED)},
            description=_TEXT, features=_list(_object({"id": _TEXT, "value": _PERCENT})),
        ))})),
    },
    "Extension": {
        "description": "Reconciliation Service API 0.2, Data Extension Responses.",
        **_object({"meta": _list(_NAMED), "rows": _map(_map(_list({"type": "object"})))}),
    },
    "Entities": _object({"result": _list(_TYPED)}),
    "Properties": _object({"properties": _list(_NAMED)}, type=_TEXT, limit={"type": "integer"}),
    "Flyout": _object({"id": _TEXT, "html": _TEXT}),
    "JsonGraph": {"description": "JSON Graph Format 2.", **_object({"graph": {"type": "object"}})},
    "Cytoscape": {
        "description": "Cytoscape.js JSON.",
        **_object({"elements": _object({"nodes": _list({"type": "object"}), "edges": _list({"type": "object"})})}),
    },
    "JsonLd": {"description": "JSON-LD 1.1.", "type": ["object", "array"]},
    "Changes": {"description": "What changed between two releases, entity by entity.", "type": "object"},
}  # fmt: skip
