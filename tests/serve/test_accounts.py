"""The account of a source: its facts in the order of its text, each beside its words; gaps at the end; the graph whole."""

import re
from html import unescape

import pytest
import rdflib
from flask.testing import FlaskClient

from esgraph.errors import LANGUAGES, Language
from esgraph.release import Release

SOURCE = "/graph/source/mbpr-2018-06-08"


def pages(client: FlaskClient, address: str, language: Language) -> list[str]:
    """All pages of an account, as a reader turns them."""
    found: list[str] = []
    here: str | None = f"{address}?lang={language}"
    while here:
        response = client.get(here, headers={"Accept": "text/html"})
        assert response.status_code == 200
        found.append(unescape(response.text).replace("\N{NO-BREAK SPACE}", " "))
        onward = re.search(r'rel="next" href="([^"]*)"', found[-1])
        here = onward[1] if onward else None
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_stand_in_the_order_of_the_text(client: FlaskClient, release: Release, language: Language) -> None:
    whole = "".join(pages(client, SOURCE, language))
    places = [(int(start), int(end)) for start, end in re.findall(r"(?:znaki|characters) (\d+)–(\d+)", whole)]
    assert [start for start, _ in places] == sorted(start for start, _ in places)
    nquads = release.nquads.read_text(encoding="utf-8")
    name = re.escape(f"{release.manifest.base}id/evidence/mbpr-2018-06-08-")
    expected = set(re.findall(rf"^<{name}(\d+)-(\d+)> .*graph/source/mbpr-2018-06-08> \.$", nquads, re.M))
    assert {(str(start), str(end)) for start, end in places} == expected


def test_every_fact_of_the_source_is_told_once(client: FlaskClient, release: Release) -> None:
    """Every claim and node of the graph that rests on evidence, and every thing that it names."""
    whole = "".join(pages(client, SOURCE, "en"))
    graph = rdflib.Graph().parse(data=client.get(f"{SOURCE}.nt").data, format="nt")
    evidence = rdflib.URIRef("https://w3id.org/esgraph/def#evidence")
    facts = {str(fact) for fact in graph.subjects(evidence)}
    nodes = [
        fact
        for fact in facts
        if re.search("/id/(claim|conferral|participation|cooperation|foundation|headcount)/", fact)
    ]
    assert len(nodes) > 50
    for fact in nodes:
        local = "/page/" + fact.removeprefix(f"{release.manifest.base}id/")
        assert whole.count(f'class="node" href="{local}?lang=en"') == 1, fact
    for fact in facts - set(nodes):
        assert "/page/" + fact.removeprefix(f"{release.manifest.base}id/") in whole


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("W dniu 08.06.2018 r.", "8 June 2018"),
        ("Otrzymali je m.in.:", "Mazovian Brand of the Social Economy 2018"),
        ("prezes firmy Hydro – Truck", "Discussion panel, part one"),
        ("Spółdzielnię Socjalną „Pożytek” zatrudniającą 32 osoby", "32"),
        ("dzięki współpracy powołali Spółdzielnię Socjalną „Pożytek”", "led to a founding"),
    ],
)
def test_a_fact_stands_beside_its_words(client: FlaskClient, words: str, told: str) -> None:
    whole = "".join(pages(client, SOURCE, "en"))
    passages = [one.partition("</ul>")[0] for one in whole.split('<p class="words">')[1:]]
    assert any(words in passage and told in passage for passage in passages)


@pytest.mark.parametrize("language", LANGUAGES)
def test_gaps_come_last_and_paraphrases_say_that_they_are(client: FlaskClient, language: Language) -> None:
    *before, last = pages(client, SOURCE, language)
    assert before
    heading = {"pl": "Czego to źródło nie podaje", "en": "What this source does not give"}[language]
    assert all(heading not in text for text in before)
    gap = {"pl": "Data założenia nie jest podana.", "en": "The date of founding is not given."}[language]
    assert gap in last.partition(heading)[2]
    (report,) = pages(client, "/graph/source/mowes-2018", language)
    paraphrases = report.partition({"pl": "Parafrazy", "en": "Paraphrases"}[language])[2]
    assert {
        "pl": "Spotkanie odbyło się w Centrum Handlowym Blue City.",
        "en": "The meeting took place in the Blue City",
    }[language] in paraphrases
    assert "<q" not in paraphrases.partition("<aside")[0]


def test_the_whole_graph_can_be_had_in_every_format_and_is_the_same(client: FlaskClient) -> None:
    page = client.get(f"{SOURCE}?lang=en", headers={"Accept": "text/html"}).text
    forms = {"ttl": "turtle", "jsonld": "json-ld", "rdf": "xml", "nt": "nt", "nq": "nquads", "trig": "trig"}
    found = {}
    for suffix, parser in forms.items():
        assert f'href="{SOURCE}.{suffix}"' in page or f'href="{SOURCE}.{suffix}?lang=en"' in page
        dataset = rdflib.Dataset(default_union=True)
        dataset.parse(data=client.get(f"{SOURCE}.{suffix}").data, format=parser)
        found[suffix] = set(dataset.triples((None, None, None)))
        if suffix in ("nq", "trig"):
            names = {str(graph.identifier) for graph in dataset.graphs() if len(graph)}
            assert names == {"https://w3id.org/esgraph/graph/source/mbpr-2018-06-08"}
    assert all(triples == found["nt"] for triples in found.values())
    assert len(found["nt"]) > 900


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_of_sources_says_who_when_and_how_much(client: FlaskClient, language: Language) -> None:
    text = unescape(client.get("/sources/", query_string={"lang": language}).text).replace("\N{NO-BREAK SPACE}", " ")
    entry = text.partition("wpis z 7 marca 2018" if language == "pl" else "entry of 7 March 2018")[2].partition(
        "</li>"
    )[0]
    for what in {
        "pl": ("Spółdzielnia Socjalna „Pożytek”", "7 marca 2018", "polski", "38 stwierdzeń"),
        "en": ("Pożytek Social Cooperative", "7 March 2018", "Polish", "38 statements"),
    }[language]:
        assert what in entry
    assert f'href="{SOURCE}?lang={language}"' in text


@pytest.mark.parametrize("name", ["places", "derived", "identity", "gaps", "schemes", "ontology", "catalogue"])
def test_a_graph_of_no_source_lists_its_members(client: FlaskClient, name: str) -> None:
    response = client.get(f"/graph/{name}", headers={"Accept": "text/html"})
    assert response.status_code == 200
    assert "<li>" in response.text.partition('class="told"')[2]
    assert len(response.data) < 60_000


def test_the_list_of_sources_says_how_much_each_graph_has(client: FlaskClient, release: Release) -> None:
    page = unescape(client.get("/sources/?lang=en").text)
    name = f"<{release.manifest.base}graph/source/mbpr-2018-06-08> ."
    statements = sum(line.endswith(name) for line in release.nquads.read_text(encoding="utf-8").splitlines())
    assert statements > 100
    entry = page.partition(f'href="{SOURCE}?lang=en"')[2].partition("</li>")[0]
    assert f"{statements} statements" in entry.replace(",", "")
