"""Turns `withdrawn.yaml` into Withdrawals, and sees to it that nothing is left of them in the data and in a release.

An entry is called as an address is (`organization/pozytek`); it has `date` and `reason` (pl, en) and, where they apply,
`replacedBy` (who took its place) and `traces` (words that may stand nowhere in the release, and are not published).
"""

import html
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

import pyoxigraph as ox

from esgraph.build import authored, problems
from esgraph.build.origins import Origins
from esgraph.build.parts import Part
from esgraph.errors import Location, Problem, ReleaseError, Text
from esgraph.tombstones import Tombstone
from esgraph.vocabulary import KINDS, entity, is_slug, slug

FILE: Final = "withdrawn.yaml"

_NAME: Text = {"pl": "rodzaj/slug, np. organization/pozytek", "en": "kind/slug, such as organization/pozytek"}
_PIECE: Final = 2**20
#: Binary files that are made from others, which are searched.
_MADE: Final = (".gz", ".zst")


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
    """Search every file of a release, byte by byte, for what was withdrawn. Raises ReleaseError that says where it is.

    The store, and what is compressed, is made of files that are searched.
    """
    wanted = {form: one.where for one in withdrawals for form in _forms(one)}
    if not wanted:
        return
    found = sorted(
        f"{path.relative_to(work).as_posix()} ({where})"
        for path in work.rglob("*")
        if path.is_file() and path.suffix not in _MADE
        for where in {wanted[form] for form in _held(path, list(wanted))}
    )
    if found:
        raise ReleaseError(
            f"something is left of what was withdrawn: {'; '.join(found)}",
            where=FILE,
            remedy="remove the words from the sources, or from `traces` if they may stay",
        )


def _forms(one: Withdrawal) -> set[bytes]:
    """How a trace may be written: as it is, in XML and HTML, in an address, in either case, as a slug."""
    texts = {one.iri}
    for trace in one.traces:
        texts |= {trace, trace.lower(), trace.upper(), html.escape(trace), quote(trace), slug(trace)}
    return {text.encode() for text in texts if text}


def _held(path: Path, forms: list[bytes]) -> set[bytes]:
    longest = max(map(len, forms))
    found: set[bytes] = set()
    rest = b""
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE):
            window = rest + piece
            found |= {form for form in forms if form in window}
            # What is written across two pieces is seen, too.
            rest = window[-longest:]
    return found
