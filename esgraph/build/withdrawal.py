"""Turns `withdrawn.yaml` into Withdrawals, and sees to it that nothing is left of them in the data and in a release.

An entry is called as an address is (`organization/pozytek`); it has `date` and `reason` (pl, en) and, where they apply,
`replacedBy` (who took its place) and `traces` (words that may stand nowhere in the release, and are not published).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pyoxigraph as ox
from rapidfuzz.distance import OSA

from esgraph import release
from esgraph.build import authored, problems, traces, workers
from esgraph.build.origins import Origins
from esgraph.build.parts import Part
from esgraph.build.traces import Trace
from esgraph.errors import Location, Message, Problem, ReleaseError, Text
from esgraph.tombstones import Tombstone
from esgraph.vocabulary import KINDS, entity, is_slug

FILE: Final = "withdrawn.yaml"
#: Letters by which a name that was mistyped differs.
_SLIP: Final = 2

_NAME: Text = {"pl": "rodzaj/slug, np. organization/pozytek", "en": "kind/slug, such as organization/pozytek"}
_BEGIN: Text = {
    "pl": "zacznij od tego, co jest wycofane (rodzaj/slug), a pod spodem: date, reason: {pl: …, en: …}",
    "en": "begin with what is withdrawn (kind/slug), and below it: date, reason: {pl: …, en: …}",
}
_REASON: Text = {
    "pl": "dopisz powód w obu językach: reason: {pl: …, en: …}",
    "en": "add why, in both languages: reason: {pl: …, en: …}",
}
#: Binary files that are made from others, which are searched.
_MADE: Final = (".gz", ".zst")
#: Bytes up to which other processes take longer to start than to help.
_ALONE: Final = 2**26
#: Where a release has what is the program's and not the data's.
_OWN: Final = ("ontology/", "questions/", "shapes/")
#: An example in the ontology.
_EXAMPLE: Final = re.compile(r'^ +skos:example ".*" ;\n', re.MULTILINE)

_LEFT = Message("coś zostało z tego, co wycofano: {places}", "something is left of what was withdrawn: {places}")
_REMOVE = Message(
    "usuń te słowa ze źródeł albo z `traces`, jeśli mogą zostać",
    "remove the words from the sources, or from `traces` if they may stay",
)
_OF_THE_PROGRAM = Message(
    "te pliki należą do programu, a nie do danych: {files}; zapisz `traces` dokładniej albo zmień te pliki",
    "these files are the program's and not the data's: {files}; make `traces` more exact, or change these files",
)


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A thing that is to be gone: its IRI, what stays to be said of it, and the words that may stand nowhere."""

    iri: str
    stone: Tombstone
    traces: tuple[str, ...]
    where: Location


def read(directory: Path, base: str) -> tuple[tuple[Withdrawal, ...], list[Problem]]:
    """What a data directory withdraws, and every mistake in how it says so."""
    path = directory / FILE
    if not path.is_file():
        return (), []
    found: list[Problem] = []
    read = [
        _withdrawal(name, where, Part(node, found, ("date",), ("reason", "replacedBy", "traces")), base, found)
        for name, where, node in authored.read(path, path, begin=_BEGIN).entries
    ]
    return tuple(read), found


def _withdrawal(name: str, where: Location, part: Part, base: str, found: list[Problem]) -> Withdrawal:
    if not _is_name(name):
        found.append(problems.wrong_value(where, name, _NAME))
    if part.is_there and "reason" not in part.names:
        part.misses("reason", _REASON)
    successor = part.text("replacedBy", _is_name, _NAME)
    stone = Tombstone(part.date("date"), part.texts("reason"), _iri(successor, base) if successor else "")
    return Withdrawal(_iri(name, base), stone, part.list("traces"), where)


def _is_name(text: str) -> bool:
    kind, _, name = text.partition("/")
    return kind in KINDS and is_slug(name)


def _iri(name: str, base: str) -> str:
    return entity(base, *name.partition("/")[::2])


def leftovers(withdrawals: Iterable[Withdrawal], nquads: Path, origins: Origins) -> Iterator[Problem]:
    """What the data still say of what was withdrawn: each entry once, and each reference to it; and lost successors."""
    gone = {one.iri: _Left(one) for one in withdrawals}
    if not gone:
        return
    missing = {left.withdrawal.stone.replaced_by for left in gone.values()} - {""}
    for quad in _naming([*gone, *missing], nquads):
        subject, object_ = (_iri_of(term) for term in (quad.subject, quad.object))
        missing -= {subject}
        place = origins.find(subject, quad.predicate.value)
        if own := gone.get(subject.partition("#")[0]):
            own.say(origins.find(own.withdrawal.iri), place)
        if (other := gone.get(object_.partition("#")[0])) and other is not own:
            # What is derived stands nowhere: it goes when what it follows from is gone.
            other.refer(place, is_exact=place is not None and place != origins.find(subject))
    for left in gone.values():
        yield from left.problems()
        if left.withdrawal.stone.replaced_by in missing:
            name = left.withdrawal.stone.replaced_by.rpartition("/id/")[2]
            yield problems.undefined_reference(left.withdrawal.where, name, ())


