"""Turns an area and a selection into the list of what the graph has there.

An area is a county (a TERC code of four digits); a voivodeship (two) for what is known no closer; "" for what has no
place at all.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from esgraph.errors import Language
from esgraph.serve import resource
from esgraph.serve.collation import alphabetical
from esgraph.serve.memo import remembered
from esgraph.serve.packed import EMPTY, Packed, in_order
from esgraph.serve.presence import ANY_EVENT, AREA, DATES, IS_PART, PLACES, THINGS, Selection, What, years
from esgraph.serve.site import Site


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing in a list; of an award conferral, `iri` is the recipient and `about` the edition."""

    thing: str
    iri: str
    label: str
    kinds: tuple[str, ...] = ()
    date: str = ""
    places: tuple[str, ...] = ()
    about: str = ""
    about_label: str = ""


def _within(selection: Selection, area: str) -> str:
    """The pattern of what is in an area: a code of four digits; of two for what is known no closer; "" for nowhere."""
    placed = f"{PLACES[selection.what]} {AREA}"
    if len(area) >= 4:
        # The few places first: the engine would begin with every thing.
        places = (
            f'{{ SELECT DISTINCT ?place WHERE {{ ?area esg:terc ?terc FILTER(STRSTARTS(?terc, "{area}")) '
            "?place schema:containedInPlace* ?area } }"
        )
        return f"{places} {selection.pattern()} {PLACES[selection.what]}"
    # MINUS gathers what is placed once, where NOT EXISTS would look it up for every thing.
    if area:
        # Only ?thing may be shared, or MINUS would compare places too.
        other = placed.replace("?place", "?there").replace("?terc", "?closer")
        closer = f"MINUS {{ {THINGS[selection.what]} {other} FILTER(STRLEN(?closer) >= 4) }}"
        return f'{selection.pattern()} {placed} FILTER(STRSTARTS(?terc, "{area}")) {closer}'
    whole = f"MINUS {{ {IS_PART} }}" if selection.what == "events" else ""
    return f"{selection.pattern()} {whole} MINUS {{ {THINGS[selection.what]} {placed} }}"


@remembered
def ordered(site: Site, selection: Selection, area: str, language: Language) -> Packed:
    """The things in an area, each once: events and awards the latest first, organisations by name."""
    if selection.year and selection.year not in years(site, selection.what):
        return EMPTY
    name = f'OPTIONAL {{ ?thing skos:prefLabel ?name FILTER(LANG(?name) = "{language}") }}'
    dated = selection.what != "organizations"
    when = f"OPTIONAL {{ {DATES[selection.what].replace('?date', '?when')} }}" if dated else ""
    rows = site.rows(
        "SELECT ?thing ?name ?when WHERE { "
        f"{{ SELECT DISTINCT ?thing WHERE {{ {_within(selection, area)} }} }} {name} {when} }}"
    )
    return in_order(rows)


def entries(site: Site, things: Iterable[str], what: What, language: Language) -> list[Entry]:
    """What a list tells of each of some things."""
    return [entry for batch in resource.batches(things) for entry in _told(site, batch, what, language)]


def _told(site: Site, things: list[str], what: What, language: Language) -> list[Entry]:
    rows = site.select(f"SELECT * WHERE {{ VALUES ?thing {{ {resource.listed(things)} }} {_DETAILS[what]} }}")
    details: dict[str, dict[str, set[str]]] = {iri: {} for iri in things}
    for row in rows:
        for name, term in row.items():
            details[row["thing"]["value"]].setdefault(name, set()).add(term["value"])
    iris = {value for one in details.values() for name, values in one.items() if name != "date" for value in values}
    labels = resource.read_labels(site, iris, language)
    return [_entry(iri, details[iri], labels) for iri in things]


_DETAILS: dict[What, str] = {
    "organizations": "OPTIONAL { ?thing org:classification ?kind } OPTIONAL { ?thing schema:location ?place }",
    "events": "?thing a ?kind . OPTIONAL { ?thing schema:startDate ?date } "
    "OPTIONAL { ?thing schema:location|esg:venue ?place }",
    "awards": "?thing esg:recipient ?recipient . OPTIONAL { ?thing esg:edition ?about "
    "OPTIONAL { ?about esg:editionYear ?date } } OPTIONAL { ?recipient org:postIn?/schema:location ?place }",
}


def _entry(thing: str, found: dict[str, set[str]], labels: dict[str, str]) -> Entry:
    def named(name: str) -> tuple[str, ...]:
        return tuple(sorted((labels.get(iri) or resource.short(iri) for iri in found.get(name, ())), key=alphabetical))

    iri = min(found.get("recipient", {thing}))
    about = min(found.get("about", {""}))
    special = found.get("kind", set()) - ANY_EVENT
    return Entry(
        thing,
        iri,
        labels.get(iri) or resource.short(iri),
        tuple(sorted((labels.get(kind) or resource.short(kind) for kind in special), key=alphabetical)),
        " / ".join(sorted(found.get("date", ()))),
        named("place"),
        about,
        labels.get(about, ""),
    )
