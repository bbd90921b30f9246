"""Turns chance and numbers into what made-up organisations, persons and editions are called."""

from random import Random

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

_FIRST = {
    "f": ("Anna", "Beata", "Celina", "Elżbieta", "Grażyna", "Halina", "Joanna", "Małgorzata", "Urszula", "Żaneta"),
    "m": ("Adam", "Błażej", "Cezary", "Grzegorz", "Jerzy", "Łukasz", "Michał", "Stanisław", "Tomasz", "Zdzisław"),
}
#: Surnames without the last letter where it depends on gender.
_SURNAMES = ("Nowak", "Wójcik", "Kowalsk-", "Wiśniewsk-", "Mazur", "Zając", "Dąbrowsk-", "Wróbel", "Źrebięck-", "Śliwa")


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


def person(random: Random) -> str:
    """A first name and a surname that agree in gender."""
    gender = random.choice("fm")
    surname = random.choice(_SURNAMES).replace("-", "a" if gender == "f" else "i")
    return f"{random.choice(_FIRST[gender])} {surname}"
