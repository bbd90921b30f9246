"""Turns files that somebody has downloaded, one or some of a release, into checks of what they tell by themselves.

A folder is a release if it has `manifest.json`, and either the store or every file that the manifest names. Anything
else is a download: what is not there was not fetched, and is no mistake.
"""

import hashlib
import json
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Final

from rdflib import DCAT, RDF, Graph, Namespace

from esgraph.build.dumps import compression
from esgraph.dumps.formats import FORMATS, NQUADS, NTRIPLES
from esgraph.errors import EsgraphError, Message
from esgraph.release import CHECKSUMS, DUMP, MANIFEST, STORE, file_entry
from esgraph.verification import local
from esgraph.verification.check import Check, checked

_SPDX = Namespace("http://spdx.org/rdf/terms#")
_PACKED: Final = (".gz", ".zst")
#: What a downloaded file is called: `esgraph-1.0.0-0123456789ab.nq.gz`; the id ends with a hash of the N-Quads.
_NAMED: Final = re.compile(
    r"(?P<stem>[^.]+?)-(?P<id>[A-Za-z0-9][A-Za-z0-9.+_~-]*-(?P<hash>[0-9a-f]{12}))(?P<ending>\..*)?"
)

_LISTED = Message("{file}: skrót SHA-256 z listy", "{file}: SHA-256 of the list")
_NO_LIST = Message(
    "nie ma listy skrótów: podaj --sums z plikiem SHA256SUMS, esgraph.sha256 albo catalogue.ttl",
    "there is no list of hashes: give --sums with SHA256SUMS, esgraph.sha256 or catalogue.ttl",
)
_NOT_LISTED = Message("lista go nie zna", "the list does not know it")
_OF_NAME = Message("{file}: wydanie z nazwy, ze skrótu N-Quads", "{file}: the release in its name, from its hash")
_OF_SYNTAX = Message("{file}: daje się odczytać", "{file}: can be read")
_NOT_FETCHED = Message("pozostałe pliki z listy", "the other files of the list")
_NOT_HERE = Message("nie pobrano: {number}", "not downloaded: {number}")
_NOTHING = Message("nie ma tu niczego do sprawdzenia", "there is nothing here to check")
_WHAT = Message(
    "podaj katalog wydania, pobrany plik (esgraph.nq, esgraph.ttl.gz …), katalog z pobranymi plikami i SHA256SUMS "
    "albo adres serwera",
    "give the directory of a release, a file that you downloaded (esgraph.nq, esgraph.ttl.gz …), a folder with such "
    "files and SHA256SUMS, or the address of a server",
)
_NO_SUMS = Message("to nie jest lista skrótów", "this is no list of hashes")


def is_release(directory: Path) -> bool:
    """Whether a folder is to be looked at as a whole release, in which everything must be there."""
    manifest = directory / MANIFEST
    if not manifest.is_file():
        return False
    if (directory / STORE).is_dir():
        return True
    try:
        return all((directory / name).is_file() for name in json.loads(manifest.read_text(encoding="utf-8"))["files"])
    except (ValueError, KeyError, TypeError):
        return True  # where a release is opened it is told what is wrong with its manifest


def verify(place: Path, sums: Path | None = None) -> Iterator[Check]:
    """Look at a file, or at each of a folder. Raises EsgraphError if there is none, or no list where one is named."""
    files = [place] if place.is_file() else sorted(path for path in place.rglob("*") if path.is_file())
    folder = place.parent if place.is_file() else place
    lists = [sums] if sums else _lists(folder)
    named = {name: digest for path in lists for name, digest in _read_sums(path).items()}
    looked_at = [path for path in files if path not in lists]
    if not looked_at:
        raise EsgraphError(_NOTHING, where=str(place), remedy=_WHAT)
    found: set[str] = set()
    for path in looked_at:
        name = path.name if place.is_file() else path.relative_to(place).as_posix()
        listed = next((one for one in _names(name) if one in named), "")
        found.add(listed)
        yield _in_list(path, name, named, listed)
        yield from _by_itself(path, name)
    if absent := named.keys() - found:
        yield Check(_NOT_FETCHED, "skipped", (_NOT_HERE.of(number=len(absent)), *sorted(absent)))


