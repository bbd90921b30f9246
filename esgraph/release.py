"""Turns a directory on disk into a Release: all that the building and the serving half share."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from esgraph import network_index, question, search_index
from esgraph.errors import English, Message, ReleaseError

#: Raised when the layout of a release directory changes, or what its manifest says, so that an old server refuses a
#: new release, and a new one an old release.
FORMAT = 3

MANIFEST = "manifest.json"
#: The name of the whole graph in every format, without the suffix.
DUMP = "esgraph"
NQUADS = f"{DUMP}.nq"
TURTLE = f"{DUMP}.ttl"
#: The union of all graphs, a statement a line; releases of earlier versions have none.
UNION = f"{DUMP}.nt"
STORE = "store"
#: A table of each main class, and what is in them; releases of earlier versions have none.
TABLES = "tables"
#: The SHA-256 of every other file of the manifest, as `sha256sum` writes it.
CHECKSUMS = "SHA256SUMS"
#: The whole description of the release in DCAT-AP and VoID, and how to cite it.
CATALOGUE = "catalogue.ttl"
CITATION = "CITATION.cff"
BIBTEX = "citation.bib"
#: The whole network for network tools, in every format.
NETWORK_FILES = "network"

#: Answers to the queries of pages about everything; without them such pages take longer.
ANSWERS = "answers.sqlite"

#: The link of a directory of releases to the one that is current.
CURRENT = "current"

_NONE = Message("nie ma tu wydania (brak pliku manifest.json)", "no release here (there is no manifest.json)")
_BUILD = Message("zbuduj je: esgraph build DANE -o WYDANIE", "build one: esgraph build DATA -o RELEASE")
_OTHER = Message(
    "wydanie ma format {found}, a ten program czyta format {format}",
    "release format {found}, this program reads format {format}",
)
_BROKEN = Message("nie da się odczytać manifestu: {detail}", "the manifest cannot be read: {detail}")
_AGAIN = Message(
    "zbuduj wydanie ponownie tą wersją programu esgraph", "build the release again with this version of esgraph"
)


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One file of a release: its size in bytes and SHA-256 in hex."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a release says of itself; dates come from `dataset.yaml`, never from a clock.

    `counts` has `quads`, `triples` and `graphs`; by IRI, the instances of every class, the statements of every property
    (each once, whatever the number of graphs that say it) and the statements of every graph.
    """

    id: str
    version: str
    base: str
    title: dict[str, str]
    licence: str
    issued: str
    modified: str
    generator: str
    counts: dict[str, int]
    files: dict[str, FileEntry]
    format: int = FORMAT

    def to_json(self) -> str:
        """Canonical JSON: sorted keys, UTF-8, a final newline."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


@dataclass(frozen=True, slots=True)
class Release:
    """An immutable release directory; open one with `Release.open`."""

    path: Path
    manifest: Manifest

    @classmethod
    def open(cls, path: Path) -> "Release":
        """Open a release directory, or of a directory of releases the current one.

        Raises ReleaseError if it is absent, incomplete, or of another format than this program writes.
        """
        # Absolute and without links, since what serves the files may take another directory for the current one, and
        # the link to the current release may lead elsewhere a moment later.
        place = located(path).resolve()
        file = place / MANIFEST
        if not file.is_file():
            raise ReleaseError(
                _NONE,
                where=str(path),
                remedy=_BUILD,
            )
        try:
            raw: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
            if raw.get("format") != FORMAT:
                raise ReleaseError(
                    _OTHER.of(found=raw.get("format"), format=FORMAT),
                    where=str(path),
                    remedy=_AGAIN,
                )
            files = {name: FileEntry(**entry) for name, entry in raw.pop("files").items()}
            return cls(place, Manifest(files=files, **raw))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ReleaseError(_BROKEN.of(detail=English(error)), where=str(file), remedy=_AGAIN) from error

    @property
    def nquads(self) -> Path:
        """The whole dataset as canonical, sorted N-Quads."""
        return self.path / NQUADS

    @property
    def turtle(self) -> Path:
        """The union of all graphs as Turtle."""
        return self.path / TURTLE

    @property
    def catalogue(self) -> Path:
        """The description of the release, with its numbers and files, as Turtle."""
        return self.path / CATALOGUE

    @property
    def store(self) -> Path:
        """The Oxigraph store made from the N-Quads."""
        return self.path / STORE

    @property
    def search(self) -> Path:
        """The search index; releases of earlier versions have none."""
        return self.path / search_index.FILE

    @property
    def network(self) -> Path:
        """The index of the network; releases of earlier versions have none."""
        return self.path / network_index.FILE

    def questions(self) -> tuple[question.Question, ...]:
        """The named queries published with this release, by number."""
        return question.read_all(self.path / "questions")

    def damaged(self) -> list[str]:
        """Names of files whose size or hash is not what the manifest says; empty for a sound release."""
        return [name for name, entry in self.manifest.files.items() if file_entry(self.path / name) != entry]


def located(path: Path) -> Path:
    """Where a release is to be looked for: at the path itself, or behind the link of a directory of releases."""
    link = path / CURRENT
    return link if link.is_symlink() and not (path / MANIFEST).exists() else path


def file_entry(path: Path) -> FileEntry | None:
    """Size and SHA-256 of a file, or None if it is absent."""
    if not path.is_file():
        return None
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return FileEntry(path.stat().st_size, digest)
