"""Turns the graph into what is where: organisations, events and award conferrals by county, and the list of one area.

A thing is in the county whose TERC code (its first four digits) its place has, or a place around that has. A part of
an event without a place of its own is where the whole is, and is counted with the whole.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Literal, get_args

from esgraph.errors import Language
from esgraph.serve import resource
from esgraph.serve.collation import alphabetical
from esgraph.serve.memo import remembered
from esgraph.serve.site import Site
from esgraph.vocabulary import CV, SCHEMA

What = Literal["organizations", "events", "awards"]
WHATS: tuple[What, ...] = get_args(What)

THINGS: dict[What, str] = {
    "organizations": "?thing a org:Organization .",
    "events": "?thing a schema:Event .",
    "awards": "?thing a esg:AwardConferral .",
}
PLACES: dict[What, str] = {
    "organizations": "?thing schema:location ?place .",
    "events": "?thing schema:location|esg:venue ?place .",
    "awards": "?thing esg:recipient/org:postIn?/schema:location ?place .",
}
_KINDS: dict[What, str] = {
    "organizations": "?thing org:classification/skos:broader* ?kind .",
    "events": "?thing a ?kind .",
    "awards": "?thing esg:edition/esg:editionOf ?kind .",
}
#: The date by whose year things are chosen: of an organisation its founding, of an award its edition.
DATES: dict[What, str] = {
    "organizations": "?founding org:resultingOrganization ?thing ; dcterms:date ?date .",
    "events": "?thing schema:startDate ?date .",
    "awards": "?thing esg:edition/esg:editionYear ?date .",
}
IS_PART = "?thing schema:superEvent ?whole . FILTER NOT EXISTS { ?thing schema:location|esg:venue ?own }"
AREA = "?place schema:containedInPlace*/esg:terc ?terc ."
#: Places that are made ready at a time.
_BATCH = 500
#: Every event is one of these: it tells nothing to choose by.
ANY_EVENT = frozenset({SCHEMA + "Event", CV + "PublicEvent"})


@dataclass(frozen=True, slots=True)
class Selection:
    """What is looked for: of one kind (an IRI) and of one year, where these are given."""

    what: What = "organizations"
    kind: str = ""
    year: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether everything is meant."""
        return not (self.kind or self.year)

    def pattern(self) -> str:
        """The graph pattern that binds ?thing."""
        parts = [THINGS[self.what]]
        if self.kind:
            parts.append(_KINDS[self.what].replace("?kind", f"<{self.kind}>"))
        if self.year:
            parts.append(f'{DATES[self.what]} FILTER(STRSTARTS(STR(?date), "{self.year}"))')
        return " ".join(parts)


