"""Pictures: nothing on top of anything, nothing lost or drawn twice, the same every time, files that every reader reads."""

import math
from collections.abc import Collection
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from esgraph.errors import LANGUAGES, Language
from esgraph.network import KINDS, Network, Node, Tie, View
from esgraph.network.drawing import Box, Picture, draw, draw_paths, forces, svg, words
from esgraph.network.drawing.geometry import Frame, crosses, leaving
from esgraph.network.drawing.names import flowed, measured, width, wrapped
from esgraph.network.drawing.picture import SECTORS, outline
from esgraph.network.drawing.routes import route
from esgraph.network.model import Kind
from esgraph.network.paths import around, connection, ego
from tests.network.conftest import iri, made, name, tie

SVG = "{http://www.w3.org/2000/svg}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def nowhere(_: str) -> str:
    return ""


def parsed(picture: Picture, title: str = "") -> ElementTree.Element:
    return ElementTree.fromstring(svg(picture, lambda iri: iri, title))  # noqa: S314 - our own file


def apart(one: Frame, other: Frame) -> bool:
    return one.right <= other.left or other.right <= one.left or one.bottom <= other.top or other.bottom <= one.top


def off_border(point: tuple[float, float], frame: Frame) -> float:
    """How far a point is from the border of a box with round corners."""
    wide, high = (frame.right - frame.left) / 2, (frame.bottom - frame.top) / 2
    x = abs(point[0] - frame.left - wide) - wide + frame.radius
    y = abs(point[1] - frame.top - high) - high + frame.radius
    return abs(math.hypot(max(x, 0), max(y, 0)) + min(max(x, y), 0) - frame.radius)


def group(relation: str) -> str:
    return "founding" if relation == "co-founding" else relation


def check(picture: Picture, view: View) -> None:
    """What is true of every picture."""
    frames = [box.frame for box in picture.boxes]
    assert all(apart(one, other) for one, other in combinations(frames, 2))
    for frame in frames:
        assert picture.frame.left < frame.left and frame.right < picture.frame.right
        assert picture.frame.top < frame.top and frame.bottom < picture.frame.bottom
    chosen = [box.iri for box in picture.boxes]
    assert len(set(chosen)) == len(chosen)
    assert picture.total == len(view.nodes) == len(chosen) + picture.left_out
    expected = {(frozenset((edge.one, edge.other)), group(edge.relation)) for edge in view.within(chosen).edges()}
    drawn = [(frozenset((line.one.iri, line.other.iri)), group(line.relation)) for line in picture.lines]
    assert len(drawn) == len(expected)
    assert set(drawn) == expected
    edges = [edge.id for line in picture.lines for edge in line.edges]
    assert sorted(edges) == sorted(edge.id for edge in view.within(chosen).edges())
    for line in picture.lines:
        assert off_border(line.curve.start, line.one.frame) < 0.2
        assert off_border(line.curve.end, line.other.frame) < 0.2


_slugs = st.sampled_from([f"o{number}" for number in range(32)])
_names = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@st.composite
def networks(draw_one: st.DrawFn) -> Network:
    """Organisations with names of any letters, and ties of every kind, of two or more of them."""
    ties: list[Tie] = []
    for number in range(draw_one(st.integers(0, 40))):
        kind: Kind = draw_one(st.sampled_from([kind for kind in KINDS if kind != "post"]))
        parties = draw_one(st.lists(_slugs, min_size=2, max_size=2 if number % 4 else 7, unique=True))
        directed = kind in ("founding", "unit")
        ties.append(tie(str(number), parties, kind, target=parties[0] if directed else ""))
    sectors = st.sampled_from(["social-economy-entity", "public-body", ""])
    nodes = [
        Node(iri(slug), {"pl": draw_one(_names)}, "", draw_one(sectors))
        for slug in sorted(draw_one(st.sets(_slugs, max_size=20)))
    ]
    return made(ties, nodes)


@settings(max_examples=60, deadline=None)
@given(networks(), st.integers(0, 26), st.booleans())
def test_any_network_is_drawn_without_loss_or_overlap(network: Network, most: int, isolates: bool) -> None:
    view = network.view(isolates=isolates)
    picture = draw(view, "pl", most=most)
    check(picture, view)
    assert len(picture.boxes) == min(most, len(view.nodes))
    assert draw(network.view(isolates=isolates), "pl", most=most) == picture
    assert parsed(picture).get(LANG) == "pl"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("offices", [False, True])
