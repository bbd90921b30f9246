"""What each of those whom the site serves comes for, and leaves with: in both languages, with scripts and without."""

import csv
import io
import json
from typing import Any

import networkx
import pytest
import rdflib
from playwright.sync_api import expect

from esgraph.errors import LANGUAGES, Language
from esgraph.release import Release
from tests.browser.conftest import Visit
from tests.browser.reader import Reader

NAMES: dict[str, dict[Language, str]] = {
    "ab-ovo": {
        "pl": "Stowarzyszenie na Rzecz Organizowania Społeczności Lokalnych AB OVO w Tłuszczu",
        "en": "AB OVO Association for Organising Local Communities in Tłuszcz",
    },
    "ops": {"pl": "Ośrodek Pomocy Społecznej w Tłuszczu", "en": "Social Assistance Centre in Tłuszcz"},
    "pozytek": {"pl": "Spółdzielnia Socjalna „Pożytek”", "en": "Pożytek Social Cooperative"},
    "hydro-truck": {"pl": "Hydro – Truck", "en": "Hydro – Truck"},
    "powiat-wolominski": {"pl": "powiat wołomiński", "en": "Wołomin County"},
    "mazowieckie": {"pl": "mazowieckie", "en": "Mazovian"},
    "edition": {"pl": "Mazowiecka Marka Ekonomii Społecznej 2018", "en": "Mazovian Brand of the Social Economy 2018"},
    "meeting": {"pl": "IV Mazowieckie Spotkania z Ekonomią Społeczną", "en": "4th Mazovian Meetings with the Social Economy"},
    "account": {
        "pl": "Relacja MBPR z IV Mazowieckich Spotkań z Ekonomią Społeczną",
        "en": "MBPR’s account of the 4th Mazovian Meetings with the Social Economy",
    },
    "site": {
        "pl": "Strona Spółdzielni Socjalnej „Pożytek”, wpis z 7 marca 2018",
        "en": "Site of the Pożytek Social Cooperative, entry of 7 March 2018",
    },
}  # fmt: skip
#: The sources are Polish in every language of the page.
EMPLOYED = "Spółdzielnię Socjalną „Pożytek” zatrudniającą 32 osoby"
FOUNDED = "dzięki współpracy powołali Spółdzielnię Socjalną „Pożytek”"
ESG = rdflib.Namespace("https://w3id.org/esgraph/def#")
ID = "https://w3id.org/esgraph/id/"

#: How somebody reads: at a desk; on the narrowest of telephones, in the dark, without scripts.
WAYS: dict[str, dict[str, Any]] = {
    "desk": {"viewport": {"width": 1280, "height": 900}},
    "phone-without-scripts": {
        "viewport": {"width": 320, "height": 640}, "color_scheme": "dark", "java_script_enabled": False,
    },
}  # fmt: skip


@pytest.fixture(params=[(language, way) for language in LANGUAGES for way in WAYS], ids="-".join)
def reader(request: pytest.FixtureRequest, visit: Visit, release: Release) -> Reader:
    language, way = request.param
    return Reader(visit(**WAYS[way]), language, release.questions())


def name(reader: Reader, key: str) -> str:
    return NAMES[key][reader.language]


def test_an_officer_sees_which_counties_are_blank(reader: Reader) -> None:
    reader.opens()
    reader.follows(reader.t("map"))
    reader.sees(name(reader, "powiat-wolominski"), reader.t("map_no_data"))
    reader.follows(reader.t("voivodeship_14"), reader.main)
    reader.sees(reader.t("map_blank_organizations"), "powiat żuromiński")
    rows = list(csv.DictReader(io.StringIO(reader.takes("CSV").decode())))
    assert {row["terc"]: row["organizations"] for row in rows}["1434"] == "5"
    reader.follows(name(reader, "powiat-wolominski"), reader.main.get_by_role("table"))
    reader.sees(name(reader, "ops"), name(reader, "ab-ovo"))


def test_an_officer_takes_the_awards_of_the_year_to_excel(reader: Reader) -> None:
    reader.opens()
    reader.asks(1)
    expect(reader.main.get_by_role("combobox")).to_have_value(f"{ID}edition/mmes-2018")
    table = reader.main.get_by_role("table")
    reader.sees(name(reader, "hydro-truck"), "26", reader.t("no"), within=table)
    file = reader.takes("CSV, Excel")
    assert file.startswith(b"\xef\xbb\xbf")
    head, *rows = file.decode("utf-8-sig").splitlines()
    assert len(rows) == 4
    assert (";" if reader.language == "pl" else ",") in head
    reader.follows(name(reader, "hydro-truck"), table)
    reader.follows(name(reader, "edition"), reader.main)
    reader.sees(reader.t("tag_open"), "26")


