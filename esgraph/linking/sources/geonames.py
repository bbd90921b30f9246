"""Turns GeoNames into records of places, by way of TERYT: each feature with the place of the register that it is."""

from collections.abc import Iterator

from esgraph.linking.record import Record, Sort
from esgraph.reference.geonames import Feature, GeoNames
from esgraph.reference.place import Kind, Place
from esgraph.reference.teryt import Territory

#: Features whose code in GeoNames is that of the register.
_CODED = (Kind.VOIVODESHIP, Kind.COUNTY)


def read(territory: Territory, geonames: GeoNames) -> Iterator[Record]:
    """The features of GeoNames that are places of the register."""
    for place in territory.places:
        for feature in geonames.of(place):
            yield _record(place, feature)


def _record(place: Place, feature: Feature) -> Record:
    return Record(
        f"https://sws.geonames.org/{feature.number}/",
        tuple(dict.fromkeys((place.title, place.name))),
        Sort.PLACE,
        {"terc": frozenset((place.terc,))} if place.kind in _CODED else {},
        places=(place.title,),
        around=tuple(one.title for one in place.around()),
        on_globe=(float(feature.latitude), float(feature.longitude)) if feature.latitude else None,
    )
