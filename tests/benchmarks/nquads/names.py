"""Turns syllables and numbers into made-up names of towns, with the forms that running text needs of them."""

from dataclasses import dataclass

_BEGINNINGS = (
    "Brze", "Chwa", "Cze", "Dą", "Dłu", "Gną", "Gro", "Gwo", "Jaź", "Ję", "Kło", "Kra", "Krzę", "Łą", "Łę", "Mie",
    "Mło", "Nie", "Ole", "Pło", "Pod", "Rze", "Sła", "Sie", "Stró", "Szcze", "Świę", "Tru", "Wie", "Zgłę", "Źre", "Żu",
)  # fmt: skip
_MIDDLES = ("b", "brz", "ch", "dl", "dn", "gr", "k", "l", "m", "mn", "pl", "rl", "s", "st", "szcz", "zn")

#: Endings of a town's name: nominative, locative, genitive, masculine adjective.
_ENDINGS = (
    ("ów", "owie", "owa", "owski"),
    ("owo", "owie", "owa", "owski"),
    ("in", "inie", "ina", "iński"),
    ("anki", "ankach", "anek", "ański"),
    ("ice", "icach", "ic", "icki"),
    ("ewo", "ewie", "ewa", "ewski"),
)


@dataclass(frozen=True, slots=True)
class Town:
    """A town's name in the forms that running text needs: in (locative), of (genitive), and as an adjective."""

    name: str
    locative: str
    genitive: str
    adjective: str


def town(number: int) -> Town:
    """The name of a town; different for the first 3072 numbers, then again from the start."""
    # Steps that share no factor with the number of parts visit every combination before any comes twice.
    number = number * 1009 % (len(_BEGINNINGS) * len(_MIDDLES) * len(_ENDINGS))
    number, first = divmod(number, len(_BEGINNINGS))
    ending, middle = divmod(number, len(_MIDDLES))
    stem = _BEGINNINGS[first] + _MIDDLES[middle]
    return Town(*(stem + form for form in _ENDINGS[ending]))
