"""Turns boxes with names and lines between them into one plane, and tells what is to be seen there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

from esgraph.errors import Language
from esgraph.network.drawing.geometry import Frame, Point
from esgraph.network.drawing.names import LINE
from esgraph.network.drawing.routes import Curve, Head
from esgraph.network.model import Edge, Kind, Relation

Sector = Literal["social", "public", "office", "other"]
SECTORS: Final[tuple[Sector, ...]] = get_args(Sector)
#: In the order in which lines are told.
RELATIONS: Final[tuple[Relation, ...]] = get_args(Relation)
#: What stands at the ends of lines, where it is no arrow.
HEADS: Final[Mapping[Relation, Head]] = {"co-founding": "dot", "unit": "diamond"}
#: Signs on lines: sources disagree; the identity of an end is only probable.
Sign = Literal["disputed", "merged"]

#: How far the corners of a box are cut, and how far within its border a second one runs.
_CUT, _WITHIN = 9, 4
#: From the middle of a line to each of two signs on it.
_APART = 9.0

#: From the middle of a line of a name to where its letters stand.
_BASELINE = 5


@dataclass(frozen=True, slots=True)
class Box:
    """A node: its box (middle and size), its shortest name in lines, its full name.

    `is_merged` if it also stands for an organisation that only probably is the same.
    """

    iri: str
    name: str
    lines: tuple[str, ...]
    sector: Sector
    is_centre: bool
    x: int
    y: int
    width: int
    height: int
    is_merged: bool = False

    @property
    def frame(self) -> Frame:
        """The box by its edges."""
        wide, high = self.width // 2, self.height // 2
        return Frame(self.x - wide, self.y - high, self.x + wide, self.y + high, self.radius)

    @property
    def radius(self) -> int:
        """How round its corners are: of the social economy all round, of others square."""
        return min(self.height // 2, 20) if self.sector == "social" else 0

    @property
    def path(self) -> str:
        """Its border as the `d` of an SVG path; an office has two."""
        return outline(self.frame, self.sector)

    @property
    def written(self) -> tuple[tuple[int, str], ...]:
        """The lines of its name, each with where its letters stand."""
        top = self.y - (len(self.lines) - 1) * LINE // 2 + _BASELINE
        return tuple((top + index * LINE, line) for index, line in enumerate(self.lines))


def outline(frame: Frame, sector: Sector) -> str:
    """The border of a box of a sector: round, square, doubled, or with its corners cut, as the `d` of an SVG path."""
    left, top, right, bottom, radius = frame
    if sector == "social":
        arc = f"a{radius:g} {radius:g} 0 0 1 "
        return (
            f"M{left + radius:g} {top:g}H{right - radius:g}{arc}{radius:g} {radius:g}V{bottom - radius:g}"
            f"{arc}{-radius:g} {radius:g}H{left + radius:g}{arc}{-radius:g} {-radius:g}V{top + radius:g}"
            f"{arc}{radius:g} {-radius:g}z"
        )
    if sector == "other":
        cut = min(_CUT, (bottom - top) / 3)
        return (
            f"M{left + cut:g} {top:g}H{right - cut:g}L{right:g} {top + cut:g}V{bottom - cut:g}L{right - cut:g} "
            f"{bottom:g}H{left + cut:g}L{left:g} {bottom - cut:g}V{top + cut:g}z"
        )
    square = f"M{left:g} {top:g}H{right:g}V{bottom:g}H{left:g}z"
    return square + (outline(frame.grown(-_WITHIN), "public") if sector == "office" else "")


@dataclass(frozen=True, slots=True)
class Line:
    """All that two nodes have of one relation: founding or, where neither founded the other, co-founding, are one.

    `one` was chosen before `other`. `arrows` says of each of the two whether the relation points at it.
    """

    one: Box
    other: Box
    relation: Relation
    edges: tuple[Edge, ...]
    arrows: tuple[bool, bool]
    curve: Curve

    @property
    def kind(self) -> Kind:
        """The kind of its ties."""
        return self.edges[0].tie.kind

    @property
    def is_derived(self) -> bool:
        """Whether no source states it of the two themselves."""
        return not any(edge.is_stated for edge in self.edges)

    @property
    def is_disputed(self) -> bool:
        """Whether another source says otherwise."""
        return any(edge.tie.is_disputed for edge in self.edges)

    @property
    def is_merged(self) -> bool:
        """Whether all of it rests on an identity that is only probable."""
        return all(edge.is_merged for edge in self.edges)

    @property
    def signs(self) -> tuple[tuple[Sign, Point], ...]:
        """The signs on it, each with its place: beside each other where there are two."""
        drawn: list[Sign] = []
        if self.is_disputed:
            drawn.append("disputed")
        if self.is_merged:
            drawn.append("merged")
        x, y = self.curve.middle
        first = -_APART * (len(drawn) - 1)
        return tuple((sign, (x + first + 2 * _APART * number, y)) for number, sign in enumerate(drawn))

    @property
    def heads(self) -> tuple[str, ...]:
        """What stands at its ends, each the `d` of an SVG path; who founded something together has a dot each."""
        form = HEADS.get(self.relation, "arrow")
        drawn = (True, True) if form == "dot" else self.arrows
        return tuple(
            self.curve.head(at_end=at_end, form=form)
            for at_end, is_drawn in zip((False, True), drawn, strict=True)
            if is_drawn
        )

    @property
    def said(self) -> tuple[tuple[Box, Relation, Box], ...]:
        """What it says: who, how, to whom, each once."""
        boxes = {self.one.iri: self.one, self.other.iri: self.other}
        found = {
            (edge.one, edge.relation, edge.other)
            if edge.is_directed
            else (self.one.iri, edge.relation, self.other.iri): None
            for edge in self.edges
        }
        return tuple((boxes[one], relation, boxes[other]) for one, relation, other in found)

    @property
    def grounds(self) -> tuple[str, ...]:
        """What it rests on, as IRIs, each once."""
        return tuple(dict.fromkeys(ground for edge in self.edges for ground in edge.tie.grounds))


@dataclass(frozen=True, slots=True)
class Picture:
    """Boxes and lines in one plane, which `frame` encloses; `total` counts the nodes that there are, drawn or not."""

    language: Language
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    frame: Frame
    total: int

    @property
    def width(self) -> int:
        """How wide it is."""
        return round(self.frame.right - self.frame.left)

    @property
    def height(self) -> int:
        """How high it is."""
        return round(self.frame.bottom - self.frame.top)

    @property
    def left_out(self) -> int:
        """How many nodes there was no room for."""
        return self.total - len(self.boxes)

    @property
    def centre(self) -> Box | None:
        """The box that stands out, if one does."""
        return next((box for box in self.boxes if box.is_centre), None)

    @property
    def relations(self) -> tuple[tuple[Relation, bool], ...]:
        """The kinds of lines that are drawn: of which relation, and whether all of these are derived."""
        stated = {line.relation for line in self.lines if not line.is_derived}
        drawn = {line.relation for line in self.lines}
        return tuple((relation, relation not in stated) for relation in RELATIONS if relation in drawn)

    @property
    def pointing(self) -> frozenset[Relation]:
        """The relations of which a line has something at an end."""
        return frozenset(line.relation for line in self.lines if line.heads)

    @property
    def sectors(self) -> tuple[Sector, ...]:
        """The kinds of boxes that are drawn."""
        drawn = {box.sector for box in self.boxes}
        return tuple(sector for sector in SECTORS if sector in drawn)

    @property
    def has_stated(self) -> bool:
        """Whether a source states any of the lines."""
        return not all(line.is_derived for line in self.lines)

    @property
    def has_derived(self) -> bool:
        """Whether any of the lines is derived."""
        return any(line.is_derived for line in self.lines)

    @property
    def has_disputed(self) -> bool:
        """Whether sources differ on any of the lines."""
        return any(line.is_disputed for line in self.lines)

    @property
    def has_merged(self) -> bool:
        """Whether any line or box rests on an identity that is only probable."""
        return any(line.is_merged for line in self.lines) or any(box.is_merged for box in self.boxes)
