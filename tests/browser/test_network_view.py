"""The picture of a network that begins with one organisation, as people use it: by pointer, by keyboard, as a list."""

import csv
import io
import json
import math
import re
import struct
import zlib
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Download, Page, Route, expect

from esgraph.errors import LANGUAGES, Language
from esgraph.network.files.values import EDGE
from esgraph.serve import texts
from tests.browser import axe
from tests.browser.conftest import Visit
from tests.browser.watch import Visitor

BASE = "https://w3id.org/esgraph/id/organization/"
_CY = "const cy = document.querySelector('.netview-drawing')._cyreg.cy; "
_SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"

Positions = dict[str, tuple[float, float, float, float]]


@pytest.fixture
def reader(visit: Visit) -> Visitor:
    return visit(locale="pl-PL", viewport={"width": 1280, "height": 900})


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> str:
    return axe.source(tmp_path_factory.mktemp("axe"))


def open_view(reader: Visitor, slug: str, language: Language = "pl", **state: str) -> Page:
    """The page of an organisation's network, with the picture drawn."""
    reader.go(f"/network/{slug}?lang={language}" + "".join(f"&{name}={value}" for name, value in state.items()))
    expect(reader.page.locator(".netview-list > li").first).to_be_visible()
    reader.settle()
    return reader.page


def t(key: str, **values: object) -> str:
    """Words of the picture in Polish, which is what most readers here read."""
    return texts.TEXTS[f"netview_{key}"]["pl"].format(**values)


def drawn(page: Page) -> Positions:
    """Each box of the picture: slug → middle and size."""
    found = page.evaluate(
        f"() => {{ {_CY} return cy.nodes().map(one => [one.id(), one.position('x'), one.position('y'), one.width(), one.height()]) }}"
    )
    return {one[0].rpartition("/")[2]: tuple(one[1:]) for one in found}


def lines(page: Page) -> set[str]:
    """The ids of the edges in the picture."""
    return set(page.evaluate(f"() => {{ {_CY} return cy.edges().map(one => one.id()) }}"))


def listed(page: Page) -> set[str]:
    """The ids of the edges in the list; every one is there twice."""
    ids = page.locator(".netview-list ul button").evaluate_all("all => all.map(one => one.dataset.id)")
    assert all(ids.count(one) == 2 for one in ids)
    return set(ids)


def click(page: Page, iri: str) -> None:
    """Click what is drawn: an organisation in its middle, a tie at its middle."""
    page.locator(".netview-canvas").scroll_into_view_if_needed()
    x, y = page.evaluate(
        f"""id => {{ {_CY} const one = cy.getElementById(id), box = cy.container().getBoundingClientRect()
            const at = one.isNode() ? one.renderedPosition() : one.renderedMidpoint()
            return [box.x + at.x, box.y + at.y] }}""",
        iri,
    )
    page.mouse.click(x, y)


def same_everywhere(page: Page) -> None:
    """The list has what the picture has."""
    items = page.locator(".netview-list > li > button").evaluate_all("all => all.map(one => one.dataset.id)")
    assert {one.rpartition("/")[2] for one in items} == set(drawn(page))
    assert listed(page) == lines(page)


