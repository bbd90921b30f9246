"""Turns a query asked at the command line into text: a table to read, CSV or JSON to pass on."""

import csv
import io
import json
import sys
import textwrap
from pathlib import Path

from esgraph.errors import Language, QuestionError
from esgraph.release import Release
from esgraph.serve import negotiation
from esgraph.serve.oxigraph import OxigraphStore
from esgraph.serve.settings import Settings
from esgraph.serve.store import Query
from esgraph.serve.syntax import outline
from esgraph.vocabulary import prefixes

_TYPES = {"csv": "text/csv", "json": "application/sparql-results+json", "table": "text/csv"}
_WIDEST = 60


def text_of(release: Release, name: str, parameters: tuple[str, ...], language: Language) -> str:
    """The query that a name, a number, a file or `-` stands for, with its parameters bound.

    Raises QuestionError for a name that is none of these, or parameters that do not fit.
    """
    values = _values(parameters)
    if name == "-":
        return _without(values, sys.stdin.read())
    found = {question.slug: question for question in release.questions()}
    by_number = {str(question.number): question for question in found.values()}
    question = found.get(name) or by_number.get(name.lstrip("0"))
    if question is not None:
        if any(parameter.name == "lang" for parameter in question.parameters):
            values = {"lang": language, **values}
        return question.bind(values)
    if Path(name).is_file():
        return _without(values, Path(name).read_text(encoding="utf-8"))
    raise QuestionError(
        f"no question and no file is named {name!r}",
        remedy="esgraph questions lists them; - reads the query from standard input",
    )


def _values(parameters: tuple[str, ...]) -> dict[str, str]:
    for parameter in parameters:
        if "=" not in parameter:
            raise QuestionError(f"{parameter!r} is not NAME=VALUE")
    return dict(parameter.split("=", 1) for parameter in parameters)


def _without(values: dict[str, str], text: str) -> str:
    if values:
        raise QuestionError("only named questions have parameters", remedy="write the values into the query")
    return text


def answer(release: Release, text: str, form: str) -> str:
    """The answer as `table`, `csv` or `json`; a graph is given as Turtle, or as JSON-LD for `json`."""
    store = OxigraphStore(release, Settings())
    if outline(text).form in ("CONSTRUCT", "DESCRIBE"):
        media_type = "application/ld+json" if form == "json" else negotiation.GRAPHS[0].media_type
        return store.query(Query(text), media_type).read().decode()
    if outline(text).form == "ASK" and form == "table":
        verdict = store.query(Query(text), _TYPES["json"]).read()
        return "true\n" if json.loads(verdict)["boolean"] else "false\n"
    body = store.query(Query(text), _TYPES[form]).read().decode()
    return _table(body, prefixes(release.manifest.base)) if form == "table" else body


def _table(body: str, known: dict[str, str]) -> str:
    rows = [[_short(cell, known) for cell in row] for row in csv.reader(io.StringIO(body))]
    if not rows:
        return ""
    # Long texts are wrapped in their column, never cut.
    wrapped = [[textwrap.wrap(cell, _WIDEST) or [""] for cell in row] for row in rows]
    widths = [max(len(line) for row in wrapped for line in row[index]) for index in range(len(rows[0]))]
    lines = []
    for number, row in enumerate(wrapped):
        for index in range(max(map(len, row))):
            cells = [cell[index] if index < len(cell) else "" for cell in row]
            lines.append("  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip())
        if number == 0:
            lines.append("  ".join("─" * width for width in widths))
    count = len(rows) - 1
    return "\n".join(lines) + f"\n({count} {'row' if count == 1 else 'rows'})\n"


def _short(cell: str, known: dict[str, str]) -> str:
    for prefix, namespace in known.items():
        if cell.startswith(namespace) and cell != namespace:
            return f"{prefix}:{cell.removeprefix(namespace)}"
    return cell
