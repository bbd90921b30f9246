"""Turns the graph into what happened when: events, foundings and editions of awards, counted by month and listed.

A date is as exact as its source: a day, a month or a year. Where sources give one thing two dates it stands at both.
A part of an event without a date of its own has that of the whole, and is not listed by itself.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Literal, get_args

from esgraph.errors import Language
from esgraph.serve import resource
from esgraph.serve.collation import alphabetical
from esgraph.serve.memo import remembered
from esgraph.serve.packed import EMPTY, Packed, Row
from esgraph.serve.presence import ANY_EVENT
from esgraph.serve.site import Site
from esgraph.vocabulary import entity, graph

Sort = Literal["events", "foundings", "editions"]
SORTS: tuple[Sort, ...] = get_args(Sort)

_THINGS: dict[Sort, str] = {
    "events": "?thing a schema:Event .",
    "foundings": "?thing a esg:Foundation .",
    "editions": "?thing a esg:AwardEdition .",
}
_DATES: dict[Sort, str] = {
    "events": "schema:startDate",
    "foundings": "dcterms:date",
    "editions": "esg:editionYear",
}
#: Where a thing is: a founding where the organisation is, an edition where the awards were presented.
_PLACES: dict[Sort, str] = {
    "events": "schema:location|esg:venue",
    "foundings": "org:resultingOrganization/schema:location",
    "editions": "esg:presentedAt/schema:superEvent*/schema:location",
}
#: So many things are looked up at a time.
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Selection:
    """What is looked for: some sorts of things, in an area (a TERC code of two or four digits), at a time.

    `when` is the beginning of a date: a year, or a year and a month.
    """

    sorts: tuple[Sort, ...] = SORTS
    area: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Rival:
    """What another account says: another date of the same thing (then `iri` is ""), or another node; "" if none."""

    iri: str
    date: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing at a date ("" if none is stated), and who says so; `about` are founders, or the award of an edition."""

    thing: str
    sort: Sort
    date: str
    name: str
    iri: str
    kinds: tuple[str, ...] = ()
    about: tuple[tuple[str, str], ...] = ()
    places: tuple[tuple[str, str], ...] = ()
    sources: tuple[tuple[str, str], ...] = ()
    rivals: tuple[Rival, ...] = ()


@remembered
def months(site: Site, sort: Sort, area: str) -> Mapping[str, int]:
    """How many things of a sort have a date in each month (`2018-06`); `2018` where only the year is known."""
    rows = site.select(
        f"SELECT ?month (COUNT(DISTINCT ?thing) AS ?n) WHERE {{ {_with_date(sort, Selection((sort,), area))} "
        "BIND(SUBSTR(?date, 1, 7) AS ?month) } GROUP BY ?month ORDER BY ?month"
    )
    return {row["month"]["value"]: int(row["n"]["value"]) for row in rows if "month" in row}


def dated(site: Site, selection: Selection) -> Packed:
    """The dated things (IRI, sort, date), the latest first, with every date of each."""
    known = (month for sort in selection.sorts for month in months(site, sort, selection.area))
    # A month that nobody could know of must not be looked for, nor remembered.
    return _dated(site, selection) if any(month.startswith(selection.when) for month in known) else EMPTY


@remembered
def _dated(site: Site, selection: Selection) -> Packed:
    pattern = _union(f'{_with_date(sort, selection)} BIND("{sort}" AS ?sort)' for sort in selection.sorts)
    rows = sorted(map(tuple, site.rows(f"SELECT DISTINCT ?sort ?thing ?date WHERE {{ {pattern} }}")))
    rows.sort(key=lambda row: row[2], reverse=True)
    return Packed.of((thing, sort, date) for sort, thing, date in rows)


@remembered
def undated(site: Site, sorts: tuple[Sort, ...], area: str) -> Packed:
    """The things of some sorts without a date, as (IRI, sort, ""), by sort."""
    pattern = _union(f'{_without(sort, area)} BIND("{sort}" AS ?sort)' for sort in sorts)
    rows = sorted(map(tuple, site.rows(f"SELECT DISTINCT ?sort ?thing WHERE {{ {pattern} }}")))
    return Packed.of((thing, sort, "") for sort, thing in rows)


def entries(site: Site, found: Iterable[Row], language: Language) -> list[Entry]:
    """What a list tells of each of some things, looked up some hundreds at a time."""
    told: list[Entry] = []
    remaining = iter(found)
    while part := list(islice(remaining, _BATCH)):
        told += _told(site, part, language)
    return told


def ends(site: Site, things: Iterable[str]) -> dict[str, date]:
    """The last day of events that have one."""
    found: dict[str, date] = {}
    for batch in resource.batches(sorted(set(things))):
        values = resource.listed(batch)
        for row in site.select(
            f"SELECT ?thing ?end WHERE {{ VALUES ?thing {{ {values} }} ?thing schema:endDate ?end }}"
        ):
            with suppress(ValueError):  # a month or a year, which no calendar takes
                found[row["thing"]["value"]] = date.fromisoformat(row["end"]["value"])
    return found


def _with_date(sort: Sort, selection: Selection) -> str:
    """The pattern of a thing and its date, as text."""
    pattern = f"{_THINGS[sort]} ?thing {_DATES[sort]} ?stated . {_in_area(sort, selection.area)} "
    when = f'FILTER(STRSTARTS(STR(?stated), "{selection.when}")) ' if selection.when else ""
    return f"{pattern}{when}BIND(STR(?stated) AS ?date)"


