"""The pages and files of the network: what they say, in which words, and that their query says the same."""

import csv
import html
import io
import json
import re
from collections.abc import Iterator
from itertools import product
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from esgraph.network.files import FORMATS
from esgraph.network.paths import Connection, Step
from esgraph.release import Release
from esgraph.serve import network_address
from esgraph.serve.app import create_app
from esgraph.serve.pages.network import asking, files, overview, phrases
from tests.network.conftest import iri, made, tie

TAG = re.compile(r"<[^>]+>")
RELEASED = sorted(["network.svg", *(one.suffix if one.suffix[0] != "." else f"network{one.suffix}" for one in FORMATS)])


def words(page: str) -> str:
    """What a page says, with plain spaces."""
    return re.sub(r"\s+", " ", html.unescape(TAG.sub(" ", page)).replace("\N{NO-BREAK SPACE}", " "))


def lead(page: str) -> str:
    found = re.search(r'<p class="lead">(.*?)</p>', page, re.S)
    assert found
    return words(found[1]).strip()


def edges(client: FlaskClient, address: str, query: str = "") -> set[tuple[str, frozenset[str]]]:
    """The edges of a file: tie and ends."""
    rows = csv.DictReader(io.StringIO(client.get(f"{address}edges.csv{query}").text))
    return {(row["tie"], frozenset((row["source"], row["target"]))) for row in rows}


