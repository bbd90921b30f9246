"""Turns places that lie in one another into the county and the region (voivodeship) of each."""

import sqlite3

#: Length of a voivodeship's TERC code and of a county's.
_REGION, _COUNTY = 2, 4


class Territory:
    """The places of a gathered database, held in memory: a country has a hundred thousand at most."""

    def __init__(self, database: sqlite3.Connection) -> None:
        rows = database.execute("SELECT subject, MIN(object) FROM link WHERE name = 'inside' GROUP BY subject")
        self._inside: dict[str, str] = dict(rows)
        codes = database.execute("SELECT iri, MIN(written) FROM number WHERE register = 'terc' GROUP BY iri")
        self._level = {iri: len(code) for iri, code in codes}

    def chain(self, place: str) -> list[str]:
        """A place and those around it, from the nearest."""
        found = [place]
        while (around := self._inside.get(found[-1])) and around not in found:
            found.append(around)
        return found

    def region(self, place: str) -> str:
        """The voivodeship of a place, by its two-digit TERC code; "" if there is none."""
        return next((one for one in self.chain(place) if self._level.get(one) == _REGION), "")

    def county(self, place: str) -> str:
        """The county of a place, else what lies in the voivodeship itself: a city with the rights of a county."""
        chain = self.chain(place)
        named = next((one for one in chain if self._level.get(one) == _COUNTY), "")
        region = self.region(place)
        if named or not region or chain[0] == region:
            return named
        return chain[chain.index(region) - 1]
