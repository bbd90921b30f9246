"""Lists to browse: everybody is in them once, as Polish sorts; and sitemaps that name every page for crawlers."""

import re
from html import unescape
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient

from esgraph.errors import LANGUAGES, Language
from esgraph.release import Release
from esgraph.serve.collation import alphabetical
from esgraph.serve.pages import lists, sitemap
from esgraph.serve.pages.lists import LISTS
from tests.serve.conftest import BufferedClient

_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("listing", LISTS)
def test_everybody_is_in_the_list_of_their_kind_once(
    client: FlaskClient, release: Release, listing: str, language: Language
) -> None:
    text = client.get(f"/{listing}/", query_string={"lang": language}).text
    kind = listing.removesuffix("s")
    shown = re.findall(rf'<th scope="row"><a href="(/page/{kind}/[^"?]*)', text)
    count = release.manifest.counts.get(LISTS[listing].member, 0)
    assert len(set(shown)) == len(shown)
    # Parts of events are in the programmes of what they are part of.
    assert len(shown) == (2 if listing == "events" else count)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_tells_what_kind_and_where(client: FlaskClient, language: Language) -> None:
    text = unescape(client.get("/organizations/", query_string={"lang": language}).text)
    row = text.partition("AB OVO")[2].partition("</tr>")[0].replace("\N{NO-BREAK SPACE}", " ")
    for what in {"pl": ("stowarzyszenie", "Tłuszcz", "powiat wołomiński"), "en": ("association", "Wołomin County")}[
        language
    ]:
        assert what in row
    events = unescape(client.get("/events/", query_string={"lang": language}).text).replace("\N{NO-BREAK SPACE}", " ")
    assert {"pl": "8 czerwca 2018", "en": "8 June 2018"}[language] in events


def test_names_sort_as_polish_does() -> None:
    names = ["AB", "„Lipa”", "luz", "Łąka", "ona", "Oset", "Ósemka", "Zebra", "zwoleński", "zz", "źrebię", "Żaba",
             "żuromiński"]  # fmt: skip
    assert sorted(sorted(names), key=alphabetical) == names
    assert alphabetical("z\u0307uk") == alphabetical("żuk"), "whatever way a letter is written"


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_are_in_that_order(client: FlaskClient, language: Language) -> None:
    text = unescape(client.get("/organizations/", query_string={"lang": language}).text)
    names = [name.replace("\N{NO-BREAK SPACE}", " ") for name in re.findall(r'<th scope="row"><a [^>]*>([^<]*)<', text)]
    assert len(names) > 10
    assert names == sorted(names, key=alphabetical)


def test_long_lists_are_cut_into_pages_that_hold_everybody(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "SIZE", 5)
    here: str | None = "/organizations/?lang=en"
    shown: list[str] = []
    while here:
        text = client.get(here).text
        shown += re.findall(r'<th scope="row"><a href="(/page/organization/[^"?]*)', text)
        onward = re.search(r'rel="next" href="([^"]*)"', text)
        here = unescape(onward[1]) if onward else None
    assert len(shown) == len(set(shown)) == 15
    assert 'rel="prev" href="/organizations/?lang=en"' in client.get("/organizations/?lang=en&page=2").text


def addresses(client: FlaskClient, base: str = "http://localhost") -> list[str]:
    index = client.get("/sitemap.xml", base_url=base)
    assert index.mimetype == "application/xml"
    found = []
    for part in ElementTree.fromstring(index.data).iter(f"{_SITEMAP}loc"):  # noqa: S314  (our own answer)
        assert part.text
        assert part.text.startswith(base)
        text = client.get(part.text.removeprefix(base.removesuffix("/")), base_url=base)
        assert text.status_code == 200, part.text
        for url in ElementTree.fromstring(text.data).iter(f"{_SITEMAP}url"):  # noqa: S314
            assert url.findtext(f"{_SITEMAP}lastmod") == "2026-11-29"
            alternates = {
                one.get("hreflang"): one.get("href") for one in url.iter("{http://www.w3.org/1999/xhtml}link")
            }
            loc = url.findtext(f"{_SITEMAP}loc") or ""
            assert alternates == {one: f"{loc}?lang={one}" for one in LANGUAGES}
            found.append(loc)
    return found


def test_the_sitemap_names_every_page_that_people_search_for(client: FlaskClient, release: Release) -> None:
    found = addresses(client)
    assert len(found) == len(set(found))
    nquads = release.nquads.read_text(encoding="utf-8")
    things = set(
        re.findall(
            rf"<{re.escape(release.manifest.base)}id/((?:organization|event|award|edition|post|place|source)/[^>#]*)>",
            nquads,
        )
    )
    assert {f"http://localhost/page/{thing}" for thing in things} <= set(found)
    assert {
        "http://localhost/",
        "http://localhost/graph/source/mbpr-2018-06-08",
        "http://localhost/organizations/",
    } <= set(found)
    for address in found:
        response = client.get(address.removeprefix("http://localhost"), headers={"Accept": "text/html"})
        assert (response.status_code, response.mimetype) == (200, "text/html"), address


def test_the_sitemap_comes_in_parts_of_a_size(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = addresses(app.test_client())
    assert sitemap.SIZE <= 50_000
    monkeypatch.setattr(sitemap, "SIZE", 4)
    client = app.test_client()
    assert sorted(addresses(client)) == sorted(whole)
    part = client.get("/sitemap/organization-2.xml")
    assert part.data.count(b"<loc>") == 4
    assert client.get("/sitemap/organization-5.xml").status_code == 404
    assert client.get("/sitemap/evidence-1.xml").status_code == 404
    assert client.get("/sitemap/organization-0.xml").status_code == 404


def test_the_sitemap_has_the_addresses_of_this_server(app: Flask) -> None:
    found = addresses(app.test_client(), "https://example.org/graf/")
    assert all(address.startswith("https://example.org/graf/") for address in found)
    robots = app.test_client().get("/robots.txt", base_url="https://example.org/graf/").text
    assert "Sitemap: https://example.org/graf/sitemap.xml" in robots


def test_a_part_of_the_sitemap_is_not_sent_twice(client: BufferedClient) -> None:
    first = client.get("/sitemap/organization-1.xml")
    again = client.get("/sitemap/organization-1.xml", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_home_page_counts_events_as_their_list_does(client: FlaskClient, language: Language) -> None:
    def shown(address: str) -> str:
        text = re.sub(r"<[^>]*>", "", client.get(address, query_string={"lang": language}).text)
        return " ".join(unescape(text).split())

    assert {"pl": "2 wydarzenia z 6 częściami", "en": "2 events with 6 parts"}[language] in shown("/")
    assert {"pl": "Bez 6 części wydarzeń", "en": "Without 6 parts of events"}[language] in shown("/events/")
    # Only where something is left out.
    assert not re.search(r"Bez \d|Without \d", shown("/organizations/"))
