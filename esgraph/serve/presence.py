"""Turns the graph into what is where: organisations, events and award conferrals by county, and the list of one area.

A thing is in the county whose TERC code (its first four digits) its place has, or a place around that has. A part of
an event without a place of its own is where the whole is, and is counted with the whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from esgraph.errors import Language
from esgraph.serve import resource
from esgraph.serve.memo import remembered
from esgraph.serve.site import Site
from esgraph.vocabulary import CV, SCHEMA

What = Literal["organizations", "events", "awards"]
WHATS: tuple[What, ...] = get_args(What)

_THINGS: dict[What, str] = {
    "organizations": "?thing a org:Organization .",
    "events": "?thing a schema:Event .",
    "awards": "?thing a esg:AwardConferral .",
}
_PLACES: dict[What, str] = {
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
_DATES: dict[What, str] = {
    "organizations": "?founding org:resultingOrganization ?thing ; dcterms:date ?date .",
    "events": "?thing schema:startDate ?date .",
    "awards": "?thing esg:edition/esg:editionYear ?date .",
}
_IS_PART = "?thing schema:superEvent ?whole . FILTER NOT EXISTS { ?thing schema:location|esg:venue ?own }"
_AREA = "?place schema:containedInPlace*/esg:terc ?terc ."
#: Every event is one of these: it tells nothing to choose by.
_ANY_EVENT = frozenset({SCHEMA + "Event", CV + "PublicEvent"})
#: Letters that stand beside their Latin neighbours in a list, though not by their numbers.
_FOLDED = tuple(zip("ąćęłńóśźż", "acelnoszz", strict=True))


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
        parts = [_THINGS[self.what]]
        if self.kind:
            parts.append(_KINDS[self.what].replace("?kind", f"<{self.kind}>"))
        if self.year:
            parts.append(f'{_DATES[self.what]} FILTER(STRSTARTS(STR(?date), "{self.year}"))')
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
class Option:
    """A kind to choose: its name in addresses, its IRI, its label, how many things are of it."""

    slug: str
    iri: str
    label: str
    count: int


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


@remembered
def presence(site: Site, selection: Selection) -> Presence:
    """Count what is chosen, by county and by voivodeship."""
    placed = f"{selection.pattern()} {_PLACES[selection.what]} {_AREA}"
    in_county = f"{placed} FILTER(STRLEN(?terc) >= 4)"
    whole = selection.pattern() + (f" MINUS {{ {_IS_PART} }}" if selection.what == "events" else "")
    return Presence(
        _grouped(site, in_county, 4),
        _grouped(site, placed, 2),
        _count(site, whole),
        _count(site, in_county),
        _count(site, placed),
        _count(site, f"{selection.pattern()} {_IS_PART}") if selection.what == "events" else 0,
    )


def _count(site: Site, pattern: str) -> int:
    return int(site.select(f"SELECT (COUNT(DISTINCT ?thing) AS ?n) WHERE {{ {pattern} }}")[0]["n"]["value"])


def _grouped(site: Site, pattern: str, digits: int) -> dict[str, int]:
    rows = site.select(
        f"SELECT ?code (COUNT(DISTINCT ?thing) AS ?n) WHERE {{ {pattern} BIND(SUBSTR(?terc, 1, {digits}) AS ?code) }} "
        "GROUP BY ?code ORDER BY ?code"
    )
    return {row["code"]["value"]: int(row["n"]["value"]) for row in rows if "code" in row}


@remembered
def kinds(site: Site, what: What, language: Language) -> tuple[Option, ...]:
    """The kinds that there are, by label; of a scheme also the broader ones."""
    rows = site.select(
        f"SELECT ?kind (COUNT(DISTINCT ?thing) AS ?n) WHERE {{ {_THINGS[what]} {_KINDS[what]} }} GROUP BY ?kind"
    )
    counts = {row["kind"]["value"]: int(row["n"]["value"]) for row in rows if "kind" in row}
    labels = resource.read_labels(site, counts, language)
    options = [
        Option(iri.rstrip("/").replace("#", "/").rpartition("/")[2], iri, labels.get(iri) or resource.short(iri), count)
        for iri, count in counts.items()
        if iri not in _ANY_EVENT
    ]
    return tuple(sorted(options, key=lambda option: (fold(option.label), option.iri)))


@remembered
def years(site: Site, what: What) -> tuple[str, ...]:
    """The years that there are, the latest first."""
    rows = site.select(
        f"SELECT DISTINCT ?year WHERE {{ {_THINGS[what]} {_DATES[what]} BIND(SUBSTR(STR(?date), 1, 4) AS ?year) }} "
        "ORDER BY DESC(?year)"
    )
    return tuple(row["year"]["value"] for row in rows if "year" in row)


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


def fold(text: str) -> str:
    """A text as it is put in order: small letters, Polish ones beside their Latin neighbours."""
    return text.lower().translate({ord(letter): neighbour for letter, neighbour in _FOLDED})


def _folded(variable: str) -> str:
    """The same for a variable of a query."""
    written = f"LCASE(STR({variable}))"
    for letter, neighbour in _FOLDED:
        written = f'REPLACE({written}, "{letter}", "{neighbour}")'
    return written


def _within(selection: Selection, area: str) -> str:
    """The pattern of what is in an area: a code of four digits; of two for what is known no closer; "" for nowhere."""
    placed = f"{_PLACES[selection.what]} {_AREA}"
    if len(area) >= 4:
        # The few places first: the engine would begin with every thing.
        places = (
            f'{{ SELECT DISTINCT ?place WHERE {{ ?area esg:terc ?terc FILTER(STRSTARTS(?terc, "{area}")) '
            "?place schema:containedInPlace* ?area } }"
        )
        return f"{places} {selection.pattern()} {_PLACES[selection.what]}"
    # MINUS gathers what is placed once, where NOT EXISTS would look it up for every thing.
    if area:
        # Only ?thing may be shared, or MINUS would compare places too.
        other = placed.replace("?place", "?there").replace("?terc", "?closer")
        closer = f"MINUS {{ {_THINGS[selection.what]} {other} FILTER(STRLEN(?closer) >= 4) }}"
        return f'{selection.pattern()} {placed} FILTER(STRSTARTS(?terc, "{area}")) {closer}'
    whole = f"MINUS {{ {_IS_PART} }}" if selection.what == "events" else ""
    return f"{selection.pattern()} {whole} MINUS {{ {_THINGS[selection.what]} {placed} }}"


@remembered
def count_in(site: Site, selection: Selection, area: str) -> int:
    """How many things are in an area, as `_within` has it."""
    return _count(site, _within(selection, area))


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
        ""
        if selection.what == "organizations"
        else f"OPTIONAL {{ {_DATES[selection.what].replace('?date', '?when')} }}"
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
    special = found.get("kind", set()) - _ANY_EVENT
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
