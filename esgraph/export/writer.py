"""Turns a release into the files of a static copy, by asking the site for all that its pages lead to."""

import shutil
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import quote

from flask import Flask, render_template
from flask.testing import FlaskClient

from esgraph.errors import LANGUAGES, EsgraphError, Language, Message
from esgraph.export import addresses, pages, sitemap
from esgraph.export.addresses import Address
from esgraph.release import Release
from esgraph.serve.app import create_app

Progress = Callable[[str], None]

_NOT_EMPTY = Message("tu już coś jest", "there is something here already")
_ELSEWHERE = Message("podaj inny katalog albo usuń ten", "name another directory, or remove this one")
_BROKEN = Message("strona prowadzi donikąd: {address} ({status})", "a page leads nowhere: {address} ({status})")
#: Where each copy begins: its pages, and what machines ask for without a link.
_BEGIN = ("/", "/catalogue.ttl", addresses.VOID)
_FEED = ".atom"
_LEADS_ON = (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.SEE_OTHER, HTTPStatus.FOUND, HTTPStatus.PERMANENT_REDIRECT)


def export(release: Release, target: Path, base: str, progress: Progress) -> int:
    """Write the copy into a directory that is empty or not there, whole or not at all; the number of files.

    `base` is the address at which it will be published, for what must name itself whole.
    Raises EsgraphError if something is there already, or a page leads nowhere.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise EsgraphError(_NOT_EMPTY, where=str(target), remedy=_ELSEWHERE)
    target.parent.mkdir(parents=True, exist_ok=True)
    work = Path(mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        number = _Copy(create_app(release), work, base, progress).write()
        work.chmod(0o755)
        if target.exists():
            target.rmdir()
        work.rename(target)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return number


@dataclass(slots=True)
class _Copy:
    app: Flask
    work: Path
    base: str
    progress: Progress
    #: The file of each address that was asked for; "" where the server does not answer it on request.
    files: dict[Address, str] = field(default_factory=dict)
    waiting: deque[Address] = field(default_factory=deque)
    #: The files that only lead on to others.
    leads: set[str] = field(default_factory=set)

    def write(self) -> int:
        client = self.app.test_client()
        # Style sheets name fonts, which no page does; programs would ask a server.
        shutil.copytree(str(self.app.static_folder), self.work / "static", ignore=shutil.ignore_patterns("*.js"))
        for language in LANGUAGES:
            self._want(_BEGIN, language)
        while self.waiting:
            address = self.waiting.popleft()
            self.files[address] = self._fetch(client, address)
            self.progress(f"{len(self.files)} + {len(self.waiting)}")
        written = {file for file in self.files.values() if file}
        for address, file in self.files.items():
            if file and file not in self.leads and (address.is_page or file.endswith(_FEED)):
                self._rewrite(address, file, whole=file.endswith(_FEED))
        for language in LANGUAGES:
            self._write_own(client, language)
        for file, leads in addresses.ids({name: name for name in written}).items():
            self._lead(file, leads)
        shown = {file for one, file in self.files.items() if one.is_page and file not in self.leads} - {""}
        sitemap.write(sorted(shown - {_live(language) for language in LANGUAGES}), self.work, self.base)
        return sum(1 for path in self.work.rglob("*") if path.is_file())

    def _want(self, found: Iterable[str], language: Language) -> None:
        for one in found:
            address = addresses.read(one, language)
            if address and address not in self.files:
                self.files[address] = ""
                self.waiting.append(address)

    def _fetch(self, client: FlaskClient, address: Address) -> str:
        if address.path == addresses.VOID:
            return self._described(client, address)
        wanted = {"Accept": "text/html, */*;q=0.1", "Accept-Language": address.language}
        response = client.get(address.request, base_url=self.base, headers=wanted)
        with response:
            if response.status_code in _LEADS_ON:
                return self._follow(address, response.headers["Location"])
            if response.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
                return ""  # the page that links it says that there is a limit
            if response.status_code != HTTPStatus.OK:
                raise EsgraphError(_BROKEN.of(address=address.request, status=response.status_code))
            target = self.work / address.file
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as stream:
                stream.writelines(response.iter_encoded())
            if address.is_page:
                page = target.read_text(encoding="utf-8")
                self._want(pages.links(page, self.base, address.path), address.language)
        return address.file

    def _follow(self, address: Address, location: str) -> str:
        """A page that leads on at once has the place of where it leads to."""
        found = pages.own(location, self.base, address.path) or ""
        self._want([found], address.language)
        leads = addresses.read(found, address.language)
        if leads and leads.file != address.file:
            self._lead(address.file, leads.file)
            return address.file
        return ""

    def _described(self, client: FlaskClient, address: Address) -> str:
        """What crawlers look for is RDF, and not the page to which a browser is led."""
        asked = {"Accept": "text/turtle"}
        with client.get(address.request, base_url=self.base, headers=asked, follow_redirects=True) as response:
            if response.status_code != HTTPStatus.OK:
                raise EsgraphError(_BROKEN.of(address=address.request, status=response.status_code))
            target = self.work / address.file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(response.get_data())
        return address.file

    def _rewrite(self, address: Address, file: str, *, whole: bool = False) -> None:
        """Let links lead to files, by their whole addresses if it is not known where the file is read."""
        path = self.work / file
        page = path.read_text(encoding="utf-8")

        def lead(found: str) -> str:
            known = addresses.read(found, address.language)
            to = (known and self.files.get(known)) or _live(address.language)
            return f"{self.base}{quote(to)}" if whole else addresses.relative(to, file)

        path.write_text(pages.rewritten(page, self.base, address.path, lead), encoding="utf-8")

    def _write_own(self, client: FlaskClient, language: Language) -> None:
        """The page for what needs a server, and the one for what is not there."""
        home = Address("/", (), language)
        with self.app.test_request_context(home.request, base_url=self.base):
            text = render_template("static_copy.html")
        self.files[live := Address("/live", (), language)] = _live(language)
        (self.work / _live(language)).parent.mkdir(exist_ok=True)
        (self.work / _live(language)).write_text(text, encoding="utf-8")
        self._rewrite(live, _live(language))
        if language == LANGUAGES[0]:
            with client.get("/404", base_url=self.base, headers={"Accept": "text/html"}) as response:
                (self.work / "404.html").write_text(response.get_data(as_text=True), encoding="utf-8")
            self._rewrite(home, "404.html", whole=True)

    def _lead(self, file: str, to: str) -> None:
        """A file that leads on to another, for readers and for crawlers."""
        self.leads.add(file)
        address = addresses.relative(to, file)
        path = self.work / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f'<!doctype html><html lang="und"><meta charset="utf-8"><title>{address}</title>'
            f'<meta http-equiv="refresh" content="0; url={address}"><a href="{address}">{address}</a></html>\n',
            encoding="utf-8",
        )


def _live(language: Language) -> str:
    return Address("/live", (), language).file
