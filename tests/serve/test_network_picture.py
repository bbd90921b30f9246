"""A picture of the network on a page: what the drawing has, as links, lines and words, in both languages."""

import re
from html import unescape
from xml.etree import ElementTree

import pytest
from flask import Flask, render_template_string
from flask.testing import FlaskClient

from esgraph.errors import LANGUAGES, Language
from esgraph.network import Network, load
from esgraph.network.drawing import Picture, draw
from esgraph.network.paths import ego
from esgraph.release import Release
from tests.network.conftest import iri, made, tie

TEMPLATE = '{% from "network_macros.html" import network_figure with context %}{{ network_figure(picture, "Sieć <&> \\"x\\"") }}'


@pytest.fixture(scope="module")
def network(release: Release) -> Network:
    return load(release)


def shown(app: Flask, picture: Picture) -> str:
    with app.test_request_context(f"/?lang={picture.language}"):
        return render_template_string(TEMPLATE, picture=picture)


def svg_of(page: str) -> ElementTree.Element:
    return ElementTree.fromstring(page[page.index("<svg") : page.index("</svg>") + 6])  # noqa: S314 - our own page


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_box_is_a_link_with_its_name(
    app: Flask, client: FlaskClient, network: Network, language: Language
) -> None:
    picture = draw(network.view(offices=True), language)
    page = shown(app, picture)
    links = svg_of(page).findall("a")
    assert [link.findtext("title") for link in links] == [box.name for box in picture.boxes]
    assert [" ".join(text.text or "" for text in link.findall("text")) for link in links] == [
        " ".join(box.lines) for box in picture.boxes
    ]
    assert [link.get("class") for link in links] == [box.sector for box in picture.boxes]
    addresses = set(re.findall(r'href="([^"]+)"', page))
    assert len(addresses) > len(picture.boxes)
    for address in addresses:
        assert client.get(unescape(address)).status_code == 200, address


def test_lines_look_like_what_they_are(app: Flask, network: Network) -> None:
    picture = draw(network.view(), "pl")
    lines = svg_of(shown(app, picture)).findall("g")
    assert len(lines) == len(picture.lines)
    for drawn, line in zip(lines, picture.lines, strict=True):
        assert (drawn.get("class") or "").split() == [line.relation, *(["derived"] if line.is_derived else [])]
        assert [path.get("d") for path in drawn.findall("path")] == [line.curve.path, *line.heads]
        assert bool(drawn.findall("g")) == line.is_disputed
    assert {line.is_derived for line in picture.lines} == {line.is_disputed for line in picture.lines} == {True, False}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_repeat_the_lines(app: Flask, network: Network, language: Language) -> None:
    picture = draw(network.view(), language)
    page = shown(app, picture)
    words = page.partition("<details")[2]
    assert words.count("<li>") == len(picture.lines)
    assert words.count('class="tag derived"') == sum(line.is_derived for line in picture.lines)
    assert words.count('class="tag conflict"') == sum(line.is_disputed for line in picture.lines)
    plain = unescape(re.sub(r"<[^>]+>", "", words)).replace("\N{NO-BREAK SPACE}", " ")
    titles = [line.findtext("title") or "" for line in svg_of(page).findall("g")]
    for title, line in zip(titles, picture.lines, strict=True):
        assert title in plain
        assert all(one.name in title and other.name in title for one, _, other in line.said)
        if line.kind != "unit":
            assert all(f"/page/{ground.partition('/id/')[2]}" in words for ground in line.grounds)


def test_the_legend_tells_what_is_drawn_and_nothing_else(app: Flask, network: Network) -> None:
    def legend(picture: Picture) -> list[str]:
        listed = shown(app, picture).partition('<ul class="legend">')[2].partition("</ul>")[0]
        return [re.sub(r"<[^>]+>", "", entry).strip() for entry in listed.split("</li>")[:-1]]

    assert legend(draw(network.view(), "en")) == [
        "cooperation",
        "founding (the arrow points at what was founded)",
        "founding an organisation together (a dot at each founder)",
        "unit (the diamond is at the organisation that it belongs to)",
        "sitting on the same panel",
        "being honoured in the same edition of an award",
        "solid line: stated by a source",
        "broken line: derived from what sources say",
        "sources disagree",
        "social economy entity",
        "public body",
        "another organisation",
    ]
    assert legend(draw(made([tie("x", ["a", "b"])]).view(), "pl")) == ["współpraca", "inna organizacja"]


def test_a_probable_identity_is_told(app: Flask, network: Network) -> None:
    page = shown(app, draw(network.view(merge_probable=True), "en"))
    assert page.count('class="tag probable"') == page.count('class="sign merged"') - 1 > 0
    assert "a probable, unconfirmed identity" in page.partition("<details")[0]


def test_the_centre_stands_out_and_what_is_left_out_is_told(app: Flask, network: Network) -> None:
    centre = iri("pozytek")
    view = ego(network.view(), centre)
    page = shown(app, draw(view, "pl", centre=centre, most=3))
    assert next(link.get("class") for link in svg_of(page).findall("a")) == "social centre"
    told = f"Pokazane: 3 z {len(view.nodes)}; pominięte, bo słabiej połączone: {len(view.nodes) - 3}."
    assert told in page.replace("\N{NO-BREAK SPACE}", " ")
    assert "Pokazane" not in shown(app, draw(view, "pl", centre=centre))


def test_titles_are_escaped_and_nothing_is_styled_inline(app: Flask, network: Network) -> None:
    page = shown(app, draw(network.view(), "pl"))
    assert page.count('aria-label="Sieć &lt;&amp;&gt; &#34;x&#34;"') == 2
    assert not re.search(r"<style|\sstyle=|<script|\sid=", page)
    assert shown(app, draw(made([]).view(), "pl")).strip() == ""
