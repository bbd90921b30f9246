"""Turns words and IRIs that may stand nowhere into the files that hold them, however they are written there.

Words are found in either case, decomposed or not, as a slug, in an address, in the escapes of HTML, JSON and N-Triples,
and with whatever spaces or hyphens are between them; an IRI is found where it is not the beginning of another one.
"""

import html
import json
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

from esgraph.vocabulary import slug

#: Bytes that are looked through at a time.
PIECE: Final = 2**20
#: What is between two words: spaces, hyphens and dashes of any kind, a soft hyphen, and how they are escaped.
_GAP: Final = (
    r"(?:[\s\u00ad_+\-\u2010-\u2015\u200b]|%20|%c2%a0|&nbsp;|&#160;|&#xa0;|&shy;"
    r"|\\u00a0|\\u00ad|\\u20[01][0-9a-f]|\\[nrt]){1,8}"
)
_QUOTE: Final = r"""(?:\\{0,2}["'`´„”“‟’‘‚«»‹›]|&quot;|&apos;|&#3[49];|&#x2[27];|%2[27]|\\u201[89a-f])"""
_PARTS: Final = re.compile(
    r"(?P<word>[^\W_]+)|(?P<gap>[\s\u00ad_\-\u2010-\u2015\u200b]+)|(?P<quote>[\"'`´„”“‟’‘‚«»‹›])|(?P<other>.)",
    re.DOTALL,
)
_ASCII: Final = re.compile(r"[a-z0-9]+")
#: How a word is written in HTML, XML, an address, JSON.
_ESCAPED: Final[tuple[Callable[[str], str], ...]] = (
    html.escape,
    lambda text: text.encode("ascii", "xmlcharrefreplace").decode(),
    quote,
    lambda text: json.dumps(text)[1:-1],
)
#: Bytes that a character may take where it is escaped, or the gap between two words.
_LONGEST: Final = 96
#: Letters up to which a trace is a whole word.
_SHORT: Final = 5
#: Bytes at the end of a piece of which it is not known what follows.
_UNSURE: Final = 8


@dataclass(frozen=True, slots=True)
class Trace:
    """Something that may stand nowhere: `sure` is in every form of it, in lower case, so that little is looked at."""

    text: str
    sure: bytes
    form: re.Pattern[str]

    def is_in(self, text: str) -> bool:
        """Whether a text holds it."""
        return self.form.search(_folded(text)) is not None


def words(text: str) -> Trace:
    """A trace of words; one of at least five letters is found at the beginning of longer ones, too.

    So `Kowalski` is found in “Kowalskiego”, and `Lis` is not in “lista”, nor `Kot` within “skrót”.
    """
    plain = _folded(text)
    forms = "".join(_part(one) for one in _PARTS.finditer(plain.strip()))
    folded = slug(text)
    # A slug drops marks: that of `C++` would be found everywhere.
    if folded and ("-" in folded or plain.strip().isalnum()):
        forms = f"{forms}|{_GAP.join(map(re.escape, folded.split('-')))}"
    sure = max(_ASCII.findall(plain), key=len, default="")
    ends = r"(?![^\W_])" if len(plain.strip()) < _SHORT else ""
    begins = r"(?<![^\W_])" if plain.strip()[:1].isalnum() else ""
    return Trace(text, sure.encode(), re.compile(f"{begins}(?:{forms}){ends}"))


def iri(text: str) -> Trace:
    """The IRI of an entity, and of anything below it; not another one whose slug only begins like its own."""
    return Trace(text, text.lower().encode(), re.compile(re.escape(_folded(text)) + r"(?!-?[a-z0-9])"))


def _part(found: re.Match[str]) -> str:
    if found["gap"]:
        return _GAP
    if found["quote"]:
        return _QUOTE
    # The escapes of a capital are others than those of a small letter.
    spelled = {found[0], found[0].capitalize(), found[0].upper()}
    forms = spelled | {way(one) for one in spelled for way in _ESCAPED}
    return f"(?:{'|'.join(sorted({re.escape(form.casefold()) for form in forms}))})"


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def held(path: Path, traces: Iterable[Trace]) -> set[str]:
    """The texts of the traces that a file holds; it is read in pieces, as UTF-8 as far as it is."""
    wanted = list(traces)
    # What is written across two pieces is seen, too, with what follows it.
    kept = _LONGEST * (1 + max((len(one.text) for one in wanted), default=0))
    found: set[str] = set()
    rest = b""
    with path.open("rb") as stream:
        piece = stream.read(PIECE)
        while piece:
            following = stream.read(PIECE)
            window = rest + piece
            # An IRI at the very end may go on in the next piece, which begins with the end of this one.
            shown = window if not following else window[:-_UNSURE]
            found |= _in(shown, window, [one for one in wanted if one.text not in found])
            rest, piece = window[-kept:], following
    return found


def _in(shown: bytes, window: bytes, wanted: list[Trace]) -> set[str]:
    lower = window.lower()
    likely = [one for one in wanted if one.sure in lower]
    if not likely:
        return set()
    text = _folded(window.decode("utf-8", "replace"))
    end = len(_folded(shown.decode("utf-8", "replace")))
    return {one.text for one in likely if any(match.end() <= end for match in one.form.finditer(text))}
