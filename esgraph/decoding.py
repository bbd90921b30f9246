"""Turns the bytes of a text file into its text, and says in which encoding it was read.

Spreadsheets write UTF-8 with a byte order mark, UTF-16 (Excel's “Unicode text”), or, in Poland, Windows-1250; some old
programs ISO 8859-2.
"""

import codecs
import re
from typing import Final, NamedTuple

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
#: What a text may have been in.
ENCODINGS: Final = ("UTF-8", "UTF-16", "Windows-1250", "ISO 8859-2")
#: Characters that no list has: what stands here instead of text was read in a wrong encoding, or is no text.
_NO_TEXT: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
#: What Polish is written with beside ASCII.
_POLISH: Final = frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ„”“’–—…«»§°\u00a0")
#: Bytes of Polish letters (Ą ą Ś ś Ź ź) that the two encodings of eight bits have at different places.
_OF_WINDOWS: Final = frozenset(b"\xa5\xb9\x8c\x9c\x8f\x9f")
_OF_ISO: Final = frozenset(b"\xa1\xb1\xa6\xb6\xac\xbc")
#: Every other byte of UTF-16 is naught where letters are Latin; so many bytes are looked at.
_LOOKED_AT: Final = 2_000
_HALF: Final = 0.3


class Decoded(NamedTuple):
    """A text, and the encoding that it was in."""

    text: str
    encoding: str


def decoded(body: bytes) -> Decoded | None:
    """The text of a file; None for what can be read in none of the encodings, or is no text."""
    for codec, encoding in _possible(body):
        try:
            text = body.decode(codec)
        except UnicodeDecodeError:
            continue
        if not _NO_TEXT.search(text):
            return _windows(body) or Decoded(text, encoding) if codec == "utf-8" else Decoded(text, encoding)
    return None


def _possible(body: bytes) -> list[tuple[str, str]]:
    """Codecs to try, the likeliest first, each with the name of its encoding."""
    for mark, codec, name in _MARKS:
        if body.startswith(mark):
            return [(codec, name)]
    start = body[:_LOOKED_AT]
    if start.count(0) > _HALF * len(start):
        return [("utf-16-le" if start[1::2].count(0) >= start[::2].count(0) else "utf-16-be", "UTF-16")]
    eight_bits = [("cp1250", "Windows-1250"), ("iso8859-2", "ISO 8859-2")]
    found = frozenset(body)
    if found & _OF_ISO and not found & _OF_WINDOWS:
        eight_bits.reverse()
    return [("utf-8", "UTF-8"), *eight_bits]


def _windows(body: bytes) -> Decoded | None:
    """The text as Windows-1250, if that is Polish and UTF-8 is not: RÓŻA there is also one letter of another script."""
    text = body.decode("cp1250", "replace")
    is_told_apart = _is_polish(text) and not _is_polish(body.decode("utf-8"))
    return Decoded(text, "Windows-1250") if is_told_apart else None


def _is_polish(text: str) -> bool:
    return all(char in _POLISH for char in text if not char.isascii())


def line_of_fault(body: bytes) -> int:
    """The line of the first character that is in none of the encodings, or of the first that is no text."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        return body.count(b"\n", 0, error.start) + 1
    found = _NO_TEXT.search(text)
    return text.count("\n", 0, found.start() if found else 0) + 1
