"""Turns a unit or a locality of a register into a Place: what it is called, its codes, and what it lies in."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from esgraph.errors import Language
from esgraph.vocabulary import slug


class Kind(StrEnum):
    """What a place is: the three levels of units, a town, another locality, or a part of one."""

    VOIVODESHIP = "voivodeship"
    COUNTY = "county"
    GMINA = "gmina"
    TOWN = "town"
    LOCALITY = "locality"
    PART = "part"


#: How a unit is called with its name.
_TITLES: Final = {Kind.VOIVODESHIP: "województwo", Kind.COUNTY: "powiat", Kind.GMINA: "gmina"}
_SLUGS: Final = {Kind.VOIVODESHIP: "woj", Kind.COUNTY: "powiat", Kind.GMINA: "gmina"}
#: Digits of a code of TERC that lost its first, a zero; and of a whole one of SIMC.
SHORT: Final = frozenset((1, 3, 6))
_SIMC: Final = 7


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a register: `terc` is the code of a unit or a town, `simc` that of a locality; "" where it has none.

    `note` is what the register says that it is.
    """

    kind: Kind
    name: str
    note: str
    terc: str = ""
    simc: str = ""
    inside: "Place | None" = None

    @property
    def title(self) -> str:
        """Its name with what it is: powiat wołomiński."""
        return f"{_TITLES[self.kind]} {self.name}" if self.kind in _TITLES else self.name

    @property
    def slug(self) -> str:
        """The id that an authored file may give it: powiat-wolominski."""
        return slug(f"{_SLUGS[self.kind]} {self.name}" if self.kind in _SLUGS else self.name)

    def around(self) -> Iterator["Place"]:
        """What it lies in, the nearest first."""
        place = self.inside
        while place:
            yield place
            place = place.inside

    def told(self, language: Language) -> str:
        """The place in words that no other place has."""
        codes = " ".join(f"{name} {code}" for name, code in (("TERC", self.terc), ("SIMC", self.simc)) if code)
        around = ", ".join(place.title for place in self.around())
        inside = {"pl": f", {around}", "en": f", in {around}"}[language] if around else ""
        return f"{self.title} ({self.note}){inside}: {codes}"


def whole(register: str, code: str) -> str:
    """A code with the zeros that it may have lost, where somebody took it for a number.

    >>> whole("terc", "201"), whole("terc", "1434"), whole("simc", "918123")
    ('0201', '1434', '0918123')
    """
    return code.zfill(_SIMC) if register == "simc" else f"0{code}" if len(code) in SHORT else code
