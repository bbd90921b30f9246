"""What the pages of the network say of offices, of derived and disputed ties, and of what they leave out."""

import csv
import html
import io
import json
import re
from dataclasses import replace
from decimal import Decimal
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from esgraph.excel import CONVENTIONS
from esgraph.network import Node, load
from esgraph.network.identity import Hypothesis
from esgraph.network.model import Tie
from esgraph.network.paths import connection
from esgraph.release import Release
from esgraph.serve import spreadsheet
from esgraph.serve.pages.network import answer, grounds, phrases
from tests.network.conftest import iri, made, tie
from tests.serve.test_network_pages import edges, lead, queried, words

OFFICE, HOME = "post/starosta-legionowski", "powiat-legionowski"


@pytest.mark.parametrize(
    "address",
    [
        "/network/{}.gexf",
        "/network/{}.svg",
        "/network/{}/edges.csv",
        "/network/path.gexf?from={}&to=karuzela",
        "/network/path/edges.csv?from=karuzela&to={}",
    ],
)
def test_an_office_that_is_no_node_is_lifted_to_its_organisation(client: FlaskClient, address: str) -> None:
    found = client.get(address.format(OFFICE))
    assert found.status_code == 200
    assert found.text == client.get(address.format(HOME)).text


@pytest.mark.parametrize(
    "address", ["/network/{}", "/embed/network/{}", "/network/path?from={}&to=karuzela", "/network/path?from=karuzela&to={}"]
)  # fmt: skip
def test_a_page_says_that_an_organisation_stands_for_its_office(client: FlaskClient, address: str) -> None:
    mark = "&" if "?" in address else "?"
    page = client.get(f"{address.format(OFFICE)}{mark}lang=pl")
    assert page.status_code == 200
    told = "„Starosta Legionowski” to urząd, który liczy się tu jako jego organizacja: „Powiat Legionowski”."
    assert told in words(page.text)
    itself = client.get(f"{address.format(OFFICE)}{mark}lang=pl&offices=1")
    assert itself.status_code == 200
    assert told not in words(itself.text)
    assert ">Pokaż urzędy osobno</a>" in page.text or address.startswith("/embed")


def of_office(slug: str, other: str = "a", office: str = "post/wojt") -> Tie:
    """A cooperation in which an office of the commune takes part."""
    return tie(slug, [other, "gmina"], offices=[(office, "gmina")])


def of_ties(app: Flask, language: str, *ties: Tie, node: str = "a") -> str:
    view = made(ties).view()
    found = [edge for bond in view.bonds_of(iri(node)) for edge in bond.edges() if iri(node) in (edge.one, edge.other)]
    with app.test_request_context(f"/?lang={language}"):
        return grounds.of_ties(found)


def disputed(one: Tie) -> Tie:
    return replace(one, is_disputed=True)


def several(number: int) -> list[Tie]:
    return [tie(f"t{one}", ["a", "b"]) for one in range(number)]


SHARED = [tie("p", ["a", "b"], "shared-panel"), tie("e", ["a", "c"], "shared-edition")]
FOUNDED = tie("f", ["a", "b", "gmina"], "founding", target="b", offices=[("post/wojt", "gmina")])


