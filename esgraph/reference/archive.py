"""Turns a file as a register gives it out, maybe in a ZIP archive, into its bytes, and its name in the archive."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from esgraph.errors import LANGUAGES, AuthoringError, English, Location, Message, Problem

_ZIP: Final = ".zip"
#: What every archive begins with, also one that is empty.
_MARKS: Final = (b"PK\x03\x04", b"PK\x05\x06")
#: What a file may be at fault with that is called an archive; the third is what is encrypted, or compressed otherwise.
_FAULTS: Final = (BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError)
#: What stands beside the table of a register.
_BESIDE: Final = frozenset(["readme.txt"])
#: Where a Mac keeps what else it knows of each file, in one of the same name behind `._`.
_ASIDE: Final = "__MACOSX/"

_DAMAGED: Final = Message("nie da się odczytać archiwum ZIP: {why}", "the ZIP archive cannot be read: {why}")
_FETCH: Final = Message("pobierz plik jeszcze raz", "fetch the file again")
_NOT_ONE: Final = Message(
    "w archiwum ZIP ma być jeden plik {suffix}, a są: {names}",
    "the ZIP archive is to have one file {suffix}, but has: {names}",
)
_UNPACK: Final = Message(
    "pobierz ten, w którym jest {suffix}, albo rozpakuj go i podaj sam plik",
    "fetch the one with {suffix} in it, or unpack it, and give the file itself",
)


@dataclass(frozen=True, slots=True)
class Content:
    """What is in a file; `member` is the name that it has in an archive, "" if it lies in none."""

    body: bytes = field(repr=False)
    member: str = ""


def read(path: Path, suffix: str) -> Content:
    """A file, or the one in an archive whose name ends so.

    Raises AuthoringError for an archive that cannot be read, or has no such file, or several.
    """
    body = path.read_bytes()
    if path.suffix.lower() != _ZIP and not body.startswith(_MARKS):
        return Content(body)
    try:
        with ZipFile(path) as archive:
            files = [one for one in archive.infolist() if not one.is_dir() and not _is_aside(one)]
            found = [one for one in files if _is_table(one, suffix)]
            if len(found) != 1:
                raise AuthoringError([_not_one(path, suffix, files)])
            return Content(archive.read(found[0]), found[0].filename)
    except _FAULTS as error:
        told = _DAMAGED.of(why=English(error))
        raise AuthoringError([_problem(path, told, _FETCH)]) from error


def _is_aside(one: ZipInfo) -> bool:
    """Whether a file is none that somebody put into the archive."""
    return one.filename.startswith(_ASIDE) or PurePosixPath(one.filename).name.startswith(".")


def _is_table(one: ZipInfo, suffix: str) -> bool:
    name = PurePosixPath(one.filename.lower())
    return name.suffix == suffix and name.name not in _BESIDE


def _not_one(path: Path, suffix: str, files: Sequence[ZipInfo]) -> Problem:
    names = ", ".join(one.filename for one in files) or "–"
    return _problem(path, _NOT_ONE.of(suffix=suffix, names=names), _UNPACK.of(suffix=suffix))


def _problem(path: Path, what: Message, remedy: Message) -> Problem:
    texts = ({language: told.text(language) for language in LANGUAGES} for told in (what, remedy))
    return Problem(Location(path), *texts)
