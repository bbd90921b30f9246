"""The map: boundaries as they were made, counts that the data has, a picture that its table repeats, files that read."""

import csv
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from esgraph.serve import atlas, presence, topology
from esgraph.serve.boundaries import __main__ as maker
from esgraph.serve.choropleth import STEPS, picture, scale
from esgraph.serve.pages import counties
from esgraph.vocabulary import ESG, ORG, RDF, SCHEMA
from tests.conftest import ROOT, material
from tests.serve.varied import EVENTS, ORGANIZATIONS

PATH = re.compile(r"(?:M-?\d+ -?\d+l(?:-?\d+(?: \d+|-\d+))(?:(?: \d+|-\d+)(?: \d+|-\d+))*z?)+")
SVG = re.compile(r"<svg.*?</svg>", re.S)


def drawings(page: str) -> list[ElementTree.Element]:
    """The pictures of a page, each of which must be well-formed XML."""
    return [ElementTree.fromstring(text) for text in SVG.findall(page)]  # noqa: S314 - our own page


def linked(page: str) -> dict[str, int]:
    """What the map of a page shows: county → the number in its title."""
    picture = next(one for one in drawings(page) if one.find("a") is not None)
    found = {}
    for link in picture.findall("a"):
        code = link.get("href", "").partition("?")[0].rpartition("/")[2]
        title = link.findtext("title") or ""
        assert PATH.fullmatch(next(iter(link.findall("path"))).get("d", ""))
        found[code] = int(re.search(r": (\d+)", title)[1])  # type: ignore[index]
    return found


# Boundaries


def test_the_boundaries_can_be_made_anew() -> None:
    inputs = [
        material("refdata/powiaty-min-terc.geojson"), material("refdata/wojewodztwa-min-terc.geojson"),
        material("refdata/TERC_Urzedowy_2020-09-26.csv"),
    ]  # fmt: skip
    counties, voivodeships = maker.county_features(*inputs)
    folder = ROOT / "esgraph" / "serve" / "boundaries"
    assert maker.topology(counties, *maker.COUNTIES) == (folder / "counties.topojson").read_text(encoding="utf-8")
    made = maker.topology(voivodeships, *maker.VOIVODESHIPS)
    assert made == (folder / "voivodeships.topojson").read_text(encoding="utf-8")
    # The codes in this file were found in another way.
    known = json.loads(inputs[0].read_text(encoding="utf-8"))["features"]
    assert {code: name["properties"]["name"].removeprefix("powiat ") for code, name in counties.items()} == {
        one["properties"]["terc"]: one["properties"]["nazwa"].removeprefix("powiat ") for one in known
    }


def test_every_county_of_the_register_has_a_path() -> None:
    lines = material("refdata/TERC_Urzedowy_2020-09-26.csv").read_text(encoding="utf-8-sig").splitlines()
    rows = list(csv.DictReader(lines, delimiter=";"))
    register = {row["WOJ"] + row["POW"] for row in rows if row["POW"] and not row["GMI"]}
    assert set(atlas.counties()) == register
    assert set(atlas.voivodeships()) == {code[:2] for code in register}
    for area in [*atlas.counties().values(), *atlas.voivodeships().values()]:
        assert PATH.fullmatch(area.path), area.code
    assert PATH.fullmatch(atlas.borders())
    assert PATH.fullmatch(atlas.outline())


def test_the_boundaries_are_small_and_say_whose_they_are() -> None:
    for name, most in (("counties", 120_000), ("voivodeships", 10_000)):
        path = ROOT / "esgraph" / "serve" / "boundaries" / f"{name}.topojson"
        assert path.stat().st_size < most
        told = json.loads(path.read_text(encoding="utf-8"))
        assert "GUGiK" in told["source"] or "Geodezji" in told["source"]
        assert "MIT" in told["licence"]


def test_neighbours_share_their_border() -> None:
    """A line of the grid belongs to two counties, or to one and the border of the country."""
    sides: Counter[frozenset[tuple[int, int]]] = Counter()
    for area in atlas.counties().values():
        for ring in area.rings:
            sides.update(frozenset(edge) for edge in pairwise((*ring, ring[0])))
    alone = [edge for edge, number in sides.items() if number == 1]
    assert len(alone) < 0.1 * len(sides)


