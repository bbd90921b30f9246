"""Pages of a made-up country: what is connected with hundreds stays small, and says how much more there is."""

import re
from collections.abc import Iterator
from html import unescape

import pyoxigraph as ox
import pytest
from flask import Flask

from esgraph.errors import LANGUAGES, Language
from esgraph.release import Release
from esgraph.serve.app import create_app
from esgraph.serve.article import slices
from esgraph.vocabulary import prefixes
from tests.benchmarks.release import build
from tests.serve.conftest import BufferedClient

BASE = "https://country.example/"

#: Kind → how it is connected most: a query for ?hub, by the number of ?other.
HUBS = {
    "organization": "?other cv:hasParticipant ?hub",
    "partner": "?hub a org:Organization ; esg:cooperatesWith ?other",
    "event": "?hub cv:hasParticipation ?other",
    "place": "?other schema:location ?hub",
    "source": "?hub a esg:Source ; esg:states ?other",
    "edition": "?other esg:edition ?hub",
    "award": "?other esg:edition/esg:editionOf ?hub",
    "cooperation": "?hub esg:cooperationParty ?other",
}


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return build(100_000, tmp_path_factory.mktemp("country"), lambda _: None)


@pytest.fixture(scope="module")
def hubs(country: Release) -> dict[str, str]:
    store = ox.Store.read_only(str(country.store))
    found = {}
    for kind, pattern in HUBS.items():
        query = f"SELECT ?hub (COUNT(?other) AS ?n) {{ {pattern} }} GROUP BY ?hub ORDER BY DESC(?n) ?hub LIMIT 1"
        rows = store.query(query, prefixes=prefixes(BASE))
        assert isinstance(rows, ox.QuerySolutions)
        found[kind] = next(iter(rows))["hub"].value.removeprefix(f"{BASE}id/")
    return found


@pytest.fixture(scope="module")
def client(country: Release) -> Iterator[BufferedClient]:
    app: Flask = create_app(country)
    app.test_client_class = BufferedClient
    with app.test_client() as client:
        assert isinstance(client, BufferedClient)
        yield client


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", HUBS)
def test_the_page_of_a_hub_stays_below_60_kb(
    client: BufferedClient, hubs: dict[str, str], kind: str, language: Language
) -> None:
    for path in (f"/page/{hubs[kind]}", f"/page/{hubs[kind]}/incoming", f"/page/{hubs[kind]}/statements"):
        response = client.get(path, query_string={"lang": language})
        assert response.status_code == 200
        assert len(response.data) < 60_000, path


@pytest.mark.parametrize(
    "path", ["/sources/", "/organizations/", "/events/", "/places/", "/cooperations/", "/graph/derived", "/graph/gaps"]
)
def test_lists_of_a_country_stay_below_60_kb(client: BufferedClient, path: str) -> None:
    response = client.get(path, headers={"Accept": "text/html"})
    assert response.status_code == 200
    assert len(response.data) < 60_000


def test_the_account_of_a_register_stays_below_60_kb_on_every_page(
    client: BufferedClient, hubs: dict[str, str]
) -> None:
    here: str | None = f"/graph/{hubs['source']}?lang=pl"
    number = 0
    while here:
        response = client.get(here, headers={"Accept": "text/html"})
        assert response.status_code == 200
        assert len(response.data) < 60_000, here
        onward = re.search(r'rel="next" href="([^"]*)"', response.text)
        here = unescape(onward[1]) if onward else None
        number += 1
    assert number > 1


@pytest.mark.parametrize(
    ("kind", "heading", "way", "prop"),
    [
        ("organization", "Events taken part in", "incoming", "http://data.europa.eu/m8g/hasParticipant"),
        ("place", "Organisations", "incoming", "https://schema.org/location"),
        ("source", "Who and what it mentions", "statements", "https://schema.org/mentions"),
    ],
)
def test_what_is_cut_says_how_much_and_leads_to_all_of_it(
    client: BufferedClient, hubs: dict[str, str], kind: str, heading: str, way: str, prop: str
) -> None:
    address = f"/page/{hubs[kind]}"
    text = unescape(client.get(address, query_string={"lang": "en"}).text)
    sections = [one.partition("</section>")[0] for one in text.split("<section")[1:]]
    section = next(one for one in sections if heading in one.partition("</h2>")[0])
    more = re.search(r'<a class="more" href="([^"]*)">and ([\d,]+) more</a>', section)
    assert more
    assert more[1].startswith(f"{address}/{way}?property=")
    shown = section.count('<span class="what">')
    listed = 0
    here: str | None = more[1]
    while here:
        page = unescape(client.get(here).text)
        listed += page.count('<li><span class="said">')
        onward = re.search(r'rel="next" href="([^"]*)"', page)
        here = onward[1] if onward else None
    # One property may fill several sections (the organisations and the events of a place).
    assert listed >= shown + int(more[2].replace(",", ""))
    assert prop in more[1].replace("%3A", ":").replace("%2F", "/")


def test_the_data_of_a_hub_says_what_it_leaves_out(client: BufferedClient, hubs: dict[str, str]) -> None:
    response = client.get(f"/data/{hubs['place']}.nt")
    left = int(response.headers["Esgraph-Left-Out"])
    assert left > 0
    assert any('rel="collection"' in link for link in response.headers.getlist("Link"))
    store = ox.Store()
    store.load(response.data, format=ox.RdfFormat.N_TRIPLES)
    hub = ox.NamedNode(f"{BASE}id/{hubs['place']}")
    read = len(list(store.quads_for_pattern(None, ox.NamedNode("https://schema.org/location"), hub)))
    listing = client.get(
        f"/page/{hubs['place']}/incoming", query_string={"property": "https://schema.org/location", "lang": "en"}
    )
    total = re.search(r"<p>([\d,]+) entries</p>", listing.text)
    assert total
    # Others than this property are cut short too, and counted.
    assert 0 < int(total[1].replace(",", "")) - read <= left
    assert "Esgraph-Left-Out" not in client.get(f"/data/{hubs['cooperation']}.nt").headers


def test_a_disputed_day_is_in_no_sentence_and_both_days_stand_side_by_side(
    client: BufferedClient, country: Release
) -> None:
    store = ox.Store.read_only(str(country.store))
    query = (
        "SELECT ?event { ?event schema:startDate ?one, ?other FILTER(STR(?one) < STR(?other)) } ORDER BY ?event LIMIT 1"
    )
    rows = store.query(query, prefixes=prefixes(BASE))
    assert isinstance(rows, ox.QuerySolutions)
    event = next(iter(rows))["event"].value.removeprefix(f"{BASE}id/")
    text = client.get(f"/page/{event}", query_string={"lang": "en"}).text
    lead = text.partition('class="lead">')[2].partition("</p>")[0]
    # As a day is told: “of 5 May 2018”.
    assert not re.search(r"\bof \d", lead)
    assert text.count('<div class="side">') == 2


def test_pages_of_a_list_have_a_size(client: BufferedClient, hubs: dict[str, str]) -> None:
    first = client.get(f"/page/{hubs['place']}/incoming", query_string={"lang": "en"}).text
    assert first.count('<li><span class="said">') == slices.SIZE
