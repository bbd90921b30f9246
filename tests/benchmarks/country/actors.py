"""Turns a county into its organisations, by how often they are met."""

from dataclasses import dataclass, field
from random import Random

from esgraph.vocabulary import slug
from tests.benchmarks.country.kinds import (
    ASSOCIATION,
    CENTRE,
    COMMUNE,
    COOPERATIVE,
    COUNTY,
    INSTITUTION,
    KINDS,
    SUPPORT,
    WEIGHTS,
    Kind,
)
from tests.benchmarks.country.names import fancy
from tests.benchmarks.country.territory import Commune, County

#: What an office is called, in both languages.
OFFICES = {
    "starosta": ("Starosta", "Starost"),
    "prezydent": ("Prezydent", "Mayor"),
    "burmistrz": ("Burmistrz", "Mayor"),
    "wojt": ("Wójt", "Head"),
    "prezes": ("Prezes", "President"),
}
#: How a centre is called by the type of its commune.
_CENTRES = {
    "1": ("Miejski", "Miejskiego", "Municipal"),
    "2": ("Gminny", "Gminnego", "Communal"),
    "3": ("Miejsko-Gminny", "Miejsko-Gminnego", "Municipal and Communal"),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """An organisation: slug, names, the form in running text, where it is, its office (a slug or "") and its owner."""

    slug: str
    kind: Kind
    name: str
    english: str
    mentioned: str
    commune: Commune
    place: str
    office: str = ""
    unit_of: str = ""


@dataclass(slots=True)
class Society:
    """The organisations of a county by how often they are met, and those that a founding needs."""

    county: County
    actors: list[Actor]
    cooperatives: list[Actor] = field(init=False)
    associations: list[Actor] = field(init=False)
    centres: list[Actor] = field(init=False)

    def __post_init__(self) -> None:
        self.cooperatives = [actor for actor in self.actors if actor.kind is COOPERATIVE]
        self.associations = [actor for actor in self.actors if actor.kind is ASSOCIATION]
        self.centres = [actor for actor in self.actors if actor.kind is CENTRE]

    def pick(self, random: Random) -> Actor:
        """An organisation: few are met everywhere, many once (a power law over the rank)."""
        return self.actors[int(len(self.actors) * random.random() ** 3)]


def society(county: County, size: int, random: Random) -> Society:
    """About `size` organisations of a county; its public bodies always, and always one association and centre."""
    public = _public(county)
    kinds = [ASSOCIATION, COOPERATIVE, *random.choices(KINDS, WEIGHTS, k=max(0, size - len(public) - 2))]
    rest = [_private(kind, county, number, random) for number, kind in enumerate(kinds)]
    # Public bodies stay at the front; of the others anyone may become a hub.
    random.shuffle(rest)
    return Society(county, public + rest)


def institutions(county: County, size: int) -> list[Actor]:
    """What is met in the whole country, and not in one county: offices and support centres in the capital."""
    made = []
    commune = county.communes[0]
    for number in range(1, size + 1):
        kind, words = (SUPPORT, "Ekonomii Społecznej") if number % 3 else (INSTITUTION, "Planowania i Rozwoju")
        name = f"{kind.nominative} {words} nr {number}"
        english, mentioned = f"{kind.english} No. {number}", f"{kind.genitive} {words} nr {number}"
        made.append(Actor(slug(name), kind, name, english, mentioned, commune, commune.seat))
    return made


def _public(county: County) -> list[Actor]:
    seat = county.communes[0]
    kind = COMMUNE if county.is_city else COUNTY
    office = "prezydent" if county.is_city else "starosta"
    key = f"{slug(county.body)}-{county.terc}"
    post = f"{office}-{key}"
    found = [Actor(key, kind, county.body, county.english, county.body_genitive, seat, county.place, post)]
    for commune in county.communes:
        owner = found[0]
        if not county.is_city:
            owner = _commune(commune)
            found.append(owner)
        found.append(_centre(commune, owner.slug))
    return found


def _commune(commune: Commune) -> Actor:
    key = f"gmina-{slug(commune.name)}-{commune.terc}"
    name, english = f"Gmina {commune.name}", f"Commune of {commune.name}"
    post = f"{'burmistrz' if commune.has_town else 'wojt'}-{key}"
    return Actor(key, COMMUNE, name, english, f"Gminy {commune.name}", commune, commune.place, post)


def _centre(commune: Commune, owner: str) -> Actor:
    nominative, genitive, english = _CENTRES[commune.terc[-1]]
    name = f"{nominative} {CENTRE.nominative} {commune.within}"
    mentioned = f"{genitive} {CENTRE.genitive} {commune.within}"
    key = f"{slug(nominative)}-ops-{slug(commune.name)}-{commune.terc}"
    english = f"{english} {CENTRE.english} in {commune.name}"
    return Actor(key, CENTRE, name, english, mentioned, commune, commune.seat, unit_of=owner)


def _private(kind: Kind, county: County, number: int, random: Random) -> Actor:
    # Half of the organisations are in the county's first towns.
    commune = county.communes[int(len(county.communes) * random.random() ** 2)]
    chosen = fancy(random)
    key = f"{slug(chosen)}-{county.terc}-{number}"
    name, mentioned = f"{kind.nominative} „{chosen}”", f"{kind.genitive} „{chosen}”"
    post = f"prezes-{key}" if number % 7 == 0 else ""
    return Actor(key, kind, name, f"{chosen} {kind.english}", mentioned, commune, commune.seat, post)