def test_the_first_dataset(network: Network, language: Language, offices: bool) -> None:
    view = network.view(offices=offices, isolates=True)
    picture = draw(view, language)
    check(picture, view)
    assert not picture.left_out
    assert {box.name for box in picture.boxes} == {node.label(language) for node in view.nodes.values()}
    assert {box.iri for box in picture.boxes if box.sector == "office"} == {
        node.iri for node in view.nodes.values() if node.is_office
    }
    assert svg(picture, nowhere) == svg(draw(network.view(offices=offices, isolates=True), language), nowhere)
    for line in picture.lines:
        assert line.is_derived != any(edge.is_stated for edge in line.edges)
    derived = {line.relation for line in picture.lines if line.is_derived}
    assert derived >= {"shared-panel", "shared-edition"}
    assert {group(line.relation) for line in picture.lines if line.is_disputed} == {"founding"}


def test_everybody_of_the_first_dataset_with_those_around(network: Network) -> None:
    view = network.view()
    for node in view.nodes:
        around = ego(view, node)
        picture = draw(around, "pl", centre=node)
        check(picture, around)
        assert picture.boxes[0].iri == node
        assert [box.iri for box in picture.boxes if box.is_centre] == [node]
        assert picture.centre is picture.boxes[0]
        met = [
            (line.one.name, line.other.name, box.name)
            for line in picture.lines
            for box in picture.boxes
            if box not in (line.one, line.other) and runs_through(line.curve.path, box)
        ]
        assert met == []


def runs_through(path: str, box: Box) -> bool:
    """Whether a path of ours runs through a box; reads the path itself, as a browser does."""
    start, _, rest = path.removeprefix("M").partition("Q" if "Q" in path else "L")
    numbers = [float(number) for number in f"{start} {rest}".split()]
    points = [(numbers[index], numbers[index + 1]) for index in range(0, len(numbers), 2)]
    if len(points) == 3:
        (a, b), (c, d), (e, f) = points
        shares = [number / 20 for number in range(21)]
        points = [
            ((1 - t) ** 2 * a + 2 * t * (1 - t) * c + t * t * e, (1 - t) ** 2 * b + 2 * t * (1 - t) * d + t * t * f)
            for t in shares
        ]
    return any(crosses(one, other, box.frame) for one, other in pairwise(points))


