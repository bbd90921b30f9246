"""Turns `withdrawn.yaml` into Withdrawals, and sees to it that nothing is left of them in the data and in a release.

An entry is called as an address is (`organization/pozytek`); it has `date` and `reason` (pl, en) and, where they apply,
`replacedBy` (who took its place) and `traces` (words that may stand nowhere in the release, and are not published).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from esgraph import release
from esgraph.build import authored, problems, traces, workers
from esgraph.build.origins import Origins
from esgraph.build.parts import Part
from esgraph.build.traces import Trace
from esgraph.errors import Location, Message, Problem, ReleaseError, Text
from esgraph.tombstones import Tombstone
from esgraph.vocabulary import KINDS, entity, is_slug

FILE: Final = "withdrawn.yaml"

_NAME: Text = {"pl": "rodzaj/slug, np. organization/pozytek", "en": "kind/slug, such as organization/pozytek"}
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
        _withdrawal(name, where, Part(node, found, ("date", "reason"), ("replacedBy", "traces")), base, found)
        for name, where, node in authored.read(path, path).entries
    ]
    return tuple(read), found


def _withdrawal(name: str, where: Location, part: Part, base: str, found: list[Problem]) -> Withdrawal:
    if not _is_name(name):
        found.append(problems.wrong_value(where, name, _NAME))
    successor = part.text("replacedBy", _is_name, _NAME)
    stone = Tombstone(part.date("date"), part.texts("reason"), _iri(successor, base) if successor else "")
    return Withdrawal(_iri(name, base), stone, part.list("traces"), where)


def _is_name(text: str) -> bool:
    kind, _, name = text.partition("/")
    return kind in KINDS and is_slug(name)


def _iri(name: str, base: str) -> str:
    return entity(base, *name.partition("/")[::2])


def leftovers(withdrawals: Iterable[Withdrawal], nquads: Path, origins: Origins) -> Iterator[Problem]:
    """What the data still say of what was withdrawn, where they say it; and successors that there are not."""
    gone = {one.iri: one for one in withdrawals}
    if not gone:
        return
    told: set[Location] = set()
    missing = {one.stone.replaced_by for one in gone.values()} - {""}
    for quad in _naming([*gone, *missing], nquads):
        terms = [term.value for term in (quad.subject, quad.object) if isinstance(term, ox.NamedNode)]
        missing -= set(terms[:1])
        for one in (gone[term] for term in (term.partition("#")[0] for term in terms) if term in gone):
            where = origins.find(terms[0], quad.predicate.value) or one.where
            if where not in told:
                told.add(where)
                yield problems.withdrawn(where, one.iri.rpartition("/id/")[2], one.where)
    for one in gone.values():
        if one.stone.replaced_by in missing:
            yield problems.undefined_reference(one.where, one.stone.replaced_by.rpartition("/id/")[2], ())


def _naming(iris: Iterable[str], nquads: Path) -> Iterator[ox.Quad]:
    """The statements that may name one of the IRIs, or a fragment of it."""
    wanted = [f"<{iri}".encode() for iri in iris]
    with nquads.open("rb") as lines:
        for line in lines:
            if any(one in line for one in wanted):
                yield from ox.parse(line, ox.RdfFormat.N_QUADS)


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
