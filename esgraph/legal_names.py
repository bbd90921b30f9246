"""Turns what organisations are called into words that tell them apart: abbreviations spelt out, legal forms known.

“OPS w Tłuszczu” and “Ośrodek Pomocy Społecznej w Tłuszczu” are one name; what they are called tells less than where.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from esgraph.polish import Word, fold, stem, words

#: Abbreviation → the words it stands for, in the nominative. Several words in the key are one abbreviation: sp. soc.
_MEANINGS: Final = {
    "ops": "ośrodek pomocy społecznej",
    "mops": "miejski ośrodek pomocy społecznej",
    "gops": "gminny ośrodek pomocy społecznej",
    "mgops": "miejsko gminny ośrodek pomocy społecznej",
    "mopr": "miejski ośrodek pomocy rodzinie",
    "pcpr": "powiatowe centrum pomocy rodzinie",
    "rops": "regionalny ośrodek polityki społecznej",
    "rcps": "regionalne centrum pomocy społecznej",
    "dps": "dom pomocy społecznej",
    "cus": "centrum usług społecznych",
    "cps": "centrum pomocy społecznej",
    "cis": "centrum integracji społecznej",
    "kis": "klub integracji społecznej",
    "zaz": "zakład aktywności zawodowej",
    "wtz": "warsztat terapii zajęciowej",
    "sds": "środowiskowy dom samopomocy",
    "owes": "ośrodek wsparcia ekonomii społecznej",
    "pes": "podmiot ekonomii społecznej",
    "ngo": "organizacja pozarządowa",
    "jst": "jednostka samorządu terytorialnego",
    "pup": "powiatowy urząd pracy",
    "wup": "wojewódzki urząd pracy",
    "kgw": "koło gospodyń wiejskich",
    "osp": "ochotnicza straż pożarna",
    "utw": "uniwersytet trzeciego wieku",
    "m gops": "miejsko gminny ośrodek pomocy społecznej",
    "lgd": "lokalna grupa działania",
    "ks": "klub sportowy",
    "uks": "uczniowski klub sportowy",
    "lks": "ludowy klub sportowy",
    "luks": "ludowy uczniowski klub sportowy",
    "zgk": "zakład gospodarki komunalnej",
    "gok": "gminny ośrodek kultury",
    "mok": "miejski ośrodek kultury",
    "sp nia": "spółdzielnia",
    "sp soc": "spółdzielnia socjalna",
    "spoldz soc": "spółdzielnia socjalna",
    "spoldz": "spółdzielnia",
    "sp z o o": "spółka z ograniczoną odpowiedzialnością",
    "stow": "stowarzyszenie",
    "fund": "fundacja",
    "pow": "powiat",
    "woj": "województwo",
    "gm": "gmina",
    "ug": "urząd gminy",
    "um": "urząd miasta",
}

#: Words of legal forms and kinds beside those of the abbreviations, in both languages.
_FORMS: Final = (
    "stowarzyszenie fundacja spółdzielnia socjalna socjalny spółka towarzystwo związek federacja instytut koło klub"
    " powiat gmina województwo miasto urząd starostwo ośrodek centrum zakład warsztat przedsiębiorstwo społeczne"
    " społeczny firma biuro oddział jednostka"
    " association foundation cooperative company society union federation county commune voivodeship office centre"
    " center club establishment workshop enterprise social assistance integration vocational activity works"
)

#: So many letters of a word make out which word of an abbreviation it is, whatever its case.
_TELLING: Final = 5


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """An abbreviation as folded words, what it stands for, and how those words begin in every case."""

    short: tuple[str, ...]
    full: tuple[str, ...]
    beginnings: tuple[str, ...]

    @property
    def is_acronym(self) -> bool:
        """Whether one word stands for several: names bear such a word, and are known by it."""
        return len(self.short) == 1 and len(self.full) > 1


def _abbreviations() -> tuple[Abbreviation, ...]:
    made = []
    for short, meaning in _MEANINGS.items():
        full = tuple(fold(meaning).split())
        made.append(Abbreviation(tuple(short.split()), full, tuple(word[:_TELLING] for word in full)))
    # Longer ones first: sp. soc. before sp.
    return tuple(sorted(made, key=lambda one: (-len(one.short), -len(one.full), one.short)))


ABBREVIATIONS: Final = _abbreviations()
_BY_SHORT: Final = {
    first: tuple(one for one in ABBREVIATIONS if one.short[0] == first)
    for first in sorted({one.short[0] for one in ABBREVIATIONS})
}
_BY_BEGINNING: Final = {
    first: tuple(one for one in ABBREVIATIONS if one.is_acronym and one.full[0][:3] == first)
    for first in sorted({one.full[0][:3] for one in ABBREVIATIONS})
}
_STEMS: Final = frozenset(
    stem(word) for text in (_FORMS, *_MEANINGS.values()) for word in fold(text).split() if len(word) > 2
) | {part for one in ABBREVIATIONS for part in one.short}


def is_legal(forms: Iterable[str]) -> bool:
    """Whether a word, given in folded forms (itself, its lemmas), names a legal form or a kind of organisation."""
    return any(stem(form) in _STEMS for form in forms)


def meant(written: list[Word]) -> list[Word]:
    """The words that a name means without writing them: what its abbreviations stand for, and the other way round.

    They stand where the words stand that mean them.

    >>> from esgraph.polish import words
    >>> [word.text for word in meant(words("MOPS w Tłuszczu"))]
    ['miejski', 'osrodek', 'pomocy', 'spolecznej', 'ops']
    >>> [word.text for word in meant(words("Ośrodka Pomocy Społecznej"))]
    ['ops']
    """
    found = _spelt_out(written)
    found += _abbreviated(written) + _abbreviated(found)
    known = {word.text for word in written}
    return [word for word in dict.fromkeys(found) if word.text not in known]


def asked(written: list[Word]) -> list[Word]:
    """The words of a question, with those abbreviations spelt out that names do not bear: stow., sp. soc., pow.

    >>> from esgraph.polish import words
    >>> [word.text for word in asked(words("sp. soc. Pożytek, OPS"))]
    ['spoldzielnia', 'socjalna', 'pozytek', 'ops']
    """
    return _replaced(written, acronyms=False)


def key(label: str) -> str:
    """What two labels of a scheme have in common if they name the same: their words without endings, spelt out.

    What stands in brackets is told apart.
    """
    return " ".join(stem(word.text) for word in asked(words(label)))


def in_full(written: list[Word]) -> list[Word]:
    """The words of a name with every abbreviation spelt out, also those that names bear.

    >>> from esgraph.polish import words
    >>> [word.text for word in in_full(words("CIS Legionowo"))]
    ['centrum', 'integracji', 'spolecznej', 'legionowo']
    """
    return _replaced(written, acronyms=True)


def _replaced(written: list[Word], *, acronyms: bool) -> list[Word]:
    result: list[Word] = []
    at = 0
    while at < len(written):
        one = next((one for one in _starting(written, at) if acronyms or not one.is_acronym), None)
        taken = len(one.short) if one else 1
        part = written[at : at + taken]
        result += _stretch(part, one.full) if one else part
        at += taken
    return result


def _starting(written: list[Word], at: int) -> Iterator[Abbreviation]:
    """The abbreviations that stand at a place of a text, longer ones first."""
    for one in _BY_SHORT.get(written[at].text, ()):
        if tuple(word.text for word in written[at : at + len(one.short)]) == one.short:
            yield one


def _spelt_out(written: list[Word]) -> list[Word]:
    found: list[Word] = []
    for at in range(len(written)):
        for one in _starting(written, at):
            found += _stretch(written[at : at + len(one.short)], one.full)
    return found


def _abbreviated(written: list[Word]) -> list[Word]:
    found: list[Word] = []
    for at in range(len(written)):
        for one in _BY_BEGINNING.get(written[at].text[:3], ()):
            part = written[at : at + len(one.full)]
            if len(part) == len(one.full) and all(
                word.text.startswith(start) for word, start in zip(part, one.beginnings, strict=True)
            ):
                found += _stretch(part, one.short)
    return found


def _stretch(over: list[Word], texts: tuple[str, ...]) -> list[Word]:
    return [Word(text, over[0].start, over[-1].end) for text in texts]