def apart(boxes: Positions) -> bool:
    """No box lies over another."""
    placed = list(boxes.values())
    return not any(
        abs(one[0] - other[0]) < (one[2] + other[2]) / 2 and abs(one[1] - other[1]) < (one[3] + other[3]) / 2
        for number, one in enumerate(placed)
        for other in placed[:number]
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_begins_with_an_organisation_and_its_partners(reader: Visitor, language: Language) -> None:
    page = open_view(reader, "pozytek", language)
    expect(page.get_by_role("heading", name=texts.text("netview_title", language))).to_be_visible()
    file = page.request.get(page.locator(".netview").evaluate("one => new URL(one.dataset.address, location).href"))
    elements = file.json()["elements"]
    assert set(drawn(page)) == {one["data"]["id"].rpartition("/")[2] for one in elements["nodes"]}
    assert {"pozytek", "ab-ovo", "gmina-tluszcz"} <= set(drawn(page))
    assert lines(page) == {one["data"]["id"] for one in elements["edges"]}
    same_everywhere(page)
    name = {"pl": "Gmina Tłuszcz", "en": "Commune of Tłuszcz"}[language]
    expect(page.locator(".netview-list > li > button", has_text=name)).to_have_count(1)


def test_without_javascript_there_is_no_empty_picture(visit: Visit) -> None:
    reader = visit(java_script_enabled=False)
    reader.go("/network/pozytek?lang=pl")
    expect(reader.page.locator(".netview")).to_be_hidden()


def test_a_click_chooses_and_the_panel_expands(reader: Visitor) -> None:
    page = open_view(reader, "karuzela")
    before = drawn(page)
    assert set(before) == {"karuzela", "hydro-truck"}
    click(page, BASE + "hydro-truck")
    panel = page.get_by_role("region", name=t("details"))
    expect(panel.get_by_role("heading", name="Hydro – Truck")).to_be_visible()
    expect(panel).to_contain_text("przedsiębiorstwo")
    expect(panel.get_by_role("link", name=t("say_network"))).to_have_attribute("href", "/network/hydro-truck?lang=pl")
    expect(panel.get_by_role("link", name=t("say_page"))).to_have_attribute(
        "href", "/page/organization/hydro-truck?lang=pl"
    )
    expect(page.locator('.netview-list [aria-pressed="true"]')).to_have_text("Hydro – Truck")
    panel.get_by_role("button", name=t("say_expand")).click()
    expect(page.locator(".netview-status")).to_have_text(t("say_added", name="Hydro – Truck", nodes=3, edges=6))
    after = drawn(page)
    assert set(after) - set(before) == {"cps-w-tluszczu", "cps-w-wegrowie", "powiat-legionowski"}
    assert {slug: after[slug] for slug in before} == before, "what was there has moved"
    assert apart(after)
    same_everywhere(page)
    panel.get_by_role("button", name=t("say_collapse")).click()
    assert drawn(page) == before
    click(page, BASE + "hydro-truck")
    page.mouse.dblclick(*_middle(page))
    assert set(drawn(page)) == set(after)


def _middle(page: Page) -> tuple[float, float]:
    x, y = page.evaluate(
        f"""() => {{ {_CY} const at = cy.nodes('.chosen').renderedPosition(), box = cy.container().getBoundingClientRect()
            return [box.x + at.x, box.y + at.y] }}"""
    )
    return x, y


def test_all_can_be_done_by_keyboard(reader: Visitor) -> None:
    page = open_view(reader, "karuzela")
    status = page.locator(".netview-status")
    picture = page.get_by_role("application")
    picture.focus()
    assert picture.evaluate("one => getComputedStyle(one).outlineStyle") != "none"
    page.keyboard.press("ArrowRight")
    expect(status).to_have_text(t("say_chosen", name="Stowarzyszenie „Karuzela”"))
    for key in ("ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"):
        page.keyboard.press(key)
        if "Hydro" in status.inner_text():
            break
    expect(status).to_have_text(t("say_chosen", name="Hydro – Truck"))
    page.keyboard.press("Enter")
    expect(status).to_have_text(t("say_added", name="Hydro – Truck", nodes=3, edges=6))
    assert len(drawn(page)) == 5
    expect(picture).to_be_focused()
    page.keyboard.press("Enter")
    expect(status).to_have_text(t("say_collapsed", name="Hydro – Truck"))
    assert len(drawn(page)) == 2
    page.keyboard.press("Escape")
    expect(status).to_have_text(t("say_cleared"))
    expect(page.locator(".netview-chosen")).to_have_text(t("choose"))
    zoom = f"() => {{ {_CY} return cy.zoom() }}"
    before = page.evaluate(zoom)
    page.keyboard.press("+")
    assert page.evaluate(zoom) > before
    page.keyboard.press("0")
    assert page.evaluate(zoom) == before
    page.keyboard.press("Tab")
    expect(picture).not_to_be_focused()


def test_the_list_chooses_what_the_picture_shows(reader: Visitor) -> None:
    page = open_view(reader, "pozytek")
    item = page.locator(".netview-list ul button", has_text="założyciel: Gmina Tłuszcz")
    item.focus()
    page.keyboard.press("Enter")
    chosen = page.evaluate(f"() => {{ {_CY} return cy.$('.chosen').map(one => one.id()) }}")
    assert [one.partition("#")[2] for one in chosen] == ["organization/gmina-tluszcz+organization/pozytek"]
    expect(item).to_have_attribute("aria-pressed", "true")
    expect(item).to_be_focused()
    expect(page.locator(".netview-chosen h4")).to_contain_text("Gmina Tłuszcz")


@pytest.mark.parametrize(
    ("slug", "label", "kept"),
    [
        ("pozytek", "założenie", lambda edge: edge["kind"] != "founding"),
        ("pozytek", "wspólny panel", lambda edge: edge["kind"] != "shared-panel"),
        ("pozytek", "tylko podane przez źródło", lambda edge: edge["stated"]),
        ("pozytek", "także wywiedzione powiązania między partnerami", lambda edge: edge["kind"] != "shared-panel"),
    ],
)
def test_a_box_takes_ties_out_of_picture_and_list(reader: Visitor, slug: str, label: str, kept: Any) -> None:
    page = open_view(reader, slug)
    edges = _edges(page)
    wanted = {one["id"] for one in edges if kept(one)}
    assert 0 < len(wanted) < len(edges)
    box = page.locator(".netview").get_by_label(label, exact=True)
    box.click()
    assert lines(page) == wanted
    same_everywhere(page)
    expect(box).to_be_focused()
    expect(page.locator(".netview-notes")).to_contain_text(str(len(edges) - len(wanted)))
    page.get_by_role("button", name=t("clear")).click()
    assert lines(page) == {one["id"] for one in edges}


@pytest.mark.parametrize(
    ("label", "value", "kept"),
    [
        ("Od roku", "2018", lambda edge: edge.get("year", 0) >= 2018),
        ("Do roku", "2017", lambda edge: 0 < edge.get("year", 0) <= 2017),
        ("Źródło", "pozytek-2018-03-07", lambda edge: edge["sources"].endswith("/pozytek-2018-03-07")),
    ],
)
def test_a_choice_takes_ties_out_of_picture_and_list(reader: Visitor, label: str, value: str, kept: Any) -> None:
    page = open_view(reader, "pozytek")
    wanted = {one["id"] for one in _edges(page) if kept(one)}
    assert 0 < len(wanted) < len(lines(page))
    page.locator(".netview").get_by_label(label, exact=True).select_option(value)
    assert lines(page) == wanted
    same_everywhere(page)
    assert "pozytek" in drawn(page)


def _edges(page: Page) -> list[dict[str, Any]]:
    address = page.locator(".netview").evaluate("one => new URL(one.dataset.address, location).href")
    return [one["data"] for one in page.request.get(address).json()["elements"]["edges"]]


def test_sources_are_called_by_their_names(reader: Visitor) -> None:
    page = open_view(reader, "pozytek")
    expect(page.get_by_label("Źródło", exact=True).locator("option", has_text="Relacja MBPR")).to_have_count(1)


def test_kinds_and_stated_and_derived_ties_look_different(reader: Visitor) -> None:
    page = open_view(reader, "ops-w-tluszczu", depth="2")
    looks = page.evaluate(
        f"""() => {{ {_CY} return cy.edges().map(one => [one.data('relation'), one.data('stated'), one.style('line-style'),
            one.style('width'), one.style('target-arrow-shape'), String(one.style('line-dash-pattern'))]) }}"""
    )
    assert {style for _, stated, style, *_ in looks if stated} == {"solid"}
    assert {style for _, stated, style, *_ in looks if not stated} == {"dashed"}
    # By more than their colours.
    forms: dict[str, set[tuple[str, ...]]] = {}
    for relation, _, *form in looks:
        forms.setdefault(relation, set()).add(tuple(form))
    assert {"cooperation", "founding", "co-founding", "shared-panel"} <= set(forms)
    assert all(len(found) == 1 for found in forms.values())
    assert len(set.union(*forms.values())) == len(forms)


def test_the_legend_has_what_is_drawn(reader: Visitor) -> None:
    page = open_view(reader, "pozytek")
    legend = page.get_by_role("list", name=t("legend"))
    for shown in ("line_founding", "line_co-founding", "line_shared-panel", "stated", "derived", "disputed"):
        expect(legend.get_by_text(_plain(texts.text(f"netpic_{shown}", "pl")))).to_be_visible()
    for hidden in ("unit", "post", "shared-edition", "merged", "office"):
        expect(legend.locator(f"[data-look={hidden}]")).to_be_hidden()
    page.locator(".netview").get_by_label("wspólny panel", exact=True).click()
    expect(legend.get_by_text(_plain(texts.text("netpic_line_shared-panel", "pl")))).to_be_hidden()


def _plain(text: str) -> re.Pattern[str]:
    """A text of a page, whatever spaces its lines are kept together by."""
    return re.compile(r"\s".join(map(re.escape, text.split())))


@pytest.mark.parametrize(
    ("slug", "state"),
    [
        ("powiat-legionowski", {"open": "hydro-truck"}),
        ("powiat-legionowski", {"open": "hydro-truck", "depth": "2"}),
        ("ops-w-tluszczu", {"merge": "1", "depth": "2"}),
    ],
)
def test_lines_are_drawn_as_they_were_worked_out(reader: Visitor, slug: str, state: dict[str, str]) -> None:
    """What the library draws runs under no third box, either; test_network_lines.py has every organisation."""
    page = open_view(reader, slug, "en", **state)
    boxes = drawn(page)
    ways = page.evaluate(
        f"""() => {{ {_CY} const at = one => [one.x, one.y]
            return cy.edges().map(one => [one.id(), one.source().id(), one.target().id(),
                [at(one.sourceEndpoint()), ...(one.controlPoints() ?? []).map(at), at(one.targetEndpoint())]]) }}"""
    )
    assert len(ways) == len(lines(page)) > 5
    for name, source, target, points in ways:
        ends = {source.rpartition("/")[2], target.rpartition("/")[2]}
        (x, y), (control_x, control_y), (end_x, end_y) = points
        way = [
            (
                x * (1 - s) ** 2 + 2 * control_x * s * (1 - s) + end_x * s * s,
                y * (1 - s) ** 2 + 2 * control_y * s * (1 - s) + end_y * s * s,
            )
            for s in (number / 50 for number in range(51))
        ]
        assert math.dist((x, y), (end_x, end_y)) > 30, name
        for slug_of, (at_x, at_y, wide, high) in boxes.items():
            if slug_of not in ends:
                met = [one for one in way if abs(one[0] - at_x) < wide / 2 and abs(one[1] - at_y) < high / 2]
                assert not met, (name, slug_of)


def test_a_probable_identity_is_told_everywhere(reader: Visitor) -> None:
    page = open_view(reader, "ops-w-tluszczu", merge="1")
    expect(page.get_by_role("list", name=t("legend")).locator("[data-look=merged]")).to_be_visible()
    item = page.locator(".netview-list > li").first
    expect(item.locator("> .tag.probable")).to_have_text(t("say_merged"))
    item.get_by_role("button").first.click()
    panel = page.locator(".netview-chosen")
    expect(panel).to_contain_text(t("say_probable"))
    expect(panel.get_by_role("link", name="Centrum Pomocy Społecznej w Tłuszczu")).to_have_attribute(
        "href", "/page/organization/cps-w-tluszczu?lang=pl"
    )
    why = panel.get_by_role("link", name=t("say_why"))
    assert page.request.get(reader.watch.address.rstrip("/") + (why.get_attribute("href") or "")).ok
    item.locator("ul button", has_text="wspólna edycja wyróżnienia").first.click()
    expect(panel).to_contain_text(t("say_merged_tie"))
    expect(panel.locator(".tag.probable").first).to_have_text(t("say_merged"))
    expect(panel.get_by_role("link", name="Centrum Pomocy Społecznej w Tłuszczu")).to_have_count(1)
    item.locator("ul button", has_text="współpraca").first.click()
    expect(panel).not_to_contain_text(t("say_merged_tie"))
    expect(panel.locator(".tag.probable")).to_have_count(0)


def test_the_panel_says_what_a_tie_is_derived_from(reader: Visitor) -> None:
    page = open_view(reader, "karuzela")
    page.locator(".netview-list ul button").first.click()
    panel = page.locator(".netview-chosen")
    expect(panel).to_contain_text(t("say_from"))
    expect(panel.get_by_role("link", name="Panel dyskusyjny, część pierwsza")).to_have_attribute(
        "href", "/page/event/panel-czesc-1?lang=pl"
    )
    expect(panel.get_by_role("heading", name=t("say_words_ground"))).to_be_visible()
    expect(panel.locator("blockquote q", has_text="W pierwszej części panelu uczestniczyli")).to_have_count(1)


def test_who_founded_something_together_founded_something_with_a_name(reader: Visitor) -> None:
    page = open_view(reader, "ab-ovo")
    item = page.locator(".netview-list ul button", has_text="wspólne założenie").first
    expect(item).to_contain_text("Pożytek")
    item.click()
    panel = page.locator(".netview-chosen")
    expect(panel.get_by_role("heading", level=4)).to_contain_text("Pożytek")
    expect(panel.get_by_role("link", name="Spółdzielnia Socjalna „Pożytek”")).to_have_attribute(
        "href", "/page/organization/pozytek?lang=pl"
    )
    expect(panel.get_by_role("link", name=t("say_ground_founding"))).to_have_attribute(
        "href", "/page/foundation/pozytek?lang=pl"
    )


def test_the_panel_quotes_the_words_that_a_tie_rests_on(reader: Visitor) -> None:
    page = open_view(reader, "pozytek")
    click(page, f"{BASE.removesuffix('organization/')}tie/founding-pozytek#organization/ab-ovo+organization/pozytek")
    panel = page.locator(".netview-chosen")
    expect(panel.locator("blockquote q")).to_have_text("dzięki współpracy powołali Spółdzielnię Socjalną „Pożytek”")
    expect(panel.locator("blockquote q")).to_have_attribute("lang", "pl")
    expect(panel).to_contain_text(t("say_stated"))
    expect(panel).to_contain_text(t("say_disputed"))
    expect(panel).to_contain_text(t("say_no_date"))
    expect(panel.get_by_role("link", name=t("say_evidence"))).to_have_attribute(
        "href", "/page/evidence/mbpr-2018-06-08-1440-1498?lang=pl"
    )
    expect(panel.get_by_role("link", name=re.compile("Relacja MBPR"))).to_have_attribute(
        "href", "/page/source/mbpr-2018-06-08?lang=pl"
    )
    expect(panel.get_by_role("link", name=t("say_tie_page"))).to_have_attribute(
        "href", "/page/tie/founding-pozytek?lang=pl"
    )


def test_a_paraphrase_is_no_quotation(reader: Visitor) -> None:
    page = open_view(reader, "pozytek")
    page.locator(".netview-list ul button", has_text="założyciel: Gmina Tłuszcz").click()
    panel = page.locator(".netview-chosen")
    expect(panel.locator("blockquote")).to_contain_text(f"({t('say_paraphrase')})")
    expect(panel).to_contain_text("kwiecień 2017")
    expect(panel.locator("q")).to_have_count(0)


def test_the_panel_says_through_which_office(reader: Visitor) -> None:
    page = open_view(reader, "cis-w-legionowie")
    page.locator(".netview-list ul button").first.click()
    panel = page.locator(".netview-chosen")
    expect(panel).to_contain_text(t("say_derived"))
    expect(panel.get_by_role("link", name="Starosta Legionowski")).to_have_attribute(
        "href", "/page/post/starosta-legionowski?lang=pl"
    )
    expect(panel).to_contain_text("w toku")


def test_the_address_restores_the_view(reader: Visitor, visit: Visit) -> None:
    page = open_view(reader, "karuzela")
    click(page, BASE + "hydro-truck")
    page.locator(".netview-chosen").get_by_role("button", name=t("say_expand")).click()
    page.get_by_label("także wywiedzione powiązania między partnerami").click()
    page.locator(".netview").get_by_label("wspólny panel", exact=True).click()
    page.locator(".netview").get_by_label("Od roku").select_option("2018")
    page.locator(".netview-list button", has_text="Powiat Legionowski").first.click()
    reader.settle()
    address = urlsplit(page.url)
    assert parse_qs(address.query) == {
        "lang": ["pl"], "open": ["hydro-truck"], "between": ["no"], "kinds-hidden": ["shared-panel"],
        "from-year": ["2018"], "selected": parse_qs(address.query)["selected"],
    }  # fmt: skip
    other = visit(viewport={"width": 1280, "height": 900})
    other.go(f"{address.path}?{address.query}")
    expect(other.page.locator(".netview-list > li").first).to_be_visible()
    other.settle()
    assert drawn(other.page) == drawn(page)
    assert lines(other.page) == lines(page)
    expect(other.page.locator(".netview").get_by_label("wspólny panel", exact=True)).not_to_be_checked()
    expect(other.page.locator(".netview-chosen h4")).to_have_text(page.locator(".netview-chosen h4").inner_text())
    other.page.get_by_role("link", name="English").click()
    other.page.wait_for_url("**lang=en**")
    expect(other.page.locator(".netview-list > li").first).to_be_visible()
    assert set(drawn(other.page)) == set(drawn(page))


def test_two_loads_give_the_same_picture(reader: Visitor, visit: Visit) -> None:
    one = open_view(reader, "pozytek")
    other = open_view(visit(viewport={"width": 1280, "height": 900}), "pozytek")
    assert drawn(one) == drawn(other)
    assert apart(drawn(one))


def _taken(page: Page, name: str, folder: Path) -> tuple[Download, bytes]:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name).click()
    file = folder / waiting.value.suggested_filename
    waiting.value.save_as(file)
    return waiting.value, file.read_bytes()


