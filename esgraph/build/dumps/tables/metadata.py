"""Turns tables and their columns into CSVW metadata (Metadata Vocabulary for Tabular Data, W3C 2015)."""

import json
from collections.abc import Container, Mapping, Sequence
from typing import Any, Final

from esgraph.build.dumps.tables.columns import WORDS, Column
from esgraph.build.dumps.tables.model import LINK, TEXT, Model, Table
from esgraph.build.project import Settings
from esgraph.errors import LANGUAGES
from esgraph.vocabulary import RDF, RDFS, XSD

FILE: Final = "csv-metadata.json"

#: Where the IRI of a row, or of a part of it, comes from (RFC 6570: `+` leaves it as it is).
_ABOUT: Final = "{+iri}"
#: Datatypes that CSVW knows by their local names (Metadata Vocabulary, section 5.11.1).
_BUILT_IN: Final = {
    f"{XSD}{name}" for name in (
        "string", "boolean", "decimal", "integer", "long", "int", "short", "byte", "nonNegativeInteger",
        "positiveInteger", "nonPositiveInteger", "negativeInteger", "unsignedLong", "unsignedInt", "unsignedShort",
        "unsignedByte", "double", "float", "date", "dateTime", "dateTimeStamp", "time", "duration", "dayTimeDuration",
        "yearMonthDuration", "gYear", "gYearMonth", "gMonth", "gMonthDay", "gDay", "anyURI", "base64Binary",
        "hexBinary", "token", "language", "normalizedString", "Name", "NMTOKEN", "QName",
    )
}  # fmt: skip


def document(tables: Mapping[Table, Sequence[Column]], model: Model, settings: Settings) -> str:
    """The metadata of a group of tables, as JSON.

    Titles have the name of the column too, in no language, since the header must be among them for a reader to see that
    the metadata are those of the file (section 6.5.1 there).
    """
    group = {
        # In these terms `dc:` is DCMI Metadata Terms (RDFa Core Initial Context).
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": _texts(settings.title),
        "dc:license": {"@id": settings.licence},
        "dc:modified": {"@value": settings.modified, "@type": "xsd:date"},
        "tables": [_table(table, columns, model, tables) for table, columns in tables.items()],
    }
    return json.dumps(group, ensure_ascii=False, indent=2) + "\n"


def _table(
    table: Table, columns: Sequence[Column], model: Model, tables: Mapping[Table, Sequence[Column]]
) -> dict[str, Any]:
    keys = [
        {"columnReference": column.name, "reference": {"resource": column.target.file, "columnReference": "iri"}}
        for column in columns
        # A validator asks every row for one value that the other table has: several, or none, are an error.
        if column.target in tables and column.target and column.is_required and not column.separator
    ]
    iri = {"name": "iri", "titles": "iri", "datatype": "anyURI", "required": True, "suppressOutput": True}
    kind = {"name": "class", "virtual": True, "propertyUrl": f"{RDF}type", "valueUrl": table.owner}
    described: dict[str, Any] = {
        "url": table.file,
        "dc:title": _texts(model.texts(table.owner)),
        "dc:description": _texts(model.texts(table.owner, f"{RDFS}comment")),
        "tableSchema": {
            "aboutUrl": _ABOUT,
            "primaryKey": "iri",
            "foreignKeys": keys,
            "columns": [iri, *(_column(column, tables) for column in columns), kind],
        },
    }
    return {name: value for name, value in described.items() if value}


def _texts(texts: Mapping[Any, str]) -> list[dict[str, str]]:
    return [{"@value": text, "@language": language} for language, text in sorted(texts.items())]


def _column(column: Column, tables: Container[Table]) -> dict[str, Any]:
    """A column. A conversion to RDF or JSON leaves out what would come out otherwise than it is in the graph.

    That is the words, which belong to the evidence, and several links in a cell: CSVW makes one IRI of a cell, or
    literals of what is separated (Metadata Vocabulary, section 5.1.3). `propertyUrl` says what they are all the same.
    """
    titles: dict[str, str] = {language: column.titles[language] for language in LANGUAGES if language in column.titles}
    told: dict[str, Any] = {"name": column.name, "titles": titles | {"und": column.name}}
    if column.part:
        told["aboutUrl"] = _ABOUT + column.part
    if column.field != WORDS:
        told["propertyUrl"] = column.field[0]
    if column.separator:
        told["separator"] = column.separator
    if column.kind == LINK:
        told["datatype"] = "anyURI"
        told |= {"suppressOutput": True} if column.separator else {"valueUrl": f"{{+{column.name}}}"}
    elif column.kind.startswith(TEXT):
        told |= {"datatype": "string", "lang": column.kind.removeprefix(TEXT)}
    else:
        told["datatype"] = _datatype(column.kind)
    if column.field == WORDS:
        told["suppressOutput"] = True
    if column.is_required:
        told["required"] = True
    if column.target and column.target in tables:
        told["dc:references"] = {"@id": column.target.file}
    return told


def _datatype(iri: str) -> str | dict[str, str]:
    """A datatype by its name, or another one as derived from strings."""
    return iri.removeprefix(XSD) if iri in _BUILT_IN else {"@id": iri, "base": "string"}
