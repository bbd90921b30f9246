"""Turns classes and their attributes into a drawing: boxes in columns, a row for each property, lines to its values.

The layers of Sugiyama, Tagawa and Toda (1981) for a dozen boxes; own, since a line has to begin at the row of its
property, and of the libraries only Graphviz has such ports, as a program of its own in another process.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from esgraph.serve.class_model import Attribute

#: Sizes in pixels; an average letter of the row's type is `_LETTER` wide.
_LETTER, _TITLE_LETTER = 7.2, 7.9
_PADDING, _ROW, _TITLE, _NOTE = 12, 22, 30, 16
_BETWEEN_COLUMNS, _BETWEEN_BOXES, _MARGIN = 76, 20, 2
_HEAD = 7

#: A property whose values are of more classes than this is told in its row, without lines.
_MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A property in its box; `value` says of what its values are where no line does, `y` is the middle of the row."""

    property: str
    label: str
    value: str
    y: int


@dataclass(frozen=True, slots=True)
class Box:
    """A class; `note` is what it is a kind of. One that is not in focus has no rows."""

    iri: str
    label: str
    note: str
    rows: tuple[Row, ...]
    x: int
    y: int
    width: int
    height: int
    in_focus: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A property from the class that has it to a class of its values; `path` and `head` are SVG path data."""

    source: str
    property: str
    target: str
    path: str
    head: str


@dataclass(frozen=True, slots=True)
class Diagram:
    """A drawing, in pixels."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Words:
    """What a drawing says: the name of an IRI, the note of a class, and “6 classes”."""

    name: Callable[[str], str]
    note: Callable[[str], str]
    count: Callable[[int], str]


_Edge = tuple[str, str, str]
_Point = tuple[int, int]


def draw(focus: Sequence[str], attributes: Mapping[str, Sequence[Attribute]], is_class: Callable[[str], bool],
         words: Words) -> Diagram:  # fmt: skip
    """Draw classes with their properties, and the classes of their values beside them."""
    edges = [
        (owner, one.property, value)
        for owner in focus
        for one in attributes.get(owner, ())
        if len(one.values) <= _MOST_LINES
        for value in one.values
        if is_class(value) and value != owner
    ]
    ranks = _ranks(focus, edges)
    return _Layout(focus, attributes, edges, ranks, words).diagram()


def _ranks(focus: Sequence[str], edges: Sequence[_Edge]) -> dict[str, int]:
    """The column of every class: one further than all that lead to it, but for lines that would close a circle."""
    before: dict[str, set[str]] = {iri: set() for iri in (*focus, *(target for _, _, target in edges))}

    def reaches(source: str, target: str) -> bool:
        return source == target or any(reaches(source, nearer) for nearer in before[target])

    for source, _, target in edges:
        if not reaches(target, source):
            before[target].add(source)

    def rank(iri: str) -> int:
        return max((rank(source) + 1 for source in before[iri]), default=0)

    return {iri: rank(iri) for iri in before}