def test_the_picture_is_taken_away_as_svg(reader: Visitor, tmp_path: Path) -> None:
    page = open_view(reader, "pozytek")
    download, file = _taken(page, t("svg"), tmp_path)
    assert download.suggested_filename == "pozytek.svg"
    picture = ElementTree.fromstring(file)  # noqa: S314 - made here
    space = "{http://www.w3.org/2000/svg}"
    assert picture.tag == f"{space}svg"
    said = [one.text for one in picture.iter(f"{space}title")]
    names = {one.inner_text() for one in page.locator(".netview-list > li > button").all()}
    assert names <= set(said)
    written = [" ".join(line.text or "" for line in one) for one in picture.iter(f"{space}text")]
    assert names <= set(written)
    parts = picture.findall(f"{space}g")
    ties = [one for one in parts if (one.findtext(f"{space}title") or "") not in {"", *names}]
    assert len(ties) == len(lines(page))
    # Whose network it is, what is drawn, where it is from.
    assert t("label", node="Spółdzielnia Socjalna „Pożytek”") in written
    legend = {
        texts.text(f"netpic_line_{one}", "pl") for one in ("founding", "co-founding", "cooperation", "shared-panel")
    }
    assert legend <= set(written)
    assert texts.text("netpic_line_unit", "pl") not in written
    all_words = " ".join(written)
    assert "CC BY 4.0" in all_words and "1.0.0-" in all_words and "Mazowszu" in all_words
    size = [float(one) for one in (picture.get("viewBox") or "").split()]
    for one in picture.iter(f"{space}tspan"):
        assert 30 <= float(one.get("x") or 0) <= size[2] - 30
        assert 30 <= float(one.get("y") or 0) <= size[3] - 20
    # Nothing is asked of anywhere.
    assert not [
        one for one in picture.iter() if one.tag.endswith(("image", "style", "script")) or "href" in str(one.attrib)
    ]


