"""Turns tables and their CSVW metadata into triples (Generating RDF from Tabular Data on the Web, W3C 2015, minimal mode).

Written against the recommendation and not against what writes the tables. `links` also reads cells with several links,
which the recommendation cannot make IRIs of, and which the metadata therefore keep from being converted.
"""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from esgraph.vocabulary import XSD

#: Subject, property, then an IRI, or a text with its language and datatype.
Statement = tuple[str, str, str | tuple[str, str, str]]


def read(metadata: Path, *, links: bool = False) -> Iterator[Statement]:
    """The triples of all tables of a group."""
    group = json.loads(metadata.read_text("utf-8"))
    for table in group["tables"]:
        schema = table["tableSchema"]
        real = [column for column in schema["columns"] if not column.get("virtual")]
        with (metadata.parent / table["url"]).open(encoding="utf-8", newline="") as stream:
            rows = csv.reader(stream, strict=True)
            assert next(rows) == [column["name"] for column in real]
            for row in rows:
                cells = dict(zip((column["name"] for column in real), row, strict=True))
                for column in schema["columns"]:
                    yield from _cell(column, cells, schema, links)


def _cell(column: dict[str, Any], cells: dict[str, str], schema: dict[str, Any], links: bool) -> Iterator[Statement]:
    about = _expand(column.get("aboutUrl", schema["aboutUrl"]), cells)
    text = cells.get(column["name"], "")
    if column.get("virtual"):
        yield about, column["propertyUrl"], _expand(column["valueUrl"], cells)
        return
    is_link = column["datatype"] == "anyURI"
    if text == "" or "propertyUrl" not in column or (column.get("suppressOutput") and not (links and is_link)):
        return
    values = text.split(column["separator"]) if "separator" in column else [text]
    for value in values:
        if is_link:
            yield about, column["propertyUrl"], value if "separator" in column else _expand(column["valueUrl"], cells)
        elif "lang" in column:
            yield about, column["propertyUrl"], (value, column["lang"], "")
        else:
            yield about, column["propertyUrl"], (value, "", _datatype(column["datatype"]))


def _datatype(told: str | dict[str, str]) -> str:
    return f"{XSD}{told}" if isinstance(told, str) else told["@id"]


def _expand(template: str, cells: dict[str, str]) -> str:
    """The templates that there are: a whole IRI, or one from a column."""
    start, brace, rest = template.partition("{+")
    if not brace:
        return template
    name, _, end = rest.partition("}")
    return start + cells[name] + end