def queried(client: FlaskClient, page: str) -> list[dict[str, Any]]:
    """The answer to the query that a page links to."""
    (link,) = re.findall(r'href="(/sparql\?query=[^"]+)"', page)
    text = parse_qs(urlsplit(html.unescape(link)).query)["query"][0]
    answer = client.get("/sparql", query_string={"query": text}, headers={"Accept": "application/sparql-results+json"})
    rows = json.loads(answer.data)["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in rows]


@pytest.mark.parametrize(
    ("address", "language", "said"),
    [
        ("/network/pozytek", "pl", "„Spółdzielnia Socjalna «Pożytek»” ma 2 powiązania z 4 organizacjami. Wszystkie podają źródła. Co do 2 powiązań źródła się różnią."),
        ("/network/pozytek", "en", "“Pożytek Social Cooperative” has 2 ties with 4 organisations. Sources state all of them."),
        ("/network/cis-w-legionowie", "pl", "„Centrum Integracji Społecznej w Legionowie” ma 1 powiązanie z 1 organizacją. Nie podaje go wprost żadne źródło: wynika z tego, że źródło wymienia urząd organizacji, a nie ją samą."),
        ("/network/pcis-w-legionowie", "pl", "„Powiatowe Centrum Integracji Społecznej w Legionowie” nie ma w tej sieci żadnych powiązań."),
        ("/network/ab-ovo?kind=cooperation", "en", "has 1 tie with 1 organisation. A source states it."),
        ("/network/ab-ovo", "pl", "ma 3 powiązania z 2 organizacjami. Źródła podają wprost 2 powiązania; 1 jest wywiedzione. Co nie jest podane wprost, wynika z wystąpienia w tym samym panelu. Co do 1 powiązania źródła się różnią."),
        ("/network/path?from=ab-ovo&to=ops-w-tluszczu", "pl", "AB OVO w Tłuszczu” i „Ośrodek Pomocy Społecznej w Tłuszczu” łączą 3 powiązania bezpośrednio. Źródła podają wprost 2 powiązania; 1 jest wywiedzione."),
        ("/network/path?from=ab-ovo&to=ops-w-tluszczu", "en", "are bound directly by 3 ties. Sources state 2 ties; 1 is derived. What is not stated follows from sitting on the same panel. Sources disagree about 1 tie."),
        ("/network/path?from=karuzela&to=powiat-legionowski", "pl", "Od „Stowarzyszenie «Karuzela»” do „Powiat Legionowski” prowadzi 1 najkrótsza droga, przez 1 inną organizację. Wszystko tu jest wywiedzione: żadne źródło nie mówi, że organizacje na tej drodze współpracowały."),
        ("/network/path?from=karuzela&to=powiat-legionowski", "en", "leads 1 shortest way, through 1 other organisation. All of this is derived:"),
        ("/network/path?from=karuzela&to=powiat-legionowski&stated=1", "pl", "„Stowarzyszenie «Karuzela»” i „Powiat Legionowski” nie są w tej sieci połączone żadną drogą."),
        ("/network/path?from=karuzela&to=pozytek", "en", "No way in this network leads from"),
        ("/network/path?from=karuzela&to=karuzela", "pl", "To jedno i to samo: „Stowarzyszenie «Karuzela»”."),
    ],
)  # fmt: skip
def test_the_sentence(client: FlaskClient, address: str, language: str, said: str) -> None:
    page = client.get(f"{address}{'&' if '?' in address else '?'}lang={language}")
    assert page.status_code == 200
    assert said in lead(page.text)
    assert not re.search(r"[„“]{2}|”{2}", lead(page.text)), "names have quotation marks of their own"


def test_a_way_names_the_words_of_every_step(client: FlaskClient) -> None:
    page = words(client.get("/network/path?from=ab-ovo&to=ops-w-tluszczu&lang=pl").text)
    assert page.count("dzięki współpracy powołali Spółdzielnię Socjalną „Pożytek”") == 2 + 2  # two ties, and in common
    assert "wspólne założenie: Spółdzielnia Socjalna „Pożytek”" in page
    derived = client.get("/network/path?from=karuzela&to=powiat-legionowski&lang=pl").text
    way = words(derived.partition('<ol class="way">')[2].partition("</ol>")[0])
    assert way.count("wywiedzione") == 2
    assert "przez: Prezes firmy Hydro – Truck" in way and "przez: Starosta Legionowski" in way
    assert "prezes firmy Hydro – Truck" in way


SWITCHED = [
    "",
    "?stated=1",
    "?kind=cooperation&kind=founding",
    "?merge=1",
    "?offices=1&merge=1",
    "?since=2018&until=2018",
]


@pytest.mark.parametrize(("query", "depth"), list(product(SWITCHED, (1, 2))))
def test_the_query_of_an_ego_network_gives_the_edges_of_its_files(client: FlaskClient, query: str, depth: int) -> None:
    asked = f"{query}{'&' if query else '?'}depth={depth}"
    found = edges(client, "/network/ops-w-tluszczu/", asked)
    rows = queried(client, client.get(f"/network/ops-w-tluszczu{asked}").text)
    assert {(row["tie"], frozenset((row["one"], row["other"]))) for row in rows} == found
    assert found or "since" in query or "kind" not in query


def test_the_query_of_a_way_gives_the_edges_of_its_files(client: FlaskClient) -> None:
    asked = "?from=karuzela&to=powiat-legionowski"
    (row,) = queried(client, client.get(f"/network/path{asked}").text)
    ends = [iri("karuzela"), row["node1"], iri("powiat-legionowski")]
    walked = {(row[f"tie{step + 1}"], frozenset(ends[step : step + 2])) for step in range(2)}
    assert walked == edges(client, "/network/path/", asked)


def test_the_query_of_the_whole_gives_every_edge(client: FlaskClient) -> None:
    for query in ("", "?stated=1"):
        rows = queried(client, client.get(f"/network{query}").text)
        assert {(row["tie"], frozenset((row["one"], row["other"]))) for row in rows} == edges(
            client, "/network/", query
        )


def test_names_lead_to_the_address_of_the_answer(client: FlaskClient) -> None:
    found = client.get(
        "/network/path", query_string={"from": "karuzela", "to": "powiat legionowski", "lang": "en", "stated": "1"}
    )
    assert found.status_code == 303
    assert parse_qs(urlsplit(found.location).query) == {
        "from": ["karuzela"], "to": ["powiat-legionowski"], "lang": ["en"], "stated": ["1"],
    }  # fmt: skip
    whole = client.get("/network/path", query_string={"from": iri("ab-ovo"), "to": "karuzela"})
    assert parse_qs(urlsplit(whole.location).query)["from"] == ["ab-ovo"]


def test_a_name_that_several_have_is_asked_about(client: FlaskClient) -> None:
    page = client.get("/network/path?from=ab-ovo&to=T%C5%82uszcz&lang=pl")
    assert page.status_code == 200
    assert 'href="/network/path?from=ab-ovo&amp;to=gmina-tluszcz&amp;lang=pl"' in page.text or (
        'href="/network/path?to=gmina-tluszcz&amp;from=ab-ovo&amp;lang=pl"' in page.text
    )
    nobody = words(client.get("/network/path?from=ab-ovo&to=qwertyuiop&lang=pl").text)
    assert "Nie ma tu organizacji ani urzędu o nazwie jak „qwertyuiop”." in nobody


def test_whoever_stands_for_another_is_named(client: FlaskClient) -> None:
    page = words(client.get("/network/cps-w-tluszczu?merge=1&lang=pl").text)
    assert "„Centrum Pomocy Społecznej w Tłuszczu” to prawdopodobnie „Ośrodek Pomocy Społecznej w Tłuszczu”" in page
    assert "Policzone razem z tą organizacją : Centrum Pomocy Społecznej w Tłuszczu" in page.replace(
        "organizacją:", "organizacją :"
    )


def test_ties_without_a_date_are_counted_where_a_year_is_asked_for(client: FlaskClient) -> None:
    page = words(client.get("/network/ab-ovo?since=2018&lang=pl").text)
    assert "Pominięto 2 powiązania, których daty nie podaje żadne źródło." in page


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/network/nobody", 404, ""),
        ("/network/post/nobody", 404, ""),
        ("/network/ab-ovo.xlsx", 404, ""),
        ("/network/ab-ovo?kind=friendship", 400, "cooperation, founding"),
        ("/network/ab-ovo?since=18", 400, "since"),
        ("/network/ab-ovo?depth=3", 400, "depth"),
        ("/network/ab-ovo?stated=yes", 400, "stated"),
        ("/network?since=2018", 400, "since"),
        ("/network?by=fame", 400, "degree, betweenness"),
        ("/network?page=99", 404, ""),
        ("/network/path.gexf?from=ab-ovo&to=nobody", 404, ""),
    ],
)
def test_what_cannot_be_is_refused(client: FlaskClient, address: str, status: int, said: str) -> None:
    found = client.get(address, headers={"Accept": "application/json"})
    assert found.status_code == status
    assert said in found.text