def test_what_is_shown_is_taken_away_as_data(reader: Visitor, tmp_path: Path) -> None:
    page = open_view(reader, "pozytek", "pl", **{"kinds-hidden": "founding"})
    shown = lines(page)
    assert 0 < len(shown) < len(_edges(page))
    _, file = _taken(page, t("csv"), tmp_path)
    rows = list(csv.DictReader(io.StringIO(file.decode(), newline="")))
    assert {row["id"] for row in rows} == shown
    assert list(rows[0]) == ["id", "source", "target", *EDGE, "source_label", "target_label"]
    assert all(row["evidence"].startswith("https://") and row["words"] and row["source_label"] for row in rows)
    download, file = _taken(page, t("cyjs"), tmp_path)
    assert download.suggested_filename == "pozytek.cyjs"
    found = json.loads(file)
    assert {one["data"]["id"] for one in found["elements"]["edges"]} == shown
    assert {one["data"]["id"].rpartition("/")[2] for one in found["elements"]["nodes"]} == set(drawn(page))
    known = {one["id"]: one for one in _edges(page)}
    assert all(one["data"] == known[one["data"]["id"]] for one in found["elements"]["edges"])


def test_the_picture_is_taken_away_as_png(reader: Visitor, tmp_path: Path) -> None:
    page = open_view(reader, "pozytek")
    download, file = _taken(page, t("png"), tmp_path)
    assert download.suggested_filename == "pozytek.png"
    assert file.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", file[16:24])
    boxes = drawn(page).values()
    assert width > 2 * (max(one[0] for one in boxes) - min(one[0] for one in boxes))
    assert height > 2 * (max(one[1] for one in boxes) - min(one[1] for one in boxes))
    data = zlib.decompress(b"".join(_chunks(file, b"IDAT")))
    assert len(set(data)) > 50, "an empty picture"


