"""Turns a territory into its organisations and offices, and into the register that first tells of them."""

from dataclasses import dataclass, field
from random import Random

from esgraph.vocabulary import ORG, ROV, slug
from tests.benchmarks.country.names import fancy
from tests.benchmarks.nquads.kinds import (
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
from tests.benchmarks.nquads.names import Town
from tests.benchmarks.nquads.statements import (
    EVIDENCE,
    LOCATION,
    MENTIONED_AS,
    MENTIONS,
    ORGANIZATION,
    TYPE,
    Source,
    labels,
    node,
    own,
)
from tests.benchmarks.nquads.territory import Commune, Territory

_CLASSIFICATION, _FORM = f"<{ORG}classification>", f"<{ROV}orgType>"


@dataclass(frozen=True, slots=True)
class Actor:
    """An organisation: its slug, term, names, the form in running text, and its office, if it has one."""

    slug: str
    node: str
    kind: Kind
    name: str
    english: str
    mentioned: str
    seat: str
    town: Town
    office: str = ""


@dataclass(slots=True)
class Society:
    """The organisations of a county by how often they are met, and those that a founding needs."""

    territory: Territory
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


def society(territory: Territory, size: int, random: Random) -> Society:
    """About `size` organisations of a county; its public bodies always, and always one association and centre."""
    actors = [_public(COUNTY, territory.communes[0], territory.name, "starosta")]
    for commune in territory.communes:
        actors += (_public(COMMUNE, commune, commune.name, "burmistrz"), _public(CENTRE, commune, commune.name, ""))
    actors += (_private(ASSOCIATION, territory, 0, random), _private(COOPERATIVE, territory, 1, random))
    for number in range(2, size - len(actors) + 2):
        actors.append(_private(random.choices(KINDS, WEIGHTS)[0], territory, number, random))
    public = len(territory.communes) * 2 + 1
    # Public bodies stay at the front; of the others anyone may become a hub.
    rest = actors[public:]
    random.shuffle(rest)
    return Society(territory, actors[:public] + rest)


def institutions(territory: Territory, size: int) -> list[Actor]:
    """What is met in the whole country, and not in one county: offices and support centres in the capital."""
    made = []
    for number in range(size):
        kind = SUPPORT if number % 3 else INSTITUTION
        words = "Ekonomii Społecznej" if number % 3 else "Planowania i Rozwoju"
        name = f"{kind.nominative} {words} nr {number + 1}"
        made.append(
            Actor(
                (key := slug(name)),
                node("organization", key),
                kind,
                name,
                f"{kind.english} No. {number + 1}",
                f"{kind.genitive} {words} nr {number + 1}",
                territory.communes[0].seat,
                territory.communes[0].name,
            )
        )
    return made


def _public(kind: Kind, commune: Commune, town: Town, office: str) -> Actor:
    if kind is COUNTY:
        adjective = town.adjective.capitalize()
        name, mentioned, place = f"Powiat {adjective}", f"Powiatu {adjective}ego", commune.seat
    elif kind is COMMUNE:
        name, mentioned, place = f"Gmina {town.name}", f"Gminy {town.name}", commune.place
    else:
        where, place = f"w {town.locative}", commune.seat
        name, mentioned = f"{kind.nominative} {where}", f"{kind.genitive} {where}"
    key = f"{slug(name)}-{commune.number}"
    english = f"{kind.english} in {town.name}" if kind is CENTRE else f"{town.name} {kind.english}"
    post = node("post", f"{office}-{key}") if office else ""
    return Actor(key, node("organization", key), kind, name, english, mentioned, place, town, post)


def _private(kind: Kind, territory: Territory, number: int, random: Random) -> Actor:
    # Half of the organisations are in the county's seat.
    commune = territory.communes[int(len(territory.communes) * random.random() ** 2)]
    chosen = fancy(random)
    key = f"{slug(chosen)}-{territory.number}-{number}"
    return Actor(
        key,
        node("organization", key),
        kind,
        f"{kind.nominative} „{chosen}”",
        f"{chosen} {kind.english}",
        f"{kind.genitive} „{chosen}”",
        commune.seat,
        commune.name,
        node("post", f"prezes-{key}") if kind.president and number % 7 == 0 else "",
    )


def introduce(source: Source, actor: Actor, random: Random) -> None:
    """What a register says of an organisation: names, kind, place, numbers, office; or that it does not say."""
    it, kind = actor.node, actor.kind
    # One in twelve is listed without its place.
    placed = not kind.president or random.random() > 0.08
    words = f"{actor.name} z siedzibą w {actor.town.locative}" if placed else actor.name
    evidence = source.quote(words)
    source.rows += (
        f"{it} {TYPE} {ORGANIZATION}",
        f"{it} {TYPE} {kind.type}",
        *labels(it, actor.name, actor.english),
        f"{it} {_CLASSIFICATION} {kind.concept}",
        f"{it} {_FORM} {kind.form}",
        f"{it} {EVIDENCE} {evidence}",
        f"{source.node} {MENTIONS} {it}",
    )
    if placed:
        claim = f"organization-{actor.slug}-place-{actor.seat[actor.seat.rindex('/') + 1 : -1]}"
        source.claim(claim, it, LOCATION, actor.seat, evidence)
    else:
        source.gap(
            f"organization-{actor.slug}-place", it, LOCATION, "Siedziba nie jest podana.", "The seat is not given."
        )
    if kind.president:
        _numbers(source, it, random)
    if actor.office:
        _office(source, actor)


def _numbers(source: Source, it: str, random: Random) -> None:
    """Register numbers that check, from ranges that no register has given out."""
    source.rows.append(f'{it} {own("krs")} "9{random.randrange(10**9):09}"')
    digits = [0, 0, 0, *(random.randrange(10) for _ in range(6))]
    check = sum(map(int.__mul__, (6, 5, 7, 2, 3, 4, 5, 6, 7), digits)) % 11
    # A number whose check would be ten is never given out.
    if check < 10:
        source.rows.append(f'{it} {own("nip")} "{"".join(map(str, digits))}{check}"')
    digits = [9, 9, *(random.randrange(10) for _ in range(6))]
    check = sum(map(int.__mul__, (8, 9, 2, 3, 4, 5, 6, 7), digits)) % 11 % 10
    source.rows.append(f'{it} {own("regon")} "{"".join(map(str, digits))}{check}"')


def _office(source: Source, actor: Actor) -> None:
    post = actor.office
    key = post[post.rindex("/") + 1 : -1]
    polish, english = {"starosta": ("Starosta", "Starost"), "burmistrz": ("Burmistrz", "Mayor")}.get(
        key.partition("-")[0], ("Prezes", "President")
    )
    evidence = source.quote(f"{polish} {actor.mentioned}")
    source.rows += (
        f"{post} {TYPE} <{ORG}Post>",
        *labels(post, f"{polish} {actor.mentioned}", f"{english} of {actor.english}"),
        f"{post} <{ORG}postIn> {actor.node}",
        f'{post} {MENTIONED_AS} "{polish} {actor.mentioned}"@pl',
        f"{post} {EVIDENCE} {evidence}",
        f"{source.node} {MENTIONS} {post}",
    )
    source.gap(
        f"post-{key}-heldby", post, f"<{ORG}heldBy>", "Osoba nie jest podana.", "The holder of the office is not named."
    )
