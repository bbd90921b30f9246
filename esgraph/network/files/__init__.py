"""Turns a View into files of network tools, piece by piece, so that memory does not grow with the network.

Every format has the same nodes, edges and values (`esgraph.network.files.values`), and the same bytes each time.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkstemp
from typing import Final

from esgraph.errors import English, EsgraphError, Message
from esgraph.network.files import cytoscape, dot, gexf, graphml, json_graph, tables
from esgraph.network.files.values import Content

__all__ = ["FORMATS", "Content", "Format", "of_name", "write"]


@dataclass(frozen=True, slots=True)
class Format:
    """How a network is written: what the names of its files end with, its media type, and its text in pieces."""

    suffix: str
    media_type: str
    write: Callable[[Content], Iterator[str]]


#: By what the names of files end with; the longer endings first.
FORMATS: Final[tuple[Format, ...]] = (
    Format("nodes.csv", "text/csv; charset=utf-8", tables.nodes),
    Format("edges.csv", "text/csv; charset=utf-8", tables.edges),
    Format(".gexf", "application/gexf+xml", gexf.write),
    Format(".graphml", "application/graphml+xml", graphml.write),
    Format(".cyjs", "application/json", cytoscape.write),
    Format(".dot", "text/vnd.graphviz; charset=utf-8", dot.write),
    Format(".json", "application/vnd.jgf+json", json_graph.write),
)

_TABLES: Final = "text/csv"

_NO_FORMAT: Final = Message(
    "z nazwy nie wynika, w jakim formacie zapisać plik", "the name does not say in which format to write"
)
_NO_TABLE: Final = Message(
    "dla Excela są tylko tabele, a z tej nazwy żadna nie wynika",
    "for Excel there are tables alone, and the name asks for none",
)
_ENDINGS: Final = Message("niech kończy się na: {listed}", "let it end with one of {listed}")
_UNWRITABLE: Final = Message("nie da się zapisać pliku: {detail}", "the file cannot be written: {detail}")


def of_name(name: str, *, is_table: bool = False) -> Format:
    """The format that a file's name asks for, among tables alone if it is to be one.

    Raises EsgraphError for a name that asks for none of them.
    """
    known = [form for form in FORMATS if form.media_type.startswith(_TABLES) or not is_table]
    for form in known:
        if name.endswith(form.suffix):
            return form
    listed = ", ".join(form.suffix for form in known)
    raise EsgraphError(_NO_TABLE if is_table else _NO_FORMAT, where=name, remedy=_ENDINGS.of(listed=listed))


def write(form: Format, content: Content, target: Path) -> None:
    """Write a file, whole or not at all. Raises EsgraphError where nothing can be written."""
    try:
        descriptor, name = mkstemp(prefix=f".{target.name}-", dir=target.parent)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.writelines(piece.encode() for piece in form.write(content))
            # Temporary files are private; a network is for anyone who may read its place.
            Path(name).chmod(0o644)
            Path(name).replace(target)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        raise EsgraphError(_UNWRITABLE.of(detail=English(error.strerror)), where=str(target)) from error
