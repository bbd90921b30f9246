"""Turns what people write of a place (“w Tłuszczu”, “Tłuszcz, pow. wołomiński”) into the places that it may be."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz, process

from esgraph import polish
from esgraph.reference.place import SHORT, Kind, Place, whole
from esgraph.reference.teryt import Territory

#: The lemmas of a word as it is written, in a dictionary of Polish; none of a word that it does not know.
Lemmas = Callable[[str], Iterable[str]]

#: What stands before a name that is then in another case.
_PREPOSITIONS: Final = frozenset(["w", "we", "z", "ze", "do", "od", "na"])
#: Folded words that say what kind of place follows, and that no name has within it.
_UNITS: Final = {
    word: kind
    for kind, words in {
        Kind.COUNTY: "pow powiat powiatu powiecie powiatem",
        Kind.GMINA: "gm gmina gminy gminie gmine",
        Kind.VOIVODESHIP: "woj wojewodztwo wojewodztwa wojewodztwie wojewodztwem",
    }.items()
    for word in words.split()
}
#: Others, which say so only before a name: Nowe Miasto is one.
_SETTLEMENTS: Final = {
    word: kind
    for kind, words in {
        Kind.TOWN: "m st miasto miasta miescie miastem stoleczne stolecznego stolecznym",
        Kind.LOCALITY: "wies wsi wsia",
        Kind.PART: "dzielnica dzielnicy dzielnice delegatura delegatury delegature delegaturze",
    }.items()
    for word in words.split()
}
#: What a name may be that says no kind.
_PLAIN: Final = frozenset((Kind.TOWN, Kind.LOCALITY))
#: And what it may be if nothing else has it.
_PARTS: Final = frozenset((Kind.PART,))
#: What an adjective alone may be if no settlement is called so.
_AREAS: Final = frozenset((Kind.VOIVODESHIP, Kind.COUNTY))
_TOWNS: Final = frozenset((Kind.TOWN,))
#: Folded words that stand shortened behind a name: Tomaszów Maz., Ostrów Wlkp.
_SHORTENED: Final = {
    "maz": "mazowiecki", "podl": "podlaski", "wlkp": "wielkopolski", "wielkop": "wielkopolski", "sl": "śląski",
    "lub": "lubelski", "pom": "pomorski", "kuj": "kujawski", "podh": "podhalański", "swietokrz": "świętokrzyski",
    "trybun": "trybunalski", "gd": "gdański",
}  # fmt: skip
_SEPARATOR: Final = re.compile(r"[,;()/]")
_CODE: Final = re.compile(r"(?:(terc|simc)\s*:?\s*)?(\d{1,4}|\d{6,7})", re.ASCII | re.IGNORECASE)
#: Digits of the code of a gmina without its kind.
_GMINA: Final = 6
#: What the code of a town within a gmina ends with, which has one of its own.
_TOWN_IN_GMINA: Final = "4"
_POSTAL: Final = re.compile(r"(?<![\d-])\d{2}-\d{3}(?![\d-])", re.ASCII)
#: How alike a name must be, in percent, to be proposed for one that is not known, and how many are.
_NEAR, _PROPOSED = 80, 3


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a text may mean: one place where it is told, several where it is not; if none, names that are alike.

    `may_be_village` says whether the text lets it be one that the register need not know.
    """

    text: str
    places: tuple[Place, ...]
    near: tuple[Place, ...] = ()
    may_be_village: bool = False

    @property
    def place(self) -> Place | None:
        """The place that is meant, if there is only one."""
        return self.places[0] if len(self.places) == 1 else None


@dataclass(frozen=True, slots=True)
class _Part:
    """A name in a text: which kinds of places it may be of, its words, and whether it may only be in another case."""

    kinds: frozenset[Kind]
    words: tuple[str, ...]
    is_inflected: bool