@pytest.mark.parametrize(
    ("ties", "pl", "en"),
    [
        (several(1), "Podaje je źródło.", "A source states it."),
        (several(2), "Wszystkie podają źródła.", "Sources state all of them."),
        (SHARED[:1], "Nie podaje go wprost żadne źródło: wynika z wystąpienia w tym samym panelu.", "No source states it: it follows from sitting on the same panel."),
        (SHARED, "Żadnego nie podaje źródło wprost: wynikają z wystąpienia w tym samym panelu i z wyróżnienia w tej samej edycji.", "No source states any of them: they follow from sitting on the same panel and an award in the same edition."),
        ([of_office("x")], "Nie podaje go wprost żadne źródło: wynika z tego, że źródło wymienia urząd organizacji, a nie ją samą.", "No source states it: it follows from an office of an organisation, which the source names and not the organisation itself."),
        ([FOUNDED], "Źródło podaje wprost 1 powiązanie tylko dla niektórych z tych organizacji. Co nie jest podane wprost, wynika z tego, że źródło wymienia urząd organizacji, a nie ją samą.", "A source states 1 tie for some of these organisations only. What is not stated follows from an office"),
        ([FOUNDED, *several(2), *SHARED], "Źródła podają wprost 2 powiązania, a 1 powiązanie tylko dla niektórych z tych organizacji; 2 są wywiedzione.", "Sources state 2 ties, and 1 tie for some of these organisations only; 2 are derived."),
        ([*several(1), *SHARED[:1]], "Źródło podaje wprost 1 powiązanie; 1 jest wywiedzione.", "A source states 1 tie; 1 is derived."),
        ([*several(12), *(of_office(f"o{one}") for one in range(5))], "Źródła podają wprost 12 powiązań; 5 jest wywiedzionych.", "Sources state 12 ties; 5 are derived."),
        ([*several(22), *(of_office(f"o{one}") for one in range(22))], "Źródła podają wprost 22 powiązania; 22 są wywiedzione.", "Sources state 22 ties; 22 are derived."),
        ([disputed(several(1)[0])], "Podaje je źródło. Źródła różnią się co do niego.", "A source states it. Sources disagree about it."),
        ([*several(2), disputed(tie("x", ["a", "b"]))], "Wszystkie podają źródła. Co do 1 powiązania źródła się różnią.", "Sources state all of them. Sources disagree about 1 tie."),
    ],
)  # fmt: skip
def test_what_is_said_of_ties_is_what_their_tags_say(app: Flask, ties: list[Tie], pl: str, en: str) -> None:
    assert of_ties(app, "pl", *ties).startswith(pl)
    assert of_ties(app, "en", *ties).startswith(en)


def way(app: Flask, ties: list[Tie], *, merge: bool = False, offices: bool = False) -> tuple[str, str]:
    """What is said of the way from a to z, in both languages."""
    likely = [Hypothesis(iri("hypothesis/x"), iri("n"), iri("m"), "probable")] if merge else []
    network = made(ties, hypotheses=likely)
    view = network.view(merge_probable=merge, offices=offices)
    told = []
    for language in ("pl", "en"):
        with app.test_request_context(f"/?lang={language}"):
            told.append(phrases.of_connection("A", "Z", connection(view, iri("a"), iri("z")), has_offices=offices))
    return told[0], told[1]


def test_a_way_through_an_office_does_not_say_that_no_source_tells_of_it(app: Flask) -> None:
    pl, en = way(app, [of_office("x"), of_office("y", "z")])
    assert "Żadnego kroku nie podaje źródło wprost: w 2 krokach źródło wymienia urząd organizacji, a nie ją samą." in pl
    assert "No source states any of the steps: in 2 steps the source names an office of an organisation" in en
    pl, en = way(app, [of_office("x"), tie("y", ["gmina", "z"])])
    assert "Nie każdy krok podaje źródło: w 1 kroku źródło wymienia urząd organizacji, a nie ją samą." in pl
    assert "no source says" not in en
    pl, en = way(app, [of_office("x"), tie("y", ["gmina", "z"], "shared-panel")])
    assert "1 krok jest tylko wywiedziony ze wspólnego panelu albo wspólnej edycji wyróżnienia; w 1 kroku" in pl
    pl, en = way(app, [tie("x", ["a", "m"], "shared-edition"), tie("y", ["m", "z"], "shared-panel")])
    assert "Wszystko tu jest wywiedzione: żadne źródło nie mówi, że organizacje na tej drodze współpracowały." in pl
    assert en.endswith("no source says that the organisations on the way cooperated.")


