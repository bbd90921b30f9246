"""Turns the N-Quads of a release into the numbers of a VoID description, in one pass and little memory.

The lines are sorted, so that the statements of a subject follow one another, and a statement of several graphs does so
within them. What is counted is the union of the graphs: a statement that two of them make counts once.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import pyoxigraph as ox

from esgraph import linksets
from esgraph.linksets import Linksets
from esgraph.vocabulary import ESG, KINDS, RDF, SCHEME

_TYPE = f"<{RDF}type>".encode()
_CONFIRMED = f"<{SCHEME}verdict/confirmed>".encode()
_ABOUT, _CANDIDATE, _VERDICT, _METHOD, _DECIDED = (
    f"<{ESG}{name}>".encode() for name in ("hypothesisAbout", "hypothesisCandidate", "verdict", "method", "decidedOn")
)

#: Predicate, object and graph of a statement, as they are written.
_Statement = tuple[bytes, bytes, bytes]


@dataclass(slots=True)
class PropertyCount:
    """How many statements a property has, and of how many things."""

    triples: int = 0
    subjects: int = 0


@dataclass(slots=True)
class ClassCount:
    """How many instances a class has, how many statements are about them, and with which properties."""

    entities: int = 0
    triples: int = 0
    properties: dict[str, PropertyCount] = field(default_factory=lambda: defaultdict(PropertyCount))


@dataclass(slots=True)
class Counts:
    """The numbers of a dataset; keys are IRIs, and of a linkset the target of its links with their property.

    `entities` are the things below `{base}id/`; `examples` the first of them of each kind. `decisions` are the
    confirmed hypotheses that lead to other datasets: target, method and day ("" where they do not say).
    """

    triples: int = 0
    subjects: int = 0
    entities: int = 0
    classes: dict[str, ClassCount] = field(default_factory=lambda: defaultdict(ClassCount))
    properties: dict[str, PropertyCount] = field(default_factory=lambda: defaultdict(PropertyCount))
    graphs: dict[str, PropertyCount] = field(default_factory=lambda: defaultdict(PropertyCount))
    linksets: Counter[tuple[str, str]] = field(default_factory=Counter)
    decisions: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)


def count(nquads: Path, base: str) -> Counts:
    """Count canonical, sorted N-Quads."""
    counts = Counts()
    with nquads.open("rb") as lines:
        for subject, statements in groupby(map(_split, lines), key=itemgetter(0)):
            _add(counts, subject[1:-1].decode(), [statement[1:] for statement in statements], base)
    return counts


def add(counts: Counts, base: str, subject: str, lines: Iterable[bytes], sign: int = 1) -> None:
    """Count all lines about a subject, or with -1 for `sign` take them away again; examples stay."""
    if statements := [_split(line)[1:] for line in lines]:
        _add(counts, subject, statements, base, sign)


def _split(line: bytes) -> tuple[bytes, bytes, bytes, bytes]:
    """Subject, predicate, object and graph; only an object has spaces (N-Quads, section 4, in its canonical form)."""
    subject, predicate, rest = line.split(b" ", 2)
    value, _, graph = rest.rpartition(b" <")
    return subject, predicate, value, graph[:-4]


def _add(counts: Counts, subject: str, statements: list[_Statement], base: str, sign: int = 1) -> None:
    for graph, number in Counter(graph for _, _, graph in statements).items():
        _take(counts.graphs[graph.decode()], number, sign)
    once = list(dict.fromkeys((predicate, value) for predicate, value, _ in statements))
    numbers = {name[1:-1].decode(): number for name, number in Counter(name for name, _ in once).items()}
    counts.triples += sign * len(once)
    counts.subjects += sign
    for name, number in numbers.items():
        _take(counts.properties[name], number, sign)
    for kind in _classes(once):
        one = counts.classes[kind]
        one.entities += sign
        one.triples += sign * len(once)
        for name, number in numbers.items():
            _take(one.properties[name], number, sign)
    if subject.startswith(f"{base}id/"):
        counts.entities += sign
        kind = subject.removeprefix(f"{base}id/").partition("/")[0]
        if sign > 0 and kind in KINDS and "#" not in subject:
            counts.examples[kind] = min(counts.examples.get(kind, subject), subject)
    links = linksets.of(base)
    about = f"<{subject}>".encode()
    for prop, value in once:
        if prop in linksets.LINKING and (target := links.target(about, prop, value)):
            counts.linksets[target, prop[1:-1].decode()] += sign
    if subject.startswith(f"{base}id/hypothesis/") and (decision := _decision(once, links)):
        counts.decisions[decision] += sign


def _take(number: PropertyCount, triples: int, sign: int) -> None:
    number.triples += sign * triples
    number.subjects += sign


def _classes(statements: Iterable[tuple[bytes, bytes]]) -> Iterator[str]:
    return (value[1:-1].decode() for name, value in statements if name == _TYPE and value.startswith(b"<"))


def _decision(statements: Iterable[tuple[bytes, bytes]], links: Linksets) -> tuple[str, str, str] | None:
    """Target, method and day of a confirmed hypothesis that leads to another dataset."""
    said = dict(statements)
    candidate = said.get(_CANDIDATE, b"")
    if said.get(_VERDICT) != _CONFIRMED or not candidate.startswith(b"<"):
        return None
    target = links.of(candidate[1:-1].decode())
    method, day = (_plain(said.get(name, b'""')) for name in (_METHOD, _DECIDED))
    return (target, method, day) if target else None


def _plain(literal: bytes) -> str:
    """The text of a literal."""
    line = b"<urn:a> <urn:a> %b ." % literal
    value = next(iter(ox.parse(line, format=ox.RdfFormat.N_TRIPLES))).object
    return value.value if isinstance(value, ox.Literal) else ""
