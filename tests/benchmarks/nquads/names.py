"""Turns syllables and numbers into made-up Polish names, with the forms that running text needs of them."""

from dataclasses import dataclass
from random import Random

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

#: Stems of adjectives and of nouns by gender (m, f, n), for what organisations call themselves.
_ADJECTIVES = (
    "Dobr", "Now", "Star", "Zielon", "Biał", "Złot", "Jasn", "Ciepł", "Spokojn", "Wspóln", "Śmiał", "Radosn", "Pogodn",
    "Otwart", "Sąsiedzk", "Leśn", "Słoneczn", "Rodzinn", "Równ", "Żwaw", "Miejscow", "Pomocn", "Życzliw", "Kwietn",
)  # fmt: skip
_NOUNS = {
    "m": ("Świt", "Most", "Krąg", "Młyn", "Dom", "Ogród", "Warsztat", "Wiąz", "Żuraw", "Zaścianek", "Gościniec", "Sad"),
    "f": ("Łąka", "Ścieżka", "Jaskółka", "Źrenica", "Kuźnia", "Dłoń", "Przystań", "Wieś", "Sień", "Chata", "Ławka"),
    "n": ("Źródło", "Wzgórze", "Gniazdo", "Słońce", "Koło", "Ramię", "Światło", "Pole", "Jutro", "Rzemiosło", "Sioło"),
}
_GENDER_ENDINGS = {"m": "y", "f": "a", "n": "e"}
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


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


def fancy(random: Random) -> str:
    """What an organisation calls itself, as „Zielona Łąka”; one in three has a noun alone."""
    gender = random.choice("mfn")
    noun = random.choice(_NOUNS[gender])
    if random.random() < 0.33:
        return noun
    stem = random.choice(_ADJECTIVES)
    ending = _GENDER_ENDINGS[gender]
    # After k and g the endings y and e are softened: Sąsiedzki, Sąsiedzkie.
    if stem[-1] in "kg" and ending != "a":
        ending = "i" if ending == "y" else "ie"
    return f"{stem}{ending} {noun}"


def roman(number: int) -> str:
    """A number from 1 to 39 as Roman numerals, as editions of events are counted."""
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text += letters
            number -= value
    return text