def test_a_way_says_where_sources_disagree(app: Flask) -> None:
    pl, en = way(app, [disputed(tie("x", ["a", "m"])), disputed(tie("y", ["m", "z"]))])
    assert pl.endswith("Każdy krok podaje źródło. Co do 2 kroków źródła się różnią.")
    assert en.endswith("A source states every step. Sources disagree about 2 steps.")
    # A step that rests on what nobody disputes, too, does not hang on the dispute.
    pl, en = way(app, [disputed(tie("x", ["a", "m"])), tie("x2", ["a", "m"]), disputed(tie("y", ["m", "z"]))])
    assert pl.endswith("Co do 1 kroku źródła się różnią.")
    assert en.endswith("Sources disagree about 1 step.")


def test_a_way_says_that_it_rests_on_an_identity_that_nobody_confirmed(app: Flask) -> None:
    pl, en = way(app, [tie("x", ["a", "m"]), tie("y", ["n", "z"])], merge=True)
    assert "Nie każdy krok podaje źródło: 1 krok opiera się na prawdopodobnej tożsamości, której nikt" in pl
    assert "1 step rests on a probable identity that nobody confirmed." in en
    shared = [tie("x", ["a", "m"], "shared-panel"), tie("y", ["n", "z"], "shared-panel")]
    pl, en = way(app, shared, merge=True)
    assert pl.endswith(
        "współpracowały. Ponadto 1 krok opiera się na prawdopodobnej tożsamości, której nikt nie potwierdził."
    )
    assert en.endswith("cooperated. Besides, 1 step rests on a probable identity that nobody confirmed.")


def test_offices_are_counted_as_such(client: FlaskClient, app: Flask) -> None:
    pl, en = way(app, [of_office("x"), of_office("y", "z")], offices=True)
    assert "przez 1 inną organizację lub urząd. Każdy krok podaje źródło." in pl
    assert "through 1 other organisation or office. A source states every step." in en
    told = lead(client.get("/network/path?from=karuzela&to=powiat-legionowski&offices=1&lang=en").text)
    assert "through 3 other organisations or offices." in told
    told = lead(client.get("/network/powiat-legionowski?offices=1&lang=pl").text)
    assert "ma 1 powiązanie z 1 organizacją lub urzędem. Podaje je źródło." in told


def test_a_way_names_whom_each_organisation_on_it_stands_for(client: FlaskClient) -> None:
    page = client.get("/network/path?from=karuzela&to=ab-ovo&merge=1&lang=pl").text
    assert "opiera się na prawdopodobnej tożsamości" in lead(page)
    steps = words(page.partition('<ol class="way">')[2].partition("</ol>")[0])
    assert "Ośrodek Pomocy Społecznej w Tłuszczu Policzone razem z tą organizacją: Centrum Pomocy" in steps


@pytest.mark.parametrize("address", ["/network/ab-ovo", "/network/gmina-tluszcz", "/network/powiat-legionowski"])
def test_the_sentence_agrees_with_the_tags_of_the_table(client: FlaskClient, address: str) -> None:
    page = client.get(f"{address}?lang=en").text
    tags = page.partition('id="partners"')[2].partition("</table>")[0].count('class="tag derived"')
    assert ("derived" in lead(page) or "follow" in lead(page)) == (tags > 0)


def test_the_whole_network_counts_edges_and_not_pairs(client: FlaskClient) -> None:
    page = client.get("/network?lang=pl").text
    total = len(list(client.get("/network/edges.csv").text.splitlines())) - 1
    assert f"Każde dwie organizacje, które łączy to samo powiązanie, to krawędź; razem {total} krawędzi." in words(page)


NO_WAY = [
    "from=karuzela&to=pozytek",
    "from=karuzela&to=pozytek&offices=1",
    "from=karuzela&to=powiat-legionowski&stated=1",
]


@pytest.mark.parametrize("asked", NO_WAY)
def test_the_query_of_no_way_gives_nothing(client: FlaskClient, asked: str) -> None:
    page = client.get(f"/network/path?{asked}&lang=en").text
    assert "No way in this network" in lead(page)
    assert queried(client, page) == []
    assert "The query for ways of 3 ties at most; like this page, it finds none." in words(page)
    assert edges(client, "/network/path/", f"?{asked}") == set()