def _lists(folder: Path) -> list[Path]:
    """The lists of hashes in a folder: as a release has it, or as a server gives it out; else a manifest."""
    given = sorted([*folder.glob(f"{CHECKSUMS}*"), *folder.glob("*.sha256")])
    return given or list(folder.glob(MANIFEST))


def _names(name: str) -> Iterator[str]:
    """What a file may be called in a list: its name here, without the release in it, in the folder of tables."""
    plain = PurePosixPath(name).name
    found = _NAMED.fullmatch(plain)
    for one in (name, plain, f"{found['stem']}{found['ending'] or ''}" if found else plain):
        yield from (one, f"tables/{one}", f"network/{one}")


def _read_sums(path: Path) -> Mapping[str, str]:
    """Name → SHA-256 of a list as `sha256sum` writes it, of a manifest, or of a catalogue."""
    try:
        if path.suffix == ".ttl":
            return _in_catalogue(path)
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".json":
            return {name: entry["sha256"] for name, entry in json.loads(text)["files"].items()}
        return {name.lstrip("*"): digest for digest, _, name in (line.partition(" ") for line in _lines(text))}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, SyntaxError) as error:
        raise EsgraphError(_NO_SUMS, where=str(path), remedy=_WHAT) from error


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        digest, space, name = line.partition(" ")
        if not re.fullmatch(r"[0-9a-f]{64}", digest) or not name.strip():
            raise ValueError(line)
        yield f"{digest}{space}{name.strip()}"


def _in_catalogue(path: Path) -> Mapping[str, str]:
    catalogue = Graph().parse(path, format="turtle")
    told = {}
    for distribution in catalogue.subjects(RDF.type, DCAT.Distribution):
        address = str(catalogue.value(distribution, DCAT.downloadURL) or "")
        digest = catalogue.value(catalogue.value(distribution, _SPDX.checksum), _SPDX.checksumValue)
        if digest:
            told[address.partition("/dumps/")[2].partition("/")[2]] = str(digest)
    return told


def _in_list(path: Path, name: str, named: Mapping[str, str], listed: str) -> Check:
    """Whether a file is what a list says of it."""
    title = _LISTED.of(file=name)
    if not listed:
        return Check(title, "skipped", (_NOT_LISTED if named else _NO_LIST,))
    entry = file_entry(path)
    found = entry.sha256 if entry else ""
    return checked(title, [f"{found} ≠ {named[listed]}"] if found != named[listed] else [])


def _by_itself(path: Path, name: str) -> Iterator[Check]:
    """What a whole dump tells without anything else: the hash in its name, its syntax, its order."""
    packed = path.suffix in _PACKED
    plain = PurePosixPath(path.name.removesuffix(path.suffix) if packed else path.name)
    form = FORMATS.get(plain.suffix[1:])
    if form is None:
        return
    with TemporaryDirectory(prefix="esgraph-verify-") as scratch:
        whole, wrong = _unpacked(path, Path(scratch) / plain.name) if packed else (path, "")
        if wrong:
            yield checked(_OF_SYNTAX.of(file=name), [wrong])
            return
        named = _NAMED.fullmatch(plain.name)
        if form is NQUADS and named:
            yield checked(_OF_NAME.of(file=name), _other_hash(whole, named["hash"]))
        if form in (NQUADS, NTRIPLES) and plain.name.startswith(DUMP):
            yield checked(Message("{file}: {what}", "{file}: {what}").of(file=name, what=local.CANONICAL),
                          local.canonical(whole))  # fmt: skip
        else:
            yield checked(_OF_SYNTAX.of(file=name), filter(None, [local.malformed(whole, form.engine)]))


def _unpacked(path: Path, target: Path) -> tuple[Path, str]:
    try:
        with compression.opened(path) as packed, target.open("wb") as out:
            shutil.copyfileobj(packed, out)
    except compression.DAMAGED as error:
        return target, f"{path.name}: {error}"
    return target, ""


def _other_hash(path: Path, expected: str) -> Iterable[str]:
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return [] if digest.startswith(expected) else [f"{digest[:12]} ≠ {expected}"]