class Gazetteer:
    """The names of a territory, to be looked up; with a dictionary in any case, else by their stems."""

    def __init__(self, territory: Territory, lemmas: Lemmas) -> None:
        self._territory = territory
        self._lemmas = lemmas
        self._keys = lru_cache(None)(self._read_keys)
        self._by_word: dict[str, list[Place]] = defaultdict(list)
        for place in territory.places:
            for key in self._keys(_words(_name(place))[0]):
                self._by_word[key].append(place)

    def resolve(self, text: str) -> Resolution:
        """The places that a text may mean, by its name, by what it says around it, or by a code."""
        if code := _CODE.fullmatch(text.strip()):
            return Resolution(text, tuple(self._coded((code[1] or "").lower(), code[2])))
        if not (parts := _parts(text)):
            return Resolution(text, ())
        head, *around = parts
        may_be_village = Kind.LOCALITY in head.kinds
        for called in self._possible(head):
            if found := [place for place in called if all(self._lies_in(place, part) for part in around)]:
                is_unit = all(place.kind in _AREAS for place in found)
                return Resolution(text, tuple(found), may_be_village=may_be_village and not is_unit)
        return Resolution(text, (), tuple(self._near(head)), may_be_village)

    def _coded(self, register: str, code: str) -> list[Place]:
        """The places of a code of a register, or of any; as it stands, else without its kind, else with lost zeros."""
        registers = (register,) if register else ("terc", "simc")
        if found := self._having(dict.fromkeys(registers, code)):
            return found
        # Many tables write a gmina in six digits, without the last, its kind.
        if "terc" in registers and len(code) == _GMINA and (found := self._gminas(code)):
            return found
        return self._having({name: whole(name, code) for name in registers}) if len(code) in SHORT else []

    def _having(self, codes: Mapping[str, str]) -> list[Place]:
        """The places with a code in any of some registers."""
        terc, simc = codes.get("terc"), codes.get("simc")
        return [one for one in self._territory.places if one.terc == terc or one.simc == simc]

    def _gminas(self, code: str) -> list[Place]:
        """What has a code but for its last digit: a gmina, or a district of a city, and not the town within a gmina."""
        return [
            one for one in self._territory.places if one.terc[:-1] == code and not one.terc.endswith(_TOWN_IN_GMINA)
        ]

    def _possible(self, head: _Part) -> Iterator[list[Place]]:
        """The places of a name, and if it is that of none, what else may be meant, the likeliest first."""
        yield self._called(head)
        if not head.kinds & _PLAIN:
            return
        yield self._called(replace(head, kinds=_PARTS))
        if head.kinds is not _PLAIN:
            return
        # Warszawa-Wawer: a town, and what is a part of it.
        for at in range(1, len(head.words)):
            town = replace(head, kinds=_TOWNS, words=head.words[:at])
            parts = self._called(replace(head, kinds=_PARTS, words=head.words[at:]))
            yield [place for place in parts if self._lies_in(place, town)]
        # The bare adjective is a voivodeship’s in the nominative alone: in other cases a county has the same.
        areas = self._called(replace(head, kinds=_AREAS))
        yield areas if head.is_inflected else [one for one in areas if _is_called(one, head)]

    def _called(self, part: _Part) -> list[Place]:
        """The places of a name; those that are called just so before those that it may be another case of."""
        listed = (place for key in self._keys(part.words[0]) for place in self._by_word.get(key, ()))
        listed = (place for place in dict.fromkeys(listed) if place.kind in part.kinds)
        found = [place for place in listed if self._fits(_name(place), part)]
        exact = [place for place in found if _is_called(place, part)]
        return exact if exact and not part.is_inflected else found

    def _lies_in(self, place: Place, part: _Part) -> bool:
        """Whether something around a place has the name of a part of the text, of any kind if it says none."""
        kinds = frozenset(Kind) if part.kinds is _PLAIN else part.kinds
        names = [_name(one) for one in place.around() if one.kind in kinds]
        # Of what the register itself puts behind a name: Dobra (Szczecińska).
        return any(self._fits(name, part) for name in (*names, place.name.removeprefix(_name(place))))

    def _fits(self, name: str, part: _Part) -> bool:
        names = _words(name)
        pairs = zip(names, part.words, strict=False)
        return len(names) == len(part.words) and all(self._keys(one) & self._keys(other) for one, other in pairs)

    def _read_keys(self, word: str) -> frozenset[str]:
        """What a word is compared by: its letters, and its lemmas, or the stem of one that no dictionary knows."""
        folded = polish.fold(word)
        spellings = dict.fromkeys((word, word.capitalize(), word.lower()))
        lemmas = {polish.fold(lemma.partition(":")[0]) for one in spellings for lemma in self._lemmas(one)}
        return frozenset({folded, *(f"{lemma}/" for lemma in lemmas or {f"{polish.stem(folded)}-"})})

    def _near(self, part: _Part) -> Iterator[Place]:
        candidates = {place: _folded(_name(place)) for place in self._territory.places if place.kind in part.kinds}
        asked = _folded(" ".join(part.words))
        for _, _, place in process.extract(asked, candidates, scorer=fuzz.ratio, limit=_PROPOSED, score_cutoff=_NEAR):
            yield place


def _name(place: Place) -> str:
    """What a place is called, without what the register puts behind a name to tell it from another one."""
    return place.name.partition(" (")[0]


def _is_called(place: Place, part: _Part) -> bool:
    """Whether a place is called just so, and not only in another case."""
    return _folded(_name(place)) == _folded(" ".join(part.words))


def _words(name: str) -> list[str]:
    """The words of a name as they are written; hyphens divide them."""
    spans = dict.fromkeys((word.start, word.end) for word in polish.words(name))
    return [name[start:end] for start, end in spans]


def _folded(name: str) -> str:
    return " ".join(polish.fold(word) for word in _words(name))


def _parts(text: str) -> list[_Part]:
    """The names in a text: what is separated by commas or brackets, or begins with what kind of place it is of."""
    # What stands after a postal code is a place as it is without it.
    pieces = _SEPARATOR.split(_POSTAL.sub(" ", text))
    return [part for piece in pieces for part in _named(_in_full(_words(piece)))]


def _in_full(words: list[str]) -> list[str]:
    return [*words[:1], *(_SHORTENED.get(polish.fold(word), word) for word in words[1:])]


def _named(written: list[str]) -> Iterator[_Part]:
    """The names in words that nothing separates."""
    kinds, is_inflected = _PLAIN, False
    words: list[str] = []
    for number, word in enumerate(written):
        folded = polish.fold(word)
        unit, settlement = _UNITS.get(folded), _SETTLEMENTS.get(folded)
        is_last = number + 1 == len(written)
        if words and (unit or folded in _PREPOSITIONS) and not is_last:
            yield _Part(kinds, tuple(words), is_inflected)
            kinds, is_inflected, words = _PLAIN, False, []
        if not is_last and (kind := unit or (settlement if not words else None)):
            kinds = frozenset((kind,))
        elif not words and not is_last and folded in _PREPOSITIONS:
            is_inflected = True
        else:
            words.append(word)
    if words:
        yield _Part(kinds, tuple(words), is_inflected)