def test_both_ends_the_same_have_no_query(client: FlaskClient) -> None:
    page = client.get("/network/path?from=karuzela&to=karuzela&lang=pl").text
    assert "<h1>Jak są połączone?</h1>" in page
    assert "To jedno i to samo: „Stowarzyszenie «Karuzela»”." in lead(page)
    assert "/sparql?query=" not in page
    assert "Nie ma tu zapytania: od organizacji do niej samej nie prowadzi żadne powiązanie." in words(page)


def test_the_query_of_a_long_way_asks_for_the_steps_of_its_files(app: Flask) -> None:
    ties = [tie(f"t{one}{other}", [one, other]) for one, other in ("ab", "bc", "cd", "de", "bx", "xd")]
    network = made(ties)
    with app.test_request_context("/?lang=en"):
        found = answer.answer(network, network.view(), (network.nodes[iri("a")], network.nodes[iri("e")]))
    pairs = set(re.findall(r"\(<[^>]+/([a-z])> <[^>]+/([a-z])>\)", found.query.text))
    assert pairs == {("a", "b"), ("b", "c"), ("c", "d"), ("d", "e"), ("b", "x"), ("d", "x")}
    assert found.query.lead.startswith("The query that gives the same edges")


def test_what_may_show_a_way_is_said_only_where_it_may(client: FlaskClient) -> None:
    without = words(client.get("/network/path?from=karuzela&to=pozytek&lang=pl").text)
    assert "Działają przełączniki" not in without
    switched = words(client.get("/network/path?from=karuzela&to=powiat-legionowski&stated=1&lang=pl").text)
    assert "Działają przełączniki, które pomijają część powiązań; bez nich droga może się znaleźć." in switched
    page = client.get("/network/path?from=karuzela&to=ab-ovo&lang=pl").text
    (link,) = re.findall(r'href="([^"]+)">Pokaż tę drogę</a>', page)
    assert "najkrótsza droga" in lead(client.get(link.replace("&amp;", "&")).text)
    nowhere = client.get("/network/path?from=karuzela&to=mbpr&lang=pl").text
    assert "Pokaż tę drogę" not in nowhere


def test_a_confirmed_identity_is_not_called_probable(app: Flask) -> None:
    network = made(
        [tie("x", ["a", "b"])], [Node(iri("n"), {"pl": "N"})], [Hypothesis("h", iri("n"), iri("a"), "confirmed")]
    )
    view = network.view()
    with app.test_request_context("/?lang=pl"):
        told = phrases.of_standing(network, view, network.nodes[iri("n")], view.node(iri("a")))
    assert told == ["„N” i „a” to ta sama organizacja, która jest tu pod tą drugą nazwą."]


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("AB OVO", "ab-ovo"),
        ("ab ovo", "ab-ovo"),
        ("OPS w Tłuszczu", "ops-w-tluszczu"),
        ("CPS w Tłuszczu", "cps-w-tluszczu"),
        ("Social Assistance Centre in Tłuszcz", "ops-w-tluszczu"),
        ("Starosta Legionowski", "post/starosta-legionowski"),
        ("Karuzella", "karuzela"),
    ],
)
@pytest.mark.parametrize("place", ["/network/path", "/network/path.gexf", "/network/path/edges.csv"])
def test_a_name_that_is_clear_is_taken(client: FlaskClient, place: str, typed: str, slug: str) -> None:
    asked = {"from": typed, "to": "gmina-tluszcz", "kind": ["cooperation", "founding"], "lang": "pl"}
    found = client.get(place, query_string=asked)
    assert found.status_code == 303
    where = urlsplit(found.location)
    assert where.path == place
    assert parse_qs(where.query) == {
        "from": [slug], "to": ["gmina-tluszcz"], "kind": ["cooperation", "founding"], "lang": ["pl"],
    }  # fmt: skip
    assert client.get(found.location).status_code == 200
    assert client.get(f"{place}?from=AB+OVO&to=karuzela&_scheme=x").status_code == 303


