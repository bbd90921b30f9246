"""Turns the statements that changed between two releases into a file of what happened to each entity.

Statements come sorted by subject, but an entity is told with the claims, gaps and evidence about it: they are put in
order by SQLite, which takes to the disk what is much. So memory stays flat, however much has changed.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import lru_cache
from itertools import groupby, islice
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from esgraph.history.changes import (
    WHATS,
    Conflict,
    Counts,
    EntityChange,
    Fact,
    Gap,
    How,
    Summary,
    Term,
    Value,
    What,
    no_counts,
)
from esgraph.history.graph import Graph, Node, stands_apart
from esgraph.history.quads import Change, differences, lines
from esgraph.release import Release
from esgraph.sqlite_file import written
from esgraph.vocabulary import DCTERMS, ESG, KINDS, SCHEMA, XSD, graph

#: Raised when the layout of the file changes.
FORMAT = 1

#: Values that are told of one property of an entity, and gaps or conflicts of an entity.
SHOWN = 12
_BATCH = 1_000
_REMEMBERED = 20_000

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE change (position INTEGER PRIMARY KEY, iri TEXT NOT NULL, kind TEXT, what TEXT, body TEXT);
CREATE INDEX change_of ON change (iri);
CREATE TEMP TABLE piece (owner TEXT, part TEXT, key TEXT, value TEXT, sign TEXT, graph TEXT);
"""
_EVIDENCE, _CONFLICT = ESG + "evidence", ESG + "conflictsWith"
#: What a source lists of what it says, which is told of the things themselves.
_MIRRORED = (ESG + "states", SCHEMA + "mentions")
#: The order in which kinds are told: what people look for first.
_ORDER = ("organization", "event", "award", "edition", "conferral", "cooperation", "foundation", "participation")


class _Piece(NamedTuple):
    """A part of what happened to an entity; `sign` is "C" for words that are quoted otherwise."""

    owner: str
    part: str
    key: str
    value: str
    sign: str
    graph: str


def gather(old: Release, new: Release, target: Path) -> None:
    """Write the changes from one release to another into a new file. Raises ReleaseError for a damaged release."""
    with written(target, _SCHEMA) as connection:
        Gathering(old, new, connection).run(differences(lines(old.nquads), lines(new.nquads)))


