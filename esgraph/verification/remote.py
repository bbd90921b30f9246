"""Turns the address of a server into checks: its files are those of the release, and its IRIs lead somewhere."""

import json
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

_SERVED = Message("pliki na serwerze: rozmiary z manifestu", "files on the server: sizes of the manifest")
_HASHES = Message("pobrane pliki: skróty SHA-256 z manifestu", "fetched files: SHA-256 of the manifest")
_RESOLVED = Message(
    "przykładowe IRI prowadzą do opisów w RDF i HTML", "IRIs of a sample lead to descriptions in RDF and HTML"
)
_NO_SERVER = Message(
    "serwer nie odpowiada jak esgraph: {detail}", "the server does not answer as esgraph does: {detail}"
)
_ADDRESS = Message(
    "podaj adres strony głównej, jak https://przyklad.pl/",
    "give the address of the home page, like https://example.org/",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: status, headers, and the body until it is closed."""

    status: int
    headers: Headers
    body: IO[bytes]


def fetch(address: str, work: Path) -> Release:
    """Bring what is looked at whole into an empty directory; its manifest still names all files.

    Raises EsgraphError for what is no server of a release.
    """
    raw = _read(f"{address}dumps/latest/{MANIFEST}")
    (work / MANIFEST).write_bytes(raw)
    try:
        names = list(json.loads(raw)["files"])
    except (ValueError, KeyError, TypeError) as error:
        raise EsgraphError(_NO_SERVER.of(detail=MANIFEST), where=address, remedy=_ADDRESS) from error
    for name in (name for name in names if _is_fetched(name)):
        target = work / name
        if not target.resolve().is_relative_to(work.resolve()):
            raise EsgraphError(_NO_SERVER.of(detail=name), where=address, remedy=_ADDRESS)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(_read(f"{address}dumps/latest/{quote(name)}"))
    return Release.open(work)


def verify(address: str, release: Release, sample: int) -> Iterator[Check]:
    """Look at the files of a server, and whether IRIs of a sample lead to their descriptions."""
    yield checked(_HASHES, _hashes(release))
    yield checked(_SERVED, _served(address, release))
    yield checked(_RESOLVED, _unresolved(address, release, sample))


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
        graph = Graph().parse(data=turtle.body.read(), format="turtle")
        return "" if (URIRef(iri), None, None) in graph else f"{iri}: 0"


def _read(address: str) -> bytes:
    answer = _ask(address)
    with closing(answer.body):
        if answer.status != 200:
            raise EsgraphError(_NO_SERVER.of(detail=answer.status), where=address, remedy=_ADDRESS)
        return answer.body.read()


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
