"""Turns a piece of sorted N-Triples into Entities: everything that is said of one subject, one after the other."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Final

import pyoxigraph as ox

from esgraph.build.dumps.tables.model import LINK, TEXT
from esgraph.vocabulary import RDF, XSD

TYPE: Final = (f"{RDF}type", LINK)

#: A property and the kind of its values: `LINK`, `TEXT` and a language (`@pl`), or a datatype.
Field = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Entity:
    """A subject and its values by field, in the order of the file."""

    iri: str
    values: dict[Field, list[str]]

    @property
    def types(self) -> list[str]:
        """Its classes."""
        return self.values.get(TYPE, [])


def read(piece: bytes) -> Iterator[Entity]:
    """The subjects of sorted lines of canonical N-Triples, which are all lines of these subjects.

    Only literals with escapes are parsed: canonical IRIs have none (RDF 1.2 N-Triples, section 4).
    """
    for subject, lines in groupby(piece.split(b"\n")[:-1], key=lambda line: line[: line.index(b" ")]):
        values: dict[Field, list[str]] = defaultdict(list)
        for line in lines:
            prop, _, value = line[len(subject) + 1 : -len(b" .")].partition(b" ")
            if value.startswith(b"<"):
                values[_iri(prop), LINK].append(value[1:-1].decode())
            else:
                kind, text = _literal(value, line)
                values[_iri(prop), kind].append(text)
        if subject.startswith(b"<"):
            yield Entity(subject[1:-1].decode(), values)


def _literal(value: bytes, line: bytes) -> tuple[str, str]:
    """The kind and the text of a literal, given as it is written, and with its statement."""
    if not value.startswith(b'"'):
        raise TypeError(f"{value.decode()}: a graph has no blank nodes")
    end = value.rindex(b'"')
    if b"\\" not in value:
        return _kind(value[end + 1 :]), value[1:end].decode()
    (quad,) = ox.parse(line, format=ox.RdfFormat.N_TRIPLES)
    return _kind(value[end + 1 :]), quad.object.value


@lru_cache(1000)  # properties; a graph has some dozens
def _iri(term: bytes) -> str:
    return term[1:-1].decode()


@lru_cache(1000)
def _kind(ending: bytes) -> str:
    """The kind of a literal, from what follows its text."""
    if ending.startswith(b"@"):
        return f"{TEXT}{ending[1:].decode()}"
    return ending.removeprefix(b"^^")[1:-1].decode() or f"{XSD}string"