def _chunks(file: bytes, wanted: bytes) -> list[bytes]:
    found, at = [], 8
    while at < len(file):
        size, kind = struct.unpack(">I4s", file[at : at + 8])
        if kind == wanted:
            found.append(file[at + 8 : at + 8 + size])
        at += 12 + size
    return found


def test_the_code_shows_the_same_in_a_frame(reader: Visitor, visit: Visit) -> None:
    page = open_view(reader, "karuzela", open="hydro-truck")
    page.locator(".netview-embed summary").click()
    code = page.get_by_label(t("embed_code")).input_value()
    host = visit(viewport={"width": 1000, "height": 1000})
    place = host.watch.address + "somebody-elses-page"
    host.page.route(place, lambda route: _answer(route, f"<!doctype html><html lang=pl><title>x</title>{code}"))
    host.page.goto(place)
    frame = host.page.frame_locator("iframe")
    expect(frame.locator(".netview-list > li")).to_have_count(5)
    expect(frame.get_by_role("banner")).to_have_count(0)
    expect(frame.get_by_role("link", name="CC BY 4.0")).to_be_visible()
    back = frame.get_by_role("link", name=t("full"))
    expect(back).to_have_attribute("target", "_top")
    expect(back).to_have_attribute("href", re.compile(r"/network/karuzela\?.*open=hydro-truck"))
    expect(frame.locator(".netview-embed")).to_have_count(0)
    frame.locator(".netview-list > li > button").first.click()
    expect(frame.locator(".netview-chosen a").first).to_have_attribute("target", "_top")
    host.settle()