def _iri_of(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""


@dataclass(slots=True)
class _Left:
    """Where data still speak of something: its entry in each file, places that refer to it, and less exact ones."""

    withdrawal: Withdrawal
    entries: dict[Path, Location] = field(default_factory=dict)
    references: set[Location] = field(default_factory=set)
    vague: set[Location] = field(default_factory=set)

    def say(self, entry: Location | None, place: Location | None) -> None:
        """Something is said of it itself, at a place of its entry; of another file the first place counts."""
        for one in filter(None, (entry, place)):
            self.entries[one.file] = min(one, self.entries.get(one.file, one))

    def refer(self, place: Location | None, *, is_exact: bool) -> None:
        """Something refers to it, which may be known to stand somewhere below a place only."""
        (self.references if is_exact else self.vague).add(place or self.withdrawal.where)

    def problems(self) -> Iterator[Problem]:
        """What is to be removed, in the order of the files."""
        name, by = self.withdrawal.iri.rpartition("/id/")[2], self.withdrawal.where
        own = set(self.entries.values())
        other = {one for one in self.references if not any(_is_within(one, entry) for entry in own)}
        yield from (problems.withdrawn(where, name, by, is_entry=True) for where in own)
        yield from (problems.withdrawn(where, name, by, is_entry=False) for where in other)
        if not own and not other:
            yield from (problems.withdrawn(where, name, by, is_entry=False) for where in self.vague)


def _is_within(place: Location, entry: Location) -> bool:
    return place.file == entry.file and f"{place.key}.".startswith(f"{entry.key}.")


def _naming(iris: Iterable[str], nquads: Path) -> Iterator[ox.Quad]:
    """The statements that may name one of the IRIs, or a fragment of it."""
    wanted = [f"<{iri}".encode() for iri in iris]
    with nquads.open("rb") as lines:
        for line in lines:
            if any(one in line for one in wanted):
                yield from ox.parse(line, ox.RdfFormat.N_QUADS)


def mistaken(withdrawals: Iterable[Withdrawal], store: ox.Store) -> Iterator[tuple[Withdrawal, str]]:
    """Withdrawals whose IRI nobody has, while the data have one that differs by a letter or two; with that IRI.

    What is withdrawn is in no source any more, so that a slip in its name would withdraw nothing and be no error.
    """
    for one in withdrawals:
        stem = one.iri.rpartition("/")[0]
        query = f'SELECT DISTINCT ?s {{ ?s a ?class FILTER(STRSTARTS(STR(?s), "{stem}/")) }}'
        known = [row["s"].value for row in store.query(query)]  # type: ignore[union-attr]
        near = min(known, key=lambda iri: (OSA.distance(iri, one.iri, score_cutoff=_SLIP), iri), default="")
        if near and OSA.distance(near, one.iri, score_cutoff=_SLIP) <= _SLIP:
            yield one, near


def check_traces(work: Path, withdrawals: Iterable[Withdrawal]) -> None:
    """Search every file of a release for what was withdrawn. Raises ReleaseError that says where it is.

    The store, and what is compressed, is made of files that are searched.
    """
    wanted = {one.text: (one, where) for one, where in _wanted(withdrawals)}
    if not wanted:
        return
    tasks = [_Search(path, tuple(one for one, _ in wanted.values())) for path in sorted(_searched(work))]
    alone = sum(task.path.stat().st_size for task in tasks) < _ALONE
    found = {
        (task.path.relative_to(work).as_posix(), wanted[text][1])
        for task, texts in zip(tasks, workers.each(_search, tasks, alone=alone), strict=True)
        for text in texts
    }
    if found:
        places = "; ".join(f"{name} ({where})" for name, where in sorted(found))
        own = sorted({name for name, _ in found if name.startswith(_OWN)})
        raise ReleaseError(
            _LEFT.of(places=places), where=FILE, remedy=_OF_THE_PROGRAM.of(files=", ".join(own)) if own else _REMOVE
        )


def is_gone(withdrawals: Iterable[Withdrawal]) -> Callable[[str], bool]:
    """Whether an IRI, or a text, may not stand in a release."""
    wanted = [one for one, _ in _wanted(withdrawals)]
    return lambda iri: any(one.is_in(iri) for one in wanted)


def without_examples(turtle: str, gone: Callable[[str], bool]) -> str:
    """The ontology without those of its examples, each a line, that name what is gone."""
    return _EXAMPLE.sub(lambda line: "" if gone(line[0]) else line[0], turtle)


@dataclass(frozen=True, slots=True)
class _Search:
    path: Path
    wanted: tuple[Trace, ...]


def _search(task: _Search) -> set[str]:
    return traces.held(task.path, task.wanted)


def _searched(work: Path) -> Iterator[Path]:
    store = work / release.STORE
    return (
        path for path in work.rglob("*") if path.suffix not in _MADE and store not in path.parents and path.is_file()
    )


def _wanted(withdrawals: Iterable[Withdrawal]) -> Iterator[tuple[Trace, Location]]:
    for one in withdrawals:
        yield traces.iri(one.iri), one.where
        if (of_source := one.iri.replace("/id/source/", "/graph/source/")) != one.iri:
            yield traces.iri(of_source), one.where
        for text in filter(str.strip, one.traces):
            yield traces.words(text), one.where
