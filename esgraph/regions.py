"""Turns the adjectives in names of voivodeships into what the regions are commonly called: mazowieckie, Mazowsze.

These are synonyms for searching and nothing more: a region and the voivodeship that is named after it need not have the
same borders. Only names that are in common use for the whole voivodeship, or for a part of its name, stand here.
"""

from collections.abc import Iterator
from typing import Final

from esgraph.polish import Word, fold, stem

#: Names of the voivodeships by TERC code, as they stand after “województwo”, or before “Voivodeship”.
VOIVODESHIPS: Final = {
    "02": ("dolnośląskie", "Lower Silesian"),
    "04": ("kujawsko-pomorskie", "Kuyavian-Pomeranian"),
    "06": ("lubelskie", "Lublin"),
    "08": ("lubuskie", "Lubusz"),
    "10": ("łódzkie", "Łódź"),
    "12": ("małopolskie", "Lesser Poland"),
    "14": ("mazowieckie", "Mazovian"),
    "16": ("opolskie", "Opole"),
    "18": ("podkarpackie", "Subcarpathian"),
    "20": ("podlaskie", "Podlaskie"),
    "22": ("pomorskie", "Pomeranian"),
    "24": ("śląskie", "Silesian"),
    "26": ("świętokrzyskie", "Świętokrzyskie"),
    "28": ("warmińsko-mazurskie", "Warmian-Masurian"),
    "30": ("wielkopolskie", "Greater Poland"),
    "32": ("zachodniopomorskie", "West Pomeranian"),
}

#: Adjective → names of the region, in the nominative; each word of a double name by itself (kujawsko-pomorskie).
_POLISH: Final = {
    "dolnośląski": "Śląsk",
    "kujawski": "Kujawy",
    "lubelski": "Lubelszczyzna",
    "małopolski": "Małopolska",
    "mazowiecki": "Mazowsze",
    "mazurski": "Mazury",
    "opolski": "Opolszczyzna",
    "podkarpacki": "Podkarpacie",
    "podlaski": "Podlasie",
    "pomorski": "Pomorze",
    "śląski": "Śląsk",
    "warmiński": "Warmia",
    "wielkopolski": "Wielkopolska",
    "zachodniopomorski": "Pomorze",
}

#: In English, folded, with other spellings of the adjective.
_ENGLISH: Final = {
    "kuyavian": "kuyavia",
    "masurian": "masuria",
    "mazovian": "mazovia masovia masovian",
    "masovian": "masovia mazovia mazovian",
    "pomeranian": "pomerania",
    "silesian": "silesia",
    "subcarpathian": "subcarpathia",
    "warmian": "warmia",
}

#: How the two words of a region begin in every case, folded → the adjective that is one word.
_OF_TWO: Final = {("doln", "slask"): "dolnoslaskie", ("pomorz", "zachodni"): "zachodniopomorskie"}

_BY_STEM: Final = {stem(fold(adjective)): name for adjective, name in _POLISH.items()}


def polish_name(adjective: str) -> str:
    """What the region is called that a folded adjective stands for, whatever its case; "" if for none.

    >>> polish_name("mazowieckiego")
    'Mazowsze'
    """
    return _BY_STEM.get(stem(adjective), "")


def english_names(adjective: str) -> frozenset[str]:
    """What else is said for a folded English adjective of a region."""
    return frozenset(_ENGLISH.get(adjective, "").split())


def asked(written: list[Word]) -> Iterator[Word]:
    """The words of a question, with a region's name of two words as its adjective.

    >>> from esgraph.polish import words
    >>> [word.text for word in asked(words("na Dolnym Śląsku"))]
    ['na', 'dolnoslaskie']
    """
    at = 0
    while at < len(written):
        pair = written[at : at + 2]
        starting = (one for starts, one in _OF_TWO.items() if _begin(pair, starts))
        if adjective := next(starting, ""):
            yield Word(adjective, pair[0].start, pair[1].end)
        else:
            yield written[at]
        at += 2 if adjective else 1


def _begin(pair: list[Word], starts: tuple[str, str]) -> bool:
    return len(pair) == 2 and all(word.text.startswith(start) for word, start in zip(pair, starts, strict=True))