def _answer(route: Route, body: str, kind: str = "text/html; charset=utf-8") -> None:
    route.fulfill(body=body, content_type=kind)


def test_the_code_is_copied_or_at_least_selected(reader: Visitor) -> None:
    page = open_view(reader, "pozytek")
    page.locator(".netview-embed summary").click()
    page.get_by_role("button", name=t("copy")).click()
    expect(page.locator(".netview-embed [role=status]")).to_have_text(
        re.compile(f"{re.escape(t('say_copied'))}|{re.escape(t('say_select'))}")
    )


def _hub(partners: int) -> str:
    """A file of an organisation with very many partners, who all were honoured together."""
    slugs = ["pozytek", *(f"partner-{number:03}" for number in range(partners))]
    nodes = [{"data": {"id": BASE + slug, "label": f"Partner wyróżniony {slug}", "office": False}} for slug in slugs]
    edges = [
        {"data": {"id": f"{BASE.removesuffix('organization/')}tie/gala#{one}+{other}", "source": BASE + one,
                  "target": BASE + other, "kind": "shared-edition", "relation": "shared-edition", "directed": False,
                  "stated": False, "disputed": False, "tie": f"{BASE.removesuffix('organization/')}tie/gala"}}
        for number, one in enumerate(slugs) for other in slugs[:number]
    ]  # fmt: skip
    return json.dumps({"data": {}, "elements": {"nodes": nodes, "edges": edges}})


def test_a_hub_is_no_hairball(reader: Visitor) -> None:
    reader.page.route("**/network/pozytek.cyjs?*", lambda route: _answer(route, _hub(70), "application/json"))
    page = open_view(reader, "pozytek")
    before = drawn(page)
    assert len(before) == 40
    assert len(lines(page)) == 39, "ties between partners are drawn, too"
    assert apart(before)
    expect(page.locator(".netview-notes")).to_contain_text(
        t("say_left", name="Partner wyróżniony pozytek", n=31, total=71)
    )
    page.locator(".netview-notes button").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".netview-notes button", has_text="11")).to_be_focused()
    after = drawn(page)
    assert len(after) == 60
    assert {slug: after[slug] for slug in before} == before
    assert apart(after)
    page.locator(".netview-notes button", has_text="11").click()
    assert len(drawn(page)) == 71
    expect(page.locator(".netview-notes button")).to_have_count(0)
    expect(page.get_by_role("application")).to_be_focused()
    assert parse_qs(urlsplit(page.url).query)["open"] == ["pozytek,pozytek"]
    page.get_by_label(t("between")).click()
    assert len(lines(page)) == 71 * 70 // 2