@pytest.mark.parametrize(("typed", "slugs"), [("Tłuszcz", ["gmina-tluszcz", "ops-w-tluszczu"]), ("CIS", ["cis-w-legionowie", "pcis-w-legionowie"]), ("Hydro", ["hydro-truck", "post/prezes-hydro-truck"])])  # fmt: skip
def test_nobody_guesses_between_names_that_are_as_good(client: FlaskClient, typed: str, slugs: list[str]) -> None:
    page = client.get("/network/path", query_string={"from": "ab-ovo", "to": typed, "lang": "pl"})
    assert page.status_code == 200
    listed = page.text.partition('<ul class="offered">')[2].partition("</ul>")[0]
    assert all(f"to={slug}" in listed.replace("%2F", "/") for slug in slugs)
    # The row of fields has nothing beneath one of them.
    row = page.text.partition('<form method="get" action="/network/path" class="path">')[2].partition("</button>")[0]
    assert "<ul" not in row and "<p" not in row
    assert re.search(r'<input [^>]*id="to"[^>]* aria-describedby="which-to"', row)
    table = client.get(
        "/network/path/edges.csv", query_string={"from": "ab-ovo", "to": typed}, headers={"Accept": "application/json"}
    )
    assert table.status_code == 400
    detail = json.loads(table.data)["detail"]
    assert "the parameter “to” cannot be" in detail
    assert all(f"{slug} (" in detail for slug in slugs)


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        ("from=ab-ovo", 400, "the address needs the parameter “to”"),
        ("to=ab-ovo&from=", 400, "the address needs the parameter “from”"),
        ("from=ab-ovo&to=qwertyuiop", 404, "the parameter “to” cannot be “qwertyuiop”: there is no organisation or office"),
    ],
)  # fmt: skip
def test_files_of_a_way_say_which_end_is_not_known(client: FlaskClient, asked: str, status: int, said: str) -> None:
    for form in ("path.gexf", "path/edges.csv", "path.svg"):
        found = client.get(f"/network/{form}?{asked}", headers={"Accept": "application/json"})
        assert (found.status_code, said in json.loads(found.data)["detail"]) == (status, True)


def sent(page: str) -> list[tuple[str, str]]:
    """What a browser sends of the form of switches as it stands."""
    form = page.partition('class="switches"')[2].partition("<form")[2].partition("</form>")[0]
    pairs = []
    for tag in re.findall(r"<input [^>]*>", form):
        name, value = (html.unescape(re.search(rf'{one}="([^"]*)"', tag)[1]) for one in ("name", "value"))  # type: ignore[index]
        if 'type="checkbox"' not in tag or " checked" in tag:
            pairs.append((name, value))
    return [*pairs, *(("depth", one) for one in re.findall(r'<option value="(\d)" selected', form))]


SWITCHED = [
    "",
    "?offices=1",
    "?offices=1&depth=2",
    "?kind=cooperation&stated=1",
    "?since=2017&merge=1",
    "?kind=post&offices=1",
]


@pytest.mark.parametrize("switches", SWITCHED)
@pytest.mark.parametrize("place", ["/network/powiat-legionowski", "/network/path?from=karuzela&to=powiat-legionowski"])
def test_sending_the_form_as_it_stands_changes_nothing(client: FlaskClient, place: str, switches: str) -> None:
    if "?" in place:
        switches = switches.replace("?", "&").replace("&depth=2", "")
    page = client.get(f"{place}{switches}").text
    again = client.get(place.partition("?")[0], query_string=urlencode(sent(page))).text
    assert ("Bez przełączników" in again) == ("Bez przełączników" in page)
    files = re.compile(r'href="(/network/[^"]*\.gexf[^"]*)"')
    assert files.findall(again) == files.findall(page)
    assert lead(again) == lead(page)


