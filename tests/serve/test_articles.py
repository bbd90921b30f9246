"""Pages about things: what the first source says is told where a reader looks for it, in both languages, with its words."""

import json
import re
import sqlite3
from contextlib import closing
from html import unescape
from typing import Any, cast

import pyoxigraph as ox
import pytest
import rdflib
from flask import Flask
from flask.testing import FlaskClient

from esgraph.errors import LANGUAGES, Language
from esgraph.release import Release
from esgraph.serve.article import reading, slices
from esgraph.serve.article.compose import KINDS, compose
from esgraph.serve.holding import HeldFiles
from esgraph.serve.oxigraph import OxigraphStore
from esgraph.serve.settings import Settings
from esgraph.serve.site import Site
from esgraph.vocabulary import CV, ORG, SCHEMA, prefixes
from tests.site import KINDS as PAGES
from tests.site import in_language

MEETING = "event/iv-mazowieckie-spotkania"
FAIR = "event/targi-podmiotow-ekonomii-spolecznej"
EDITION = "edition/mmes-2018"
PANEL = "event/panel"

#: Fact → page, heading of the section ("" for the aside), what is told there, words of the source; both languages.
FACTS: list[tuple[str, str, tuple[str, str], tuple[str, str], str]] = [
    ("F01", MEETING, ("W źródłach", "In the sources"), ("Relacja MBPR", "MBPR’s account"), "odbyły się IV Mazowieckie Spotkania"),
    ("F02", MEETING, ("", ""), ("8 czerwca 2018", "8 June 2018"), "W dniu 08.06.2018 r."),
    ("F03", MEETING, ("", ""), ("Warszawa", "Warsaw"), "w Warszawie odbyły się"),
    ("F04", MEETING, ("", ""), ("Targi Podmiotów Ekonomii Społecznej", "Fair of Social Economy Entities"), "połączone z Targami"),
    ("F05", FAIR, ("jako wystawca", "as exhibitor"), ("podmiot ekonomii społecznej", "social economy entity"), "z terenu województwa mazowieckiego"),
    ("F06", MEETING, ("", ""), ("Wręczenie wyróżnień", "Presentation of the Mazovian Brand"), "Jednym z celów spotkania"),
    ("F07", EDITION, ("Grupy odbiorców", "Groups of recipients"), ("najlepiej funkcjonujące podmioty", "best-functioning"), "najlepiej funkcjonujących"),
    ("F08", EDITION, ("Grupy odbiorców", "Groups of recipients"), ("podmioty zasłużone", "entities of merit"), "podmiotów zasłużonych"),
    ("F09", EDITION, ("Grupy odbiorców", "Groups of recipients"), ("osoby z otoczenia", "persons from the environment"), "osób z otoczenia"),
    ("F10", EDITION, ("Odbiorcy", "Recipients"), ("Centrum Pomocy Społecznej w Tłuszczu", "Social Assistance Hub in Tłuszcz"), "Centrum Pomocy Społecznej w Tłuszczu"),
    ("F11", EDITION, ("Odbiorcy", "Recipients"), ("Starosta Legionowski", "Starost of Legionowo County"), "Starosta powiatu legionowskiego"),
    ("F12", EDITION, ("Odbiorcy", "Recipients"), ("Hydro – Truck", "Hydro – Truck"), "firma Hydro – Truck"),
    ("F13", EDITION, ("Odbiorcy", "Recipients"), ("Centrum Pomocy Społecznej w Węgrowie", "Social Assistance Hub in Węgrów"), "Centrum Pomocy Społecznej w Węgrowie"),
    ("F14", EDITION, ("Odbiorcy", "Recipients"), ("co najmniej 4 odbiorców", "at least 4 recipients"), "Otrzymali je m.in.:"),
    ("F15", "event/projekcja-filmu-o-laureatach", ("dzieła", "Works shown"), ("Film o laureatach", "Film about the laureates"), "zaprezentowany został film"),
    ("F16", "work/film-o-laureatach", ("", ""), ("IV Mazowieckie Spotkania", "4th Mazovian Meetings"), "przygotowany specjalnie na tę okazję"),
    ("F17", MEETING, ("Program", "Programme"), ("Panel dyskusyjny", "Discussion panel"), "Kolejną częścią spotkania"),
    ("F18", PANEL, ("jako panelista", "as panellist"), ("jednostka samorządu", "local government"), "samorządu"),
    ("F19", PANEL, ("Program", "Programme"), ("część druga", "part two"), "Panel został podzielony na trzy części"),
    ("F20", PANEL, ("jako panelista", "as panellist"), ("Prezes firmy Hydro – Truck", "President of Hydro – Truck"), "prezes firmy Hydro – Truck"),
    ("F21", "organization/karuzela", ("Udział w wydarzeniach", "Events taken part in"), ("część pierwsza", "part one"), "Stowarzyszenie „Karuzela”"),
    ("F22", PANEL, ("Program", "Programme"), ("etapy budowania zaufania", "stages of building trust"), "etapów budowania zaufania w biznesie"),
    ("F23", "organization/ab-ovo", ("Udział w wydarzeniach", "Events taken part in"), ("część druga", "part two"), "AB OVO w Tłuszczu"),
    ("F24", "organization/ops-w-tluszczu", ("Udział w wydarzeniach", "Events taken part in"), ("panelista", "panellist"), "Ośrodek Pomocy Społecznej w Tłuszczu"),
    ("F25", "organization/ab-ovo", ("Współpraca", "Cooperation"), ("Ośrodek Pomocy Społecznej w Tłuszczu", "Social Assistance Centre in Tłuszcz"), "dzięki współpracy powołali"),
    ("F25", "organization/ab-ovo", ("Współzałożone organizacje", "Organisations it founded"), ("Pożytek", "Pożytek"), "dzięki współpracy powołali"),
    ("F26", "organization/pozytek", ("Zatrudnienie", "People employed"), ("32 osoby", "32 people"), "zatrudniającą 32 osoby"),
    ("F27", PANEL, ("Program", "Programme"), ("działania centrów integracji", "activities of social integration centres"), "Ostatnia część dotyczyła działań"),
    ("F28", "organization/powiat-legionowski", ("Współpraca", "Cooperation"), ("Starosta Legionowski", "Starost of Legionowo County"), "we współpracy ze Starosta"),
    ("F29", MEETING, ("jako uczestnik", "as attendee"), ("Oddział Terenowy MBPR w Płocku", "Field office of MBPR in Płock"), "przez pracownika Oddziału Terenowego"),
    ("F30", MEETING, ("jako uczestnik", "as attendee"), ("zakład aktywności zawodowej", "vocational activity establishment"), "Zakładów Aktywności Zawodowej"),
]  # fmt: skip


