"""Turns the N-Quads of a release into the evidence for its ties: who is bound by them, and in what words.

The dump is sorted, so all that is said of a thing follows in one block, and an event comes before the participations in
it. It is read twice: once for what rests on which evidence, once for the words of that evidence.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Final, NamedTuple

import pyoxigraph as ox

from esgraph.errors import LANGUAGES, Language
from esgraph.network.model import Tie
from esgraph.vocabulary import CV, ESG, OA, SCHEME, entity

_EVIDENCE: Final = f"<{ESG}evidence>".encode()
_EDITION: Final = f"<{ESG}edition>".encode()
_RECIPIENT: Final = f"<{ESG}recipient>".encode()
_PARTICIPATION: Final = f"<{CV}hasParticipation>".encode()
_PARTICIPANTS: Final = (f"<{CV}hasParticipant>".encode(), f"<{ESG}participatingPost>".encode())
_ROLE: Final = f"<{CV}role>".encode()
_PANELLIST: Final = f"<{SCHEME}role/panellist>".encode()
_SOURCE: Final = f"<{OA}hasSource>".encode()
_EXACT: Final = f"<{OA}exact>".encode()
_PARAPHRASE: Final = f"<{ESG}paraphrase>".encode()

_SUPPORTING: Final = frozenset({_EVIDENCE, _EDITION, _RECIPIENT, _PARTICIPATION, _ROLE, *_PARTICIPANTS})

#: What is said of one thing that matters here, as lines without the thing.
Block = Sequence[bytes]


class Support(NamedTuple):
    """That a tie (by its number) binds one whom a source names, says a piece of evidence in a graph.

    `named` is the IRI of an organisation or office, "" where the evidence is for all parties.
    """

    tie: int
    named: str
    evidence: str
    graph: str


@dataclass(slots=True)
class Words:
    """What a piece of evidence says: a quotation is the same in every language."""

    iri: str
    source: str = ""
    is_quote: bool = False
    texts: dict[Language, str] = field(default_factory=dict)


def supports(nquads: Path, ties: Sequence[Tie]) -> Iterator[Support]:
    """What each tie rests on, in the order of the things that say so."""
    whole: dict[bytes, list[int]] = defaultdict(list)
    panels: dict[bytes, list[int]] = defaultdict(list)
    editions: dict[bytes, list[int]] = defaultdict(list)
    for number, tie in enumerate(ties):
        kept = {"shared-panel": panels, "shared-edition": editions}.get(tie.kind, whole)
        for ground in tie.grounds:
            kept[_term(ground)].append(number)
    seats: dict[bytes, list[int]] = {}
    for subject, block in _blocks(nquads):
        if subject in whole:
            yield from _each(block, whole[subject], [""])
        if subject in panels:
            for seat in _values(block, _PARTICIPATION):
                seats[seat] = panels[subject]
        elif subject in seats and _PANELLIST in _values(block, _ROLE):
            # A participant who did not sit in the panel is no ground for it.
            named = [_iri(one) for prop in _PARTICIPANTS for one in _values(block, prop)]
            yield from _each(block, seats[subject], named)
        elif recipients := _values(block, _RECIPIENT):
            numbers = [number for edition in _values(block, _EDITION) for number in editions.get(edition, ())]
            yield from _each(block, numbers, [_iri(one) for one in recipients])


def words(nquads: Path, wanted: Collection[str], base: str) -> Iterator[Words]:
    """What the wanted pieces of evidence say, each once; a selector's IRI begins with theirs.

    The lines of one are not always together: `s-0-15#quote`, then all of `s-0-150`, then `s-0-15>`. But all that begins
    with `s-0-15` is, so that no more than a few are open at a time.
    """
    start = f"<{entity(base, 'evidence', '')}".encode()
    stems = {_term(iri)[:-1] for iri in wanted}
    open_ones: dict[bytes, list[bytes]] = {}
    for line in _lines(nquads):
        if not line.startswith(start):
            continue
        for stem in [stem for stem in open_ones if not line.startswith(stem)]:
            yield _said(stem[1:].decode(), open_ones.pop(stem))
        stem = line[: line.index(b" ")].partition(b"#")[0].rstrip(b">")
        if stem in stems:
            open_ones.setdefault(stem, []).append(line)
    for stem, lines in open_ones.items():
        yield _said(stem[1:].decode(), lines)


def _said(iri: str, lines: Iterable[bytes]) -> Words:
    found = Words(iri)
    paraphrases: dict[Language, str] = {}
    for line in lines:
        prop, value = line.split(b" ", 2)[1:]
        if prop == _SOURCE:
            found.source = min(filter(None, (found.source, _iri(value[: value.index(b" ")]))))
        elif prop in (_EXACT, _PARAPHRASE):
            (quad,) = ox.parse(line, ox.RdfFormat.N_QUADS)
            if not isinstance(quad.object, ox.Literal):
                continue
            if prop == _EXACT:
                # The words of a source are its own, in whatever language the reader reads.
                found.texts, found.is_quote = dict.fromkeys(LANGUAGES, quad.object.value), True
            paraphrases |= {one: quad.object.value for one in LANGUAGES if quad.object.language == one}
    if not found.is_quote:
        found.texts = paraphrases
    return found


def _each(block: Block, numbers: Iterable[int], named: Iterable[str]) -> Iterator[Support]:
    listed = list(named)
    for number in numbers:
        for evidence, graph in _in_graphs(block, _EVIDENCE):
            for one in listed:
                yield Support(number, one, _iri(evidence), _iri(graph))


def _lines(nquads: Path) -> Iterator[bytes]:
    with nquads.open("rb") as stream:
        yield from stream


def _blocks(nquads: Path) -> Iterator[tuple[bytes, Block]]:
    found = (line for line in _lines(nquads) if line.split(b" ", 2)[1] in _SUPPORTING)
    for subject, lines in groupby(found, key=lambda line: line[: line.index(b" ")]):
        yield subject, [line[len(subject) + 1 :] for line in lines]


def _values(block: Block, prop: bytes) -> list[bytes]:
    """The things that are the values of a property, each once."""
    return list(dict.fromkeys(value for value, _ in _in_graphs(block, prop)))


def _in_graphs(block: Block, prop: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The things that are the values of a property, each with the graph that says so."""
    start = prop + b" <"
    for line in block:
        if line.startswith(start):
            _, value, graph, _ = line.split(b" ")
            yield value, graph


def _term(iri: str) -> bytes:
    return f"<{iri}>".encode()


def _iri(term: bytes) -> str:
    return term[1:-1].decode()
