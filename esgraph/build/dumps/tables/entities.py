"""Turns sorted N-Triples into Entities: everything that is said of one subject, one after the other."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from esgraph.build.dumps.tables.model import LINK, TEXT
from esgraph.vocabulary import RDF

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


def read(union: Path) -> Iterator[Entity]:
    """The subjects of a file of sorted N-Triples; one at a time is in memory."""
    triples = (quad.triple for quad in ox.parse(path=union, format=ox.RdfFormat.N_TRIPLES))
    for subject, statements in groupby(triples, key=lambda triple: triple.subject):
        values: dict[Field, list[str]] = defaultdict(list)
        for triple in statements:
            value = triple.object
            if isinstance(value, ox.Literal):
                kind = f"{TEXT}{value.language}" if value.language else value.datatype.value
            elif isinstance(value, ox.NamedNode):
                kind = LINK
            else:
                raise TypeError(f"{value}: a graph has no blank nodes")
            values[triple.predicate.value, kind].append(value.value)
        if isinstance(subject, ox.NamedNode):
            yield Entity(subject.value, values)
