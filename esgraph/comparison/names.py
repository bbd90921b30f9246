"""Turns names as tables write them into legal form, core and seat, and says how well two names are the same.

“Sp. Socj. Pożytek” and “Spółdzielnia Socjalna „Pożytek” z siedzibą w Tłuszczu” name one core in one form; “Fundacja
Pożytek” names the same core in another form, which is another organisation. A form stands where a name begins or ends:
the branch of an association is not the association.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from esgraph import legal_names, polish

#: What a form is called, beside the abbreviations of `legal_names` → what it is; a special one is its general one, too.
_FORMS: Final = {
    "fundacja": "foundation",
    "foundation": "foundation",
    "stowarzyszenie": "association",
    "association": "association",
    "verein": "association",
    "stiftung": "foundation",
    "spoldzielnia": "cooperative",
    "sp nia": "cooperative",
    "cooperative": "cooperative",
    "co operative": "cooperative",
    "spoldzielnia socjalna": "cooperative social",
    "spoldzielnia socj": "cooperative social",
    "spoldzielnia soc": "cooperative social",
    "sp socjalna": "cooperative social",
    "sp socj": "cooperative social",
    "ss": "cooperative social",
    "s s": "cooperative social",
    "social cooperative": "cooperative social",
    "social co operative": "cooperative social",
    "spolka": "company",
    "company": "company",
    "spolka z ograniczona odpowiedzialnoscia": "company limited",
    "spolka z o o": "company limited",
    "limited liability company": "company limited",
    "spolka jawna": "company general",
    "sp j": "company general",
    "s j": "company general",
    "spolka cywilna": "company civil",
    "s c": "company civil",
    "sc": "company civil",
    "spolka akcyjna": "company stock",
    "s a": "company stock",
    "sa": "company stock",
    "prosta spolka akcyjna": "company stock simple",
    "p s a": "company stock simple",
    "spolka komandytowa": "company partnership",
    "sp k": "company partnership",
    "s k": "company partnership",
    "spolka komandytowo akcyjna": "company partnership stock",
    "s k a": "company partnership stock",
    "spolka partnerska": "company professional",
    "sp p": "company professional",
}
_BY_STEMS: Final = {tuple(map(polish.stem, called.split())): frozenset(form.split()) for called, form in _FORMS.items()}
#: What any form is a special case of.
_GENERAL: Final = frozenset({"foundation", "association", "cooperative", "company"})
#: A form → what it is called first, in full.
_SPELT_OUT: Final = {frozenset(form.split()): called for called, form in reversed(_FORMS.items())}
_LONGEST: Final = max(map(len, _BY_STEMS))
_STEMS: Final = frozenset(stem for stems in _BY_STEMS for stem in stems)
_IN: Final = ("w", "we")
_LIMITED, _PARTNERSHIP = "limited", "partnership"
#: Words of forms that are known with a slip in them, and how long a word is then at least.
_SPELT: Final = ("stowarzyszenie", "spoldzielnia", "fundacja", "socjalna")
_LONG: Final = 7

#: Where what follows a name begins: its seat, or an address. One character is looked at before it: of a long row of
#: spaces each would be tried as the first.
_SEAT: Final = re.compile(
    r"(?<=[\s,;(])(?:z siedzib\w+\b|z/s\b|mając\w+ siedzib\w+\b|(?:gm|pow|woj)\."
    r"|(?:with )?(?:its )?(?:registered office|seat) in\b"
    r"|(?:ul|al|pl|os)\.|ulica\b|\d\d-\d{3}\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name as folded words: its core, what its legal form is (nothing if it says none), and what follows it."""

    core: tuple[str, ...]
    form: frozenset[str] = frozenset()
    seat: str = ""

    @property
    def says_nothing(self) -> bool:
        """Whether it is a form alone, or words that only join others."""
        return polish.JOINING.issuperset(self.core)

    @property
    def spelt_out(self) -> str:
        """Form and core in full words, as a name would have them."""
        return " ".join((_SPELT_OUT.get(self.form, ""), *self.core)).strip()