def test_kinds_that_offices_alone_have_are_offered_and_kept(client: FlaskClient) -> None:
    page = client.get("/network/powiat-legionowski?lang=pl").text
    assert "Bez przełączników" not in page
    # Whoever puts the tick at the offices gets their ties, too.
    asked = urlencode([*sent(page), ("offices", "1")])
    assert "post" in client.get(f"/network/powiat-legionowski/edges.csv?{asked.replace('depth=1', '')}").text
    five = "kind=cooperation&kind=founding&kind=unit&kind=shared-panel&kind=shared-edition"
    assert "Bez przełączników" not in client.get(f"/network/ab-ovo?{five}&lang=pl").text
    assert "Bez przełączników" in client.get(f"/network/ab-ovo?{five}&offices=1&lang=pl").text


REFUSED = [
    ("since=2020&until=2018", "“since” (2020) is later than “until” (2018)", "swap the two years"),
    ("kind=post", "ties of the kind “post” bind offices", "add the switch “offices”"),
]


@pytest.mark.parametrize(("switches", "said", "remedy"), REFUSED)
@pytest.mark.parametrize("address", ["/network", "/network.gexf", "/network/nodes.csv", "/network/ab-ovo", "/network/ab-ovo.dot", "/embed/network/ab-ovo", "/network/path?from=ab-ovo&to=karuzela", "/network/path.json?from=ab-ovo&to=karuzela"])  # fmt: skip
def test_switches_of_which_nothing_can_come_are_refused(
    client: FlaskClient, address: str, switches: str, said: str, remedy: str
) -> None:
    found = client.get(f"{address}{'&' if '?' in address else '?'}{switches}", headers={"Accept": "application/json"})
    assert found.status_code == 400
    answered = json.loads(found.data)
    assert said in answered["detail"] and remedy in answered["remedy"]
    assert client.get(f"/network/ab-ovo?{switches}&lang=pl", headers={"Accept": "text/html"}).status_code == 400


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/network?most=abc", "most"), ("/network?depth=3", "depth"), ("/network.gexf?depth=2", "depth"),
        ("/network/measures.csv?by=core", "by"), ("/network/ab-ovo?most=5", "most"), ("/network/ab-ovo?from=x", "from"),
        ("/network/ab-ovo.svg?most=abc", "most"), ("/network/ab-ovo.gexf?excel=1", "excel"),
        ("/network/path?from=ab-ovo&to=karuzela&depth=2", "depth"),
        ("/network/path/edges.csv?from=ab-ovo&to=karuzela&most=7", "most"), ("/embed/network/ab-ovo?most=1", "most"),
    ],
)  # fmt: skip
def test_a_parameter_that_an_address_does_not_take_is_refused(client: FlaskClient, address: str, name: str) -> None:
    found = client.get(address, headers={"Accept": "application/json"})
    assert found.status_code == 400
    answered = json.loads(found.data)
    assert answered["detail"] == f"this address takes no parameter “{name}”"
    assert answered["remedy"].startswith("it takes: kind, stated") and name not in answered["remedy"].split(", ")


def test_links_between_pages_take_along_only_what_the_other_takes(client: FlaskClient) -> None:
    page = client.get("/network/ops-w-tluszczu?depth=2&offices=1&lang=en").text
    links = {html.unescape(link) for link in re.findall(r'href="(/(?:embed/)?network[^"]*)"', page)}
    assert any("/network/path?" in link for link in links)
    for link in links:
        assert client.get(link).status_code == 200, link