def test_places_that_the_server_gives_are_kept_and_offices_lead_on(reader: Visitor) -> None:
    office = BASE.replace("organization/", "post/") + "prezes"
    nodes = [
        {"data": {"id": BASE + "pozytek", "label": "Pożytek", "office": False}, "position": {"x": 500, "y": 80}},
        {"data": {"id": BASE + "most", "label": "Most", "office": False}, "position": {"x": 900, "y": 80}},
        {"data": {"id": office, "label": "Prezes Pożytku", "office": True}, "position": {"x": 500, "y": 380}},
    ]
    edges = [
        {"data": {"id": f"{BASE}tie#{one}", "source": one, "target": BASE + "pozytek", "kind": kind, "relation": kind,
                  "directed": kind == "post", "stated": True, "disputed": False, "tie": BASE + "tie"}}
        for one, kind in ((BASE + "most", "cooperation"), (office, "post"))
    ]  # fmt: skip
    body = json.dumps({"elements": {"nodes": nodes, "edges": edges}})
    reader.page.route("**/network/pozytek.cyjs?*", lambda route: _answer(route, body, "application/json"))
    page = open_view(reader, "pozytek")
    assert {slug: box[:2] for slug, box in drawn(page).items()} == {
        "pozytek": (0, 0),
        "most": (400, 0),
        "prezes": (0, 300),
    }
    click(page, office)
    panel = page.locator(".netview-chosen")
    expect(panel.get_by_role("link", name=t("say_page_post"))).to_have_attribute("href", "/page/post/prezes?lang=pl")
    expect(panel.get_by_role("link", name=t("say_network"))).to_have_attribute("href", "/network/post/prezes?lang=pl")
    expect(page.locator(".netview-legend [data-look=office]")).to_be_visible()
    reader.page.route("**/network/post/prezes.cyjs?*", lambda route: _answer(route, body, "application/json"))
    page.keyboard.press("Enter")
    expect(panel).to_contain_text(t("say_all_shown"))
    assert parse_qs(urlsplit(page.url).query)["open"] == ["post/prezes"]


def test_of_a_network_that_is_too_large_the_closest_part_is_shown(reader: Visitor) -> None:
    refused = f"{reader.watch.address}network/pozytek.cyjs?lang=pl"
    reader.watch.failing.add(refused)
    reader.page.route(refused, lambda route: route.fulfill(status=413))
    with reader.page.expect_request("**/network/pozytek.cyjs?*most=*"):
        page = open_view(reader, "pozytek")
    assert set(drawn(page)) == {"pozytek", "ab-ovo", "ops-w-tluszczu", "gmina-tluszcz", "powiat-wolominski"}
    expect(page.locator(".netview-notes")).to_contain_text(t("say_part", name="Spółdzielnia Socjalna „Pożytek”"))


@pytest.mark.parametrize("refusing", [("60",), ("60", "20")])
def test_if_the_closest_are_too_many_too_fewer_are_asked_for(reader: Visitor, refusing: tuple[str, ...]) -> None:
    whole = f"{reader.watch.address}network/pozytek.cyjs?lang=pl"
    refused = {whole, *(f"{whole}&most={most}" for most in refusing)}
    told = json.dumps({"detail": "too many", "translated": {"language": "pl", "detail": "Za dużo krawędzi."}})
    reader.watch.failing |= refused
    reader.page.route(
        lambda address: address in refused,
        lambda route: route.fulfill(status=413, body=told, content_type="application/problem+json"),
    )
    if "20" not in refusing:
        with reader.page.expect_request("**/network/pozytek.cyjs?*most=20*"):
            open_view(reader, "pozytek")
        return
    reader.go("/network/pozytek?lang=pl")
    expect(reader.page.get_by_role("alert")).to_have_text(f"{t('say_failed', name='pozytek')} Za dużo krawędzi.")


def test_what_the_server_says_of_a_refusal_is_told(reader: Visitor) -> None:
    refused = f"{reader.watch.address}network/pozytek.cyjs?lang=pl"
    reader.watch.failing.add(refused)
    told = json.dumps(
        {"detail": "too many", "translated": {"language": "pl", "detail": "Za dużo żądań.", "remedy": "Poczekaj."}}
    )
    reader.page.route(
        refused, lambda route: route.fulfill(status=429, body=told, content_type="application/problem+json")
    )
    reader.go("/network/pozytek?lang=pl")
    expect(reader.page.get_by_role("alert")).to_have_text(f"{t('say_failed', name='pozytek')} Za dużo żądań. Poczekaj.")
    expect(reader.page.locator(".netview")).to_be_hidden()


def test_a_network_that_does_not_come_is_told(reader: Visitor) -> None:
    page = open_view(reader, "karuzela")
    reader.watch.failing.add(f"{reader.watch.address}network/hydro-truck.cyjs?lang=pl")
    page.route("**/network/hydro-truck.cyjs?*", lambda route: route.fulfill(status=503))
    click(page, BASE + "hydro-truck")
    page.locator(".netview-chosen").get_by_role("button", name=t("say_expand")).click()
    expect(page.get_by_role("alert")).to_have_text(f"{t('say_failed', name='Hydro – Truck')} {t('say_offline')}")
    assert len(drawn(page)) == 2
    page.unroute("**/network/hydro-truck.cyjs?*")
    page.locator(".netview-chosen").get_by_role("button", name=t("say_expand")).click()
    expect(page.locator(".netview-list > li")).to_have_count(5)
    expect(page.get_by_role("alert")).to_have_count(0)