def page(client: FlaskClient, name: str, language: Language) -> str:
    response = client.get(f"/page/{name}", query_string={"lang": language})
    assert response.status_code == 200
    return unescape(response.text).replace("\N{NO-BREAK SPACE}", " ")


def part(text: str, heading: str) -> str:
    """The section with a heading, or the aside."""
    if not heading:
        return text.partition("<aside")[2].partition("</aside>")[0]
    sections = [one.partition("</section>")[0] for one in text.split("<section")[1:]]
    return next(one for one in sections if heading in one.partition("</h2>")[0])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: f"{fact[0]} {fact[1]}")
def test_every_fact_is_told_in_its_place_with_its_words(
    client: FlaskClient, fact: tuple[str, str, tuple[str, str], tuple[str, str], str], language: Language
) -> None:
    _, name, headings, told, words = fact
    chosen = LANGUAGES.index(language)
    found = part(page(client, name, language), headings[chosen])
    assert told[chosen] in re.sub(r"<[^>]*>", "", found)
    # The words are in a disclosure of this very section.
    shown = re.findall(r'<details class="evidence">.*?</details>', found, re.S)
    assert any(words in re.sub(r"<[^>]*>", "", one) for one in shown)


def test_who_has_no_register_number_waits_for_one(client: FlaskClient) -> None:
    assert "waiting for one" in part(page(client, "organization/pozytek", "en"), "")
    assert "czeka na numer" in part(page(client, "organization/pozytek", "pl"), "")
    assert "waiting for one" not in page(client, "place/tluszcz", "en")


