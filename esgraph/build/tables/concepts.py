"""Turns the labels of concept schemes into the concepts that a cell may name, however it writes them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox

from esgraph import legal_names
from esgraph.comparison import names
from esgraph.errors import EsgraphError
from esgraph.vocabulary import OWL, SKOS

_ENDED = ox.NamedNode(f"{OWL}deprecated")
_TRUE = ("true", "1")
_SCHEME = ox.NamedNode(f"{SKOS}inScheme")
_LABELS = tuple(ox.NamedNode(f"{SKOS}{name}") for name in ("prefLabel", "altLabel", "notation"))

_Key = TypeVar("_Key")


@dataclass(frozen=True, slots=True)
class Concepts:
    """The concepts of schemes by their labels, and their labels in Polish by scheme."""

    _by_label: dict[tuple[str, str], tuple[str, ...]]
    _labels: dict[str, tuple[str, ...]]
    _ended: tuple[tuple[str, str], ...] = ()

    @classmethod
    def read(cls, paths: Iterable[Path]) -> "Concepts":
        """Those of some Turtle files."""
        found = [quad for path in paths for quad in _parsed(path)]
        schemes = {str(quad.subject): str(quad.object)[1:-1] for quad in found if quad.predicate == _SCHEME}
        by_label: dict[tuple[str, str], set[str]] = defaultdict(set)
        labels: dict[str, set[str]] = defaultdict(set)
        for concept, scheme in schemes.items():
            own = concept[1:-1].rpartition("/")[2]
            by_label[scheme, own].add(own)
        for quad in found:
            scheme, label = schemes.get(str(quad.subject), ""), quad.object
            if scheme and quad.predicate in _LABELS and isinstance(label, ox.Literal):
                by_label[scheme, legal_names.key(label.value)].add(str(quad.subject)[1:-1].rpartition("/")[2])
                if quad.predicate == _LABELS[0] and label.language == "pl":
                    labels[scheme].add(label.value)
        ended = (str(quad.subject) for quad in found if quad.predicate == _ENDED and _is_true(quad.object))
        slugs = {(schemes[one], one[1:-1].rpartition("/")[2]) for one in ended if one in schemes}
        # In order, since what is remembered between runs goes by how this is written.
        return cls(_tuples(by_label), _tuples(labels), tuple(sorted(slugs)))

    def find(self, scheme: str, text: str) -> tuple[str, ...]:
        """The slugs of the concepts that a text is a label, an abbreviation or the slug of.

        Of several that are called so those that are deprecated are not meant, if others are left.
        """
        # A legal form may be abbreviated in other ways than a kind is: sp. socj.
        spellings = (text, legal_names.key(text), legal_names.key(names.read(text).spelt_out))
        found = next((found for one in spellings if (found := self._by_label.get((scheme, one)))), ())
        return tuple(one for one in found if (scheme, one) not in self._ended) or found

    def labels(self, scheme: str) -> tuple[str, ...]:
        """The preferred labels of a scheme in Polish."""
        return self._labels.get(scheme, ())


def _parsed(path: Path) -> Iterator[ox.Quad]:
    try:
        yield from ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
    except SyntaxError as error:
        raise EsgraphError(f"not valid Turtle: {error}", where=str(path)) from error


def _is_true(value: object) -> bool:
    return isinstance(value, ox.Literal) and value.value in _TRUE


def _tuples(sets: dict[_Key, set[str]]) -> dict[_Key, tuple[str, ...]]:
    return {key: tuple(sorted(found)) for key, found in sorted(sets.items())}
