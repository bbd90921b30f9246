"""Turns the changes between two releases into an RDF Patch, and a patch with the release before into the one after.

RDF Patch is the text format of Apache Jena (https://jena.apache.org/documentation/rdf-patch/): a header (`H`), and one
transaction (`TX`, `TC`) of statements to add (`A`) and to delete (`D`), each as N-Quads writes it. Patches written here
are sorted by statement, whatever happens to it, so that they are applied in one pass with flat memory.
"""

import gzip
import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NamedTuple, cast

from esgraph.errors import EsgraphError
from esgraph.history.quads import Change, Sign
from esgraph.release import NQUADS, Release

#: The media type that Jena registers for the text form, and the suffix of its files.
MEDIA_TYPE = "application/rdf-patch"
SUFFIX = ".rdfp"

_ROW = re.compile(rb"([AD]) (\S.* \.)")
_HEADER = re.compile(rb'H (\w+) (?:"([^"]*)"|<([^>]*)>) \.')


class PatchError(EsgraphError):
    """A patch that cannot be read, or does not fit what it is applied to."""


@dataclass(frozen=True, slots=True)
class Header:
    """Between which releases a patch leads: their ids, and the SHA-256 of their N-Quads in hex; "" where it is silent.

    `id` is the IRI of the patch.
    """

    id: str = ""
    old: str = ""
    new: str = ""
    old_sha256: str = ""
    new_sha256: str = ""


class Row(NamedTuple):
    """A change, and the line of the patch (from 1) where it stands."""

    number: int
    change: Change


_FIELDS = {"id": "id", "from": "old", "to": "new", "fromSha256": "old_sha256", "toSha256": "new_sha256"}


def header(old: Release, new: Release) -> Header:
    """The header of the patch that leads from one release to another."""
    ids = old.manifest.id, new.manifest.id
    return Header(
        f"{new.manifest.base}releases/{ids[0]}...{ids[1]}",
        *ids,
        old.manifest.files[NQUADS].sha256,
        new.manifest.files[NQUADS].sha256,
    )


def write(head: Header, changes: Iterable[Change]) -> Iterator[bytes]:
    """The lines of a patch, each with its end."""
    for name, field in _FIELDS.items():
        if value := getattr(head, field):
            yield (f"H {name} <{value}> .\n" if name == "id" else f'H {name} "{value}" .\n').encode()
    yield b"TX .\n"
    for sign, quad in changes:
        yield b"%s %s\n" % (sign.encode(), quad)
    yield b"TC .\n"


class Patch:
    """A patch that is being read, from a stream of lines; `where` is what errors call it."""

    def __init__(self, stream: Iterable[bytes], where: str) -> None:
        self._lines = enumerate(stream, 1)
        self.where = where
        self.header = self._read_header()

    def _read_header(self) -> Header:
        found: dict[str, str] = {}
        for number, line in self._rows():
            if line == b"TX .":
                return Header(**found)
            told = _HEADER.fullmatch(line)
            if told is None:
                raise self._no_row(number)
            if field := _FIELDS.get(told[1].decode()):
                found[field] = (told[2] or told[3] or b"").decode()
        raise PatchError("this is no RDF Patch: it has no transaction (TX)", where=self.where)

    def rows(self) -> Iterator[Row]:
        """The changes. Raises PatchError for what is no change, is out of order, or is cut short."""
        before = b""
        for number, line in self._rows():
            if line == b"TC .":
                return
            told = _ROW.fullmatch(line)
            if told is None:
                raise self._no_row(number)
            if told[2] <= before:
                raise PatchError(
                    "the statements of the patch are not sorted, each once",
                    where=f"{self.where}:{number}",
                    remedy="take a patch as esgraph writes it, or let the program that wrote this one apply it",
                )
            before = told[2]
            yield Row(number, Change(cast("Sign", told[1].decode()), before))
        raise PatchError("the patch is cut short: its end (TC) is missing", where=self.where, remedy="fetch it again")

    def _rows(self) -> Iterator[tuple[int, bytes]]:
        for number, line in self._lines:
            row = line.removesuffix(b"\n")
            if row and not row.startswith(b"#"):
                yield number, row

    def _no_row(self, number: int) -> PatchError:
        return PatchError(
            "this is no row of an RDF Patch as esgraph reads it",
            where=f"{self.where}:{number}",
            remedy="rows are H name value ., TX ., A or D with a statement in N-Quads, TC .",
        )


def applied(patch: Patch, old: Iterable[bytes]) -> Iterator[bytes]:
    """The sorted lines after a patch, made of those before it.

    Raises PatchError where the patch deletes what is not there, or adds what is there.
    """
    remaining = iter(old)
    line = next(remaining, None)
    for number, (sign, quad) in patch.rows():
        while line is not None and line < quad:
            yield line
            line = next(remaining, None)
        if (line == quad) != (sign == "D"):
            told = "deletes a statement that is not there" if sign == "D" else "adds a statement that is there already"
            raise PatchError(
                f"the patch {told}: {quad.decode(errors='replace')}",
                where=f"{patch.where}:{number}",
                remedy=_meant_for(patch.header),
            )
        if sign == "A":
            yield quad
        else:
            line = next(remaining, None)
    while line is not None:
        yield line
        line = next(remaining, None)


def _meant_for(head: Header) -> str:
    if head.old:
        return f"apply it to the release that it was made for: {head.old}"
    return "apply it to the release that it was made for"


def check_fit(patch: Patch, old_sha256: str) -> None:
    """Raise PatchError if a patch says that it was made for other N-Quads than those of this SHA-256."""
    if patch.header.old_sha256 not in ("", old_sha256):
        raise PatchError(
            f"the patch was made for other statements: those of {patch.header.old or 'another release'}",
            where=patch.where,
            remedy=_meant_for(patch.header),
        )


def save(patch: Patch, old: Iterable[bytes], target: Path) -> int:
    """Write the N-Quads after a patch, whole or not at all; returns the number of statements.

    Raises PatchError if the patch does not fit, or if what comes out is not what it says.
    """
    digest, count = hashlib.sha256(), 0
    with written(target) as stream:
        for line in applied(patch, old):
            ended = line + b"\n"
            digest.update(ended)
            stream.write(ended)
            count += 1
        if patch.header.new_sha256 not in ("", digest.hexdigest()):
            raise PatchError(
                f"the outcome is not {patch.header.new or 'what the patch says'}: its checksum is another",
                where=patch.where,
                remedy=_meant_for(patch.header),
            )
    return count


@contextmanager
def opened(path: Path) -> Iterator[Patch]:
    """A patch in a file, compressed or not."""
    with cast("IO[bytes]", gzip.open(path)) if path.suffix == ".gz" else path.open("rb") as stream:
        yield Patch(_sound(stream, path), str(path))


def _sound(stream: IO[bytes], path: Path) -> Iterator[bytes]:
    try:
        yield from stream
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise PatchError(f"the file is damaged: {error}", where=str(path), remedy="fetch it again") from error


@contextmanager
def written(target: Path) -> Iterator[IO[bytes]]:
    """A file to write, there only when it is complete; compressed, and always in the same bytes, if its name says so.

    Raises EsgraphError if it cannot be written.
    """
    work = target.with_name(f".{target.name}.part")
    try:
        with work.open("wb") as raw:
            if target.suffix == ".gz":
                with gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as packed:
                    yield cast("IO[bytes]", packed)
            else:
                yield raw
        work.replace(target)
    except OSError as error:
        raise EsgraphError(f"cannot be written: {error.strerror}", where=str(target)) from error
    finally:
        work.unlink(missing_ok=True)
