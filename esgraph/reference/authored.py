"""Turns places of a register into entries of an authored file: what each lies in first, with ids and codes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import yaml

from esgraph.errors import English, EsgraphError, Message
from esgraph.reference.geonames import Feature, GeoNames
from esgraph.reference.nuts import Nuts
from esgraph.reference.place import Kind, Place
from esgraph.reference.teryt import Territory
from esgraph.vocabulary import slug

#: How a unit is called in English, as Statistics Poland does.
_ENGLISH: Final = {Kind.VOIVODESHIP: "Voivodeship", Kind.COUNTY: "County", Kind.GMINA: "commune"}
_TYPES: Final = {Kind.TOWN: "City", Kind.LOCALITY: "Place", Kind.PART: "Place"}
_SOURCES: Final = "  # TERC, SIMC: GUS, rejestr TERYT, stan na {day}. GeoNames: CC BY 4.0.\n"
_NOT_LAST: Final = Message(
    "część `places` nie jest w tym pliku ostatnia; nic nie zapisano",
    "the part `places` is not the last one of this file; nothing was written",
)
_MOVE: Final = Message("przenieś ją na koniec pliku", "move it to the end of the file")


class Ids:
    """The ids of places: the name, and where others of the kind have it, that of what it lies in.

    Localities always have that of their gmina, so that an id does not depend on how much of a register is at hand.
    Those that authors gave are kept: `known` has them by the codes of the places.
    """

    def __init__(self, territory: Territory, known: Mapping[str, str]) -> None:
        self._taken = Counter((place.kind, place.slug) for place in territory.places)
        self._known = known

    def known(self, place: Place) -> str:
        """The id that authors gave it; "" if they did not."""
        return self._known.get(place.terc) or self._known.get(place.simc) or ""

    def of(self, place: Place) -> str:
        """The id of a place."""
        if known := self.known(place):
            return known
        if place.kind not in (Kind.LOCALITY, Kind.PART) and self._taken[place.kind, place.slug] == 1:
            return place.slug
        inside = " ".join(one.name for one in place.around() if one.kind is not Kind.VOIVODESHIP)
        return slug(f"{place.slug} {inside or ' '.join(one.name for one in place.around())}")


def entries(
    places: Iterable[Place],
    territory: Territory,
    geonames: GeoNames,
    known: Mapping[str, str] | None = None,
    nuts: Nuts | None = None,
) -> str:
    """Entries for places and all that they lie in, each once, for the part `places` of an authored file.

    There are none for those whose ids are `known` by their codes. A feature of GeoNames gives coordinates; where
    a place may be several, a comment names them. NUTS 3 codes are given where they are at hand.
    """
    units = nuts or Nuts()
    ids = Ids(territory, known or {})
    wanted = dict.fromkeys(one for place in places for one in (*reversed(list(place.around())), place))
    new = (place for place in wanted if not ids.known(place))
    lines = [line for place in new for line in (*_entry(place, ids, units.of(place)), *_on_globe(geonames.of(place)))]
    return "".join([_SOURCES.format(day=territory.day), *lines] if lines else [])


def append(text: str, new: str, where: str) -> str:
    """An authored file with more entries at its end. Raises EsgraphError if its part `places` is not the last one."""
    before = text if text.endswith("\n") or not text else f"{text}\n"
    if not _places(text):
        before += "places:\n"
    after = before + new
    try:
        is_there = _places(after) == _places(text) | _places(f"places:\n{new}")
    except yaml.YAMLError:
        is_there = False
    if not is_there:
        raise EsgraphError(_NOT_LAST, where=where, remedy=_MOVE)
    return after


def known(text: str, where: str) -> dict[str, str]:
    """The ids of the places of an authored file by their codes. Raises EsgraphError for what is no YAML."""
    try:
        found = _places(text)
    except yaml.YAMLError as error:
        raise EsgraphError(English(error), where=where) from error
    entries = [(name, entry) for name, entry in found.items() if isinstance(entry, dict)]
    return {str(entry[key]): name for name, entry in entries for key in ("terc", "simc") if key in entry}


def _places(text: str) -> dict[str, Any]:
    document = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - of texts alone: 0201 is a code
    places = document.get("places") if isinstance(document, dict) else None
    return places if isinstance(places, dict) else {}


def _on_globe(features: list[Feature]) -> Iterator[str]:
    if len(features) == 1 and features[0].latitude:
        (one,) = features
        yield f"    latitude: {one.latitude}  # GeoNames {one.number}\n"
        yield f"    longitude: {one.longitude}\n"
    elif len(features) > 1:
        yield f"    # GeoNames: {' / '.join(str(one.number) for one in features)}?\n"


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
    return f"{place.name[0].upper()}{place.name[1:]} {_ENGLISH[place.kind]}" if place.kind in _ENGLISH else place.name


def _scalar(text: str) -> str:
    """A name as a scalar of YAML; one that could be read otherwise is quoted."""
    return text if text.replace(" ", "").replace("-", "").isalpha() else f'"{text}"'