@pytest.mark.parametrize("most", [1, 24, 40])
@pytest.mark.parametrize("is_one_tie", [False, True])
def test_of_a_hub_with_300_partners_there_are_as_many_boxes_as_there_is_room_for(most: int, is_one_tie: bool) -> None:
    partners = [f"partner-{number}" for number in range(300)]
    each = [tie(partner, ["hub", partner]) for partner in partners]
    view = made([tie("all", ["hub", *partners], "shared-edition")] if is_one_tie else each).view()
    picture = draw(view, "pl", centre=iri("hub"), most=most)
    check(picture, view)
    assert (len(picture.boxes), picture.total, picture.left_out) == (most, 301, 301 - most)
    assert picture.boxes[0].iri == iri("hub")
    assert len(picture.lines) == (most * (most - 1) // 2 if is_one_tie else most - 1)
    # Among as many as a page shows, no line runs through a box; among more it is rare.
    met = sum(
        runs_through(line.curve.path, box)
        for line in picture.lines
        for box in picture.boxes
        if box not in (line.one, line.other)
    )
    assert met <= (0 if most <= 24 else most // 3)
    drawn = "".join(parsed(picture).itertext())
    assert f"Pokazane: {most} z 301; pominięte, bo słabiej połączone: {301 - most}." in drawn


def test_those_with_most_ties_to_the_chosen_come_first() -> None:
    ties = [
        tie("a", ["centre", "a"]),
        tie("b", ["centre", "b"]),
        tie("c", ["centre", "c"]),
        tie("ab", ["b", "c"]),
        # Two steps away, with more ties than any partner.
        *(tie(f"far{number}", ["far", other]) for number, other in enumerate("abcdefg")),
    ]
    view = made(ties).view()

    def chosen(centre: str, most: int) -> list[str]:
        return [name(box.iri) for box in draw(view, "pl", iri(centre) if centre else "", most).boxes]

    assert chosen("centre", 4) == ["centre", "b", "c", "a"]
    assert chosen("centre", 5) == ["centre", "b", "c", "a", "far"]
    assert chosen("", 3) == ["far", "b", "c"]
    assert chosen("d", 2) == ["d", "far"]
    with pytest.raises(KeyError):
        chosen("nobody", 3)


def test_ties_to_the_chosen_count_for_more_than_ties_at_all() -> None:
    ties = [
        *(tie(f"{one}{other}", [one, other]) for one, other in ("ab", "bc", "ca", "ax")),
        # Somebody with more ties than c, of which only one is to the chosen.
        *(tie(f"x{number}", ["x", f"leaf-{number}"]) for number in range(9)),
        *(tie(f"b{number}", ["b", f"leaf-b-{number}"]) for number in range(20)),
    ]
    chosen = [name(box.iri) for box in draw(made(ties).view(), "pl", iri("a"), 4).boxes]
    assert chosen == ["a", "b", "c", "x"]


def test_what_one_source_states_and_another_implies_is_stated() -> None:
    through = tie("1", ["a", "b"], offices=[("post/p", "b")])
    derived = draw(made([through]).view(), "pl").lines
    both = draw(made([through, tie("2", ["a", "b"])]).view(), "pl").lines
    assert ([line.is_derived for line in derived], [line.is_derived for line in both]) == ([True], [False])
    assert len(both[0].edges) == 2
    assert both[0].grounds == (iri("cooperation/1"), iri("cooperation/2"))


def test_a_picture_of_a_part_tells_of_the_whole() -> None:
    view = made([tie("x", ["a", "b"])]).view()
    picture = draw(view, "pl", total=500)
    assert (picture.total, picture.left_out) == (500, 498)


def test_a_way_is_drawn_step_by_step() -> None:
    """Of a tie of three, a view of ways may have some pairs alone, and each for itself."""
    view = made([tie("x", ["a", "b", "c"]), tie("y", ["c", "d"])]).view()
    steps = [frozenset(map(iri, pair)) for pair in ("ab", "bc", "cd")]
    part = view.within(list(map(iri, "abcd"))).only(steps)
    picture = draw(part, "pl", iri("a"))
    assert [name(box.iri) for box in picture.boxes] == ["a", "b", "c", "d"]
    assert [frozenset((line.one.iri, line.other.iri)) for line in picture.lines] == steps


@settings(max_examples=60, deadline=None)
@given(networks(), st.integers(2, 24), st.data())
def test_ways_lead_from_left_to_right(network: Network, most: int, data: st.DataObject) -> None:
    view = network.view(isolates=True)
    assume(view.nodes)
    one, other = (data.draw(st.sampled_from(sorted(view.nodes))) for _ in range(2))
    found = connection(view, one, other, 100)
    picture = draw_paths(view, (one, other), found.paths, "pl", most)
    place = {box.iri: box.x for box in picture.boxes}
    first = found.paths[0] if found.paths else ()
    assert set(place) >= {one, other, *(step.other for step in first)}
    assert len(place) <= max(most, len(first) + 1)
    assert picture.left_out == len({one, other, *(s.other for path in found.paths for s in path)}) - len(place)
    for line in picture.lines:
        assert place[line.one.iri] != place[line.other.iri], "within a column"
    for step in first:
        assert place[step.one] < place[step.other]
        assert any({line.one.iri, line.other.iri} == {step.one, step.other} for line in picture.lines)
    assert all(apart(*pair) for pair in combinations([box.frame for box in picture.boxes], 2))
    if one != other:
        assert min(place.values()) == place[one] < place[other] == max(place.values())


def test_of_a_network_no_more_is_read_than_the_picture_needs() -> None:
    view = made([tie(str(number), ["hub", f"o{number}"]) for number in range(30)]).view()
    picture = draw(view, "pl", iri("hub"), total=31)
    assert (len(picture.boxes), picture.left_out) == (24, 7)
    # What a view has read is kept under its name.
    assert not {"nodes", "bonds"}.intersection(vars(view))
    assert len(view.nodes) == 31
    assert {"nodes", "bonds"} <= set(vars(view))


def test_of_a_hub_and_those_around_it_little_is_read() -> None:
    """A hub with thousands of partners, each of whom has ties of its own: 24 boxes need no more than theirs."""
    ties = [tie(f"t{number}", ["hub", f"o{number}"]) for number in range(3000)]
    ties += [tie(f"u{number}", [f"o{number}", f"p{number}"]) for number in range(3000)]
    view = made(ties).view()
    read: set[str] = set()
    whole_reach = view.reach

    def reach(nodes: Collection[str]) -> None:
        read.update(nodes)
        whole_reach(nodes)

    view.reach = reach  # type: ignore[method-assign]
    picture = draw(view, "pl", iri("hub"), among=around(view, iri("hub")))
    assert len(picture.boxes) == 24 and picture.total == 3001
    assert len(read) <= 24


def test_a_tie_of_many_counts_once() -> None:
    view = made(
        [
            tie("edition", ["centre", *(f"a{number}" for number in range(20))], "shared-edition"),
            tie("x", ["centre", "z"]),
            tie("y", ["centre", "z"]),
        ]
    ).view()
    assert [name(box.iri) for box in draw(view, "pl", iri("centre"), 3).boxes] == ["centre", "z", "a0"]


def test_lines_of_the_same_two_lie_beside_each_other() -> None:
    view = made(
        [
            tie("1", ["a", "b"]),
            tie("2", ["a", "b"]),
            tie("3", ["a", "b"], "founding", target="b"),
            tie("4", ["a", "b", "c"], "founding", target="c"),
            tie("5", ["a", "b"], "unit", target="a"),
            tie("6", ["a", "b"], "shared-panel"),
            tie("7", ["a", "b"], "shared-edition"),
        ]
    ).view()
    picture = draw(view, "pl")
    check(picture, view)
    both = [line for line in picture.lines if {name(line.one.iri), name(line.other.iri)} == {"a", "b"}]
    assert [line.relation for line in both] == ["cooperation", "founding", "unit", "shared-panel", "shared-edition"]
    assert [len(line.edges) for line in both] == [2, 2, 1, 1, 1]
    for one, other in combinations(both, 2):
        assert math.dist(one.curve.middle, other.curve.middle) > 5
        assert math.dist(one.curve.start, other.curve.start) > 5 or math.dist(one.curve.end, other.curve.end) > 5
    founding = both[1]
    assert [(name(one.iri), how, name(other.iri)) for one, how, other in founding.said] == [
        ("a", "founding", "b"), ("a", "co-founding", "b"),
    ]  # fmt: skip
    assert len(founding.heads) == 1
    assert [len(line.heads) for line in both] == [0, 1, 1, 0, 0]
    # The head of the arrow touches what it points at.
    pointed = founding.other if founding.arrows[1] else founding.one
    tip = founding.heads[0].removeprefix("M").partition("L")[0].split()
    assert name(pointed.iri) == "b"
    assert off_border((float(tip[0]), float(tip[1])), pointed.frame) < 0.2


def test_a_line_goes_round_a_box_that_stands_in_its_way() -> None:
    one, other, between = Frame(0, 0, 100, 40), Frame(400, 0, 500, 40), Frame(200, -10, 300, 50)
    for straight in route(one, other, 2, []):
        assert straight.control is None
    for bent in route(one, other, 2, [between]):
        points = [bent.at(number / 50) for number in range(51)]
        assert not any(crosses(*ends, between) for ends in pairwise(points))
        assert off_border(bent.start, one) < 0.2
        assert off_border(bent.end, other) < 0.2


def test_where_a_line_leaves_a_box() -> None:
    square, rounded = Frame(0, 0, 100, 40), Frame(0, 0, 100, 40, 20)
    assert leaving((50, 20), (150, 20), square) == (100, 20)
    assert leaving((50, 20), (50, -20), square) == (50, 0)
    assert leaving((50, 20), (100, 40), square) == (100, 40)
    x, y = leaving((50, 20), (100, 40), rounded)
    assert math.isclose(math.dist((x, y), (80, 20)), 20)
    assert math.isclose((y - 20) / (x - 50), 20 / 50)


def test_an_office_and_a_network_of_nothing() -> None:
    network = made([tie("x", ["a", "b"], offices=[("post/p", "b")])])
    picture = draw(network.view(offices=True), "pl")
    assert [(box.sector, box.lines) for box in picture.boxes] == [("other", ("a",)), ("office", ("post/p",))]
    empty = draw(made([]).view(), "en")
    assert (empty.boxes, empty.lines, empty.total, empty.left_out) == ((), (), 0, 0)
    assert parsed(empty).findtext(f"{SVG}title") == "The network of cooperation"


def test_names_survive_as_they_are() -> None:
    odd = "Spółka <Ość> & „Ćma\" 'x' ]]>"
    view = made([tie("x", ["a", "b"])], [Node(iri("a"), {"pl": odd}), Node(iri("b"), {"pl": "b\x00\x1b"})]).view()
    picture = draw(view, "pl", centre=iri("a"))
    root = parsed(picture)
    assert root.findtext(f"{SVG}title") == f"Sieć współpracy: {odd}"
    links = {link.get("href", ""): link for link in root.iter(f"{SVG}a")}
    assert links[iri("a")].findtext(f"{SVG}title") == odd
    assert " ".join(text.text or "" for text in links[iri("a")].iter(f"{SVG}text")) == odd
    assert links[iri("b")].findtext(f"{SVG}title") == "b\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}"
    quoted = ElementTree.fromstring(svg(picture, lambda _: 'x?a=1&b="<', 'T <&"'))  # noqa: S314 - our own file
    assert {link.get("href") for link in quoted.iter(f"{SVG}a")} == {'x?a=1&b="<'}
    assert quoted.findtext(f"{SVG}title") == 'T <&"'


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_stands_alone(network: Network, language: Language) -> None:
    picture = draw(network.view(), language)
    root = parsed(picture)
    assert root.get("lang") == root.get(LANG) == language
    told = {one.get("id"): one.tag for one in root if one.get("id")}
    assert told == {"title": f"{SVG}title", "desc": f"{SVG}desc"}
    assert root.get("aria-labelledby") == "title desc"
    for element in root.iter():
        assert element.tag not in (f"{SVG}style", f"{SVG}script", f"{SVG}image")
        assert not {"style", "class", "onload"}.intersection(element.keys())
    # Its own background, over all of it, before everything else.
    assert next(one for one in root if one.tag == f"{SVG}rect").get("width") == "100%"
    assert [link.get("href") for link in root.iter(f"{SVG}a")] == [box.iri for box in picture.boxes]
    lines = [one for one in root.iter(f"{SVG}g") if (one.findtext(f"{SVG}title") or "").count(" – ") >= 2]
    assert len(lines) == len(picture.lines)
    dashed = [one for one in lines if one.findall(f"{SVG}path")[0].get("stroke-dasharray")]
    assert len(dashed) == sum(line.is_derived for line in picture.lines)
    without = ElementTree.fromstring(svg(picture, nowhere))  # noqa: S314 - our own file
    assert (root.get("role"), without.get("role")) == ("group", "img")
    assert not list(without.iter(f"{SVG}a"))


def test_the_legend_tells_what_is_drawn_and_nothing_else(network: Network) -> None:
    def legend(view: View) -> set[str]:
        entries = parsed(draw(view, "en")).findall(f"{SVG}g")[-1]
        return {text.text or "" for text in entries.iter(f"{SVG}text")}

    told = legend(network.view())
    assert told == {
        *(words.LINES[relation]["en"] for relation in words.LINES if relation != "post"),
        *(words.BOXES[sector]["en"] for sector in ("social", "public", "other")),
        words.STATED["en"], words.DERIVED["en"], words.DISPUTED["en"],
    }  # fmt: skip
    few = legend(made([tie("x", ["a", "b"])]).view())
    assert few == {words.LINES["cooperation"]["en"], words.BOXES["other"]["en"]}


def test_a_probable_identity_is_marked_and_explained(network: Network) -> None:
    for probable in (False, True):
        view = network.view(merge_probable=probable)
        picture = draw(view, "pl")
        merged = {iri for iri, node in view.nodes.items() if node.merged}
        assert bool(merged) == probable == picture.has_merged
        assert {box.iri for box in picture.boxes if box.is_merged} == merged
        assert all(box.lines[0].startswith("≈ ") == box.is_merged for box in picture.boxes)
        for line in picture.lines:
            marked = "merged" in [sign for sign, _ in line.signs]
            assert marked == line.is_merged == all(edge.is_merged for edge in line.edges)
        entries = parsed(picture).findall(f"{SVG}g")[-1]
        assert (words.MERGED["pl"] in {text.text for text in entries.iter(f"{SVG}text")}) == probable


def test_what_lines_and_boxes_are_is_seen_without_colours(network: Network) -> None:
    picture = draw(network.view(offices=True, isolates=True), "pl")
    corners = {(line.relation, head.count("a"), len(head.split())) for line in picture.lines for head in line.heads}
    points = {relation: size for relation, arcs, size in corners if not arcs}
    assert points["unit"] > points["founding"] == points["post"]
    assert {relation for relation, arcs, _ in corners if arcs} == {"co-founding"}
    assert not {relation for relation, *_ in corners} & {"cooperation", "shared-panel", "shared-edition"}
    frame = Frame(0, 0, 100, 40, 20)
    assert len({outline(frame, sector) for sector in SECTORS}) == len(SECTORS)


def test_a_sign_covers_no_line_beside_its_own(network: Network) -> None:
    for language in LANGUAGES:
        picture = draw(network.view(), language)
        for line in picture.lines:
            ends = {line.one.iri, line.other.iri}
            beside = [one for one in picture.lines if one is not line and {one.one.iri, one.other.iri} == ends]
            points = [one.curve.at(share / 20) for one in beside for share in range(21)]
            assert all(math.dist(place, point) > 9 for _, place in line.signs for point in points)


def test_every_text_lies_within_the_file(network: Network) -> None:
    long = "Bardzo Długa Nazwa Stowarzyszenia na rzecz Rozwoju Społeczności Lokalnej w Tłuszczu i Okolicach " * 2
    for picture in (draw(network.view(), "pl"), draw(made([tie("x", ["a", "b"])]).view(), "pl")):
        root = parsed(picture, long)
        wide, high = (float(value) for value in (root.get("viewBox") or "").split()[2:])
        heading = [one for one in root if one.tag == f"{SVG}text"]
        assert " ".join(one.text or "" for one in heading) == long.strip()
        assert all(24 + width(one.text or "", 20, bold=True) <= wide for one in heading)
        for entry in root.findall(f"{SVG}g")[-1]:
            x, y = (float(value) for value in (entry.get("transform") or "")[len("translate(") : -1].split())
            text = entry.find(f"{SVG}text")
            assert text is not None
            assert x + float(text.get("x") or 0) + width(text.text or "", 14) <= wide
            assert y + 10 <= high


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("OPS w Tłuszczu", ("OPS w Tłuszczu",)),
        ("Ośrodek Pomocy Społecznej w Tłuszczu", ("Ośrodek Pomocy", "Społecznej", "w Tłuszczu")),
        ("a b c d e f g h i j k l m n o p q r s t u v w x y z " * 2, None),
        ("https://spoldzielnia-socjalna.example.org/bardzo/dlugi/adres", None),
        ("x" * 500, None),
        ("", ("",)),
        ("   ", ("",)),
    ],
)
def test_names_are_wrapped_and_fit_their_boxes(name: str, lines: tuple[str, ...] | None) -> None:
    found = wrapped(name)
    assert lines is None or found == lines
    assert 1 <= len(found) <= 3
    wide, high = measured(found)
    assert all(width(line) <= wide - 18 for line in found)
    assert (wide % 2, high % 2) == (0, 0)
    assert wide < 400
    assert lines is None or not any(line.endswith((" w", " i", " z")) for line in found)


