"""The page of a linkset: what it leads to, each link with what it rests on, and the way from and to the catalogue."""

import re

import pytest
from flask.testing import FlaskClient

from esgraph.errors import LANGUAGES, Language
from esgraph.serve.article import linkset_page

PAGE = {"Accept": "text/html"}


def rows(client: FlaskClient, name: str, language: Language = "en", more: str = "") -> list[list[str]]:
    """The cells of the table, as they are read."""
    text = client.get(f"/graph/linkset/{name}?lang={language}{more}", headers=PAGE).text
    table = text[text.index("<tbody>") : text.index("</tbody>")]
    cells = [re.findall(r"<t[hd].*?</t[hd]>", row) for row in table.split("</tr>") if row.strip()]
    return [[re.sub(r"<[^>]*>", "", cell).replace("\N{NO-BREAK SPACE}", " ").strip() for cell in row] for row in cells]


def test_links_are_told_with_their_target_and_day(client: FlaskClient) -> None:
    told = rows(client, "geonames")
    assert ["Tłuszcz", "same as", "GeoNames: 756919 checked on 29 November 2026"] in told
    assert ["Warszawa", "to samo co", "GeoNames: 756135 sprawdzono 29 listopada 2026"] in rows(client, "geonames", "pl")


def test_codes_are_told_as_they_are(client: FlaskClient) -> None:
    assert {("Tłuszcz", "TERC code", "1434114"), ("Radom", "SIMC code", "0972750")} <= set(
        map(tuple, rows(client, "teryt"))
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["geonames", "wikidata", "teryt", "essglobal"])
def test_it_says_what_it_leads_to_and_how(client: FlaskClient, name: str, language: Language) -> None:
    catalogue = client.get(f"/catalogue?lang={language}", headers=PAGE).text
    method = re.findall(rf'<a href="/graph/linkset/{name}[^"]*">[^<]*</a></td><td>([^<]*)</td>', catalogue)
    page = client.get(f"/graph/linkset/{name}?lang={language}", headers=PAGE)
    assert page.status_code == 200 and len(method) == 1
    assert f"<dd>{method[0]}</dd>" in page.text and "/catalogue" in page.text
    assert 'href="https://' in page.text[page.text.index("<aside") :]


def test_it_has_every_link_once_page_by_page(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = rows(client, "teryt")
    graph = client.get("/graph/linkset/teryt.nt").text.splitlines()
    assert len(whole) == len(graph) > 4
    monkeypatch.setattr(linkset_page, "SIZE", 4)
    pages = [
        rows(client, "teryt", more=f"&page={number}" if number > 1 else "")
        for number in range(1, -(-len(whole) // 4) + 1)
    ]
    assert [row for page in pages for row in page] == whole
    assert client.get("/graph/linkset/teryt?page=99", headers=PAGE).status_code == 404
    assert client.get("/graph/linkset/nothing", headers=PAGE).status_code == 404