def test_what_an_address_names_in_vain_is_told(reader: Visitor) -> None:
    with_request: list[str] = []
    reader.page.on("request", lambda one: with_request.append(one.url))
    page = open_view(
        reader,
        "karuzela",
        "pl",
        open="nobody,hydro-truck",
        selected="organization/nothing",
        **{"kinds-hidden": "marriage"},
    )
    told = page.locator(".netview-trouble")
    expect(told).to_have_text(t("say_strange", names="nobody, marriage, organization/nothing"))
    assert not [one for one in with_request if "nobody" in one.partition("?")[0]]
    assert len(drawn(page)) == 5
    expect(page.locator(".netview-chosen")).to_have_text(t("choose"))
    assert parse_qs(urlsplit(page.url).query)["open"] == ["hydro-truck"]


def test_a_choice_that_filters_hide_is_not_strange(reader: Visitor) -> None:
    page = open_view(reader, "karuzela", "pl", selected="organization/hydro-truck", **{"kinds-hidden": "shared-panel"})
    assert set(drawn(page)) == {"karuzela"}
    expect(page.locator(".netview-trouble")).to_have_count(0)


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_it_opens_with_nothing_cut_or_says_so(visit: Visit, width: int) -> None:
    reader = visit(viewport={"width": width, "height": 700}, has_touch=width < 400)
    for slug, state in (
        ("pozytek", {}),
        ("karuzela", {}),
        ("powiat-legionowski", {}),
        ("ops-w-tluszczu", {"depth": "2"}),
    ):
        page = open_view(reader, slug, "pl", **state)
        zoom, cut = page.evaluate(
            f"""() => {{ {_CY} const seen = cy.extent()
                return [cy.zoom(), cy.nodes().filter(one => {{ const box = one.boundingBox()
                    return box.x1 < seen.x1 || box.x2 > seen.x2 || box.y1 < seen.y1 || box.y2 > seen.y2 }}).map(one => one.id())] }}"""
        )
        assert zoom >= 0.6
        assert BASE + slug not in cut
        beyond = page.locator(".netview-beyond")
        if cut:
            expect(beyond).to_be_visible()
        else:
            expect(beyond).to_be_hidden()
        page.get_by_role("button", name=t("zoom_all")).click()
        expect(beyond).to_be_hidden()
        page.get_by_role("button", name=t("zoom_in")).click(click_count=6)
        expect(beyond).to_be_visible()


def test_controls_are_not_printed(reader: Visitor) -> None:
    page = open_view(reader, "pozytek", depth="2")
    page.emulate_media(media="print")
    for name in (t("take"), t("zoom"), t("filters"), t("embed")):
        expect(page.get_by_text(name, exact=True).first).to_be_hidden()
    expect(page.locator("details.switches")).to_be_hidden()
    expect(page.get_by_role("list", name=t("legend"))).to_be_visible()
    expect(page.locator(".netview-canvas")).to_be_visible()


def test_the_wheel_scrolls_the_page_and_zooms_with_ctrl_only(reader: Visitor) -> None:
    page = open_view(reader, "pozytek")
    page.locator(".netview-canvas").hover()
    zoom = f"() => {{ {_CY} return cy.zoom() }}"
    before, scrolled = page.evaluate(zoom), page.evaluate("scrollY")
    page.mouse.wheel(0, 200)
    page.wait_for_function("from => scrollY > from", arg=scrolled)
    assert page.evaluate(zoom) == before
    page.wait_for_timeout(300)  # as long as a page scrolls, the picture takes no wheel
    page.keyboard.down("Control")
    page.mouse.wheel(0, -100)
    page.keyboard.up("Control")
    page.wait_for_function(f"from => {{ {_CY} return cy.zoom() > from }}", arg=before)


def test_the_picture_follows_the_scheme(reader: Visitor) -> None:
    page = open_view(reader, "pozytek")
    colour = f"() => {{ {_CY} return cy.nodes()[1].style('color') }}"
    light = page.evaluate(colour)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"from => {{ {_CY} return cy.nodes()[1].style('color') !== from }}", arg=light)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 640, 1280])
def test_it_is_accessible_and_fits(visit: Visit, program: str, width: int, scheme: str) -> None:
    reader = visit(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = open_view(reader, "pozytek")
    page.locator(".netview-embed summary").click()
    page.locator(".netview-list ul button").first.click()
    reader.settle()
    assert axe.violations(page, program) == ()
    assert not page.evaluate(_SIDEWAYS)
    reader.go("/embed/network/pozytek?lang=en")
    expect(page.locator(".netview-list > li").first).to_be_visible()
    reader.settle()
    assert axe.violations(page, program) == ()
    assert not page.evaluate(_SIDEWAYS)


def test_nothing_moves_for_who_wants_no_motion(visit: Visit) -> None:
    reader = visit(reduced_motion="reduce", viewport={"width": 1280, "height": 900})
    page = open_view(reader, "karuzela", open="hydro-truck")
    assert page.evaluate("document.getAnimations().length") == 0
    assert page.evaluate(f"() => {{ {_CY} return cy.nodes().some(one => one.animated()) }}") is False