def test_all_thirty_facts_are_told() -> None:
    assert {fact[0] for fact in FACTS} == {f"F{number:02}" for number in range(1, 31)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "heading", "words"),
    [
        ("organization/pozytek", ("", ""), ("Siedziba spółdzielni nie jest podana.", "The seat of the cooperative is not given.")),
        ("organization/hydro-truck", ("", ""), ("Forma prawna firmy nie jest podana.", "The legal form of the firm is not given.")),
        ("post/starosta-legionowski", ("", ""), ("Tekst nie podaje osoby pełniącej urząd.", "The text does not name the holder")),
        (PANEL, ("Program", "Programme"), ("Tekst nie podaje uczestników trzeciej części", "The text names no participants of part three")),
        (PANEL, ("Program", "Programme"), ("Temat drugiej części nie jest podany.", "The topic of part two is not given.")),
        ("event/panel-czesc-3", ("Uczestnicy", "Participants"), ("Tekst nie podaje uczestników", "The text names no participants")),
        ("organization/pozytek", ("Zatrudnienie", "People employed"), ("Tekst nie mówi, na jaki dzień.", "The text does not say as of when.")),
        (EDITION, ("Odbiorcy", "Recipients"), ("Grupa odbiorcy nie jest podana.", "The recipient’s group is not given.")),
        # Another source gives what this one does not: both are told.
        (MEETING, ("Czego źródła nie podają", "What the sources do not give"), ("Organizator nie jest podany.", "The organiser is not given.")),
        (MEETING, ("", ""), ("Mazowieckie Centrum Polityki Społecznej", "Mazovian Centre for Social Policy")),
        ("organization/karuzela", ("", ""), ("Radom", "Radom")),
    ],
)  # fmt: skip
def test_a_gap_stands_where_the_value_would(
    client: FlaskClient, name: str, heading: tuple[str, str], words: tuple[str, str], language: Language
) -> None:
    chosen = LANGUAGES.index(language)
    assert words[chosen] in part(page(client, name, language), heading[chosen])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["organization/pozytek", "foundation/pozytek", "foundation/pozytek-2017"])
def test_two_accounts_of_a_founding_stand_side_by_side(client: FlaskClient, name: str, language: Language) -> None:
    text = page(client, name, language)
    sides = re.findall(r'<div class="side">.*?</div>', text, re.S)
    assert len(sides) == 2
    one, other = sorted(sides, key=lambda side: "2017" in side)
    assert "AB OVO" in one and "AB OVO" not in other
    assert ("Powiat Wołomiński" if language == "pl" else "Wołomin County") in other
    assert ("kwiecień 2017" if language == "pl" else "April 2017") in other
    assert "dzięki współpracy powołali" in one
    assert ("parafraza" if language == "pl" else "paraphrase") in other


def test_two_orders_of_a_programme_stand_side_by_side_and_one_is_followed(client: FlaskClient) -> None:
    text = page(client, MEETING, "en")
    programme = re.sub(r"<[^>]*>", "", part(text, "Programme"))
    order = [programme.index(name) for name in ("Presentation of the", "Screening of the", "Discussion panel")]
    assert order == sorted(order)
    assert "Sources give different orders" in programme
    sides = re.findall(r'<div class="side">.*?</div>', part(text, "Where sources differ"), re.S)
    assert ["MBPR" in side for side in sides].count(True) == 1
    assert ["mowes.pl" in side for side in sides].count(True) == 1