def test_files_say_how_many_ties_have_no_date(client: FlaskClient, release: Release) -> None:
    network = load(release)
    total, units = network.view(since=2018).undated, network.view(["unit"], since=2018).undated
    assert total > units > 0
    for address, number in (
        ("/network/ab-ovo.gexf?since=2018", "2"),
        ("/network/ab-ovo.svg?since=2018", "2"),
        ("/network/ab-ovo/nodes.csv", None),
        ("/network.gexf?since=2018", str(total)),
        ("/network.gexf?since=2018&stated=1&kind=unit", str(units)),
        ("/network/path/edges.csv?from=ab-ovo&to=gmina-tluszcz&since=2018", str(total)),
        ("/network/path.gexf?from=ab-ovo&to=gmina-tluszcz", None),
    ):
        assert client.get(address).headers.get("Esgraph-Undated") == number, address
    page = words(client.get("/network/path?from=ab-ovo&to=gmina-tluszcz&since=2018&lang=en").text)
    assert f"Left out: {total} ties whose date no source gives." in page


def test_numbers_of_measures_are_numbers_in_excel(client: FlaskClient) -> None:
    plain = list(csv.reader(io.StringIO(client.get("/network/measures.csv").text)))
    for excel, separator, sign in (("1", ";", ","), ("en", ",", ".")):
        text = client.get(f"/network/measures.csv?excel={excel}").data.decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text), delimiter=separator))
        assert [row[2:] for row in rows[1:]] == [[one.replace(".", sign) for one in row[2:]] for row in plain[1:]]
        assert '="' not in text
    with io.BytesIO() as target:
        spreadsheet.write_values(["n"], [[Decimal("4.5"), Decimal("1.2e+07"), "4"]], CONVENTIONS["1"], target)
        assert target.getvalue().decode("utf-8-sig") == 'n\r\n4,5;12000000;"=""4"""\r\n'


@pytest.mark.parametrize("form", ["gexf", "graphml", "cyjs", "dot", "json", "nodes.csv", "edges.csv", "svg"])
def test_files_of_the_whole_and_of_a_part_are_sent_alike(client: FlaskClient, form: str) -> None:
    whole, part = (
        client.get(f"{place}/{form}" if "." in form else f"{place}.{form}") for place in ("/network", "/network/ab-ovo")
    )
    assert whole.headers["Content-Type"] == part.headers["Content-Type"]
    sent_as = [one.headers["Content-Disposition"].replace("ab-ovo", "network") for one in (whole, part)]
    assert [one.replace('"', "") for one in sent_as] == [sent_as[0].replace('"', "")] * 2
    again = client.get(whole.request.path, headers={"If-None-Match": whole.headers["ETag"]})
    assert again.status_code == 304


def test_files_of_the_release_are_linked_without_a_language_and_say_so(client: FlaskClient) -> None:
    page = client.get("/network?lang=en").text
    listed = page.partition('<p class="formats">')[2].partition("</p>")[0]
    links = [html.unescape(link) for link in re.findall(r'href="([^"]+)"', listed)]
    plain = [link for link in links if "excel" not in link and "measures" not in link]
    assert "/network.gexf" in plain and "/network/edges.csv" in plain
    assert not any("lang" in link for link in plain)
    assert all("lang=en" in link for link in links if "excel" in link)
    assert "the name in label is Polish, and label_pl and label_en have both" in words(page)
    # What is made on request is in the language of the page.
    stated = client.get("/network?lang=en&stated=1").text
    assert 'href="/network.gexf?stated=1&amp;lang=en"' in stated
    assert "files of the release, the same in both languages" not in words(stated)
    assert "lang=en" in client.get("/network/ab-ovo?lang=en").text.partition('class="formats"')[2][:300]


@pytest.mark.parametrize(("address", "extra"), [("/network/karuzela", ""), ("/network/karuzela", "&offices=1")])
def test_a_page_says_what_two_steps_reach(client: FlaskClient, address: str, extra: str) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get(f"{address}/nodes.csv?depth=2{extra}").text)))
    page = words(client.get(f"{address}?depth=2&lang=en{extra}").text)
    noun = "organisations or offices" if extra else "organisations"
    assert (
        f"Within two steps there are {len(rows) - 1} {noun}. The picture, the files and the query are of all of them"
        in page
    )
    assert "Within two steps" not in words(client.get(f"{address}?lang=en{extra}").text)