def test_the_whole_network_is_the_file_of_the_release(client: FlaskClient, release: Release) -> None:
    assert sorted(path.name for path in (release.path / "network").iterdir()) == RELEASED
    for name in RELEASED:
        address = f"/network/{name}" if name.endswith(".csv") else f"/{name}"
        found = client.get(address)
        assert found.data == (release.path / "network" / name).read_bytes()
        assert found.headers["ETag"] == f'"{release.manifest.files[f"network/{name}"].sha256}"'
        assert client.get(f"/dumps/latest/network/{name}").data == found.data


@pytest.mark.parametrize("place", ["/network/pozytek", "/network/path"])
def test_every_format_of_a_part_has_the_same_nodes(client: FlaskClient, place: str) -> None:
    query = "?from=karuzela&to=powiat-legionowski" if place.endswith("path") else ""
    rows = csv.DictReader(io.StringIO(client.get(f"{place}/nodes.csv{query}").text))
    names = {row["id"] for row in rows}
    assert len(names) == (3 if query else 5)
    for form in ("gexf", "graphml", "cyjs", "dot", "json"):
        found = client.get(f"{place}.{form}{query}")
        assert found.status_code == 200
        assert f".{form}" in found.headers["Content-Disposition"]
        assert all(name in found.text for name in names)
        assert iri("mbpr") not in found.text


def test_a_table_for_excel_begins_with_a_mark(client: FlaskClient) -> None:
    for address in (
        "/network/edges.csv?excel=1",
        "/network/pozytek/nodes.csv?excel=1",
        "/network/measures.csv?excel=1",
    ):
        assert client.get(address).data.startswith(b"\xef\xbb\xbf"), address
    assert not client.get("/network/edges.csv").data.startswith(b"\xef\xbb\xbf")