class Likeness(Enum):
    """How a name is that of an entity with the same core."""

    SAME_FORM = "the same form in both, or none"
    FORM_OMITTED = "no form, or a more general one, in one of them"
    OTHER_FORM = "another form"


@dataclass(frozen=True, slots=True)
class Division:
    """The words of a name without its legal form and what follows it, with where they stand in it."""

    core: tuple[polish.Word, ...]
    form: frozenset[str] = frozenset()
    seat: str = ""


def divide(text: str) -> Division:
    """Take a name apart, and keep where its words stand."""
    seat = _SEAT.search(text)
    words = [_spelt(word) for word in legal_names.asked(polish.words(text[: seat.start()] if seat else text))]
    stems = tuple(polish.stem(word.text) for word in words)
    start, end = 0, len(words)
    form: frozenset[str] = frozenset()
    while taken := _form_at_an_end(stems, start, end):
        part, start, end = taken
        form |= part
    # A limited partnership is no limited company, though one is its partner: sp. z o.o. sp. k.
    form -= {_LIMITED} if _PARTNERSHIP in form else set()
    return Division(tuple(words[start:end]), form, text[seat.start() :].strip(" ,;(") if seat else "")


def read(text: str) -> Name:
    """Take a name apart."""
    found = divide(text)
    return Name(tuple(word.text for word in found.core), found.form, found.seat)


def seated(name: Name) -> Name | None:
    """A name without what its core ends with that may say where it is, as its seat; None if it says nothing so.

    >>> seated(read("Spółdzielnia Socjalna „Pożytek” w Tłuszczu")).seat
    'w tluszczu'
    """
    at = max((at for at, word in enumerate(name.core) if word in _IN), default=0)
    return Name(name.core[:at], name.form, " ".join(name.core[at:])) if at and not name.seat else None


def _spelt(word: polish.Word) -> polish.Word:
    """A word as it is, or the legal form that it is with one slip: Stowarzysznie."""
    if len(word.text) < _LONG or polish.stem(word.text) in _STEMS:
        return word
    meant = next((form for form in _SPELT if OSA.distance(word.text, form, score_cutoff=1) <= 1), "")
    return replace(word, text=meant) if meant else word


def form_amid(words: Sequence[str]) -> tuple[frozenset[str], int, int] | None:
    """The longest legal form among folded words, and where it begins and ends: Mazowiecka Fundacja Ekorozwoju."""
    stems = tuple(map(polish.stem, words))
    for length in range(min(_LONGEST, len(stems)), 0, -1):
        for start in range(len(stems) - length + 1):
            if form := _BY_STEMS.get(stems[start : start + length]):
                return form, start, start + length
    return None


def is_special(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one form is a special case of the other: a social cooperative is a cooperative."""
    return (one <= other or other <= one) and not (one ^ other) & _GENERAL


@lru_cache(8192)
def _known(text: str) -> Name:
    """The same of a name of the graph, which many ask for; what somebody asks for is not remembered."""
    return read(text)


def _form_at_an_end(stems: Sequence[str], start: int, end: int) -> tuple[frozenset[str], int, int] | None:
    """The longest form with which words begin or end, and where the others are."""
    for length in range(min(_LONGEST, end - start), 0, -1):
        if form := _BY_STEMS.get(tuple(stems[start : start + length])):
            return form, start + length, end
        if form := _BY_STEMS.get(tuple(stems[end - length : end])):
            return form, start, end - length
    return None


def likeness(asked: Name, own: Iterable[str], kind: str) -> Likeness | None:
    """How a name is one of those that an entity of a kind has; None if none of them has the same core."""
    same = [name for name in map(_known, own) if not name.says_nothing and _joined(name) == _joined(asked)]
    if not same:
        return None
    forms = {name.form for name in same}
    if asked.form in forms:
        return Likeness.SAME_FORM
    # An entity whose names have no form may be of a kind that is one.
    told = (forms | {_known(kind).form}) - {frozenset()}
    is_possible = not asked.form or not told or any(is_special(asked.form, form) for form in told)
    return Likeness.FORM_OMITTED if is_possible else Likeness.OTHER_FORM


def _joined(name: Name) -> str:
    """The core, however it is divided: hydro-truck, hydrotruck."""
    return "".join(name.core)