@pytest.mark.parametrize(
    ("longitude", "latitude", "code"),
    [
        (21.012, 52.230, "1465"), (21.436, 52.431, "1434"), (18.646, 54.352, "2261"), (22.57, 51.25, "0663"),
        (14.55, 53.43, "3262"), (21.147, 51.403, "1463"), (20.927, 52.401, "1408"), (19.706, 52.547, "1462"),
    ],
)  # fmt: skip
def test_towns_are_in_their_counties(longitude: float, latitude: float, code: str) -> None:
    point = atlas.grid(longitude, latitude)
    assert [one for one, area in atlas.counties().items() if contains(area, point)] == [code]


def contains(area: atlas.Area, point: tuple[int, int]) -> bool:
    x, y = point
    crossings = sum(
        (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
        for ring in area.rings
        for (x1, y1), (x2, y2) in pairwise((*ring, ring[0]))
    )
    return crossings % 2 == 1


def test_the_map_has_the_shape_of_the_country() -> None:
    box = atlas.country()
    assert (box.left, box.top, box.right) == (0, 0, atlas.WIDTH)
    # About 690 km wide and 650 km high.
    assert 0.9 < box.height / box.width < 0.96
    x, y = atlas.grid(19.0, 52.0)
    east, _ = atlas.grid(20.0, 52.0)
    _, south = atlas.grid(19.0, 51.0)
    assert (south - y) / (east - x) == pytest.approx(1 / math.cos(math.radians(52)), rel=0.03)


def test_a_number_stands_inside_its_county() -> None:
    for code, area in atlas.counties().items():
        assert contains(area, atlas.middle(code)), code


@given(st.text(max_size=8) | st.from_regex(r"[0-9]{0,8}", fullmatch=True))
def test_a_locator_is_of_a_known_place_or_none(terc: str) -> None:
    found = atlas.locator(terc)
    known = terc in atlas.voivodeships() if len(terc) == 2 else terc[:4] in atlas.counties()
    assert (found is not None) == known
    if found:
        assert terc.startswith(found.area.code)


@given(st.integers(0, 2_000_000))
def test_a_scale_has_few_steps_that_cover_every_count(highest: int) -> None:
    steps = scale(highest)
    assert len(steps) <= STEPS
    assert [step.tone for step in steps] == sorted({step.tone for step in steps})
    if highest:
        assert steps[0].low == 1
        assert all(step.high == following.low - 1 for step, following in pairwise(steps))
        assert steps[-1].low <= highest
        assert steps[-1].high in (None, highest)


def test_what_no_map_has_is_not_drawn() -> None:
    drawn = picture({"1434": 2, "9999": 5, "1408": 0})
    assert [(shape.code, shape.count) for shape in drawn.shapes] == [("1434", 2)]
    assert drawn.steps[-1].high == 2


# Counts


def expected(release_quads: Iterator[ox.Quad]) -> dict[str, dict[str, int]]:
    """Counts by county, found without SPARQL: kind of thing → county → number."""
    values: dict[tuple[str, str], set[str]] = defaultdict(set)
    for quad in release_quads:
        values[quad.subject.value, quad.predicate.value].add(quad.object.value)  # type: ignore[union-attr]

    def of(subject: str, *predicates: str) -> set[str]:
        return {value for predicate in predicates for value in values[subject, predicate]}

    def county(place: str) -> set[str]:
        around, todo = set(), {place}
        while todo:
            around |= todo
            todo = {outer for one in todo for outer in of(one, SCHEMA + "containedInPlace")} - around
        return {code[:4] for one in around for code in of(one, ESG + "terc") if len(code) >= 4}

    located = SCHEMA + "location"
    counts: dict[str, Counter[str]] = {"organizations": Counter(), "events": Counter(), "awards": Counter()}
    for subject in {subject for subject, predicate in values if predicate == RDF + "type"}:
        types = of(subject, RDF + "type")
        if ORG + "Organization" in types:
            what, places = "organizations", of(subject, located)
        elif SCHEMA + "Event" in types:
            what, places = "events", of(subject, located, ESG + "venue")
        elif ESG + "AwardConferral" in types:
            homes = {home for one in of(subject, ESG + "recipient") for home in (one, *of(one, ORG + "postIn"))}
            what, places = "awards", {place for home in homes for place in of(home, located)}
        else:
            continue
        counts[what].update({code for place in places for code in county(place)})
    return {what: dict(found) for what, found in counts.items()}


@pytest.mark.parametrize("what", ["organizations", "events", "awards"])
def test_the_picture_the_table_and_the_files_have_the_counts_of_the_data(
    client: FlaskClient, store: ox.Store, what: str
) -> None:
    counts = expected(store.quads_for_pattern(None, None, None, ox.DefaultGraph()))[what]
    assert counts
    page = client.get("/map", query_string={"what": what, "lang": "pl"}).text
    assert linked(page) == counts
    assert column(page, what) == counts
    rows = list(csv.DictReader(client.get("/map.csv", query_string={"what": what}).text.splitlines()))
    assert {row["terc"]: int(row[what]) for row in rows if row[what] != "0"} == counts
    listed = client.get("/map.json", query_string={"what": what}).json
    assert listed
    assert {row["terc"]: row[what] for row in listed if row[what]} == counts


def column(page: str, what: str) -> dict[str, int]:
    """A column of the table: county → number."""
    table = ElementTree.fromstring(re.search(r"<table.*?</table>", page, re.S)[0])  # type: ignore[index]  # noqa: S314
    headings = [cell.text for cell in table.findall("thead/tr/th")]
    place = headings.index({"organizations": "organizacje", "events": "wydarzenia", "awards": "wyróżnienia"}[what])
    found = {}
    for row in table.findall("tbody/tr"):
        code = row.find("th/a").get("href").partition("?")[0].rpartition("/")[2]  # type: ignore[union-attr]
        text = "".join(list(row)[place].itertext())
        if text != "–":
            found[code] = int(text)
    return found


def test_what_has_no_county_is_counted_and_listed(varied: FlaskClient) -> None:
    page = varied.get("/map?lang=en").text
    assert "Only the voivodeship is known</dt><dd>1 organisation</dd>" in page
    assert re.search(r'href="/map/none\?[^"]*what=organizations[^"]*">3 organisations</a>', page)
    assert "6 parts" in varied.get("/map?what=events&lang=en").text
    mazovia = varied.get("/map/14?lang=pl").text
    assert '<a href="#only">1 organizacja</a>' in mazovia
    assert "/page/organization/wojewodzka" in mazovia.partition('id="only"')[2]
    nowhere = varied.get("/map/none?what=organizations&lang=pl").text
    assert nowhere.count("<li>") > 2
    assert {"pozytek", "hydro-truck", "mcps"} == set(re.findall(r"/page/organization/([a-z-]+)", nowhere))


@pytest.mark.parametrize(
    ("what", "note", "none"),
    [
        ("organizations", "Na mapie nie ma 3 organizacji: graf nie zna ich siedzib.", "żadna"),
        ("awards", "Na mapie nie ma 1 wyróżnienia: graf nie zna siedziby jego odbiorcy.", "żadne"),
        ("events", "", "żadne"),
    ],
)
def test_the_map_says_what_is_not_on_it(client: FlaskClient, what: str, note: str, none: str) -> None:
    page = client.get("/map", query_string={"what": what, "lang": "pl"}).text.replace("\N{NO-BREAK SPACE}", " ")
    assert f"<dt>Znane tylko województwo</dt><dd>{none}</dd>" in page
    assert f'<p class="note">{note}</p>' in page if note else "Na mapie nie ma" not in page


def test_a_thing_of_two_counties_counts_in_each_and_once_in_all(varied: FlaskClient) -> None:
    counts = linked(varied.get("/map?lang=pl").text)
    assert (counts["1433"], counts["1463"]) == (2, 2)
    rows = {row["terc"]: row["organizations"] for row in varied.get("/map.json").json or []}
    facts = varied.get("/map?lang=en").text
    assert f"{sum(rows.values()) - 1} organisations<br>" in facts


def test_a_code_that_no_map_has_stands_in_the_table(varied: FlaskClient) -> None:
    page = varied.get("/map?lang=en").text
    assert "1299" not in linked(page)
    row = next(row for row in page.split("<tr>") if "/map/1299" in row)
    assert "Unknown County" in row
    assert "no such code on the map" in row
    assert "/page/organization/nieznana" in varied.get("/map/1299?lang=en").text


def test_filters_combine(varied: FlaskClient) -> None:
    associations = linked(varied.get("/map?kind=association&lang=pl").text)
    assert associations["1462"] == ORGANIZATIONS
    # A kind includes the narrower ones.
    assert linked(varied.get("/map?kind=social-economy-entity&lang=pl").text)["1462"] == ORGANIZATIONS
    assert linked(varied.get("/map?what=events&year=2021&lang=pl").text) == {"1462": EVENTS}
    assert linked(varied.get("/map?year=1995&kind=foundation&lang=pl").text) == {"1433": 1, "1463": 1}
    empty = varied.get("/map?year=1995&kind=association&lang=pl").text
    assert "niczego" in empty
    assert "<table" not in empty
    kept = varied.get("/map?year=1995&kind=foundation&lang=pl").text
    link = next(link for link in re.findall(r'href="(/map/1433[^"]*)"', kept))
    assert {"kind=foundation", "year=1995", "lang=pl"} == set(link.partition("?")[2].split("&amp;"))


def test_an_area_lists_what_it_has_page_by_page(varied: FlaskClient) -> None:
    first = varied.get("/map/1462?lang=pl").text
    assert len(re.findall(r"/page/organization/plocka-\d+", first)) < ORGANIZATIONS
    assert "Zobacz wszystko: 131 organizacji" in first
    names: list[str] = []
    for number in (1, 2):
        page = varied.get("/map/1462", query_string={"what": "organizations", "page": number, "lang": "pl"}).text
        names += re.findall(r"/page/organization/(plocka-\d+)", page)
    assert names == [f"plocka-{number:03}" for number in range(ORGANIZATIONS)]
    assert varied.get("/map/1462?what=organizations&page=3").status_code == 404
    rows = list(csv.DictReader(varied.get("/map/1462.csv?what=organizations").text.splitlines()))
    assert len(rows) == ORGANIZATIONS + 1


def test_counties_stand_by_the_polish_alphabet(client: FlaskClient) -> None:
    page = client.get("/map/14?lang=pl").text.partition('id="blank"')[2].replace("\N{NO-BREAK SPACE}", " ")
    assert 0 < page.index("powiat zwoleński") < page.index("powiat żuromiński") < page.index("powiat żyrardowski")


def test_a_file_that_is_cut_says_so(varied: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = varied.get("/map/1462.csv?what=organizations")
    assert "Esgraph-Left-Out" not in whole.headers
    assert "całym grafem" not in varied.get("/map/1462?lang=pl").text
    monkeypatch.setattr(counties, "_MOST", 100)
    for suffix, rows in (("csv", 101), ("json", 100)):
        response = varied.get(f"/map/1462.{suffix}?what=organizations")
        found = response.json if suffix == "json" else response.text.splitlines()
        assert len(found or []) == rows
        assert response.headers["Esgraph-Left-Out"] == str(ORGANIZATIONS + 1 - 100)
        assert any('rel="collection"' in link for link in response.headers.getlist("Link"))
    for address in ("/map/1462?lang=pl", "/map/1462?what=organizations&lang=pl"):
        page = varied.get(address).text.replace("\N{NO-BREAK SPACE}", " ")
        assert f"pierwsze 100 wpisów z {ORGANIZATIONS + 1}" in page


def test_places_are_written_in_parts(client: FlaskClient, varied: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    before = varied.get("/map.geojson?as=points&lang=pl").json
    monkeypatch.setattr(presence, "_BATCH", 1)
    assert varied.get("/map.geojson?as=points&lang=pl&x").json == before
    assert before and len(before["features"]) > 1
    nothing = client.get("/map.geojson?as=points&kind=business&year=2017").json
    assert nothing and nothing["features"] == []


def test_polish_letters_are_in_their_place(varied: FlaskClient) -> None:
    page = varied.get("/map/1463?what=organizations&lang=pl").text
    assert re.findall(r"/page/organization/([a-z-]+)", page) == ["dwa-powiaty", "karuzela"]


# Files


def test_the_geojson_is_one(client: FlaskClient) -> None:
    response = client.get("/map.geojson?what=organizations")
    assert response.mimetype == "application/geo+json"
    collection = json.loads(response.text, parse_constant=lambda name: pytest.fail(name))
    assert collection["type"] == "FeatureCollection"
    assert len(collection["features"]) == 6
    for feature in collection["features"]:
        assert feature["type"] == "Feature"
        assert feature["properties"]["terc"] == feature["id"]
        geometry = feature["geometry"]
        polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        for polygon in polygons:
            for place, ring in enumerate(polygon):
                assert len(ring) >= 4
                assert ring[0] == ring[-1]
                assert all(14 < x < 24.2 and 49 <= y < 54.9 for x, y in ring)
                area = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))
                assert (area > 0) == (place == 0), "outer rings go counterclockwise (RFC 7946, section 3.1.6)"


def test_places_are_points_where_they_have_coordinates(client: FlaskClient) -> None:
    collection = client.get("/map.geojson?as=points&what=events&lang=en").json
    assert collection
    (feature,) = collection["features"]
    assert feature["id"] == "https://w3id.org/esgraph/id/place/warszawa"
    assert feature["geometry"] == {"type": "Point", "coordinates": [21.01178, 52.22977]}
    assert feature["properties"] == {"name": "Warsaw", "events": 2}


@pytest.mark.parametrize("code", sorted(atlas.counties()))
def test_every_county_is_a_geometry(code: str) -> None:
    geometry = atlas.geometry(code)
    assert geometry
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    assert [len(polygon) for polygon in polygons] == [
        len(polygon) for polygon in topology.topology("counties").polygons(code)
    ]
    # A city with county rights that a county surrounds is a hole in it.
    if code == "1425":
        assert max(len(polygon) for polygon in polygons) > 1


def test_a_file_for_excel_keeps_the_codes(client: FlaskClient) -> None:
    response = client.get("/map.csv?excel=1&lang=pl")
    assert response.data.startswith(b"\xef\xbb\xbf")
    assert '"=""1434""";powiat wołomiński' in response.data.decode("utf-8-sig")
    assert client.get("/map.csv?excel=2").status_code == 400


# Pages


@pytest.mark.parametrize("address", ["/map", "/map/14", "/map/1434", "/map/none", "/map.geojson", "/map.csv"])
def test_the_same_bytes_every_time(varied: FlaskClient, address: str) -> None:
    assert varied.get(address).data == varied.get(address).data


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize(
    "address", ["/map", "/map/14", "/map/1434", "/map?what=events", "/map/none", "/map?kind=business"]
)
def test_pictures_are_well_formed_and_every_link_resolves(varied: FlaskClient, address: str, language: str) -> None:
    page = varied.get(f"{address}{'&' if '?' in address else '?'}lang={language}").text
    assert "NaN" not in page
    assert "None" not in page
    if "<svg" in page:
        for one in drawings(page):
            assert one.get("viewBox")
    for link in set(re.findall(r'href="(/(?:map|page)[^"#]*)"', page)):
        assert varied.get(link.replace("&amp;", "&"), follow_redirects=True).status_code == 200, link


def test_a_page_is_light(varied: FlaskClient) -> None:
    assert len(varied.get("/map?lang=pl").data) < 100_000
    every = picture({code: number for number, code in enumerate(atlas.counties(), start=1)})
    assert sum(len(shape.path) for shape in every.shapes) + len(every.borders) < 100_000
    assert not every.has_numbers


@pytest.mark.parametrize(
    ("address", "word"),
    [
        ("/map?what=people", "organizations"), ("/map?kind=nothing", "association"), ("/map?year=20a8", "2018"),
        ("/map?year=²018", "2018"), ('/map?kind=x"%3E}%20%23', "association"), ("/map/1434?what=events&page=0", "1"),
        ("/map/1434?what=events&page=9999999999999999999999", "1"), ("/map.csv?year=201", "2018"),
        ("/map/1434.csv?what=x", "organizations"),
    ],
)  # fmt: skip
def test_bad_input_is_told_what_would_be_right(client: FlaskClient, address: str, word: str) -> None:
    response = client.get(address, headers={"Accept": "application/json", "Accept-Language": "en"})
    assert response.status_code == 400
    assert word in response.text


@pytest.mark.parametrize(
    "address",
    [
        "/map/99",
        "/map/9999",
        "/map/143",
        "/map/1434113",
        "/map/x",
        "/map.pdf",
        "/map/1434.pdf",
        "/map/14.pdf",
        "/map/1434.geojson",
        "/map/none.geojson",
    ],
)
def test_what_is_not_on_the_map_is_404(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_county_without_anything_says_so(client: FlaskClient) -> None:
    page = client.get("/map/2261?lang=pl").text
    assert "<h1>Gdańsk</h1>" in page
    assert page.count("Ten graf nie zna") == 3


def test_names_of_counties_are_marked_where_they_are_polish(client: FlaskClient) -> None:
    assert '<h1 lang="pl">powiat kłodzki</h1>' in client.get("/map/0208?lang=en").text
    assert "<h1>Wołomin County</h1>" in client.get("/map/1434?lang=en").text