class _Layout:
    """A drawing in the making."""

    def __init__(self, focus: Sequence[str], attributes: Mapping[str, Sequence[Attribute]], edges: Sequence[_Edge],
                 ranks: Mapping[str, int], words: Words) -> None:  # fmt: skip
        self._focus, self._edges, self._ranks, self._words = focus, edges, ranks, words
        drawn = {(source, prop) for source, prop, _ in edges}
        self._rows = {
            iri: [
                (one.property, words.name(one.property), "" if (iri, one.property) in drawn else self._value(one))
                for one in attributes.get(iri, ())
            ]
            for iri in focus
        }
        self._columns: list[list[str]] = [[] for _ in range(max(ranks.values()) + 1)]
        for iri, rank in ranks.items():
            self._columns[rank].append(iri)
        self._width = [max(self._box_width(iri) for iri in column) for column in self._columns]
        self._tops: dict[str, int] = {}
        self._lanes: dict[tuple[str, int], int] = {}

    def _value(self, attribute: Attribute) -> str:
        if len(attribute.values) > _MOST_LINES:
            return self._words.count(len(attribute.values))
        return " / ".join(self._words.name(value) for value in attribute.values)

    def _box_width(self, iri: str) -> int:
        rows = [len(label) + (len(value) + 2 if value else 0) for _, label, value in self._rows.get(iri, ())]
        title = max(len(self._words.name(iri)) * _TITLE_LETTER, len(self._words.note(iri)) * _LETTER)
        return round(max([title, *(length * _LETTER for length in rows)])) + 2 * _PADDING

    def _header(self, iri: str) -> int:
        return _TITLE + (_NOTE if self._words.note(iri) else 0)

    def _height(self, iri: str) -> int:
        rows = len(self._rows.get(iri, ()))
        return self._header(iri) + (rows * _ROW + 8 if rows else 0)

    def _x(self, rank: int) -> int:
        return _MARGIN + sum(self._width[:rank]) + rank * _BETWEEN_COLUMNS

    def _row_y(self, iri: str, prop: str) -> int:
        number = next(i for i, (name, _, _) in enumerate(self._rows[iri]) if name == prop)
        return self._tops[iri] + self._header(iri) + 4 + number * _ROW + _ROW // 2

    def diagram(self) -> Diagram:
        """Place column after column, each box as near as can be to the rows that lead to it."""
        for rank, column in enumerate(self._columns):
            self._place(rank, column)
        least = min([*self._tops.values(), *self._lanes.values()])
        for places in (self._tops, self._lanes):
            for key in places:
                places[key] += _MARGIN - least  # type: ignore[index]
        boxes = tuple(self._box(iri) for column in self._columns for iri in column)
        lines = tuple(self._line(edge) for edge in self._edges)
        lowest = max([*(box.y + box.height for box in boxes), *self._lanes.values()])
        return Diagram(boxes, lines, self._x(len(self._columns)) - _BETWEEN_COLUMNS + _MARGIN, lowest + _MARGIN)

    def _place(self, rank: int, column: Sequence[str]) -> None:
        """Stack the boxes of a column, and the lanes of the lines that pass through it."""
        wanted: list[tuple[float, int, str, bool]] = []
        for iri in column:
            middle = self._middle(iri, rank)
            wanted.append((middle - self._height(iri) / 2, self._height(iri), iri, True))
        passing = {target for source, _, target in self._edges if self._passes(source, target, rank)}
        wanted += [(self._middle(target, rank), 0, target, False) for target in sorted(passing)]
        stacked = sorted(wanted, key=lambda one: (one[0] + one[1] / 2, one[2]))
        y = stacked[0][0] if rank else 0.0
        for top, height, iri, is_box in stacked:
            y = max(y, top) if rank else y
            if is_box:
                self._tops[iri] = round(y)
            else:
                self._lanes[iri, rank] = round(y)
            y += height + _BETWEEN_BOXES

    def _passes(self, source: str, target: str, rank: int) -> bool:
        low, high = sorted((self._ranks[source], self._ranks[target]))
        return low < rank < high

    def _middle(self, target: str, rank: int) -> float:
        """Where lines to a class come from, on average; the middle of what is placed for one that none leads to."""
        found = [
            self._row_y(source, prop) for source, prop, other in self._edges
            if other == target and source in self._tops and self._ranks[source] < rank
        ]  # fmt: skip
        return sum(found) / len(found) if found else 0.0

    def _box(self, iri: str) -> Box:
        rank = self._ranks[iri]
        rows = tuple(Row(prop, label, value, self._row_y(iri, prop)) for prop, label, value in self._rows.get(iri, ()))
        return Box(
            iri, self._words.name(iri), self._words.note(iri), rows, self._x(rank), self._tops[iri],
            self._width[rank], self._height(iri), iri in self._focus,
        )  # fmt: skip

    def _line(self, edge: _Edge) -> Line:
        source, prop, target = edge
        start, end = self._ranks[source], self._ranks[target]
        forward = end > start
        y = self._row_y(source, prop)
        points = [(self._x(start) + (self._width[start] if forward else 0), y)]
        for rank in range(start + 1, end) if forward else range(start - 1, end, -1):
            lane = self._lanes[target, rank]
            sides = (self._x(rank), lane), (self._x(rank) + self._width[rank], lane)
            points += sides if forward else sides[::-1]
        middle = self._tops[target] + self._header(target) // 2
        tip = (self._x(end) + (0 if forward else self._width[end]), middle)
        back = -_HEAD if forward else _HEAD
        points.append((tip[0] + back, middle))
        head = f"M{tip[0]} {middle}l{back} -4v8z"
        return Line(source, prop, target, _curve(points), head)


def _curve(points: Sequence[_Point]) -> str:
    """A line through points that leaves and reaches each one level."""
    path = f"M{points[0][0]} {points[0][1]}"
    for (x1, y1), (x2, y2) in pairwise(points):
        bend = (x2 - x1) // 2
        path += f"H{x2}" if y1 == y2 else f"C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"
    return path
