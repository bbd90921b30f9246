"""Turns the address of a server into checks: its files are those of the release, and its IRIs lead somewhere."""

import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from email.message import Message as Headers
from pathlib import Path
from typing import IO, Final
from urllib.parse import quote

from rdflib import VOID, Graph, URIRef

from esgraph.errors import EsgraphError, Message
from esgraph.release import CATALOGUE, CHECKSUMS, MANIFEST, NQUADS, STORE, Release, file_entry
from esgraph.verification.check import Check, checked

_SECONDS: Final = 60
#: What is fetched whole, so that it can be looked at like a release of one's own; other files are asked for their size.
_FETCHED: Final = (NQUADS, CATALOGUE, CHECKSUMS)
_FOLDERS: Final = ("shapes/",)
_LATEST: Final = "latest"

_SERVED = Message("pliki na serwerze: rozmiary z manifestu", "files on the server: sizes of the manifest")
_HASHES = Message("pobrane pliki: skróty SHA-256 z manifestu", "fetched files: SHA-256 of the manifest")
_RESOLVED = Message(
    "przykładowe IRI prowadzą do opisów w RDF i HTML", "IRIs of a sample lead to descriptions in RDF and HTML"
)
_NO_SERVER = Message(
    "serwer nie odpowiada jak esgraph: {detail}", "the server does not answer as esgraph does: {detail}"
)
_ADDRESS = Message(
    "podaj adres strony głównej, jak https://przyklad.pl/, albo wydania, jak https://przyklad.pl/releases/ID",
    "give the address of the home page, like https://example.org/, or of a release: https://example.org/releases/ID",
)
_TOO_LONG = Message("plik jest większy, niż mówi manifest", "the file is larger than the manifest says")
_ANOTHER = Message("to wydanie {found}, a nie {asked}", "this is release {found}, not {asked}")
_OF_LATEST = Message(
    "sprawdzane, gdy podano adres strony głównej: IRI prowadzą do bieżącego wydania",
    "checked when the address of the home page is given: IRIs lead to the current release",
)
#: Bytes of a manifest, or a description of one thing, that are taken.
_MOST: Final = 2**26
_PIECE: Final = 2**20
#: Where a server has a release: its files, or its page.
_RELEASE: Final = re.compile(r"(?P<home>.*?/)(?:dumps|releases)/(?P<id>[^/]+)/?")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: status, headers, and the body until it is closed."""

    status: int
    headers: Headers
    body: IO[bytes]


@dataclass(frozen=True, slots=True)
class Server:
    """The address of a home page, with a slash at its end, and the id of the release that is meant, or `latest`."""

    home: str
    release: str

    @classmethod
    def read(cls, address: str) -> "Server":
        """The server that an address is of: of its home page, or of the files or the page of a release."""
        named = _RELEASE.fullmatch(address)
        return cls(named["home"], named["id"]) if named else cls(address.rstrip("/") + "/", _LATEST)

    @property
    def files(self) -> str:
        """The address below which the files of the release are."""
        return f"{self.home}dumps/{self.release}/"


def fetch(server: Server, work: Path) -> Release:
    """Bring what is looked at whole into an empty directory; its manifest still names all files.

    Raises EsgraphError for what is no server of a release.
    """
    address = server.files
    _copy(f"{address}{MANIFEST}", work / MANIFEST, _MOST)
    try:
        sizes = {
            str(name): int(entry["size"]) for name, entry in json.loads((work / MANIFEST).read_bytes())["files"].items()
        }
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise EsgraphError(_NO_SERVER.of(detail=MANIFEST), where=address, remedy=_ADDRESS) from error
    for name, size in ((name, size) for name, size in sizes.items() if _is_fetched(name)):
        target = work / name
        if not target.resolve().is_relative_to(work.resolve()):
            raise EsgraphError(_NO_SERVER.of(detail=name), where=address, remedy=_ADDRESS)
        target.parent.mkdir(parents=True, exist_ok=True)
        _copy(f"{address}{quote(name)}", target, size)
    release = Release.open(work)
    if server.release not in (_LATEST, release.manifest.id):
        raise EsgraphError(_ANOTHER.of(found=release.manifest.id, asked=server.release), where=address)
    return release


def verify(server: Server, release: Release, sample: int) -> Iterator[Check]:
    """Look at the files of a server, and whether IRIs of a sample lead to their descriptions."""
    yield checked(_HASHES, _hashes(release))
    yield checked(_SERVED, _served(server.home, release))
    if server.release != _LATEST:
        yield Check(_RESOLVED, "skipped", (_OF_LATEST,))
        return
    yield checked(_RESOLVED, _unresolved(server.home, release, sample))


def _is_fetched(name: str) -> bool:
    return name in _FETCHED or name.startswith(_FOLDERS)


def _hashes(release: Release) -> Iterator[str]:
    for name, entry in release.manifest.files.items():
        if _is_fetched(name) and file_entry(release.path / name) != entry:
            yield name


def _served(address: str, release: Release) -> Iterator[str]:
    for name, entry in release.manifest.files.items():
        if _is_fetched(name) or name.startswith(STORE):
            continue
        answer = _ask(f"{address}dumps/{release.manifest.id}/{quote(name)}", "HEAD")
        with closing(answer.body):
            length = answer.headers.get("Content-Length")
        if answer.status != 200 or length != str(entry.size):
            yield f"{name}: {answer.status}, {length} ≠ {entry.size}"


def _unresolved(address: str, release: Release, sample: int) -> Iterator[str]:
    base = release.manifest.base
    catalogue = Graph().parse(release.path / CATALOGUE)
    examples = sorted({str(iri) for iri in catalogue.objects(None, VOID.exampleResource)})
    for iri in examples[:sample]:
        here = address + iri.removeprefix(base)
        if wrong := _described(here, iri):
            yield wrong


def _described(address: str, iri: str) -> str:
    """What is wrong with the answer about a thing, if anything is."""
    turtle, page = (_ask(address, accept=accept) for accept in ("text/turtle", "text/html"))
    with closing(turtle.body), closing(page.body):
        for answer, media_type in ((turtle, "text/turtle"), (page, "text/html")):
            if answer.status != 200 or answer.headers.get_content_type() != media_type:
                return f"{iri}: {answer.status} {answer.headers.get_content_type()} ({media_type})"
        graph = Graph().parse(data=turtle.body.read(_MOST), format="turtle")
        return "" if (URIRef(iri), None, None) in graph else f"{iri}: 0"


def _copy(address: str, target: Path, most: int) -> None:
    """Fetch a file of at most so many bytes. Raises EsgraphError if there is more of it, or none."""
    answer = _ask(address)
    with closing(answer.body), target.open("wb") as out:
        if answer.status != 200:
            raise EsgraphError(_NO_SERVER.of(detail=answer.status), where=address, remedy=_ADDRESS)
        while piece := answer.body.read(_PIECE):
            most -= len(piece)
            if most < 0:
                raise EsgraphError(_TOO_LONG, where=address)
            out.write(piece)


def _ask(address: str, method: str = "GET", accept: str = "*/*") -> Answer:
    headers = {"Accept": accept, "Accept-Encoding": "identity", "User-Agent": "esgraph verify"}
    request = urllib.request.Request(address, method=method, headers=headers)  # noqa: S310 - checked by `is_address`
    try:
        response = urllib.request.urlopen(request, timeout=_SECONDS)  # noqa: S310
        return Answer(response.status, response.headers, response)
    except urllib.error.HTTPError as error:
        return Answer(error.code, error.headers, error)
    except (OSError, ValueError) as error:
        raise EsgraphError(_NO_SERVER.of(detail=str(error)), where=address, remedy=_ADDRESS) from error


def is_address(text: str) -> bool:
    """Whether it is an address of the web, and not of a directory."""
    return text.startswith(("http://", "https://"))
