"""Turns a network into two tables: nodes.csv and edges.csv, in UTF-8, or as Excel wants it if asked."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO

from esgraph.excel import BYTE_ORDER_MARK, CONVENTIONS, text
from esgraph.network.files.values import EDGE, NODE, Content, Value, written


def nodes(given: Content) -> Iterator[str]:
    """The table of nodes, row by row."""
    rows = ({"id": node.iri, "label": node.label(given.language), **values} for node, values in given.nodes())
    return _table(("id", "label", *NODE), rows, given.excel)


def edges(given: Content) -> Iterator[str]:
    """The table of edges, row by row."""
    rows = ({"id": edge.id, "source": edge.one, "target": edge.other, **values} for edge, values in given.edges())
    return _table(("id", "source", "target", *EDGE), rows, given.excel)


def _table(columns: tuple[str, ...], rows: Iterable[Mapping[str, Value]], excel: str) -> Iterator[str]:
    convention = CONVENTIONS.get(excel)
    if convention:
        yield BYTE_ORDER_MARK
    line = StringIO()
    writer = csv.writer(line, delimiter=convention.separator if convention else ",", lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(name, ""), is_for_excel=bool(convention)) for name in columns])
        yield line.getvalue()
        line.seek(0)
        line.truncate()
    yield line.getvalue()


def _cell(value: Value, *, is_for_excel: bool) -> str:
    plain = written(value)
    return text(plain) if is_for_excel and isinstance(value, str) else plain
