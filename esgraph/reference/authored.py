"""Turns places of a register into entries of an authored file: what each lies in first, with ids and codes."""

import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from esgraph import polish
from esgraph.errors import LANGUAGES, AuthoringError, English, EsgraphError, Location, Message, Problem
from esgraph.reference.geonames import Feature, GeoNames
from esgraph.reference.nuts import Nuts
from esgraph.reference.place import Kind, Place, whole
from esgraph.reference.teryt import Territory
from esgraph.regions import VOIVODESHIPS
from esgraph.vocabulary import slug

#: How a unit is called in English; a county after its adjective, since no register tells after what it is named.
_ENGLISH: Final = {Kind.VOIVODESHIP: "{} Voivodeship", Kind.COUNTY: "{} County", Kind.GMINA: "commune of {}"}
#: Towns that have another name in English.
_EXONYMS: Final = {"Warszawa": "Warsaw"}
_TYPES: Final = {Kind.TOWN: "City", Kind.LOCALITY: "Place", Kind.PART: "Place"}
_SOURCES: Final = "  # TERC, SIMC: GUS, rejestr TERYT, stan na {day}. GeoNames: CC BY 4.0.\n"
_CODES: Final = ("terc", "simc")

_NOT_LAST: Final = Message(
    "część `places` nie jest w tym pliku ostatnia; nic nie zapisano",
    "the part `places` is not the last one of this file; nothing was written",
)
_MOVE: Final = Message("przenieś ją na koniec pliku", "move it to the end of the file")
_NO_BLOCK: Final = Message(
    "pod `places` nie ma wpisów jeden pod drugim, więc nie da się ich dopisać; nic nie zapisano",
    "`places` has no entries one below the other, so that none can be added; nothing was written",
)
_MAKE_BLOCK: Final = Message(
    "zostaw samo `places:`, a wpisy, jeśli jakieś są, zapisz pod nim, każdy jako `id:` z wcięciem",
    "leave `places:` alone, and write its entries, if it has any, below it, each as an indented `id:`",
)
_TWICE: Final = Message("część `places` jest tu po raz drugi", "here the part `places` stands a second time")
_JOIN: Final = Message("zostaw jedną, z wpisami obu", "leave one, with the entries of both")
_THERE: Final = Message(
    "wpis o tym id już jest, ale bez kodu, po którym można by poznać, że to to samo miejsce; nic nie zapisano",
    "there is an entry of this id, but without a code that tells whether it is the same place; nothing was written",
)
_GIVE_CODE: Final = Message(
    "jeśli to to samo miejsce, dopisz do niego {codes}; jeśli inne, zmień jego id",
    "if it is the same place, add {codes} to it; if it is another one, change its id",
)
_UNFIT: Final = Message(
    "z nowymi wpisami na końcu plik znaczyłby co innego niż teraz; nic nie zapisano",
    "with the new entries at its end the file would say something else than it does; nothing was written",
)
_BY_HAND: Final = Message("dopisz je ręcznie do części `places`", "add them to the part `places` by hand")
_NOT_UTF8: Final = Message("plik nie jest w kodowaniu UTF-8", "the file is not in UTF-8")
_SAVE_UTF8: Final = Message("zapisz plik w kodowaniu UTF-8", "save the file in the encoding UTF-8")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of an authored file: where it begins, and its codes with all their digits: `terc 1434`."""

    line: int
    column: int
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class File:
    """An authored file of places as it is: its text, the entries of its part `places` by id, and their indent."""

    path: Path = Path("places.yaml")
    text: str = field(default="", repr=False)
    entries: Mapping[str, Entry] = field(default_factory=dict)
    indent: int = 2

    @classmethod
    def read(cls, path: Path) -> "File":
        """Read a file; one that is not there is empty. Raises EsgraphError for what is no YAML, or not in UTF-8."""
        content = path.read_bytes() if path.exists() else b""
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            raise AuthoringError([_problem(Location(path, line), _NOT_UTF8, _SAVE_UTF8)]) from error
        try:
            entries = list(_entries(text))
        except yaml.YAMLError as error:
            raise EsgraphError(English(error), where=str(path)) from error
        return cls(path, text, dict(entries), entries[0][1].column - 1 if entries else 2)

    def ids(self) -> dict[str, str]:
        """The ids of its places by their codes."""
        return {code: name for name, entry in self.entries.items() for code in entry.codes}

    def added(self, new: str) -> str:
        """The text with more entries at its end. Raises AuthoringError if they cannot stand there."""
        added = _places(f"places:\n{new}")
        if problems := [*self._unfit(), *self._clashing(added)]:
            raise AuthoringError(problems)
        before = self.text if self.text.endswith("\n") or not self.text else f"{self.text}\n"
        if "places" not in _document(self.text):
            before += "places:\n"
        after = before + textwrap.indent(textwrap.dedent(new), " " * self.indent)
        try:
            is_there = _document(after) == {**_document(self.text), "places": _places(self.text) | added}
        except yaml.YAMLError:
            is_there = False
        if not is_there:
            raise AuthoringError([_problem(Location(self.path), _UNFIT, _BY_HAND)])
        return after

    def _unfit(self) -> Iterator[Problem]:
        """Why nothing can be added below what the file ends with."""
        root = yaml.compose(self.text, Loader=yaml.BaseLoader)
        if root is None:
            return
        if not isinstance(root, yaml.MappingNode) or root.flow_style:
            yield _problem(_at(self.path, root), _NO_BLOCK, _MAKE_BLOCK)
            return
        keys = [key.value for key, _ in root.value]
        sections = [(key, value) for key, value in root.value if key.value == "places"]
        for key, _ in sections[1:]:
            yield _problem(_at(self.path, key), _TWICE, _JOIN)
        for key, value in sections[:1]:
            # Nothing behind the key is read as a plain scalar of no letters.
            is_empty = isinstance(value, yaml.ScalarNode) and not value.value and value.style is None
            if not is_empty and (not isinstance(value, yaml.MappingNode) or value.flow_style):
                yield _problem(_at(self.path, key), _NO_BLOCK, _MAKE_BLOCK)
            elif keys[-1] != "places":
                yield _problem(_at(self.path, key), _NOT_LAST, _MOVE)

    def _clashing(self, added: Mapping[str, Mapping[str, str]]) -> Iterator[Problem]:
        """The entries that have the ids of new ones."""
        for name in added.keys() & self.entries.keys():
            entry = self.entries[name]
            codes = ", ".join(f'{key}: "{added[name][key]}"' for key in _CODES if key in added[name])
            where = Location(self.path, entry.line, entry.column, f"places.{name}")
            yield _problem(where, _THERE, _GIVE_CODE.of(codes=codes))


class Ids:
    """The ids of places: the name, and where others of the kind have it, that of what it lies in.

    Localities always have that of their gmina, so that an id does not depend on how much of a register is at hand.
    Those that authors gave are kept, and none is given to a place that another one has by its codes.
    """

    def __init__(self, territory: Territory, file: File | None = None) -> None:
        self._taken = Counter((place.kind, place.slug) for place in territory.places)
        self._file = file or File()
        self._known = self._file.ids()

    def known(self, place: Place) -> str:
        """The id that authors gave it; "" if they did not."""
        return self._known.get(f"terc {place.terc}") or self._known.get(f"simc {place.simc}") or ""

    def of(self, place: Place) -> str:
        """The id of a place."""
        if known := self.known(place):
            return known
        possible = list(self._possible(place))
        return next((one for one in possible if not self._is_another(one)), possible[-1])

    def _possible(self, place: Place) -> Iterator[str]:
        if place.kind not in (Kind.LOCALITY, Kind.PART) and self._taken[place.kind, place.slug] == 1:
            yield place.slug
        inside = " ".join(one.name for one in place.around() if one.kind is not Kind.VOIVODESHIP)
        longer = slug(f"{place.slug} {inside or ' '.join(one.name for one in place.around())}")
        yield longer
        yield f"{longer}-{place.simc or place.terc}"

    def _is_another(self, name: str) -> bool:
        entry = self._file.entries.get(name)
        return entry is not None and bool(entry.codes)


def entries(
    places: Iterable[Place],
    territory: Territory,
    geonames: GeoNames,
    file: File | None = None,
    nuts: Nuts | None = None,
) -> str:
    """Entries for places and all that they lie in, each once, for the part `places` of an authored file.

    There are none for those that the file has by their codes. A feature of GeoNames gives coordinates; where a place
    may be several, or a feature several places, a comment names it. NUTS 3 codes are given where they are at hand.
    """
    units = nuts or Nuts()
    ids = Ids(territory, file)
    wanted = dict.fromkeys(one for place in places for one in (*reversed(list(place.around())), place))
    new = [place for place in wanted if not ids.known(place)]
    namesakes = _namesakes(new, territory)
    lines = [
        line
        for place in new
        for line in (
            *_entry(place, ids, units.of(place)),
            *_on_globe(place, geonames, namesakes[polish.fold(place.name)]),
        )
    ]
    return "".join([_SOURCES.format(day=territory.day), *lines] if lines else [])


def _namesakes(places: Iterable[Place], territory: Territory) -> dict[str, list[Place]]:
    """The towns, villages and parts of them that have the names of some places, by these names, folded."""
    names = {polish.fold(place.name) for place in places if place.kind in _TYPES}
    found = defaultdict[str, list[Place]](list)
    for place in territory.places:
        if place.kind in _TYPES and (name := polish.fold(place.name)) in names:
            found[name].append(place)
    return found


def _document(text: str) -> dict[str, Any]:
    document = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - of texts alone: 0201 is a code
    return document if isinstance(document, dict) else {}


def _places(text: str) -> dict[str, Any]:
    places = _document(text).get("places")
    return places if isinstance(places, dict) else {}


def _entries(text: str) -> Iterator[tuple[str, Entry]]:
    """The entries of the part `places` of a file by their ids. Raises YAMLError for what is no YAML."""
    for key, value in _pairs(_member(yaml.compose(text, Loader=yaml.BaseLoader), "places")):
        codes = ((name, _member(value, name)) for name in _CODES)
        # A value may carry its own evidence.
        plain = ((name, _member(code, "value") or code) for name, code in codes)
        whole_codes = frozenset(
            f"{name} {whole(name, code.value)}" for name, code in plain if isinstance(code, yaml.ScalarNode)
        )
        yield str(key.value), Entry(key.start_mark.line + 1, key.start_mark.column + 1, whole_codes)


def _pairs(node: yaml.Node | None) -> list[tuple[yaml.Node, yaml.Node]]:
    return node.value if isinstance(node, yaml.MappingNode) else []


def _member(node: yaml.Node | None, name: str) -> yaml.Node | None:
    return next((value for key, value in _pairs(node) if key.value == name), None)


def _at(path: Path, node: yaml.Node) -> Location:
    return Location(path, node.start_mark.line + 1, node.start_mark.column + 1)


def _problem(where: Location, what: Message, remedy: Message) -> Problem:
    return Problem(where, *({language: told.text(language) for language in LANGUAGES} for told in (what, remedy)))


def _on_globe(place: Place, geonames: GeoNames, namesakes: Iterable[Place]) -> Iterator[str]:
    features: list[Feature] = geonames.of(place)
    is_told = len(features) == 1 and (place.kind not in _TYPES or geonames.told_apart(features[0], place, namesakes))
    if not is_told and features:
        yield f"    # GeoNames: {' / '.join(str(one.number) for one in features)}?\n"
    elif is_told and features[0].latitude:
        yield f"    latitude: {features[0].latitude}  # GeoNames {features[0].number}\n"
        yield f"    longitude: {features[0].longitude}\n"


def _entry(place: Place, ids: Ids, nuts: str) -> Iterator[str]:
    yield f"  {ids.of(place)}:\n"
    yield f"    type: {_TYPES.get(place.kind, 'AdministrativeArea')}\n"
    yield f"    name: {{pl: {_scalar(place.title)}, en: {_scalar(_english(place))}}}\n"
    for key, code in (("terc", place.terc), ("simc", place.simc)):
        if code:
            yield f'    {key}: "{code}"\n'
    if nuts:
        yield f"    nuts: {nuts}\n"
    if place.inside:
        yield f"    inside: {ids.of(place.inside)}\n"


def _english(place: Place) -> str:
    if place.kind is Kind.VOIVODESHIP and place.terc in VOIVODESHIPS:
        name = VOIVODESHIPS[place.terc][1]
    elif place.kind is Kind.TOWN:
        name = _EXONYMS.get(place.name, place.name)
    else:
        name = f"{place.name[0].upper()}{place.name[1:]}"
    return _ENGLISH.get(place.kind, "{}").format(name)


def _scalar(text: str) -> str:
    """A name as a scalar of YAML; one that could be read otherwise is quoted."""
    return text if text.replace(" ", "").replace("-", "").isalpha() else f'"{text}"'
