"""Drawings of classes: nothing on top of anything else, every line from its row to its box; trees without end."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from esgraph.serve.class_diagram import Box, Words, draw
from esgraph.serve.class_model import Attribute
from esgraph.serve.schemes import Branch, Concept, tree

CLASSES = [f"C{number}" for number in range(7)]
PROPERTIES = [f"p{number}" for number in range(5)]
WORDS = Words(lambda iri: iri * 3, lambda iri: "note" if iri < "C3" else "", lambda number: f"{number} classes")

attributes = st.dictionaries(
    st.sampled_from(CLASSES),
    st.lists(st.sampled_from(PROPERTIES), unique=True).flatmap(
        lambda names: st.tuples(
            *(
                st.builds(
                    Attribute, st.just(name), st.lists(st.sampled_from([*CLASSES, "text"]), unique=True).map(tuple)
                )
                for name in names
            )
        )
    ),
)
focus = st.lists(st.sampled_from(CLASSES), min_size=1, unique=True)


def apart(one: Box, other: Box) -> bool:
    return (
        one.x + one.width <= other.x or other.x + other.width <= one.x
        or one.y + one.height <= other.y or other.y + other.height <= one.y
    )  # fmt: skip


@given(focus, attributes)
def test_boxes_stand_apart_and_lines_lead_from_rows_to_boxes(
    focus: list[str], attributes: dict[str, tuple[Attribute, ...]]
) -> None:
    diagram = draw(focus, attributes, lambda iri: iri in CLASSES, WORDS)
    assert diagram == draw(focus, attributes, lambda iri: iri in CLASSES, WORDS)
    boxes = {box.iri: box for box in diagram.boxes}
    assert set(focus) <= set(boxes)
    for one, other in combinations(diagram.boxes, 2):
        assert apart(one, other)
    for box in diagram.boxes:
        assert box.x >= 0 and box.x + box.width <= diagram.width
        assert box.y >= 0 and box.y + box.height <= diagram.height
        assert all(box.y < row.y < box.y + box.height for row in box.rows)
    assert {(line.source, line.property, line.target) for line in diagram.lines} == {
        (owner, one.property, value)
        for owner in focus
        for one in attributes.get(owner, ())
        if len(one.values) <= 3
        for value in one.values
        if value in CLASSES and value != owner
    }
    for line in diagram.lines:
        source, target = boxes[line.source], boxes[line.target]
        x, y = map(int, line.path[1:].replace("H", " ").replace("C", " ").split()[:2])
        assert x in (source.x, source.x + source.width)
        assert y in [row.y for row in source.rows if row.property == line.property]
        x, y = map(int, line.head[1:].partition("l")[0].split())
        assert x in (target.x, target.x + target.width)
        assert target.y < y < target.y + target.height


def names(branches: tuple[Branch, ...]) -> list[str]:
    return [name for branch in branches for name in (branch.concept.iri, *names(branch.branches))]


def test_a_tree_has_every_concept_below_its_broader_ones() -> None:
    concepts = [
        Concept("c", {"pl": "ćma"}, broader=("a",)), Concept("a", {"pl": "żuk"}), Concept("b", {"pl": "łoś"}),
        Concept("d", {"pl": "dąb"}, broader=("a", "elsewhere")),
    ]  # fmt: skip
    assert names(tree(concepts, "pl")) == ["b", "a", "c", "d"]


def told(branches: tuple[Branch, ...]) -> list[str]:
    """The concepts where they are told, and not only named."""
    return [name for one in branches if not one.is_elsewhere for name in (one.concept.iri, *told(one.branches))]


def depth(branches: tuple[Branch, ...]) -> int:
    return max((1 + depth(branch.branches) for branch in branches), default=0)


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=12))
def test_a_tree_is_whole_and_ends_even_with_circles(pairs: list[tuple[str, str]]) -> None:
    broader = {name: tuple(sorted({above for below, above in pairs if below == name})) for name in "abcdef"}
    grown = tree([Concept(name, {"pl": name}, broader=broader[name]) for name in "abcdef"], "pl")
    assert sorted(told(grown)) == list("abcdef")
    # Named once for each of its broader ones, or at the top.
    assert len(names(grown)) <= len(set(pairs)) + 6


def test_a_concept_below_several_is_told_once() -> None:
    """Twenty floors of two, each below both of the floor above: a million ways lead down."""
    concepts = [
        Concept(f"{floor:02}{side}", {"pl": f"{floor:02}{side}"}, broader=(f"{floor - 1:02}a", f"{floor - 1:02}b"))
        for floor in range(20)
        for side in "ab"
    ]
    grown = tree(concepts, "pl")
    assert sorted(told(grown)) == sorted(one.iri for one in concepts)
    assert len(names(grown)) < 4 * len(concepts)


def test_a_deep_tree_is_cut_into_trees_that_a_page_can_show() -> None:
    concepts = [Concept(f"{n:03}", {"pl": f"{n:03}"}, broader=(f"{n - 1:03}",)) for n in range(500)]
    grown = tree(concepts, "pl")
    assert sorted(told(grown)) == [one.iri for one in concepts]
    assert depth(grown) < 20
