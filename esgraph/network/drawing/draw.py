"""Turns a view of a network into a picture: who is in it, where each stands, and which lines join them."""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial

from esgraph.errors import Language
from esgraph.network.drawing import columns, forces
from esgraph.network.drawing.bodies import Lines
from esgraph.network.drawing.choice import choose
from esgraph.network.drawing.geometry import Frame, Point
from esgraph.network.drawing.names import measured, wrapped
from esgraph.network.drawing.picture import RELATIONS, Box, Line, Picture, Sector
from esgraph.network.drawing.routes import Curve, route
from esgraph.network.model import Edge, Node, Relation
from esgraph.network.paths import Step
from esgraph.network.view import View

#: More boxes than these are no picture that somebody reads.
MOST = 24

#: Before the name of who also stands for an organisation that only probably is the same.
MERGED = "≈"

_SECTORS: dict[str, Sector] = {"social-economy-entity": "social", "public-body": "public"}

#: The places of boxes of these sizes, with lines between them.
_Arrange = Callable[[Sequence[tuple[int, int]], Lines], list[tuple[int, int]]]


def draw(
    view: View,
    language: Language,
    centre: str = "",
    most: int = MOST,
    total: int = 0,
    seeds: Sequence[str] = (),
    among: Collection[str] | None = None,
) -> Picture:
    """The picture of a view, or of at most so many of its nodes, around a centre if there is one.

    Where the view itself is a part of more, `total` says of how many nodes. `seeds` are those to begin with, where it
    is known who has most ties; with a centre, `among` are those that may be drawn, where not all may be. Raises
    KeyError if the centre or a seed is no node of the view.
    """
    chosen = choose(view, centre, most, seeds, among)
    nodes = view.some(chosen)
    boxes, lines = _drawn([nodes[iri] for iri in chosen], view.within(chosen).edges(), forces.arrange, language, centre)
    there_are = total or len(view.nodes if among is None else among)
    return Picture(language, boxes, lines, _enclosing(boxes, lines), there_are)


def draw_paths(
    view: View, ends: tuple[str, str], paths: Sequence[Sequence[Step]], language: Language, most: int = MOST
) -> Picture:
    """The picture of shortest paths, from the one end at the left to the other at the right, step by step.

    There are as many whole paths as make at most so many boxes, but always one; without a path, the two ends alone.
    """
    columns_of = dict(zip(ends, (0, 1), strict=True))
    steps: dict[tuple[str, str], Step] = {}
    for path in paths:
        met = {step.other: number for number, step in enumerate(path, 1)}
        if steps and len(columns_of.keys() | met.keys()) > most:
            break
        columns_of |= met
        steps |= {(step.one, step.other): step for step in path}
    chosen = sorted(columns_of, key=columns_of.__getitem__)
    nodes = view.some(chosen)
    edges = (edge for step in steps.values() for edge in step.edges)
    arrange = partial(columns.arrange, [columns_of[iri] for iri in chosen])
    boxes, lines = _drawn([nodes[iri] for iri in chosen], edges, arrange, language)
    everybody = set(ends).union(step.other for path in paths for step in path)
    return Picture(language, boxes, lines, _enclosing(boxes, lines), len(everybody))


def _drawn(
    nodes: Sequence[Node], edges: Iterable[Edge], arrange: _Arrange, language: Language, centre: str = ""
) -> tuple[tuple[Box, ...], tuple[Line, ...]]:
    pairs = _pairs(edges, {node.iri: number for number, node in enumerate(nodes)})
    merged = {iri for groups in pairs.values() for edges in groups.values() for edge in edges for iri in _merged(edge)}
    texts = [
        wrapped(f"{MERGED} {node.short(language)}" if node.iri in merged else node.short(language)) for node in nodes
    ]
    sizes = [measured(text, bold=node.iri == centre) for text, node in zip(texts, nodes, strict=True)]
    places = arrange(sizes, sorted(pairs))
    boxes = tuple(
        Box(node.iri, node.label(language), text, _sector(node), node.iri == centre, *place, *size, node.iri in merged)
        for node, text, place, size in zip(nodes, texts, places, sizes, strict=True)
    )
    return boxes, _lines(boxes, pairs)


def _pairs(edges: Iterable[Edge], place: dict[str, int]) -> dict[tuple[int, int], dict[Relation, list[Edge]]]:
    """The edges of each two nodes by relation; who founded something together is with who founded what."""
    found: dict[tuple[int, int], dict[Relation, list[Edge]]] = {}
    for edge in edges:
        one, other = sorted((place[edge.one], place[edge.other]))
        group: Relation = "founding" if edge.relation == "co-founding" else edge.relation
        found.setdefault((one, other), {}).setdefault(group, []).append(edge)
    return found


def _merged(edge: Edge) -> list[str]:
    """The ends of an edge that are only taken for the party that a source names."""
    return [
        end for end, party in zip((edge.one, edge.other), edge.parties, strict=True) if edge.is_merged and end != party
    ]


def _sector(node: Node) -> Sector:
    return "office" if node.is_office else _SECTORS.get(node.sector, "other")


def _lines(boxes: Sequence[Box], pairs: dict[tuple[int, int], dict[Relation, list[Edge]]]) -> tuple[Line, ...]:
    frames = [box.frame for box in boxes]
    drawn = []
    for (one, other), groups in pairs.items():
        obstacles = [frame for index, frame in enumerate(frames) if index not in (one, other)]
        relations = sorted(groups, key=RELATIONS.index)
        curves = route(frames[one], frames[other], len(groups), obstacles)
        for relation, curve in zip(relations, curves, strict=True):
            line = _line(boxes[one], boxes[other], groups[relation], curve)
            drawn.append((RELATIONS.index(line.relation), one, other, line))
    return tuple(entry[-1] for entry in sorted(drawn, key=lambda entry: entry[:-1]))


def _line(one: Box, other: Box, edges: Sequence[Edge], curve: Curve) -> Line:
    pointed = {edge.other for edge in edges if edge.is_directed}
    relation = next((edge.relation for edge in edges if edge.is_directed), edges[0].relation)
    return Line(one, other, relation, tuple(edges), (one.iri in pointed, other.iri in pointed), curve)


def _enclosing(boxes: Sequence[Box], lines: Sequence[Line]) -> Frame:
    """The smallest frame of whole numbers around everything, with a margin for strokes."""
    frames = [box.frame for box in boxes]
    points: list[Point] = [line.curve.at(share) for line in lines for share in (0.25, 0.5, 0.75)]
    if not frames:
        return Frame(0, 0, 0, 0)
    xs = [x for frame in frames for x in (frame.left, frame.right)] + [x for x, _ in points]
    ys = [y for frame in frames for y in (frame.top, frame.bottom)] + [y for _, y in points]
    return Frame(round(min(xs)), round(min(ys)), round(max(xs)), round(max(ys))).grown(5)
