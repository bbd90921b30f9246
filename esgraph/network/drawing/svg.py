"""Turns a picture into an SVG file that stands alone: with its title, its legend and its own background.

It is styled by attributes alone, so that it looks the same where a policy forbids styles, and where none are known.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from esgraph.errors import Language
from esgraph.network.drawing import words
from esgraph.network.drawing.geometry import Frame
from esgraph.network.drawing.names import SIZE, flowed, width
from esgraph.network.drawing.picture import HEADS, Box, Line, Picture, Sector, Sign, outline
from esgraph.network.drawing.routes import Curve
from esgraph.network.model import Relation
from esgraph.network.xml import attribute, content

_PAPER, _RAISED, _MARKER, _INK, _QUIET = "#fcfbf7", "#f3f1e8", "#ffeb99", "#1d2423", "#5a6361"
_ACCENT, _DERIVED, _GAP, _ALERT = "#0b5b52", "#4a4aa0", "#6b6255", "#9a3412"
_FONT = "system-ui, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif"

#: Colour and width of lines, and the dashes of those that are derived.
STROKES: Final[Mapping[Relation, tuple[str, float, str]]] = {
    "cooperation": (_ACCENT, 3, "8 5"),
    "founding": (_INK, 1.6, "8 5"),
    "co-founding": (_INK, 1.6, "8 5"),
    "unit": (_QUIET, 1.2, "8 5"),
    "shared-panel": (_DERIVED, 3, "0.1 6"),
    "shared-edition": (_GAP, 1.6, "14 4"),
    "post": (_QUIET, 1.2, "8 5"),
}
#: How signs are drawn, since not every font has them: in a circle around the origin.
SIGNS: Final[Mapping[Sign, str]] = {
    "disputed": "M-4-2h8M-4 2h8M-2.5 5l5-10",
    "merged": "M-4.5-1.5q2.25-3 4.5 0t4.5 0M-4.5 3q2.25-3 4.5 0t4.5 0",
}
#: Fill, colour and width of the border of boxes.
_FILLS: Final[Mapping[Sector, tuple[str, str, float]]] = {
    "social": (_PAPER, _ACCENT, 2),
    "public": (_RAISED, _QUIET, 1.2),
    "office": (_PAPER, _QUIET, 1.2),
    "other": (_RAISED, _INK, 1.2),
}
_MARGIN = 24
_NARROWEST = 560
_TITLE, _LEGEND = 20, 14
_ROW = 24
_SPACE = 28
_SWATCH, _BETWEEN = 36, 26
_SAMPLE = Curve((0.0, 0.0), (28.0, 0.0))


def svg(picture: Picture, address: Callable[[str], str], title: str = "") -> str:
    """The file. `address` tells where the box of an IRI leads, "" for nowhere."""
    return "".join(pieces(picture, address, title))


def pieces(picture: Picture, address: Callable[[str], str], title: str = "") -> Iterator[str]:
    """The file, piece by piece."""
    language = picture.language
    title = title or _title(picture)
    wide = max(picture.width, _NARROWEST)
    head = flowed(title, wide, _TITLE * 1.12)
    top = _MARGIN + len(head) * (_TITLE + 6) + 8
    legend = _legend(picture, wide)
    high = top + picture.height + _SPACE + len(legend) * _ROW
    # An image has no links in it for who hears it.
    role = "group" if any(address(box.iri) for box in picture.boxes) else "img"
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" lang="{language}" xml:lang="{language}" role="{role}" '
        f'aria-labelledby="title desc" viewBox="0 0 {wide + 2 * _MARGIN} {high}" width="{wide + 2 * _MARGIN}" '
        f'height="{high}" font-family="{_FONT}" font-size="{SIZE}" fill="{_INK}">\n'
        f'<title id="title">{content(title)}</title>\n<desc id="desc">{content(_told(picture))}</desc>\n'
        f'<rect width="100%" height="100%" fill="{_PAPER}"/>\n'
    )
    for number, line in enumerate(head):
        y = _MARGIN + (_TITLE + 6) * number + _TITLE
        yield f'<text x="{_MARGIN}" y="{y}" font-size="{_TITLE}" font-weight="bold">{content(line)}</text>\n'
    left = _MARGIN + (wide - picture.width) // 2 - picture.frame.left
    yield f'<g transform="translate({left:g} {top - picture.frame.top:g})">\n'
    for one in picture.lines:
        yield _line(one, language)
    for box in picture.boxes:
        yield _box(box, address(box.iri))
    yield f'</g>\n<g font-size="{_LEGEND}">\n'
    for number, row in enumerate(legend):
        yield from (_entry(entry, _MARGIN + x, top + picture.height + _SPACE + number * _ROW) for x, entry in row)
    yield "</g>\n</svg>\n"


def _title(picture: Picture) -> str:
    centre = picture.centre
    return words.TITLE_OF[picture.language].format(name=centre.name) if centre else words.TITLE[picture.language]


def _told(picture: Picture) -> str:
    """What is drawn, in sentences."""
    language = picture.language
    counted = words.COUNTED[language].format(boxes=len(picture.boxes), lines=len(picture.lines))
    by_relation = "; ".join(
        f"{words.LINES[relation][language]}: {sum(line.relation == relation for line in picture.lines)}"
        for relation, _ in picture.relations
    )
    return " ".join(filter(None, (counted, f"{by_relation}." if by_relation else "", _part(picture))))


def _part(picture: Picture) -> str:
    if not picture.left_out:
        return ""
    return words.PART[picture.language].format(shown=len(picture.boxes), total=picture.total, left_out=picture.left_out)


def _stroke(relation: Relation, *, is_derived: bool) -> str:
    colour, wide, dashes = STROKES[relation]
    broken = f' stroke-dasharray="{dashes}"' if is_derived else ""
    cap = ' stroke-linecap="round"' if is_derived and relation == "shared-panel" else ""
    return f'fill="none" stroke="{colour}" stroke-width="{wide:g}"{broken}{cap}'


def _line(line: Line, language: Language) -> str:
    said = "; ".join(
        f"{one.name} – {words.SAYS[relation][language]} – {other.name}" for one, relation, other in line.said
    )
    heads = "".join(_head(head, line.relation) for head in line.heads)
    signs = "".join(_sign(sign, *place) for sign, place in line.signs)
    return (
        f'<g><title>{content(said)}</title><path d="{line.curve.path}" '
        f"{_stroke(line.relation, is_derived=line.is_derived)}/>{heads}{signs}</g>\n"
    )


def _head(path: str, relation: Relation) -> str:
    colour, wide, _ = STROKES[relation]
    if HEADS.get(relation) == "diamond":
        return f'<path d="{path}" fill="{_PAPER}" stroke="{colour}" stroke-width="{wide:g}"/>'
    return f'<path d="{path}" fill="{colour}"/>'


def _sign(sign: Sign, x: float, y: float) -> str:
    colour = _ALERT if sign == "disputed" else _INK
    return (
        f'<g transform="translate({x:.1f} {y:.1f})" fill="{_PAPER}" stroke="{colour}" stroke-width="1.6">'
        f'<circle r="8"/><path d="{SIGNS[sign]}" fill="none"/></g>'
    )


def _box(box: Box, link: str) -> str:
    fill, colour, border = _FILLS[box.sector]
    if box.is_centre:
        fill, border = _MARKER, 3.5
    bold = ' font-weight="bold"' if box.is_centre else ""
    written = "".join(f'<text x="{box.x}" y="{y}">{content(line)}</text>' for y, line in box.written)
    drawn = (
        f"<title>{content(box.name)}</title>"
        f'<path d="{box.path}" fill="{fill}" stroke="{colour}" stroke-width="{border:g}"/>{written}'
    )
    if link:
        return f'<a href={attribute(link)} text-anchor="middle"{bold}>{drawn}</a>\n'
    return f'<g text-anchor="middle"{bold}>{drawn}</g>\n'


Entry = tuple[str, str]


def _legend(picture: Picture, wide: float) -> list[list[tuple[float, Entry]]]:
    """The entries (a sample and its words) in rows, each with where it begins."""
    rows: list[list[tuple[float, Entry]]] = [[]]
    x = 0.0
    for sample, text in _entries(picture, wide):
        long = width(text, _LEGEND) + (_SWATCH if sample else 0)
        if rows[-1] and x + long > wide:
            rows.append([])
            x = 0.0
        rows[-1].append((round(x, 1), (sample, text)))
        x += long + _BETWEEN
    return rows


def _entries(picture: Picture, wide: float) -> Iterator[Entry]:
    language = picture.language
    for relation, is_derived in picture.relations:
        sample = f'<path d="{_SAMPLE.path}" {_stroke(relation, is_derived=is_derived)}/>'
        form = HEADS.get(relation, "arrow")
        ends = (False, True) if form == "dot" else (True,)
        if relation in picture.pointing:
            sample += "".join(_head(_SAMPLE.head(at_end=end, form=form), relation) for end in ends)
        yield sample, words.LINES[relation][language]
    plain = f'<path d="M0 0H28" fill="none" stroke="{_INK}" stroke-width="2"'
    if picture.has_stated and picture.has_derived:
        yield f"{plain}/>", words.STATED[language]
    if picture.has_derived:
        yield f'{plain} stroke-dasharray="8 5"/>', words.DERIVED[language]
    if picture.has_disputed:
        yield _sign("disputed", 14, 0), words.DISPUTED[language]
    if picture.has_merged:
        yield _sign("merged", 14, 0), words.MERGED[language]
    for sector in picture.sectors:
        fill, colour, border = _FILLS[sector]
        yield (
            (
                f'<path d="{outline(Frame(1, -7, 28, 7, 7), sector)}" fill="{fill}" stroke="{colour}" '
                f'stroke-width="{border:g}"/>'
            ),
            words.BOXES[sector][language],
        )
    yield from (("", line) for line in flowed(_part(picture), wide, _LEGEND) if line)


def _entry(entry: Entry, x: float, y: float) -> str:
    sample, text = entry
    told = f'<text x="{_SWATCH if sample else 0}" y="5">{content(text)}</text>'
    return f'<g transform="translate({x:g} {y:g})">{sample}{told}</g>\n'
