"""A static copy: served by Python's own file server, every link on every page leads to a file, of the right type."""

import functools
import html
import http.server
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import urlopen

import pytest
import rdflib
from click.testing import CliRunner

from esgraph.cli import main
from esgraph.export import addresses, pages
from esgraph.release import Release

BASE = "https://kopia.example/es/"
LINK = re.compile(r'\s(?:href|src|action)="([^"]*)"')


@pytest.fixture(scope="module")
def copy(release: Release, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("copies") / "copy"
    done = CliRunner().invoke(
        main, ["export", str(release.path), "--static", str(target), "--base", BASE, "--lang", "pl"]
    )
    assert done.exit_code == 0, done.output
    assert re.search(r"Zapisano pliki: \d{4,}", done.output)
    return target


@pytest.fixture(scope="module")
def address(copy: Path) -> Iterator[str]:
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(copy))
    handler.log_message = lambda *_: None  # type: ignore[attr-defined]
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def test_every_link_of_every_page_leads_to_a_file(copy: Path) -> None:
    broken = set()
    for page in copy.rglob("*.html"):
        here = f"/{page.relative_to(copy).as_posix()}"
        for link in map(html.unescape, LINK.findall(page.read_text(encoding="utf-8"))):
            parts = urlsplit(link)
            if parts.scheme or not parts.path:
                continue
            assert not link.startswith("/"), f"{here}: {link} leads out of the copy wherever it is not at the root"
            if not (copy / unquote(urljoin(here, parts.path)).lstrip("/")).is_file():
                broken.add((here, link))
    assert not broken


def test_nothing_is_left_that_needs_a_program_or_a_server(copy: Path) -> None:
    for page in copy.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"<script[^>]* src=", text), page
        assert 'id="netview' not in text, page
    assert not list(copy.rglob("*.js"))


def test_both_languages_are_there_and_lead_to_each_other(copy: Path) -> None:
    for name in ("", "page/organization/pozytek/", "network/", "questions/", "downloads/", "def/"):
        for file, other, language in (("index.html", "index.en.html", "pl"), ("index.en.html", "index.html", "en")):
            text = (copy / name / file).read_text(encoding="utf-8")
            assert f'<html lang="{language}">' in text
            assert re.search(rf'class="switch" href="{re.escape(other)}"', text), name + file


def test_files_are_those_of_the_server(copy: Path, release: Release) -> None:
    assert (copy / "dumps/latest/esgraph.nq").read_bytes() == release.nquads.read_bytes()
    graph = rdflib.Graph().parse(copy / "data/organization/pozytek.ttl")
    assert (rdflib.URIRef(f"{release.manifest.base}id/organization/pozytek"), None, None) in graph
    assert (copy / "network/pozytek.gexf").is_file()
    leads = (copy / "id/organization/pozytek/index.html").read_text()
    assert 'content="0; url=../../../page/organization/pozytek/index.html"' in leads


def test_what_only_a_server_answers_leads_to_a_page_that_says_so(copy: Path) -> None:
    home = (copy / "index.html").read_text(encoding="utf-8")
    assert re.search(r'<form role="search" action="live/index\.html"', home)
    said = (copy / "live/index.en.html").read_text(encoding="utf-8")
    assert "has none of this" in said and 'href="../downloads/index.en.html"' in said


def test_a_plain_file_server_publishes_it(address: str) -> None:
    for path, kind in (("", "text/html"), ("page/organization/ab-ovo/", "text/html"), ("network.svg", "image/svg+xml")):
        with urlopen(address + path) as response:
            assert (response.status, response.headers.get_content_type()) == (200, kind)


def test_what_is_there_is_not_written_over(release: Release, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("years of work")
    done = CliRunner().invoke(main, ["export", str(release.path), "--static", str(tmp_path), "--lang", "en"])
    assert done.exit_code == 1
    assert "there is something here already" in done.output
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"),
        ("/?lang=en", "index.en.html"),
        ("/page/organization/x", "page/organization/x/index.html"),
        ("/organizations/?page=2&lang=en", "organizations/index.page-2.en.html"),
        ("/network/border?county=1408&county=1434", "network/border/index.county-1408.county-1434.html"),
        ("/network.gexf", "network.gexf"),
        ("/map.csv?lang=en", "map.en.csv"),
        ("/search?q=a", None),
        ("/network/path?from=a&to=b", None),
        ("/network/path", None),
        ("/network/pathology", "network/pathology/index.html"),
        ("/sparql", None),
        ("/network/x?stated=1", None),
    ],
)
def test_an_address_has_one_file_or_needs_a_server(address: str, file: str | None) -> None:
    found = addresses.read(address, "pl")
    assert (found.file if found else None) == file


def test_links_elsewhere_stay_as_they_are() -> None:
    page = '<a href="https://other.example/x"> <a href="#y"> <a href="/a?b=1&amp;c=2#d"> <a href="?page=2"> <a href="mailto:x@y">'
    assert list(pages.links(page, BASE, "/here")) == ["/a?b=1&c=2#d", "/here?page=2"]
    told = pages.rewritten(page, BASE, "/here", lambda found: f"[{found}]")
    assert (
        told
        == '<a href="https://other.example/x"> <a href="#y"> <a href="[/a?b=1&amp;c=2]#d"> <a href="[/here?page=2]"> <a href="mailto:x@y">'
    )
