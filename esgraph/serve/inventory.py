"""Turns an area and a selection into the list of what the graph has there.

An area is a county (a TERC code of four digits); a voivodeship (two) for what is known no closer; "" for what has no
place at all.
"""

from dataclasses import dataclass

from esgraph.errors import Language
from esgraph.serve import resource
from esgraph.serve.memo import remembered
from esgraph.serve.presence import ANY_EVENT, AREA, DATES, FOLDED, IS_PART, PLACES, THINGS, Selection, What, count
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


def _folded(variable: str) -> str:
    """What `presence.fold` does, for a variable of a query."""
    written = f"LCASE(STR({variable}))"
    for letter, neighbour in FOLDED:
        written = f'REPLACE({written}, "{letter}", "{neighbour}")'
    return written


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
def count_in(site: Site, selection: Selection, area: str) -> int:
    """How many things are in an area, as `_within` has it."""
    return count(site, _within(selection, area))


def entries(
    site: Site, selection: Selection, area: str, language: Language, limit: int, offset: int = 0
) -> list[Entry]:
    """Some of the things in an area: events and awards the latest first, organisations by name."""
    found = [row["thing"]["value"] for row in site.select(_listing(selection, area, language, limit, offset))]
    if not found:
        return []
    values = " ".join(f"<{iri}>" for iri in found)
    rows = site.select(f"SELECT * WHERE {{ VALUES ?thing {{ {values} }} {_DETAILS[selection.what]} }}")
    details: dict[str, dict[str, set[str]]] = {iri: {} for iri in found}
    for row in rows:
        for name, term in row.items():
            details[row["thing"]["value"]].setdefault(name, set()).add(term["value"])
    iris = {value for one in details.values() for name, values in one.items() if name != "date" for value in values}
    labels = resource.read_labels(site, iris, language)
    return [_entry(iri, details[iri], labels) for iri in found]


def _listing(selection: Selection, area: str, language: Language, limit: int, offset: int) -> str:
    name = f'OPTIONAL {{ ?thing skos:prefLabel ?name FILTER(LANG(?name) = "{language}") }}'
    when = (
        "" if selection.what == "organizations" else f"OPTIONAL {{ {DATES[selection.what].replace('?date', '?when')} }}"
    )
    return (
        f"SELECT ?thing (MIN({_folded('?name')}) AS ?key) (MAX(STR(?when)) AS ?latest) WHERE {{ "
        f"{{ SELECT DISTINCT ?thing WHERE {{ {_within(selection, area)} }} }} {name} {when} }} "
        f"GROUP BY ?thing ORDER BY DESC(?latest) ?key ?thing LIMIT {limit} OFFSET {offset}"
    )


_DETAILS: dict[What, str] = {
    "organizations": "OPTIONAL { ?thing org:classification ?kind } OPTIONAL { ?thing schema:location ?place }",
    "events": "?thing a ?kind . OPTIONAL { ?thing schema:startDate ?date } "
    "OPTIONAL { ?thing schema:location|esg:venue ?place }",
    "awards": "?thing esg:recipient ?recipient . OPTIONAL { ?thing esg:edition ?about "
    "OPTIONAL { ?about esg:editionYear ?date } } OPTIONAL { ?recipient org:postIn?/schema:location ?place }",
}


def _entry(thing: str, found: dict[str, set[str]], labels: dict[str, str]) -> Entry:
    def named(name: str) -> tuple[str, ...]:
        return tuple(sorted(labels.get(iri) or resource.short(iri) for iri in found.get(name, ())))

    iri = min(found.get("recipient", {thing}))
    about = min(found.get("about", {""}))
    special = found.get("kind", set()) - ANY_EVENT
    return Entry(
        thing,
        iri,
        labels.get(iri) or resource.short(iri),
        tuple(sorted(labels.get(kind) or resource.short(kind) for kind in special)),
        " / ".join(sorted(found.get("date", ()))),
        named("place"),
        about,
        labels.get(about, ""),
    )
