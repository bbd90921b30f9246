"""Turns places of a register into entries of an authored file: what each lies in first, with ids and codes."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from esgraph.reference.geonames import Feature, GeoNames
from esgraph.reference.place import Kind, Place
from esgraph.reference.teryt import Territory
from esgraph.vocabulary import slug

#: How a unit is called in English, as Statistics Poland does.
_ENGLISH: Final = {Kind.VOIVODESHIP: "Voivodeship", Kind.COUNTY: "County", Kind.GMINA: "commune"}
_TYPES: Final = {Kind.TOWN: "City", Kind.LOCALITY: "Place", Kind.PART: "Place"}
_HEAD: Final = """\
# TERC, SIMC: Główny Urząd Statystyczny (GUS), rejestr TERYT, stan na {day}. GeoNames: CC BY 4.0.
places:
"""


class Ids:
    """The ids of places: the name, and where others of the kind have it, that of what it lies in.

    Localities always have that of their gmina, so that an id does not depend on how much of a register is at hand.
    """

    def __init__(self, territory: Territory) -> None:
        self._taken = Counter((place.kind, place.slug) for place in territory.places)

    def of(self, place: Place) -> str:
        """The id of a place."""
        if place.kind not in (Kind.LOCALITY, Kind.PART) and self._taken[place.kind, place.slug] == 1:
            return place.slug
        inside = " ".join(one.name for one in place.around() if one.kind is not Kind.VOIVODESHIP)
        return slug(f"{place.slug} {inside or ' '.join(one.name for one in place.around())}")


def entries(places: Iterable[Place], territory: Territory, geonames: GeoNames) -> str:
    """Entries for places and all that they lie in, each once, as the part `places` of an authored file.

    A feature of GeoNames gives its coordinates; where a place may be several, a comment names them.
    """
    ids = Ids(territory)
    wanted = dict.fromkeys(one for place in places for one in (*reversed(list(place.around())), place))
    lines = (line for place in wanted for line in (*_entry(place, ids), *_on_globe(geonames.of(place))))
    return _HEAD.format(day=territory.day) + "".join(lines)


def _on_globe(features: list[Feature]) -> Iterator[str]:
    if len(features) == 1 and features[0].latitude:
        (one,) = features
        yield f"    latitude: {one.latitude}  # GeoNames {one.number}\n"
        yield f"    longitude: {one.longitude}\n"
    elif len(features) > 1:
        yield f"    # GeoNames: {' / '.join(str(one.number) for one in features)}?\n"


def _entry(place: Place, ids: Ids) -> Iterator[str]:
    yield f"  {ids.of(place)}:\n"
    yield f"    type: {_TYPES.get(place.kind, 'AdministrativeArea')}\n"
    yield f"    name: {{pl: {_scalar(place.title)}, en: {_scalar(_english(place))}}}\n"
    for key, code in (("terc", place.terc), ("simc", place.simc)):
        if code:
            yield f'    {key}: "{code}"\n'
    if place.inside:
        yield f"    inside: {ids.of(place.inside)}\n"


def _english(place: Place) -> str:
    return f"{place.name[0].upper()}{place.name[1:]} {_ENGLISH[place.kind]}" if place.kind in _ENGLISH else place.name


def _scalar(text: str) -> str:
    """A name as a scalar of YAML; one that could be read otherwise is quoted."""
    return text if text.replace(" ", "").replace("-", "").isalpha() else f'"{text}"'