@pytest.mark.parametrize(
    ("name", "heading", "told"),
    [
        ("organization/cps-w-tluszczu", "Probably the same as", "Social Assistance Centre in Tłuszcz"),
        ("organization/ops-w-tluszczu", "Probably the same as", "Social Assistance Hub in Tłuszcz"),
        ("organization/cps-w-wegrowie", "Possibly the same as", "There is no candidate."),
        ("organization/cis-w-legionowie", "Probably the same as", "County Social Integration Centre in Legionowo"),
    ],
)
def test_who_may_be_whom_is_told_as_a_hypothesis(client: FlaskClient, name: str, heading: str, told: str) -> None:
    section = part(page(client, name, "en"), heading)
    assert told in section
    assert 'class="tag probable"' in section
    assert "<details" in section


def test_a_confirmed_identity_leads_out_under_a_readable_name(client: FlaskClient) -> None:
    text = page(client, "place/warszawa", "en")
    assert 'href="http://www.wikidata.org/entity/Q270">Wikidata: Q270</a>' in text
    assert 'href="https://sws.geonames.org/756135/">GeoNames: 756135</a>' in text


@pytest.mark.parametrize(
    ("language", "told"), [("en", "checked on 29 November 2026"), ("pl", "sprawdzono 29 listopada 2026")]
)
def test_a_link_says_when_it_was_checked_and_how(client: FlaskClient, language: Language, told: str) -> None:
    """With the day where one is on record; either way it leads to the hypothesis that says how."""
    text = re.sub(r"[\u00a0\s]+", " ", page(client, "place/warszawa", language))
    assert f'hypothesis/warszawa-geonames?lang={language}">{told}</a>' in text
    how = {"en": "how this was established", "pl": "jak ustalono"}[language]
    assert f'hypothesis/warszawa-wikidata?lang={language}">{how}</a>' in text
    assert 'href="http://data.europa.eu/nuts/code/PL912">NUTS: PL912</a>' in page(client, "place/tluszcz", language)


def test_what_follows_is_marked_and_leads_to_its_ground(client: FlaskClient) -> None:
    section = part(page(client, "organization/powiat-legionowski", "en"), "Works with")
    assert "Social Integration Centre in Legionowo" in section
    assert 'class="tag derived"' in section
    assert 'href="/page/cooperation/cis-legionowo-starosta?lang=en"' in section
    ground = part(page(client, "cooperation/cis-legionowo-starosta", "en"), "What was derived")
    assert "Legionowo County" in ground


def test_a_tie_says_whom_it_binds_through_which_office_and_on_what_words(client: FlaskClient) -> None:
    text = page(client, "tie/cooperation-cis-legionowo-starosta", "pl")
    lead = text.partition('<p class="lead">')[2].partition("</p>")[0]
    assert lead == (
        "To powiązanie łączy 2 organizacje (rodzaj: współpraca). Żadne źródło nie podaje go osobno; wynika z tego: "
        "współpraca: Centrum Integracji Społecznej w Legionowie – Starosta Legionowski."
    )
    section = part(text, "Co i na jakiej podstawie powiązano")
    for words in (
        "Powiat Legionowski",
        "Centrum Integracji Społecznej w Legionowie",
        "przez urząd",
        "Starosta Legionowski",
    ):
        assert words in section
    (evidence,) = re.findall(r'<details class="evidence">.*?</details>', section, re.S)
    assert "we współpracy ze Starosta powiatu legionowskiego" in re.sub(r"<[^>]*>", "", evidence)
    english = page(client, "tie/shared-edition-mmes-2018", "en")
    assert "This tie binds 4 organisations (its kind: shared award edition)." in english
    assert "<h1>shared award edition – Mazovian Brand of the Social Economy 2018</h1>" in english


