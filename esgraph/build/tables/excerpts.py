"""Turns answers of registers (an excerpt of KRS as JSON, REGON's BIR1.1 as XML) into a Sheet, a row for each body.

Headings are the paths of values in JSON (`odpis.naglowekA.numerKRS`), the names of elements in XML (`Regon`). Rows are
counted from 1: there is none with headings.
"""

import json
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree

from esgraph import polish
from esgraph.build.tables import answer_problems
from esgraph.build.tables.sheets import Sheet
from esgraph.cells import EMPTY, Cell, Row, cell
from esgraph.errors import AuthoringError, Location

#: What an answer may be in.
SUFFIXES: Final = (".json", ".xml")
#: The schema of excerpts of KRS, of which those are read that say how things are now.
KRS: Final = "krs-excerpt"
_CURRENT: Final = "aktualny"
#: Where interfaces say why they have no answer.
_OF_ERRORS: Final = ("status", "title", "error", "message", "detail")
_LONGEST: Final = 100


def read(path: Path) -> Sheet:
    """The records of a file. Raises AuthoringError for one that is not JSON or XML, or has none."""
    records = list(_json(path) if path.suffix.lower() == ".json" else _xml(path))
    if not records:
        raise AuthoringError([answer_problems.no_records(Location(path))])
    headings = {heading: at for at, heading in enumerate(dict.fromkeys(name for one in records for name in one))}
    rows = [Row(0, {at: Cell(heading) for heading, at in headings.items()})]
    for number, record in zip(count(1), records):
        cells = {headings[name]: cell(value) for name, value in record.items()}
        # One without cells is a row here, too: `check` tells of it where there should be an excerpt.
        rows.append(Row(number, {at: one for at, one in cells.items() if one != EMPTY}))
    return Sheet(path, "", tuple(rows), is_answer=True)


def check(sheet: Sheet, schema: str) -> None:
    """Raises AuthoringError for what is no answer that a schema reads: of others, or that there is none."""
    headings, *answers = sheet.rows
    found = []
    for row in answers:
        said = {heading.text: row[at].text for at, heading in headings.cells.items() if row[at].text}
        where = sheet.where(row.number)
        if schema == KRS and not any(name.startswith("odpis.") for name in said):
            told = " ".join(said[name] for name in _OF_ERRORS if name in said)
            found.append(answer_problems.no_excerpt(where, told[:_LONGEST]))
        elif schema == KRS and polish.fold(said.get("odpis.rodzaj", _CURRENT)) != _CURRENT:
            found.append(answer_problems.not_current(where._replace(key="odpis.rodzaj"), said["odpis.rodzaj"]))
        elif "ErrorCode" in said:
            message = said.get("ErrorMessagePl", ""), said.get("ErrorMessageEn", "")
            found.append(answer_problems.register_error(where._replace(key="ErrorCode"), said["ErrorCode"], *message))
    if found:
        raise AuthoringError(found)


def _json(path: Path) -> Iterator[Mapping[str, object]]:
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise AuthoringError([answer_problems.no_answer(Location(path), "JSON", str(error))]) from error
    for record in document if isinstance(document, list) else [document]:
        if isinstance(record, dict):
            yield dict(_flat(record))


def _flat(record: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, object]]:
    """The values of a record by their paths; lists are of what the graph does not have, and only said to be there."""
    for name, value in record.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{path}{name}.")
        else:
            yield f"{path}{name}", value if isinstance(value, str | int | float) else ""


def _xml(path: Path) -> Iterator[Mapping[str, object]]:
    try:
        # The parser bounds what entities may grow to (expat 2.4.1).
        root = ElementTree.parse(path).getroot()  # noqa: S314
    except (ElementTree.ParseError, ValueError) as error:
        raise AuthoringError([answer_problems.no_answer(Location(path), "XML", str(error))]) from error
    records = [{one.tag: one.text or "" for one in record} for record in root.iter("dane")]
    yield from records if any(records) else ()
