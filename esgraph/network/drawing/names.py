"""Turns a name into a few short lines, and lines into the size of their box."""

from collections.abc import Iterable, Iterator

#: The size of letters, and from one line to the next.
SIZE = 15
LINE = 20
PADDING = 10
_WRAP = 20
_LINES = 3
#: A word that is longer is broken.
_LONGEST = 26

#: Widths of letters in sizes of the font, as in the widest of common fonts (DejaVu Sans, Verdana): in others there is
#: a little more room around a name.
_WIDTHS = {
    **dict.fromkeys("iIjlłJ.,:;'’|!()[]", 0.4),
    **dict.fromkeys('frt-–/ „”“«»"', 0.45),
    **dict.fromkeys("mwMW@%…—", 1.0),
}
_SMALL, _CAPITAL, _BOLD, _OTHER = 0.63, 0.76, 1.12, 1.0
#: Beyond Latin, Greek and Cyrillic a letter may be as wide as it is high.
_LATIN = "\u0530"


def width(text: str, size: float = SIZE, *, bold: bool = False) -> float:
    """How wide a text is at most, about."""
    return sum(map(_width, text)) * size * (_BOLD if bold else 1)


def _width(letter: str) -> float:
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    if letter >= _LATIN:
        return _OTHER
    return _CAPITAL if letter.isupper() else _SMALL


def wrapped(name: str) -> tuple[str, ...]:
    """A name in a few short lines; what does not fit is left out, with an ellipsis."""
    lines = [""]
    for word in _words(name):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > _WRAP:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    # A word of one letter does not end a line.
    for index in range(len(lines) - 1):
        head, _, last = lines[index].rpartition(" ")
        if head and len(last) == 1 and last.isalpha():
            lines[index], lines[index + 1] = head, f"{last} {lines[index + 1]}"
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], f"{lines[_LINES - 1]} …"]
    return tuple(lines)


def _words(name: str) -> Iterator[str]:
    for word in name.split():
        if len(word) <= _LONGEST:
            yield word
            continue
        while word:
            # After a sign that parts it if there is one, as in an address.
            at = max((word.rfind(sign, 0, _WRAP) + 1 for sign in "-/.@_"), default=0)
            at = at if at > _WRAP // 2 and len(word) > _WRAP else _WRAP
            yield word[:at]
            word = word[at:]


def measured(lines: Iterable[str], *, bold: bool = False) -> tuple[int, int]:
    """Width and height of a box for lines, both even."""
    listed = list(lines)
    wide = round(max(width(line, bold=bold) for line in listed)) + 2 * PADDING
    return max(wide + wide % 2, 2 * LINE), len(listed) * LINE + 2 * PADDING


def flowed(text: str, most: float, size: float) -> list[str]:
    """A sentence in lines that are no wider than this, all of it."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width(longer, size) > most:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
