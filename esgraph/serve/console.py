"""Turns a query asked at the command line into text: a table to read, CSV or JSON to pass on.

Values of a question's parameters are written as in the fields of its page: a name, a part of it, a slug or an IRI.
"""

import csv
import io
import json
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

from werkzeug.datastructures import MultiDict

from esgraph.errors import LANGUAGES, Language, Message, QuestionError
from esgraph.question import Question
from esgraph.release import Release
from esgraph.serve import negotiation
from esgraph.serve.oxigraph import OxigraphStore
from esgraph.serve.settings import Settings
from esgraph.serve.store import Query
from esgraph.serve.syntax import outline
from esgraph.vocabulary import prefixes

if TYPE_CHECKING:
    from esgraph.serve.fields import Field

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
        return _bound(release, question, values, language)
    if Path(name).is_file():
        return _without(values, Path(name).read_text(encoding="utf-8"))
    raise QuestionError(
        f"no question and no file is named {name!r}",
        remedy="esgraph questions lists them; - reads the query from standard input",
    )


def _values(parameters: tuple[str, ...]) -> dict[str, str]:
    for parameter in parameters:
        if "=" not in parameter:
            raise QuestionError(f"{parameter!r} is not NAME=VALUE", remedy="for example: -p start=pozytek")
    return dict(parameter.split("=", 1) for parameter in parameters)


def _bound(release: Release, question: Question, values: dict[str, str], language: Language) -> str:
    """The query of a question with what was meant by the values. Raises QuestionError for what means nothing."""
    asked_for = values.pop("lang", language)
    spoken = next((known for known in LANGUAGES if known == asked_for), None)
    if spoken is None:
        raise QuestionError(f"the parameter lang is {' or '.join(LANGUAGES)}, not {asked_for!r}")
    if not values:
        named: dict[str, str] = (
            {"lang": spoken} if any(parameter.name == "lang" for parameter in question.parameters) else {}
        )
        return question.bind(named)
    # What a page is made of takes its time to load, and a question as it stands needs none of it.
    from esgraph.serve import fields
    from esgraph.serve.app import create_app
    from esgraph.serve.site import site

    with create_app(release).app_context():
        asked = fields.read(site(), question, MultiDict(values), spoken, ())
    if not asked.is_clear:
        raise QuestionError(_trouble(asked.troubles, asked.fields, spoken))
    for one in asked.fields:
        if one.parameter.name in values and one.is_absent:
            sys.stderr.write(f"note: {one.parameter.name}={one.value} is not in this release as such a value\n")
    return asked.text


def _trouble(troubles: tuple[Message, ...], fields: tuple["Field", ...], language: Language) -> str:
    """What is wrong with the values, each with what may have been meant."""
    told = [trouble.text(language) for trouble in troubles]
    for one in fields:
        if one.trouble:
            meant = [f"    -p {one.parameter.name}={found.value}   {found.label}" for found in one.candidates]
            told.append("\n".join([one.trouble.text(language), *meant]))
    return "\n".join(told)


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