@dataclass(frozen=True, slots=True)
class Presence:
    """How many things are where; one that is in several counties counts in each, and once in all other numbers.

    `parts` are the parts of events that count with the whole: they are in no other number.
    """

    by_county: Mapping[str, int]
    by_voivodeship: Mapping[str, int]
    total: int
    in_counties: int
    in_voivodeships: int
    parts: int = 0

    @property
    def only_voivodeship(self) -> int:
        """Things whose voivodeship is known, but not the county."""
        return self.in_voivodeships - self.in_counties

    @property
    def nowhere(self) -> int:
        """Things without a place, or with one that has no code."""
        return self.total - self.in_voivodeships


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with coordinates (degrees, WGS 84) and how many things are there."""

    place: str
    label: str
    longitude: float
    latitude: float
    count: int


@dataclass(frozen=True, slots=True)
class Option:
    """A kind to choose: its name in addresses, its IRI, its label, how many things are of it."""

    slug: str
    iri: str
    label: str
    count: int


@remembered
def presence(site: Site, selection: Selection) -> Presence:
    """Count what is chosen, by county and by voivodeship."""
    if selection.year and selection.year not in years(site, selection.what):
        return Presence({}, {}, 0, 0, 0)
    placed = f"{selection.pattern()} {PLACES[selection.what]} {AREA}"
    in_county = f"{placed} FILTER(STRLEN(?terc) >= 4)"
    whole = selection.pattern() + (f" MINUS {{ {IS_PART} }}" if selection.what == "events" else "")
    return Presence(
        _grouped(site, in_county, 4),
        _grouped(site, placed, 2),
        count(site, whole),
        count(site, in_county),
        count(site, placed),
        count(site, f"{selection.pattern()} {IS_PART}") if selection.what == "events" else 0,
    )


def count(site: Site, pattern: str) -> int:
    """How many things a pattern binds."""
    return int(site.select(f"SELECT (COUNT(DISTINCT ?thing) AS ?n) WHERE {{ {pattern} }}")[0]["n"]["value"])


def _grouped(site: Site, pattern: str, digits: int) -> dict[str, int]:
    rows = site.select(
        f"SELECT ?code (COUNT(DISTINCT ?thing) AS ?n) WHERE {{ {pattern} BIND(SUBSTR(?terc, 1, {digits}) AS ?code) }} "
        "GROUP BY ?code ORDER BY ?code"
    )
    return {row["code"]["value"]: int(row["n"]["value"]) for row in rows if "code" in row}


def spots(site: Site, selection: Selection, language: Language) -> Iterator[Spot]:
    """The places that have coordinates of their own, with what is there; one of two coordinates is none."""
    rows = site.rows(
        "SELECT ?place (MIN(?lat) AS ?latitude) (MIN(?long) AS ?longitude) (COUNT(DISTINCT ?thing) AS ?n) WHERE { "
        f"{selection.pattern()} {PLACES[selection.what]} ?place geo:lat ?lat ; geo:long ?long }} "
        "GROUP BY ?place ORDER BY ?place"
    )
    while part := list(islice(rows, _BATCH)):
        labels = resource.read_labels(site, (place for place, *_ in part), language)
        for place, latitude, longitude, count in part:
            if place:  # without a solution some servers give one row that counts none
                label = labels.get(place) or resource.short(place)
                yield Spot(place, label, float(longitude), float(latitude), int(count))


@remembered
def kinds(site: Site, what: What, language: Language) -> tuple[Option, ...]:
    """The kinds that there are, by label; of a scheme also the broader ones."""
    rows = site.select(
        f"SELECT ?kind (COUNT(DISTINCT ?thing) AS ?n) WHERE {{ {THINGS[what]} {_KINDS[what]} }} GROUP BY ?kind"
    )
    counts = {row["kind"]["value"]: int(row["n"]["value"]) for row in rows if "kind" in row}
    labels = resource.read_labels(site, counts, language)
    options = [
        Option(iri.rstrip("/").replace("#", "/").rpartition("/")[2], iri, labels.get(iri) or resource.short(iri), count)
        for iri, count in counts.items()
        if iri not in ANY_EVENT
    ]
    return tuple(sorted(options, key=lambda option: (alphabetical(option.label), option.iri)))


@remembered
def years(site: Site, what: What) -> tuple[str, ...]:
    """The years that there are, the latest first."""
    rows = site.select(
        f"SELECT DISTINCT ?year WHERE {{ {THINGS[what]} {DATES[what]} BIND(SUBSTR(STR(?date), 1, 4) AS ?year) }} "
        "ORDER BY DESC(?year)"
    )
    return tuple(row["year"]["value"] for row in rows if "year" in row)


@remembered
def counties(site: Site) -> frozenset[str]:
    """Codes of all counties in which the graph has a place."""
    rows = site.select(
        "SELECT DISTINCT ?code WHERE { ?place esg:terc ?terc FILTER(STRLEN(?terc) >= 4) "
        "BIND(SUBSTR(?terc, 1, 4) AS ?code) } ORDER BY ?code"
    )
    return frozenset(row["code"]["value"] for row in rows)


@remembered
def names(site: Site, language: Language) -> Mapping[str, str]:
    """Names of counties and voivodeships that the graph has in a language, by code."""
    rows = site.select(
        "SELECT ?terc ?label WHERE { ?place esg:terc ?terc ; skos:prefLabel ?label . "
        # A city with county rights is a county by itself: its code is that of its only commune.
        f'FILTER(LANG(?label) = "{language}" && (STRLEN(?terc) <= 4 || '
        '(STRLEN(?terc) = 7 && SUBSTR(?terc, 3, 2) > "60" && SUBSTR(?terc, 5) = "011"))) } ORDER BY ?terc ?label'
    )
    return {row["terc"]["value"][:4]: row["label"]["value"] for row in reversed(rows)}