def test_a_part_that_is_too_large_is_refused_and_says_where_all_is(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MOST", 3)
    found = client.get("/network/pozytek.gexf", headers={"Accept": "application/json"})
    assert found.status_code == 413
    assert "/downloads" in found.text
    assert client.get("/network.gexf").status_code == 200


def test_of_the_whole_what_switches_leave_is_measured(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST", 5)
    assert client.get("/network.gexf?kind=unit").status_code == 200
    assert client.get("/network/nodes.csv?kind=cooperation&stated=1").status_code == 200
    assert client.get("/network.gexf?kind=founding").status_code == 413
    monkeypatch.setattr(overview, "MOST", 5)
    links = re.findall(r'href="(/network/(?:nodes|edges)[^"]*)"', client.get("/network?lang=pl").text)
    assert links and not any("excel" in link for link in links), "a link to what is refused"


def test_from_too_many_partners_no_second_step_is_taken(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "WIDEST", 3)
    for address in ("/network/pozytek", "/network/pozytek.cyjs", "/network/pozytek.svg", "/network/pozytek/edges.csv"):
        assert client.get(address).status_code == 200
        refused = client.get(f"{address}?depth=2", headers={"Accept": "application/json"})
        assert refused.status_code == 413
        assert "this organisation has 4 partners" in refused.text and "without depth=2" in refused.text
        assert client.get(address.replace("pozytek", "ab-ovo") + "?depth=2").status_code == 200


def test_measures_are_those_that_the_page_shows(client: FlaskClient) -> None:
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(client.get("/network/measures.csv").text))}
    hydro = rows[iri("hydro-truck")]
    assert (hydro["degree"], hydro["betweenness"], hydro["core"], hydro["is_cut"]) == ("4", "4", "3", "1")
    assert rows[iri("pozytek")]["part"] == "2"
    page = client.get("/network?by=betweenness&lang=en").text
    order = re.findall(
        r'<th scope="row"><a href="/network/([a-z0-9-]+)', page[page.index('id="central"') : page.index('id="bridges"')]
    )
    assert order[:3] == ["hydro-truck", "powiat-legionowski", "pozytek"]
    assert len(order) == 13


def test_what_crosses_a_border_is_told_with_its_words(client: FlaskClient) -> None:
    whole = client.get("/network?lang=pl").text
    (address,) = {
        html.unescape(one) for one in re.findall(r'href="(/network/border\?county=1408&amp;county=1434[^"]*)"', whole)
    }
    page = client.get(address)
    assert page.status_code == 200
    assert "mają ze sobą 1 powiązanie" in lead(page.text)
    assert "firma Hydro – Truck" not in words(page.text), "that one has no county"
    assert [(row["one"], row["other"]) for row in queried(client, page.text)] == [
        (iri("cps-w-tluszczu"), iri("powiat-legionowski"))
    ]
    rows = csv.DictReader(io.StringIO(client.get("/network/edges.csv").text))
    counted = [int(number) for number in re.findall(r'/network/border\?county=[^"]*">(\d+)</a>', whole)]
    assert sum(row["cross_county"] == "true" for row in rows) == sum(counted)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "dwa różne kody"),
        ("?county=1408", "dwa różne kody"),
        ("?county=1408&county=1408", "dwa różne kody"),
        ("?county=1408&county=1434&county=1433", "dwa różne kody"),
        ("?county=9999&county=1408", "9999"),
        ("?sector=nobody&sector=public-body", "social-economy-entity"),
        ("?county=1408&county=1434&merge=1", "merge"),
    ],
)
def test_a_border_has_two_sides(client: FlaskClient, query: str, said: str) -> None:
    refused = client.get(f"/network/border{query}", headers={"Accept": "application/json", "Accept-Language": "pl"})
    assert refused.status_code == 400
    assert said in json.dumps(refused.json, ensure_ascii=False)


def test_the_page_of_an_organisation_leads_to_its_network(client: FlaskClient) -> None:
    assert 'href="/network/pozytek"' in client.get("/page/organization/pozytek").text
    assert "/network/" not in client.get("/page/event/panel").text.partition("<main")[2]


