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
from esgraph.export import addresses, pages, sitemap
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
    for path in (path for path in (copy / "dumps/latest").rglob("*") if path.is_file()):
        name = path.relative_to(copy / "dumps/latest").as_posix()
        if name == "manifest.json" or name.startswith("graphs/"):
            continue
        assert path.read_bytes() == (release.path / name).read_bytes(), name
        assert name in release.manifest.files
    assert (copy / "dumps/latest/SHA256SUMS").is_file()
    described = rdflib.Graph().parse(copy / ".well-known/void", format="turtle")
    assert (rdflib.URIRef(f"{release.manifest.base}catalogue#dataset"), None, None) in described
    leads = (copy / "id/organization/pozytek/index.html").read_text()
    assert 'content="0; url=../../../page/organization/pozytek/index.html"' in leads


def test_a_file_is_there_once_whatever_the_language_of_the_page_that_leads_to_it(copy: Path) -> None:
    for folder in ("dumps", "graph", "data"):
        named = [path.name for path in (copy / folder).rglob("*") if re.search(r"\.en\.(?!html)", path.name)]
        assert not named, folder


def test_what_leads_on_leads_to_one_place(copy: Path) -> None:
    leading = re.compile(r'<meta http-equiv="refresh" content="0; url=([^"]*)"><a href="([^"]*)">')
    found = [leading.search(page.read_text(encoding="utf-8")) for page in copy.rglob("*.html")]
    assert sum(one is not None for one in found) > 100
    assert all(one[1] == one[2] for one in found if one)


def test_crawlers_are_told_of_every_page(copy: Path) -> None:
    assert f"Sitemap: {BASE}sitemap.xml" in (copy / "robots.txt").read_text()
    told = re.findall(r"<loc>([^<]*)</loc>", (copy / "sitemap.xml").read_text(encoding="utf-8"))
    files = {unquote(html.unescape(one)).removeprefix(BASE) for one in told}
    assert {"index.html", "index.en.html", "page/organization/pozytek/index.html"} <= files
    assert all((copy / file).is_file() for file in files)
    assert not any(file.startswith(("id/", "live/")) for file in files)


def test_many_pages_are_told_in_parts(tmp_path: Path) -> None:
    sitemap.write([f"page/ą{number}/index.html" for number in range(5)], tmp_path, BASE, most=2)
    parts = re.findall(r"<loc>([^<]*)</loc>", (tmp_path / "sitemap.xml").read_text())
    assert parts == [f"{BASE}sitemap-{number}.xml" for number in (1, 2, 3)]
    assert re.findall(r"<loc>([^<]*)</loc>", (tmp_path / "sitemap-3.xml").read_text()) == [
        f"{BASE}page/%C4%854/index.html"
    ]


def test_the_page_for_what_is_not_there_works_at_any_depth(copy: Path) -> None:
    page = (copy / "404.html").read_text(encoding="utf-8")
    links = [link for link in map(html.unescape, LINK.findall(page)) if not link.startswith("#")]
    assert f"{BASE}index.html" in links
    assert all(urlsplit(link).scheme for link in links), links
    assert not any("data-suggest" in one.read_text(encoding="utf-8") for one in copy.rglob("*.html"))


def test_a_feed_names_itself_and_its_pages_as_they_are_in_the_copy(copy: Path) -> None:
    for file in ("releases/feed.atom", "releases/feed.en.atom"):
        feed = (copy / file).read_text(encoding="utf-8")
        links = LINK.findall(feed)
        assert f"{BASE}{file}" in links
        assert not any("lang=" in link for link in links)
        for link in (one.removeprefix(BASE) for one in links if one.startswith(BASE)):
            assert (copy / link).is_file(), link


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
        ("/reconcile", None),
        ("/reconcile/pl/preview?id=place/radom", None),
        ("/network/x?stated=1", None),
        ("/dumps/latest/SHA256SUMS", "dumps/latest/SHA256SUMS"),
        ("/dumps/latest/esgraph.nq?lang=en", "dumps/latest/esgraph.nq"),
        ("/graph/ontology.ttl?lang=en", "graph/ontology.ttl"),
        ("/graph/ontology?lang=en", "graph/ontology/index.en.html"),
        ("/dumps/1.0.0-0123456789ab/SHA256SUMS", "dumps/1.0.0-0123456789ab/SHA256SUMS"),
        ("/.well-known/void", ".well-known/void"),
        ("/questions/x?county=A%20B", "questions/x/index.county-A_20B.html"),
        ("/questions/x?county=A-B", "questions/x/index.county-A-B.html"),
        ("/questions/x?county=A_20B", "questions/x/index.county-A_5f20B.html"),
        ("/../../etc/x", None),
        ("/a/%2e%2e/b", None),
        ("/a/..%5cb", None),
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
