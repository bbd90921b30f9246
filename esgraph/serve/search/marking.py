"""Turns a text and the words that were looked for into HTML in which they are marked."""

from collections.abc import Collection
from functools import lru_cache
from typing import Final

from markupsafe import Markup, escape

from esgraph import legal_names, polish
from esgraph.polish import Word

#: So many characters of a long text are shown, from a little before the first marked word.
_LENGTH: Final = 180
_BEFORE: Final = 60


def mark(text: str, wanted: Collection[str]) -> Markup:
    """The text with every word marked that is wanted, or that means one: OPS for ośrodek pomocy społecznej."""
    parts: list[str] = []
    done = 0
    for start, end in _stretches(text, wanted):
        parts += [escape(text[done:start]), Markup("<mark>"), escape(text[start:end]), Markup("</mark>")]
        done = end
    return Markup("").join([*parts, escape(text[done:])])


def has_any(text: str, wanted: Collection[str]) -> bool:
    """Whether a text has a word that is wanted."""
    return bool(_stretches(text, wanted))


def excerpt(text: str, wanted: Collection[str]) -> Markup:
    """The part of a long text in which the first wanted word stands, with words marked."""
    if len(text) <= _LENGTH:
        return mark(text, wanted)
    first = next(iter(_stretches(text, wanted)), (0, 0))[0]
    start = text.rfind(" ", 0, max(0, first - _BEFORE)) + 1
    end = text.find(" ", start + _LENGTH)
    part = text[start : end if end > 0 else len(text)]
    return ("…" if start else "") + mark(part, wanted) + ("…" if 0 < end < len(text) else "")


def _stretches(text: str, wanted: Collection[str]) -> list[tuple[int, int]]:
    """Where wanted words stand; those with nothing but a space or a hyphen between them are one stretch."""
    spans = sorted({(word.start, word.end) for word in _words(text) if word.text in wanted})
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and (start <= joined[-1][1] or text[joined[-1][1] : start] in (" ", "-")):
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


@lru_cache(2048)  # the same kinds and places come again and again
def _words(text: str) -> tuple[Word, ...]:
    """The words of a text, and those that it means without writing them."""
    written = polish.words(text)
    return (*written, *legal_names.meant(written))