@pytest.mark.parametrize(
    "name",
    [
        "organization/powiat-legionowski", "cooperation/cis-legionowo-starosta", "event/panel-czesc-1", EDITION,
        "foundation/pozytek", "post/starosta-legionowski",
        "claim/mbpr-2018-06-08-organization-mbpr-oddzial-w-plocku-unitof-mbpr",
    ],
)  # fmt: skip
def test_what_a_tie_rests_on_and_whom_it_binds_do_not_repeat_it(client: FlaskClient, name: str) -> None:
    assert "/page/tie/" not in page(client, name, "pl")


def test_neither_sitemap_nor_search_has_ties(client: FlaskClient, release: Release) -> None:
    assert "/tie-" not in client.get("/sitemap.xml").text
    assert client.get("/sitemap/tie-1.xml").status_code == 404
    with closing(sqlite3.connect(release.search)) as index:
        kinds = {row[0].partition("/id/")[2].partition("/")[0] for row in index.execute("SELECT iri FROM entry")}
    assert "organization" in kinds
    assert "tie" not in kinds


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES.values())
def test_no_page_shows_a_bare_address_where_there_is_a_name(
    client: FlaskClient, release: Release, path: str, language: Language
) -> None:
    response = client.get(in_language(path, language), headers={"Accept": "text/html"})
    text = re.sub(
        r"<(script|code|pre|textarea|title)\b.*?</\1>|<p class=\"citation\">.*?</p>", "", response.text, flags=re.S
    )
    assert release.manifest.base not in re.sub(r"<[^>]*>", "", text)


def entities(release: Release) -> list[str]:
    found = re.findall(rf"<{re.escape(release.manifest.base)}id/([^>#]*)>", release.nquads.read_text(encoding="utf-8"))
    return sorted(set(found))


def test_every_entity_of_the_first_dataset_has_a_page_below_60_kb(client: FlaskClient, release: Release) -> None:
    listed = entities(release)
    assert {name.partition("/")[0] for name in listed} == set(KINDS) - {"person"}
    sizes = {}
    for name in listed:
        for language in LANGUAGES:
            response = client.get(f"/page/{name}", query_string={"lang": language})
            assert response.status_code == 200, name
            sizes[name] = len(response.data)
    assert {name: size for name, size in sizes.items() if size > 60_000} == {}


def embedded(text: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)
    assert found
    document: dict[str, Any] = json.loads(found[1])
    return document


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("organization/pozytek", "Organization"), ("organization/mcps", "GovernmentOrganization"), (MEETING, "Event"),
        (FAIR, "ExhibitionEvent"), ("place/tluszcz", "City"), ("work/film-o-laureatach", "Movie"),
        ("source/mbpr-2018-06-08", "CreativeWork"), ("evidence/mbpr-2018-06-08-47-67", "Quotation"),
        ("award/mmes", "Thing"), ("headcount/pozytek-32", "Observation"), ("claim/panel-po-filmie", "Claim"),
    ],
)  # fmt: skip
def test_the_page_holds_the_same_name_in_schema_org(
    client: FlaskClient, release: Release, name: str, kind: str, language: Language
) -> None:
    text = client.get(f"/page/{name}", query_string={"lang": language}).text
    document = embedded(text)
    heading = re.search(r"<h1>(.*?)</h1>", text, re.S)
    assert heading
    shown = unescape(re.sub(r"<[^>]*>", "", heading[1])).replace("\N{NO-BREAK SPACE}", " ")
    assert document["name"] == shown
    graph = rdflib.Graph().parse(data=json.dumps(document), format="json-ld")
    schema = rdflib.Namespace("https://schema.org/")
    thing = rdflib.URIRef(f"{release.manifest.base}id/{name}")
    assert (thing, rdflib.RDF.type, schema[kind]) in graph
    assert (thing, schema.name, rdflib.Literal(shown)) in graph