def test_a_researcher_follows_a_cooperation_to_its_evidence_and_takes_it_along(reader: Reader) -> None:
    reader.opens()
    reader.searches("ab ovo tluszcz")
    reader.follows(name(reader, "ab-ovo"), reader.main)
    partners = reader.section(reader.t("works_with"))
    reader.sees(name(reader, "ops"), reader.t("tag_derived"), within=partners)
    partners.get_by_role("link").nth(1).click()  # the ground that the derived statement rests on
    reader.visitor.page.wait_for_url("**/page/cooperation/**")
    reader.visitor.settle()
    reader.sees(FOUNDED, name(reader, "account"), within=reader.opens_evidence(reader.main))
    graph = rdflib.Graph().parse(data=reader.takes("Turtle"), format="turtle")
    party = (rdflib.URIRef(f"{ID}cooperation/ab-ovo-ops-w-tluszczu"), ESG.cooperationParty)
    assert set(graph.objects(*party)) == {
        rdflib.URIRef(f"{ID}organization/{slug}") for slug in ("ab-ovo", "ops-w-tluszczu")
    }
    reader.asks(7)
    rows = list(csv.DictReader(io.StringIO(reader.takes("CSV").decode())))
    assert FOUNDED in {row["words"] for row in rows}


def test_a_researcher_asks_how_two_are_connected_and_takes_the_answer_along(reader: Reader) -> None:
    reader.opens()
    reader.follows(reader.t("network"), reader.visitor.page.get_by_role("navigation", name=reader.t("main_menu")))
    form = reader.main.locator("form.path")
    form.get_by_label(reader.t("net_from"), exact=True).fill(name(reader, "ab-ovo"))
    form.get_by_label(reader.t("net_to"), exact=True).fill(name(reader, "ops"))
    form.get_by_role("button").click()
    reader.visitor.page.wait_for_url("**/network/path?**from=ab-ovo&to=ops-w-tluszczu**")
    reader.visitor.settle()
    way = reader.main.locator("ol.way")
    reader.sees(name(reader, "pozytek"), FOUNDED, name(reader, "account"), within=way)
    drawn = networkx.parse_graphml(reader.takes("GraphML").decode())
    assert {(one.rpartition("/")[2], other.rpartition("/")[2]) for one, other in drawn.edges()} == {
        ("ab-ovo", "ops-w-tluszczu")
    }
    reader.follows(name(reader, "ops"), way)
    reader.sees(name(reader, "ab-ovo"), name(reader, "pozytek"))


def test_a_journalist_asks_who_says_so_and_whether_the_sources_agree(reader: Reader) -> None:
    reader.opens()
    reader.asks(13)
    reader.sees("32", EMPLOYED, name(reader, "account"))
    reader.follows(name(reader, "pozytek"), reader.main.get_by_role("table"))
    employed = reader.section(reader.t("people_employed"))
    reader.sees("32", within=employed)
    with pytest.raises(AssertionError):  # one click away, not before
        reader.sees(EMPLOYED, within=employed)
    reader.sees(EMPLOYED, name(reader, "account"), within=reader.opens_evidence(employed))
    founding = reader.section(reader.t("how_founded"))
    reader.sees(
        reader.t("tag_conflict"), name(reader, "account"), name(reader, "site"), name(reader, "ab-ovo"), within=founding
    )
    reader.follows(name(reader, "account"), founding)
    reader.sees(name(reader, "account"))


def test_a_civic_hacker_takes_events_with_places_and_organisations_by_code(reader: Reader) -> None:
    reader.opens()
    reader.asks(19)
    events = json.loads(reader.takes("JSON"))["results"]["bindings"]
    found = {row["event"]["value"]: row["latitude"]["value"] for row in events}
    assert found[f"{ID}event/iv-mazowieckie-spotkania"].startswith("52.2")
    reader.asks(20)
    field = reader.main.get_by_role("combobox")
    field.select_option("1434")
    reader.main.get_by_role("button", name=reader.t("ask")).click()
    reader.visitor.page.wait_for_url("**area=1434**")
    reader.visitor.settle()
    reader.sees(name(reader, "ops"), "1434114", within=reader.main.get_by_role("table"))
    rows = list(csv.DictReader(io.StringIO(reader.takes("CSV").decode())))
    assert len(rows) == 5
    assert all(row["terc"].startswith("1434") for row in rows)
    query = reader.takes("SPARQL").decode()
    assert '"1434"' in query


def test_an_integrator_joins_by_identifiers_and_negotiates(reader: Reader) -> None:
    reader.opens()
    reader.asks(23)
    reader.sees("TERC:1434114", "https://sws.geonames.org/756919/")
    reader.opens("/page/place/tluszcz")
    reader.sees(f"{ID}place/tluszcz", "1434114")
    ask, address = reader.visitor.page.context.request, reader.visitor.watch.address
    led = ask.get(f"{address}id/place/tluszcz", headers={"Accept": "text/turtle"}, max_redirects=0)
    assert (led.status, led.headers["location"]) == (303, "/data/place/tluszcz")
    graph = rdflib.Graph().parse(data=reader.takes("Turtle"), format="turtle")
    assert (rdflib.URIRef(f"{ID}place/tluszcz"), ESG.terc, rdflib.Literal("1434114")) in graph
    catalogue = ask.get(f"{address}catalogue", headers={"Accept": "text/turtle"})
    described = rdflib.Graph().parse(data=catalogue.body(), format="turtle")
    assert (None, rdflib.RDF.type, rdflib.DCAT.Dataset) in described
    reader.follows(reader.t("downloads"))
    reader.sees("esgraph.nq", "SHA-256")
    assert reader.takes("esgraph.ttl").startswith(b"@prefix")
