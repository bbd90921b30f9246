"""Turns the result of a SELECT or ASK query into a table for people: labels and links, numbers and dates in words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import islice

from esgraph.errors import Language
from esgraph.serve import excerpt, literals, resource
from esgraph.serve.excerpt import Bounds, Term
from esgraph.serve.known_names import known_name
from esgraph.serve.site import Site
from esgraph.serve.store import Query
from esgraph.vocabulary import PREFIXES

#: The variable that holds the words of evidence, see `question`.
_EVIDENCE = "words"
#: Rows of a long table that are made ready at a time.
_BATCH = 500
#: Of a graph a page shows so many bytes.
_TEXT = Bounds(rows=0, size=40_000)


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


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a long table: its cells, and its terms as they came."""

    cells: tuple[Cell | None, ...]
    terms: Mapping[str, Term]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table that may be long, read a part at a time. `total` counts all rows, `shown` those that `rows` gives.

    `linked` tells of each column whether any of its cells has an IRI.
    """

    columns: tuple[Column, ...]
    linked: tuple[bool, ...]
    rows: Iterator[Row]
    shown: int
    total: int


def read(site: Site, query: Query, language: Language, headings: Mapping[str, str] | None = None) -> Table:
    """Answer a query as a table in the reader's language, of as many rows as a page has at most."""
    answer = site.public.query(query, Bounds(site.settings.max_html_rows).media_type)
    found = excerpt.read_table(answer.read())
    if found.boolean is not None:
        return Table((), (), 0, found.boolean, answer.unknown_functions)
    shown = tuple(found.rows())
    names = _visible(found.names, _other_than_links(found.names, shown))
    labels = _labels(site, shown, language)
    rows = tuple(tuple(_cell(name, row, labels, site, language) for name in names) for row in shown)
    called = headings or {}
    columns = tuple(
        Column(name, called.get(name, name), _all_numbers([row[place] for row in rows]))
        for place, name in enumerate(names)
    )
    return Table(columns, rows, found.total, None, answer.unknown_functions, shown)


def read_long(site: Site, query: Query, language: Language, headings: Mapping[str, str], bounds: Bounds) -> Sheet:
    """Answer a query as a long table, of which one part at a time is held; its rows are read once."""
    found = excerpt.read_table(site.public.query(query, bounds.media_type).read())
    names = _visible(found.names, _other_than_links(found.names, found.rows()))
    linked = {name for row in found.rows() for name, term in row.items() if term["type"] == "uri" and term["value"]}

    def rows() -> Iterator[Row]:
        remaining = found.rows()
        while part := list(islice(remaining, _BATCH)):
            labels = _labels(site, part, language)
            for row in part:
                yield Row(tuple(_cell(name, row, labels, site, language) for name in names), row)

    columns = tuple(Column(name, headings.get(name, name)) for name in names)
    return Sheet(columns, tuple(name in linked for name in names), rows(), len(found.lines), found.total)


def read_graph(site: Site, query: Query) -> tuple[str, bool]:
    """Answer a query as the first lines of a graph, as many as a page shows, and whether there are more."""
    return excerpt.read_graph(site.public.query(query, _TEXT.media_type).read())


def _other_than_links(names: Iterable[str], rows: Iterable[Mapping[str, Term]]) -> set[str]:
    """The variables that have a value which is no IRI."""
    return {name for row in rows for name, term in row.items() if term["type"] != "uri"} & set(names)


def _visible(names: Sequence[str], others: Set[str]) -> tuple[str, ...]:
    """The variables that stand on a page: the label of an IRI is its link, not a column of its own."""
    bases = set(names) - others
    return tuple(name for name in names if not (name.endswith("Label") and name.removesuffix("Label") in bases))


def _labels(site: Site, rows: Sequence[Mapping[str, Term]], language: Language) -> dict[str, str]:
    """Labels of every IRI of the rows: what the query itself calls it, else what the graph does."""
    labels = {
        row[name]["value"]: row[f"{name}Label"]["value"]
        for row in rows
        for name, term in row.items()
        if term["type"] == "uri" and f"{name}Label" in row
    }
    unnamed = {term["value"] for row in rows for term in row.values() if term["type"] == "uri"} - set(labels)
    labels |= resource.read_labels(site, unnamed, language)
    return labels | {iri: name for iri in unnamed - set(labels) if (name := known_name(iri, language))}


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
    return Cell(
        literals.spoken(value, datatype, language),
        language=term.get("xml:lang", ""),
        is_number=literals.is_number(value, datatype),
    )


def _all_numbers(cells: Sequence[Cell | None]) -> bool:
    present = [cell for cell in cells if cell]
    return bool(present) and all(cell.is_number for cell in present)