def test_no_name_ends_the_script_that_holds_it(release: Release) -> None:
    """What stands in a script is data, but HTML ends it at the first `</script`, wherever that is."""
    site = _site(release)
    near = reading.around(site, f"{site.base}id/organization/pozytek")
    assert near is not None
    name = {"type": "literal", "value": "</script><script>alert(1)</script>&", "xml:lang": "pl"}
    label = "http://www.w3.org/2004/02/skos/core#altLabel"
    near.add([{"s": {"value": near.iri}, "p": {"value": label}, "o": name}])
    text = compose(near, "pl").schema_org
    assert "<" not in text
    assert name["value"] in json.loads(text)["alternateName"]


def _site(release: Release, kind: type[Site] = Site) -> Site:
    store = OxigraphStore(release, Settings())
    return kind(release, store, store, Settings(), (), HeldFiles(release))


class Counted(Site):
    asked = 0

    def select(self, text: str) -> list[dict[str, dict[str, str]]]:
        type(self).asked += 1
        return super().select(text)


@pytest.mark.parametrize("name", ["organization/pozytek", MEETING, "place/warszawa", "source/mbpr-2018-06-08", EDITION])
def test_a_page_takes_five_queries(release: Release, name: str) -> None:
    site = _site(release, Counted)
    Counted.asked = 0
    assert reading.around(site, f"{site.base}id/{name}") is not None
    assert Counted.asked == 5


def test_the_page_says_how_to_cite_it_and_what_it_describes(client: FlaskClient, release: Release) -> None:
    text = page(client, "organization/pozytek", "pl")
    iri = f"{release.manifest.base}id/organization/pozytek"
    citation = re.sub(r"<[^>]*>", "", text.partition('class="citation">')[2].partition("</p>")[0])
    for what in ("„Spółdzielnia Socjalna «Pożytek»”", release.manifest.id, "29 listopada 2026", iri, "CC BY 4.0", f"Wydanie: {release.manifest.base}releases/{release.manifest.id}"):  # fmt: skip
        assert what in citation
    assert f'<link rel="describes" href="{iri}">' in text
    assert '<link rel="canonical" href="http://localhost/page/organization/pozytek?lang=pl">' in text


def test_the_canonical_address_keeps_the_prefix_of_a_proxy(app: Flask) -> None:
    text = app.test_client().get("/page/organization/pozytek", base_url="https://example.org/graf/").text
    assert '<link rel="canonical" href="https://example.org/graf/page/organization/pozytek">' in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_way_to_a_thing_goes_over_what_it_is_part_of(client: FlaskClient, language: Language) -> None:
    def crumbs(name: str) -> list[str]:
        nav = page(client, name, language).partition('<nav class="crumbs"')[2].partition("</nav>")[0]
        return re.findall(r'href="([^"?]*)', nav)

    assert crumbs("event/panel-czesc-1") == ["/events/", f"/page/{MEETING}", f"/page/{PANEL}"]
    assert crumbs("place/tluszcz")[:2] == ["/places/", "/page/place/woj-mazowieckie"]
    assert crumbs("conferral/mmes-2018-hydro-truck") == ["/awards/", "/page/award/mmes", f"/page/{EDITION}"]
    assert crumbs("post/starosta-legionowski") == ["/organizations/", "/page/organization/powiat-legionowski"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [MEETING, "organization/pozytek", "source/mowes-2018"])
