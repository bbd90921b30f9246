"""The network at a glance: ties that the data has, derived ones apart, boxes that do not touch, the same every time."""

import re
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from flask import Flask, render_template_string
from flask.testing import FlaskClient

from esgraph.errors import Language
from esgraph.serve import glance, ties
from esgraph.serve.site import site
from esgraph.vocabulary import ESG, ORG

TEMPLATE = '{% from "atlas.html" import glance_figure with context %}{{ glance_figure(glance) }}'


def read(app: Flask, language: Language) -> glance.Glance:
    with app.test_request_context(f"/?lang={language}"):
        picture = glance.read(site(), language)
    assert picture.nodes and picture.edges, "of a picture of nothing everything is true"
    return picture


def drawn(app: Flask, language: Language) -> str:
    with app.test_request_context(f"/?lang={language}"):
        return render_template_string(TEMPLATE, glance=glance.read(site(), language))


def test_the_ties_are_those_of_the_data(app: Flask, store: ox.Store) -> None:
    def pairs(predicate: str) -> set[tuple[str, str]]:
        found = store.quads_for_pattern(None, ox.NamedNode(predicate), None, ox.DefaultGraph())
        return {(quad.subject.value, quad.object.value) for quad in found}  # type: ignore[union-attr]

    result = dict(pairs(ORG + "resultingOrganization"))
    expected = {("cooperation", *sorted(pair)) for pair in pairs(ESG + "cooperatesWith")}
    expected |= {("founding", founder, result[founding]) for founding, founder in pairs(ESG + "founder")}
    expected |= {("unit", *pair) for pair in pairs(ORG + "unitOf")}
    picture = read(app, "pl")
    assert {(edge.relation, edge.one.iri, edge.other.iri) for edge in picture.edges} == expected
    assert {node.iri for node in picture.nodes} == {iri for _, one, other in expected for iri in (one, other)}
    assert not picture.is_part


def test_derived_ties_and_disputed_ones_look_different(app: Flask) -> None:
    picture = read(app, "pl")
    assert {edge.relation for edge in picture.edges if edge.is_derived} == {"cooperation"}
    assert {edge.relation for edge in picture.edges if edge.is_disputed} == {"founding"}
    page = drawn(app, "pl")
    svg = ElementTree.fromstring(page[page.index("<svg") : page.index("</svg>") + 6])  # noqa: S314 - our own page
    classes = [line.get("class", "") for line in svg.findall("line")]
    assert sorted(set(classes)) == ["cooperation", "founding disputed", "unit"]
    assert len(classes) == len(picture.edges)
    # The legend explains what is drawn, and nothing else.
    legend = page.partition('<ul class="legend">')[2].partition("</ul>")[0]
    assert re.findall(r'<line class="([^"]+)"', legend) == ["cooperation", "founding disputed", "unit"]
    boxes = {node.sector for node in picture.nodes}
    assert set(re.findall(r'<g class="([^"]+)"', legend)) == boxes
    words = page[page.index("<details") :]
    assert words.count('class="tag derived"') == sum(edge.is_derived for edge in picture.edges)
    assert words.count('class="tag conflict"') == sum(edge.is_disputed for edge in picture.edges)


@pytest.mark.parametrize("language", ["pl", "en"])
def test_every_organisation_is_a_link_with_its_name(app: Flask, client: FlaskClient, language: Language) -> None:
    picture, page = read(app, language), drawn(app, language)
    svg = ElementTree.fromstring(page[page.index("<svg") : page.index("</svg>") + 6])  # noqa: S314 - our own page
    assert [link.findtext("title") for link in svg.findall("a")] == [node.name for node in picture.nodes]
    links = set(re.findall(r'href="([^"]+)"', page))
    assert len(links) >= len(picture.nodes)
    for link in links:
        assert link.startswith("/page/")
        assert client.get(link.replace("&amp;", "&")).status_code == 200, link


def test_the_words_repeat_the_picture(app: Flask) -> None:
    words = drawn(app, "en").partition("<details")[2]
    for edge in read(app, "en").edges:
        assert f">{edge.one.name}</a> – " in words
        assert f' – <a href="/page/{edge.other.iri.partition("/id/")[2]}?lang=en">{edge.other.name}</a>' in words
        assert edge.relation == "unit" or all(f"/page/{one.partition('/id/')[2]}" in words for one in edge.grounds)


@pytest.mark.parametrize("language", ["pl", "en"])
def test_the_same_bytes_every_time(app: Flask, language: Language) -> None:
    first = drawn(app, language)
    with app.test_request_context():
        site().memo.clear()
    assert drawn(app, language) == first


def test_a_large_network_is_shown_in_its_best_connected_part(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ties, "MOST", 4)
    with app.test_request_context("/?lang=pl"):
        site().memo.clear()
        picture = glance.read(site(), "pl")
        page = render_template_string(TEMPLATE, glance=picture)
        site().memo.clear()
    assert len(picture.nodes) == 4
    assert picture.is_part
    assert picture.total == 9
    # It begins with the cooperative that has most ties, and every box hangs together with it.
    assert picture.nodes[0].iri.endswith("/organization/pozytek")
    joined = {picture.nodes[0].iri}
    for _ in picture.nodes:
        joined |= {iri for e in picture.edges for iri in (e.one.iri, e.other.iri) if {e.one.iri, e.other.iri} & joined}
    assert joined == {node.iri for node in picture.nodes}
    assert "4 z 9 organizacji" in page.replace("\N{NO-BREAK SPACE}", " ")


def test_names_are_short_and_whole(app: Flask) -> None:
    for picture in (read(app, "pl"), read(app, "en")):
        assert all(1 <= len(node.lines) <= 3 for node in picture.nodes)
        assert not any(line.endswith((" w", " i", " z")) for node in picture.nodes for line in node.lines)
    names = {node.name: node.lines for node in read(app, "pl").nodes}
    assert names["Ośrodek Pomocy Społecznej w Tłuszczu"] == ("OPS w Tłuszczu",)
