"""Turns what a row says of a place (town, commune, county, voivodeship) into the place of the project that it means."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Final

from esgraph import inflection, polish
from esgraph.build import authored
from esgraph.build.authored import Scalar
from esgraph.build.tables import faults
from esgraph.build.tables.faults import Fault
from esgraph.errors import LANGUAGES, AuthoringError
from esgraph.reference import teryt
from esgraph.reference.gazetteer import Gazetteer

#: Columns of a schema that name a place, the nearest first → what is written before the name of each.
PARTS: Final[Mapping[str, str]] = {
    "miejscowosc": "",
    "gmina": "gmina ",
    "powiat": "powiat ",
    "wojewodztwo": "województwo ",
}
#: What says of itself what it is.
_UNITS: Final = ("powiat", "pow", "gmina", "gm", "wojewodztwo", "woj", "miasto", "m", "st")
#: What a town may be called with: m.st. Warszawa.
_OF_TOWN: Final = re.compile(r"^(?:m\.?\s?st\.?|m\.|miasto(?: stołeczne)?)\s*(?=\w)", re.IGNORECASE)
_LISTED: Final = 5
#: Levels of places: part, town, commune, county, voivodeship, and some more.
_DEEPEST: Final = 10


@dataclass(frozen=True, slots=True)
class Missing:
    """A place that the register knows, by its name and code, and the project has not."""

    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a project: ids by their codes (TERC, SIMC), and names, with ids of what each lies in, by ids."""

    by_code: Mapping[str, str] = field(repr=False)
    names: Mapping[str, str] = field(repr=False)
    inside: Mapping[str, str] = field(repr=False)

    @classmethod
    def read(cls, paths: Iterable[Path]) -> "Places":
        """Those of the project's files of places; a file that cannot be read has none, which its reader tells."""
        by_code: dict[str, str] = {}
        names: dict[str, str] = {}
        inside: dict[str, str] = {}
        for path in paths:
            for place, said in _entries(path):
                by_code |= {f"{key} {said[key]}": place for key in ("terc", "simc") if key in said}
                names[place] = said["name"]
                if "inside" in said:
                    inside[place] = said["inside"]
        return cls(by_code, names, inside)

    def find(self, parts: Mapping[str, str]) -> str | Missing | Fault:
        """The id of the place that the parts of an address mean, which are by the names of their columns.

        A register tells namesakes apart; what it does not know may be a village that the project has.
        """
        if parts.get("miejscowosc"):
            parts = {**parts, "miejscowosc": _OF_TOWN.sub("", parts["miejscowosc"])}
        written = [_named(parts[part], before) for part, before in PARTS.items() if parts.get(part)]
        asked = ", ".join(written)
        resolution = _gazetteer().resolve(asked)
        if not resolution.places and parts.get("miejscowosc"):
            # A town that is its own commune, or county, does not lie in it.
            town = polish.stems(parts["miejscowosc"])
            others = [_named(parts[part], before) for part, before in PARTS.items() if _is_around(part, parts, town)]
            resolution = _gazetteer().resolve(", ".join((written[0], *others)))
        if place := resolution.place:
            known = self.by_code.get(f"terc {place.terc}") or self.by_code.get(f"simc {place.simc}")
            return known or Missing(place.title, place.simc or place.terc)
        if resolution.places:
            some = resolution.places[:_LISTED]
            told = {language: [one.told(language) for one in some] for language in LANGUAGES}
            return faults.several_places(asked, told)
        own = [place for place in self._called(written[0]) if self._lies_in(place, written[1:])]
        if len(own) == 1:
            return own[0]
        return self._none(parts, asked, [place.title for place in resolution.near])

    def _none(self, parts: Mapping[str, str], asked: str, near: list[str]) -> Fault:
        """What is wrong with the parts of an address that lead nowhere: the one without which they lead somewhere."""
        for part in [name for name in reversed(list(PARTS)) if name != "miejscowosc" and parts.get(name)]:
            others = [_named(parts[name], PARTS[name]) for name in PARTS if name != part and parts.get(name)]
            if parts.get("miejscowosc") and (found := _gazetteer().resolve(", ".join(others)).places):
                told = {language: [one.told(language) for one in found[:_LISTED]] for language in LANGUAGES}
                return replace(faults.place_elsewhere(parts[part], told), part=part)
        return faults.no_place(asked, near)

    def _called(self, name: str) -> list[str]:
        key = polish.stems(name)
        return [place for place, own in self.names.items() if polish.stems(own) == key]

    def _lies_in(self, place: str, around: Iterable[str]) -> bool:
        names = set()
        # Places that lie in each other are told of by a shape; here they must come to an end.
        for _ in range(_DEEPEST):
            place = self.inside.get(place, "")
            names.add(polish.stems(self.names.get(place, "")))
        return all(polish.stems(one) in names for one in around)


def _entries(path: Path) -> Iterable[tuple[str, dict[str, str]]]:
    try:
        tree = authored.read(path, path)
    except AuthoringError:
        return
    section = tree.get("places")
    for place, _, entry in section.entries if isinstance(section, authored.Mapping) else ():
        if isinstance(entry, authored.Mapping):
            said: dict[str, str] = defaultdict(str)
            # A value may carry its own evidence.
            plain = (
                (key, value.get("value") if isinstance(value, authored.Mapping) else value)
                for key, _, value in entry.entries
            )
            said |= {key: value.text for key, value in plain if isinstance(value, Scalar)}
            name = entry.get("name")
            polish_name = name.get("pl") if isinstance(name, authored.Mapping) else None
            said["name"] = polish_name.text if isinstance(polish_name, Scalar) else ""
            yield place, said


@cache
def _gazetteer() -> Gazetteer:
    known = inflection.dictionary()
    return Gazetteer(teryt.read(), lambda word: (lemma for lemma, _ in known.readings(word)))


def _named(written: str, before: str) -> str:
    """A part of an address with what it is, if it does not say so itself, or is a code."""
    words = polish.words(written)
    if not before or not words or words[0].text in _UNITS or written.isdigit():
        return written
    return f"{before}{written}"


def _is_around(part: str, parts: Mapping[str, str], town: str) -> bool:
    """Whether a part names what lies around a town, and is not the town itself."""
    if part == "miejscowosc" or not parts.get(part):
        return False
    # The communes of a town that is a county are its districts, which registers of places have otherwise.
    is_district = part == "gmina" and _without_units(parts.get("powiat", "")) == town
    return _without_units(parts[part]) != town and not is_district


def _without_units(name: str) -> str:
    """A name by its stems, without what says of itself what it is."""
    return " ".join(polish.stem(word.text) for word in polish.words(name) if word.text not in _UNITS)