def test_everything_that_is_said_of_a_thing_can_be_reached_from_its_page(
    client: FlaskClient, store: ox.Store, release: Release, name: str, language: Language
) -> None:
    thing = ox.NamedNode(f"{release.manifest.base}id/{name}")
    union = ox.DefaultGraph()
    ways = {
        "statements": len(list(store.quads_for_pattern(thing, None, None, union))),
        "incoming": len(list(store.quads_for_pattern(None, None, thing, union))),
    }
    text = page(client, name, language)
    for way, expected in ways.items():
        address = f"/page/{name}/{way}?lang={language}"
        assert f'href="{address}"' in text
        assert client.get(address).text.count('<li><span class="said">') == expected <= slices.SIZE


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"page": "0"}, 400), ({"page": "-1"}, 400), ({"page": "x"}, 400), ({"page": "9999999"}, 404),
        ({"page": "99999999999"}, 400), ({"page": "²"}, 400), ({"property": "http://nothing"}, 404),
        ({"property": "> } #"}, 400), ({"property": "http://x/> ?p ?o } #"}, 400),
    ],
)  # fmt: skip
def test_a_page_of_a_list_that_is_not_there_is_refused(client: FlaskClient, query: dict[str, str], status: int) -> None:
    assert client.get(f"/page/{MEETING}/incoming", query_string=query).status_code == status
    if "page" in query:
        assert client.get("/organizations/", query_string=query).status_code == status
        assert client.get("/graph/source/mbpr-2018-06-08.html", query_string=query).status_code == status


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_a_founder_names_the_others_as_those_it_founded_together_with(
    client: FlaskClient, language: Language
) -> None:
    heading, label, other = {
        "pl": ("Współzałożone organizacje", "współzałożyciel:", "Ośrodek Pomocy Społecznej w Tłuszczu"),
        "en": ("Organisations it founded", "together with:", "Social Assistance Centre in Tłuszcz"),
    }[language]
    section = re.sub(r"<[^>]*>", "", part(page(client, "organization/ab-ovo", language), heading))
    said = " ".join(section.split())
    assert f"{label} {other}" in said
    assert not re.search(r"(?<!współ)założyciel|founder", said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_seat_stands_in_the_first_sentence_as_it_is_named(client: FlaskClient, language: Language) -> None:
    lead = page(client, "organization/ab-ovo", language).partition('class="lead">')[2].partition("</p>")[0]
    assert {"pl": "to stowarzyszenie; siedziba: Tłuszcz.", "en": "is an association based in Tłuszcz."}[
        language
    ] in lead


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_county_on_the_small_map_has_the_name_of_the_language(client: FlaskClient, language: Language) -> None:
    caption = page(client, "place/tluszcz", language).partition("<figcaption>")[2].partition("</figcaption>")[0]
    assert (
        caption
        == {
            "pl": "powiat wołomiński<br>województwo mazowieckie",
            "en": "Wołomin County<br>Mazovian Voivodeship",
        }[language]
    )


class _InMemory:
    """As much of a site as a reading needs, over a few statements."""

    base = "https://w3id.org/esgraph/"

    def __init__(self, turtle: str) -> None:
        declared = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes(self.base).items())
        self._store = ox.Store()
        self._store.load((declared + turtle).encode(), format=ox.RdfFormat.TURTLE)

    def select(self, text: str) -> list[dict[str, dict[str, str]]]:
        found = self._store.query(text, prefixes=prefixes(self.base))
        assert isinstance(found, ox.QuerySolutions)
        answer = json.loads(found.serialize(format=ox.QueryResultsFormat.JSON) or b"")
        rows: list[dict[str, dict[str, str]]] = answer["results"]["bindings"]
        return rows


def test_what_belongs_to_a_thing_counts_only_in_the_way_that_it_points() -> None:
    site = _InMemory(
        """
        organization:hospital org:unitOf organization:town .
        organization:ward org:unitOf organization:hospital .
        organization:office org:unitOf organization:ward .
        event:day schema:superEvent event:week ; cv:hasParticipation <urn:day> .
        event:hour schema:superEvent event:day .
        event:minute schema:superEvent event:hour ; cv:hasParticipation <urn:minute> .
        """
    )
    hospital = reading.measured(cast("Site", site), f"{site.base}id/organization/hospital")
    assert (hospital.count("out", ORG + "unitOf"), hospital.count("in", ORG + "unitOf")) == (1, 2)
    day = reading.measured(cast("Site", site), f"{site.base}id/event/day")
    assert (day.count("out", SCHEMA + "superEvent"), day.count("in", SCHEMA + "superEvent")) == (1, 2)
    assert (day.count("out", CV + "hasParticipation"), day.count("in", CV + "hasParticipation")) == (2, 0)