def test_an_organisation_may_be_called_as_an_address_is(app: Flask) -> None:
    with app.test_request_context("/"):
        assert network_address.address_of(iri("path")) == "/network/organization/path"
        assert network_address.iri_of(network_address.written_of(iri("path"))) == iri("path")
        assert network_address.address_of(iri("pozytek")) == "/network/pozytek"
        assert network_address.address_of(iri("post/prezes")) == "/network/post/prezes"
    client = app.test_client()
    assert lead(client.get("/network/organization/pozytek?lang=pl").text) == lead(
        client.get("/network/pozytek?lang=pl").text
    )
    assert client.get("/network/organization/pozytek.dot").text == client.get("/network/pozytek.dot").text


def test_a_release_without_a_network_says_so(release: Release, tmp_path: Any) -> None:
    for path in release.path.iterdir():
        if path.name != "network.sqlite":
            (tmp_path / path.name).symlink_to(path)
    client = create_app(Release(tmp_path, release.manifest)).test_client()
    found = client.get("/network", headers={"Accept": "application/json"})
    assert found.status_code == 404
    assert "no network" in found.text
    assert "/network" not in client.get("/page/organization/pozytek").text, "the menu leads to what is not there"


def test_a_network_that_cannot_be_read_is_logged_and_the_rest_is_served(
    release: Release, tmp_path: Any, caplog: pytest.LogCaptureFixture
) -> None:
    for path in release.path.iterdir():
        if path.name != "network.sqlite":
            (tmp_path / path.name).symlink_to(path)
    (tmp_path / "network.sqlite").write_bytes(b"no database at all" * 100)
    client = create_app(Release(tmp_path, release.manifest)).test_client()
    assert "network.sqlite" in caplog.text
    assert client.get("/network").status_code == 404
    assert client.get("/").status_code == 200


NUMBERS = [
    (1, 1, "prowadzi 1 najkrótsza droga, przez 1 inną organizację.", "leads 1 shortest way, through 1 other organisation."),
    (2, 3, "prowadzą 2 najkrótsze drogi, każda przez 3 inne organizacje.", "lead 2 shortest ways, each through 3 other organisations."),
    (4, 1, "prowadzą 4 najkrótsze drogi, każda przez 1 inną organizację.", "lead 4 shortest ways, each through 1 other organisation."),
    (5, 5, "prowadzi 5 najkrótszych dróg, każda przez 5 innych organizacji.", "lead 5 shortest ways, each through 5 other organisations."),
    (22, 22, "prowadzą 22 najkrótsze drogi, każda przez 22 inne organizacje.", "lead 22 shortest ways, each through 22 other organisations."),
    (112, 12, "prowadzi 112 najkrótszych dróg, każda przez 12 innych organizacji.", "lead 112 shortest ways, each through 12 other organisations."),
]  # fmt: skip


@pytest.mark.parametrize(("ways", "between", "pl", "en"), NUMBERS)
def test_the_sentence_of_ways_is_right_for_every_number(app: Flask, ways: int, between: int, pl: str, en: str) -> None:
    (edge,) = made([tie("x", ["a", "b"])]).view().edges()
    found = Connection(between + 1, ways, ((Step(edge.one, edge.other, (edge,)),),))
    for language, said in (("pl", pl), ("en", en)):
        with app.test_request_context(f"/?lang={language}"):
            assert said in phrases.of_connection("A", "B", found)


def bound(number: int) -> Iterator[str]:
    return (f"t{one}" for one in range(number))


@pytest.mark.parametrize(
    ("ties", "partners", "said"),
    [
        (1, 1, "ma 1 powiązanie z 1 organizacją."),
        (3, 2, "ma 3 powiązania z 2 organizacjami."),
        (5, 5, "ma 5 powiązań z 5 organizacjami."),
        (22, 21, "ma 22 powiązania z 21 organizacjami."),
    ],
)
def test_the_sentence_of_partners_is_right_for_every_number(app: Flask, ties: int, partners: int, said: str) -> None:
    edges = list(made([tie(name, ["a", "b"]) for name in bound(ties)]).view().edges())
    with app.test_request_context("/?lang=pl"):
        assert said in phrases.of_partners("A", edges, partners)