def _without(sort: Sort, area: str) -> str:
    part = " MINUS { ?thing schema:superEvent ?whole }" if sort == "events" else ""
    return f"{_THINGS[sort]} {_in_area(sort, area)} MINUS {{ ?thing {_DATES[sort]} ?stated }}{part}"


def _in_area(sort: Sort, area: str) -> str:
    if not area:
        return ""
    return (
        f'{{ SELECT DISTINCT ?place WHERE {{ ?area esg:terc ?terc FILTER(STRSTARTS(?terc, "{area}")) '
        f"?place schema:containedInPlace* ?area }} }} ?thing {_PLACES[sort]} ?place ."
    )


def _union(patterns: Iterable[str]) -> str:
    return " UNION ".join(f"{{ {pattern} }}" for pattern in patterns)


def _told(site: Site, found: list[Row], language: Language) -> list[Entry]:
    things = {sort: sorted({thing for thing, its_sort, _ in found if its_sort == sort}) for sort in SORTS}
    details: dict[str, dict[str, set[str]]] = {}
    for sort, iris in things.items():
        for name, query in _details(sort).items() if iris else ():
            values = resource.listed(iris)
            for row in site.select(f"SELECT DISTINCT ?thing ?value WHERE {{ VALUES ?thing {{ {values} }} {query} }}"):
                details.setdefault(row["thing"]["value"], {}).setdefault(name, set()).add(row["value"]["value"])
    sources = _sources(site, found)
    rivals = _rivals(site, found)
    named = {value for one in details.values() for values in one.values() for value in values}
    named |= {thing for thing, *_ in found} | {source for told in sources.values() for source in told}
    labels = resource.read_labels(site, named, language)
    return [
        _entry(key, details.get(key[0], {}), labels, sources.get((key[0], key[2]), ()), rivals.get(key[0], ()))
        for key in found
    ]


def _details(sort: Sort) -> dict[str, str]:
    place = {"place": f"?thing {_PLACES[sort]} ?value"}
    if sort == "events":
        return {"kind": "?thing a ?value", **place}
    if sort == "foundings":
        return {"result": "?thing org:resultingOrganization ?value", "about": "?thing esg:founder ?value", **place}
    return {"about": "?thing esg:editionOf ?value", **place}


def _sources(site: Site, found: list[Row]) -> dict[tuple[str, str], tuple[str, ...]]:
    """The sources that give a thing this date; of a thing without one, those that speak of it."""
    said: dict[tuple[str, str], set[str]] = {}
    prefix = graph(site.base, "source/")
    for sort in SORTS:
        iris = sorted({thing for thing, its_sort, _ in found if its_sort == sort})
        if not iris:
            continue
        values = resource.listed(iris)
        rows = site.select(
            f"SELECT DISTINCT ?thing ?date ?g WHERE {{ VALUES ?thing {{ {values} }} GRAPH ?g {{ {_THINGS[sort]} "
            f'OPTIONAL {{ ?thing {_DATES[sort]} ?stated }} }} BIND(COALESCE(STR(?stated), "") AS ?date) }}'
        )
        for row in rows:
            name = row["g"]["value"]
            if name.startswith(prefix):
                key = (row["thing"]["value"], row["date"]["value"])
                said.setdefault(key, set()).add(entity(site.base, "source", name.removeprefix(prefix)))
    return {key: tuple(sorted(sources)) for key, sources in said.items()}


def _rivals(site: Site, found: list[Row]) -> dict[str, tuple[Rival, ...]]:
    """Other dates of each thing, and other accounts of it, with the dates that these give."""
    rivals: dict[str, set[Rival]] = {}
    for sort in SORTS:
        iris = sorted({thing for thing, its_sort, _ in found if its_sort == sort})
        if not iris:
            continue
        values = resource.listed(iris)
        rows = site.select(
            f"SELECT DISTINCT ?thing ?other ?date WHERE {{ VALUES ?thing {{ {values} }} "
            f"{{ ?thing {_DATES[sort]} ?date }} UNION {{ ?thing esg:conflictsWith|^esg:conflictsWith ?other . "
            f"OPTIONAL {{ ?other {_DATES[sort]} ?date }} }} }}"
        )
        for row in rows:
            other, date = row.get("other", {}).get("value", ""), row.get("date", {}).get("value", "")
            rivals.setdefault(row["thing"]["value"], set()).add(Rival(other, date))
    return {thing: tuple(sorted(said, key=lambda one: (one.date, one.iri))) for thing, said in rivals.items()}


def _entry(
    key: Row,
    found: Mapping[str, set[str]],
    labels: Mapping[str, str],
    sources: tuple[str, ...],
    rivals: tuple[Rival, ...],
) -> Entry:
    def named(iris: Iterable[str]) -> tuple[tuple[str, str], ...]:
        names = {iri: labels.get(iri) or resource.short(iri) for iri in iris}
        return tuple(sorted(names.items(), key=lambda one: (alphabetical(one[1]), one[0])))

    thing, sort, date = key
    iri = min(found.get("result", {thing}))
    return Entry(
        thing,
        next(one for one in SORTS if one == sort),
        date,
        labels.get(iri) or resource.short(iri),
        iri,
        tuple(label for _, label in named(found.get("kind", set()) - ANY_EVENT)),
        named(found.get("about", ())),
        named(found.get("place", ())),
        named(sources),
        tuple(one for one in rivals if one.iri or one.date != date),
    )