def test_a_sentence_flows_without_loss() -> None:
    sentence = "Pokazane: 24 z 301; pominięte, bo słabiej połączone: 277."
    lines = flowed(sentence, 120, 14)
    assert len(lines) > 2
    assert " ".join(lines) == sentence


boxes = st.lists(st.tuples(st.integers(20, 240), st.integers(20, 90)), max_size=40)


@settings(max_examples=40, deadline=None)
@given(boxes, st.data())
def test_boxes_of_any_size_do_not_overlap(sizes: list[tuple[int, int]], data: st.DataObject) -> None:
    pairs = [(one, other) for other in range(len(sizes)) for one in range(other)]
    lines = data.draw(st.lists(st.sampled_from(pairs), max_size=150, unique=True)) if pairs else []
    places = forces.arrange(sizes, lines)
    assert places == forces.arrange(sizes, lines)
    assert len(places) == len(sizes)
    for (x, y), (wide, high) in zip(places, sizes, strict=True):
        assert x - wide / 2 >= -1
        assert y - high / 2 >= -1
    for one, other in combinations(range(len(sizes)), 2):
        apart_x = abs(places[one][0] - places[other][0]) - (sizes[one][0] + sizes[other][0]) / 2
        apart_y = abs(places[one][1] - places[other][1]) - (sizes[one][1] + sizes[other][1]) / 2
        assert max(apart_x, apart_y) >= 0


def test_linked_boxes_are_nearer_than_others() -> None:
    sizes = [(60, 30)] * 6
    chain = forces.arrange(sizes, [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)])

    def distance(one: int, other: int) -> float:
        return math.dist(chain[one], chain[other])

    assert max(distance(index, index + 1) for index in range(5)) < distance(0, 5)