class Gathering:
    """The changes between two releases, being put in order."""

    def __init__(self, old: Release, new: Release, connection: sqlite3.Connection) -> None:
        self._ids = old.manifest.id, new.manifest.id
        self._old, self._new = Graph(old), Graph(new)
        self._sides = self._new, self._old
        self._prefix = graph(new.manifest.base, "")
        self._connection = connection
        self._graphs: Counter[tuple[str, str]] = Counter()
        self._term_of = lru_cache(_REMEMBERED)(self._named)

    def run(self, changes: Iterable[Change]) -> None:
        """Gather everything."""
        self._connection.executemany(
            "INSERT INTO piece VALUES (?, ?, ?, ?, ?, ?)",
            (piece for sign, quad in _parsed(changes) for piece in self._pieces(sign, quad)),
        )
        kinds: Counter[tuple[str, What]] = Counter()
        gaps: Counter[What] = Counter()
        conflicts: Counter[What] = Counter()
        for change in self._entities():
            kinds[change.kind, change.what] += 1
            gaps.update(gap.what for gap in change.gaps)
            conflicts.update(conflict.what for conflict in change.conflicts)
            body = json.dumps(change.to_json(), ensure_ascii=False, sort_keys=True)
            self._connection.execute(
                "INSERT INTO change (iri, kind, what, body) VALUES (?, ?, ?, ?)",
                (change.entity.value, change.kind, change.what, body),
            )
        summary = self._summary(kinds, gaps, conflicts)
        meta = {"format": FORMAT, "summary": json.dumps(asdict(summary), ensure_ascii=False, sort_keys=True)}
        self._connection.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
        self._connection.execute("DROP TABLE piece")

    def _pieces(self, sign: str, quad: ox.Quad) -> Iterator[_Piece]:
        """What a statement is of what happened to the entities that it is told with; of none if it stands apart."""
        name = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
        local = name.removeprefix(self._prefix)
        self._graphs[local, sign] += 1
        if stands_apart(local) or not isinstance(quad.subject, ox.NamedNode):
            return
        subject, prop = quad.subject.value, quad.predicate.value
        kind = self._new.kind(subject)
        if not kind or prop in _MIRRORED:
            return
        node = subject.partition("#")[0]
        value, both = str(quad.object), self._old.has(node) and self._new.has(node)
        for owner in self._owners(node):
            if kind == "gap":
                yield _Piece(owner, "gap", node, "", sign, name)
            elif prop == _CONFLICT:
                yield _Piece(owner, "conflict", value, "", sign, name)
            elif prop == _EVIDENCE:
                yield _Piece(owner, "evidence", value, "", sign, name)
            elif kind in ("evidence", "claim") and not both:
                # It came or went with what points to it, by which that is told; still its entity did not stay the same.
                yield _Piece(owner, "claim", f"<{node}>", "", sign, name)
            elif kind == "evidence":
                yield _Piece(owner, "evidence", f"<{node}>", "", "C", name)
            else:  # said of the entity, or of what is claimed about it, such as the status of that
                yield _Piece(owner, "fact", prop, value, sign, name)

    def _owners(self, node: str) -> tuple[str, ...]:
        return self._new.owners(node) or self._old.owners(node)

    def _entities(self) -> Iterator[EntityChange]:
        """What happened to each entity, by kind and IRI."""
        self._connection.execute("CREATE TEMP TABLE place (owner TEXT PRIMARY KEY, kind INTEGER) WITHOUT ROWID")
        order = {kind: number for number, kind in enumerate(dict.fromkeys((*_ORDER, *KINDS)))}
        self._connection.create_function(
            "place_of", 1, lambda owner: order.get(self._new.kind(owner), len(order)), deterministic=True
        )
        self._connection.execute("INSERT INTO place SELECT DISTINCT owner, place_of(owner) FROM piece")
        rows = self._connection.execute(
            "SELECT piece.* FROM piece JOIN place USING (owner) ORDER BY kind, owner, part, key, value, sign, graph"
        )
        for owner, found in groupby(map(_Piece._make, rows), key=lambda piece: piece.owner):
            yield self._entity(owner, found)
        self._connection.execute("DROP TABLE place")

    def _entity(self, iri: str, pieces: Iterator[_Piece]) -> EntityChange:
        facts: list[Fact] = []
        gaps: list[Gap] = []
        conflicts: list[Conflict] = []
        evidence: Counter[What] = Counter()
        for (part, key), found in groupby(pieces, key=lambda piece: (piece.part, piece.key)):
            if part == "fact":
                facts.append(self._fact(ox.NamedNode(iri), ox.NamedNode(key), found))
                continue
            signs = {piece.sign for piece in found}
            if part == "gap":
                gaps.append(self._gap(key))
            elif part == "conflict" and len(signs) == 1:
                conflicts.append(Conflict("added" if signs == {"A"} else "removed", self._term(key)))
            elif part == "evidence":
                evidence.update(_of_words(signs))
        return EntityChange(
            self._term_of(iri),
            self._new.kind(iri),
            self._what(iri),
            tuple(facts),
            tuple(gaps),
            tuple(conflicts),
            {what: number for what in WHATS if (number := evidence[what])},
        )

    def _what(self, iri: str) -> What:
        was, remains = self._old.has(iri), self._new.has(iri)
        return "changed" if was == remains else "added" if remains else "removed"

    def _fact(self, subject: ox.NamedNode, prop: ox.NamedNode, pieces: Iterator[_Piece]) -> Fact:
        values: list[Value] = []
        left_out = 0
        for text, found in groupby(pieces, key=lambda piece: piece.value):
            if len(values) >= SHOWN:
                left_out += 1
                continue
            graphs: dict[str, list[Term]] = {"A": [], "D": []}
            for piece in found:
                graphs[piece.sign].append(self._term_of(piece.graph))
            term, value = self._term(text), _node(text)
            was, remains = self._old.says(subject, prop, value), self._new.says(subject, prop, value)
            how: dict[str, How] = {"A": "more" if was else "new", "D": "fewer" if remains else "gone"}
            values += [Value(term, how[sign], tuple(named)) for sign, named in graphs.items() if named]
        return Fact(self._term_of(prop.value), tuple(values), left_out)

    def _gap(self, iri: str) -> Gap:
        side = next((side for side in self._sides if side.has(iri)), self._new)
        props, sources = side.things(iri, ESG + "gapProperty"), side.things(iri, DCTERMS + "source")
        return Gap(
            self._what(iri), self._term_of(props[0] if props else ""), self._term_of(sources[0] if sources else "")
        )

    def _term(self, text: str) -> Term:
        """A term as N-Quads write it."""
        node = _node(text)
        if isinstance(node, ox.Literal):
            datatype = "" if node.language or node.datatype.value == XSD + "string" else node.datatype.value
            return Term(node.value, False, node.language or "", datatype)
        return self._term_of(node.value) if isinstance(node, ox.NamedNode) else Term(text, False)

    def _named(self, iri: str) -> Term:
        """An IRI with its names; the graph of a source is called as the source."""
        source = iri.removeprefix(self._prefix)
        about = f"{self._new.base}id/{source}" if source != iri and source.startswith("source/") else iri
        labels = next((found for side in self._sides if about and (found := side.labels(about))), {})
        return Term(iri, pl=labels.get("pl", ""), en=labels.get("en", ""))

    def _summary(self, kinds: Counter[tuple[str, What]], gaps: Counter[What], conflicts: Counter[What]) -> Summary:
        by_graph: dict[str, Counts] = {}
        by_kind: dict[str, Counts] = {}
        whole = no_counts()
        for (name, sign), number in sorted(self._graphs.items()):
            what: What = "added" if sign == "A" else "removed"
            by_graph.setdefault(name, no_counts())[what] += number
            whole[what] += number
        for (kind, what), number in sorted(kinds.items()):
            by_kind.setdefault(kind, no_counts())[what] += number
        return Summary(*self._ids, whole, by_graph, by_kind, _counts(gaps), _counts(conflicts))


def _counts(counter: Counter[What]) -> Counts:
    return {"added": counter["added"], "removed": counter["removed"], "changed": counter["changed"]}


def _of_words(signs: set[str]) -> set[What]:
    if "C" in signs or len(signs) > 1:
        return {"changed"} if "C" in signs else set()
    return {"added" if signs == {"A"} else "removed"}


def _parsed(changes: Iterable[Change]) -> Iterator[tuple[str, ox.Quad]]:
    """Changes with their statements, read so many at a time."""
    remaining = iter(changes)
    while batch := list(islice(remaining, _BATCH)):
        text = b"".join(quad + b"\n" for _, quad in batch)
        quads = ox.parse(text, ox.RdfFormat.N_QUADS)
        yield from zip((sign for sign, _ in batch), quads, strict=True)


def _node(text: str) -> Node:
    """The term that a text is in N-Quads."""
    if text.startswith("<") and text.endswith(">"):
        return ox.NamedNode(text[1:-1])
    node: Node = next(iter(ox.parse(f"<a:> <a:> {text} .".encode(), ox.RdfFormat.N_TRIPLES))).object
    return node
