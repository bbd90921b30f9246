"""Turns the application into all its pages, by following every link from the home page in each language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

from flask.testing import FlaskClient

from esgraph.errors import LANGUAGES

_ORIGIN = "http://localhost"
#: Attributes that lead somewhere, whatever the element.
_LEADS = ("href", "src", "data-src", "xlink:href")
_ALTERNATE = re.compile(r'<([^>]*)>\s*;\s*rel="alternate"\s*;\s*type="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Document:
    """What was found at an address: its links as they stand, its ids, the other forms that it names."""

    address: str
    status: int
    media_type: str
    language: str = ""
    links: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    #: media type → address
    alternates: tuple[tuple[str, str], ...] = ()

    def targets(self) -> Iterator[tuple[str, str, str]]:
        """Each link with the address on this site that it leads to, and the fragment."""
        for link in sorted(self.links):
            parts = urlsplit(urljoin(_ORIGIN + self.address, link))
            if f"{parts.scheme}://{parts.netloc}" == _ORIGIN:
                yield link, parts._replace(scheme="", netloc="", fragment="").geturl(), parts.fragment


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.language = ""
        self.links: set[str] = set()
        self.ids: set[str] = set()
        self.alternates: list[tuple[str, str]] = []
        self._form = ""
        self._hidden: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = values.get("lang", "")
        if "id" in values:
            self.ids.add(values["id"])
        relations = values.get("rel", "").split()
        if tag == "link" and not {"alternate", "icon", "stylesheet", "search"} & set(relations):
            return  # said of the page, such as the name of the thing that it is about: nothing that leads a reader on
        if tag == "link" and "alternate" in relations and "type" in values:
            self.alternates.append((values["type"], values["href"]))
        self.links.update(values[name] for name in _LEADS if values.get(name))
        if tag == "form":
            self._form, self._hidden = values.get("action", ""), {}
        elif tag == "input" and values.get("type") == "hidden":
            self._hidden[values["name"]] = values["value"]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":  # as it is sent when nothing is filled in
            self.links.add(f"{self._form.partition('?')[0]}?{urlencode(self._hidden)}".rstrip("?"))


@dataclass(slots=True)
class Crawl:
    """Every document of the site, and every link with where it stands."""

    client: FlaskClient
    documents: dict[str, Document] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)

    def run(self) -> None:
        """Follow links from the home page.

        A page that was asked for with values of its own (a search, an answer) is read, but its links to others like
        it are not followed: there is no end of them.
        """
        todo = [(f"/?lang={language}", "") for language in LANGUAGES]
        while todo:
            address, origin = todo.pop()
            if address in self.documents:
                continue
            document = self.documents[address] = self._read(address)
            if document.status != 200:
                self.broken.append(f"{document.status} {address} (on {origin})")
            for _, target, _ in document.targets():
                if target not in self.documents and not (_is_asked(address) and _is_asked(target)):
                    todo.append((target, address))

    def lost(self) -> list[str]:
        """Links to a place in a page that the page does not have."""
        return [
            f"{link} (on {document.address})"
            for document in self.documents.values()
            for link, target, fragment in document.targets()
            if fragment and not fragment.startswith(":~:") and (found := self.documents.get(target))
            if found.media_type == "text/html" and fragment not in found.ids
        ]

    def _read(self, address: str) -> Document:
        response = self.client.get(address, headers={"Accept": "text/html"}, follow_redirects=True)
        if response.mimetype != "text/html":
            return Document(address, response.status_code, response.mimetype or "")
        reader = _Reader()
        reader.feed(response.text)
        linked = [(kind, where) for where, kind in _ALTERNATE.findall(", ".join(response.headers.getlist("Link")))]
        alternates = tuple(
            (kind, urlsplit(urljoin(_ORIGIN + address, where))._replace(scheme="", netloc="").geturl())
            for kind, where in dict.fromkeys([*reader.alternates, *linked])
        )
        return Document(
            address, response.status_code, "text/html", reader.language, frozenset(reader.links),
            frozenset(reader.ids), alternates,
        )  # fmt: skip


def _is_asked(address: str) -> bool:
    return bool(parse_qs(urlsplit(address).query).keys() - {"lang"})
