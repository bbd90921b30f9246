"""Turns the result of a SELECT or ASK query into a table for people: labels and links, numbers and dates in words."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from esgraph.errors import Language
from esgraph.serve import negotiation, resource, texts
from esgraph.serve.site import Site
from esgraph.serve.store import Query
from esgraph.vocabulary import PREFIXES, XSD

Term = Mapping[str, str]

_INTEGERS = frozenset(
    XSD + name for name in ("integer", "int", "long", "short", "nonNegativeInteger", "positiveInteger")
)
_FRACTIONS = frozenset(XSD + name for name in ("decimal", "double", "float"))
_DATES = frozenset(XSD + name for name in ("date", "gYearMonth", "dateTime"))
#: The variable that holds the words of evidence, see `question`.
_EVIDENCE = "words"
#: Labels of so many IRIs are asked for at a time.
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Cell:
    """One term of a result as a reader sees it; `iri` to link to, if it is one; `language` where it has one.

    `is_quote` and `is_paraphrase` tell evidence in a source's own words from evidence in others.
    """

    text: str
    iri: str = ""
    language: str = ""
    is_number: bool = False
    is_quote: bool = False
    is_paraphrase: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A variable of the result and what it is called on the page; `is_number` if every cell has a number."""

    name: str
    heading: str
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A result as a page shows it; `total` counts all rows, also those that are not shown. `boolean` is for ASK.

    `terms` are the rows that are shown as they came, variable → term in the SPARQL 1.1 JSON results format.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    total: int
    boolean: bool | None = None
    unknown_functions: tuple[str, ...] = ()
    terms: tuple[dict[str, Term], ...] = ()

    @property
    def is_cut(self) -> bool:
        """Whether there are more rows than are shown."""
        return self.total > len(self.rows)


def read(
    site: Site, query: Query, language: Language, headings: Mapping[str, str] | None = None, limit: int | None = None
) -> Table:
    """Answer a query as a table in the reader's language, of `limit` rows at most (else of the operator's setting)."""
    answer = site.public.query(query, negotiation.RESULTS[0].media_type)
    document: dict[str, Any] = json.loads(answer.read())
    if "boolean" in document:
        return Table((), (), 0, document["boolean"], answer.unknown_functions)
    bindings: list[dict[str, Term]] = document["results"]["bindings"]
    shown = bindings[: site.settings.max_html_rows if limit is None else limit]
    names = _visible(document["head"]["vars"], shown)
    labels = _labels(site, shown, language)
    rows = tuple(tuple(_cell(name, row, labels, site, language) for name in names) for row in shown)
    called = headings or {}
    columns = tuple(
        Column(name, called.get(name, name), _all_numbers([row[place] for row in rows]))
        for place, name in enumerate(names)
    )
    return Table(columns, rows, len(bindings), None, answer.unknown_functions, tuple(shown))


def _visible(names: Sequence[str], rows: Sequence[Mapping[str, Term]]) -> tuple[str, ...]:
    """The variables that stand on a page: the label of an IRI is its link, not a column of its own."""

    def is_link(name: str) -> bool:
        return all(row[name]["type"] == "uri" for row in rows if name in row)

    bases = {name for name in names if is_link(name)}
    return tuple(name for name in names if not (name.endswith("Label") and name.removesuffix("Label") in bases))


def _labels(site: Site, rows: Sequence[Mapping[str, Term]], language: Language) -> dict[str, str]:
    """Labels of every IRI of the rows: what the query itself calls it, else what the graph does."""
    labels = {
        row[name]["value"]: row[f"{name}Label"]["value"]
        for row in rows
        for name, term in row.items()
        if term["type"] == "uri" and f"{name}Label" in row
    }
    unnamed = sorted({term["value"] for row in rows for term in row.values() if term["type"] == "uri"} - set(labels))
    for start in range(0, len(unnamed), _BATCH):
        labels |= resource.read_labels(site, unnamed[start : start + _BATCH], language)
    return labels


def _cell(name: str, row: Mapping[str, Term], labels: Mapping[str, str], site: Site, language: Language) -> Cell | None:
    term = row.get(name)
    if term is None or not term["value"]:
        # A label may be known of what has no IRI.
        label = row.get(f"{name}Label")
        return Cell(label["value"]) if label else None
    value = term["value"]
    if term["type"] == "uri":
        return Cell(labels.get(value) or _address(site, value), value)
    if name == _EVIDENCE:
        written = term.get("xml:lang", "")
        return Cell(value, language=written, is_quote=not written, is_paraphrase=bool(written))
    return _literal(value, term, language)


def _address(site: Site, iri: str) -> str:
    """An IRI that has no label: a prefixed name, or all of it where that would hide what it is."""
    is_ours = bool(site.local_path(iri)) or any(iri.startswith(one) and iri != one for one in PREFIXES.values())
    return resource.short(iri) if is_ours else iri


def _literal(value: str, term: Term, language: Language) -> Cell:
    datatype = term.get("datatype", "")
    if datatype in _INTEGERS and value.lstrip("+-").isdecimal():
        return Cell(texts.decimal(int(value), language), is_number=True)
    if datatype in _FRACTIONS:
        # As many digits as were written: rounding is not for a page to do.
        return Cell(value.replace(".", ",") if language == "pl" else value, is_number=True)
    if datatype in _DATES:
        return Cell(texts.day(value, language))
    if datatype == XSD + "boolean":
        return Cell(texts.text("yes" if value in ("true", "1") else "no", language))
    return Cell(value, language=term.get("xml:lang", ""))


def _all_numbers(cells: Sequence[Cell | None]) -> bool:
    present = [cell for cell in cells if cell]
    return bool(present) and all(cell.is_number for cell in present)
