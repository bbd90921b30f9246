"""Turns the society of a county into the lists that first tell of it, and into hypotheses of identity."""

from collections.abc import Iterator
from random import Random

from tests.benchmarks.country.actors import OFFICES, Actor
from tests.benchmarks.country.derived import Derived
from tests.benchmarks.country.kinds import CENTRE
from tests.benchmarks.country.names import person
from tests.benchmarks.country.source import Entry, Sheet, Source, both
from tests.benchmarks.country.territory import County
from tests.benchmarks.country.yaml_text import scalar

#: A list that grows beyond so many statements goes on in another file.
_FULL = 1_100

#: Statements of what the graph of identity says of itself: its type and its names.
HEAD_STATEMENTS = 3
HEAD = (f"name: {both('Hipotezy tożsamości', 'Identity hypotheses')}",)

_VERDICTS = ("probable", "probable", "possible", "rejected", "confirmed")


class Register:
    """The lists of a county or of the whole country; `identity` gathers who may be named twice in them."""

    def __init__(self, slug: str, names: tuple[str, str], derived: Derived, random: Random) -> None:
        self.identity = Sheet()
        self._slug = slug
        self._names = names
        self._derived = derived
        self._random = random

    def lists(self, actors: list[Actor], county: County | None = None) -> Iterator[tuple[Source, tuple[str, str]]]:
        """The sources that list the actors, each with its names; the first tells of the award of the county."""
        source = Source(f"{self._slug}-1")
        part = 1
        if county:
            _award(source, county)
        for number, actor in enumerate(actors):
            if source.statements > _FULL:
                yield source, self._named(part)
                part += 1
                source = Source(f"{self._slug}-{part}")
            self._introduce(source, actor)
            if county and actor.kind is CENTRE and number % 3 == 0:
                self._hypothesis(source, actor)
        yield source, self._named(part)

    def _named(self, part: int) -> tuple[str, str]:
        return f"{self._names[0]}, część {part}", f"{self._names[1]}, part {part}"

    def _introduce(self, source: Source, actor: Actor) -> None:
        """What a list says of an organisation: names, kind, place, numbers, office; or that it does not say."""
        kind, random = actor.kind, self._random
        # One in twelve is listed without its place.
        placed = kind.public or random.random() > 0.08
        # The name of a centre says where it is.
        seat = f" z siedzibą {actor.commune.within}" if placed and kind is not CENTRE else ""
        # The fewest words that carry the fact; long names of long places are more than 15.
        evidence = source.quote(" ".join(f"{actor.name}{seat}".split()[:15]))
        entry = Entry(actor.slug)
        entry.set("type", kind.type)
        entry.name(actor.name, actor.english)
        entry.set("kind", kind.slug)
        entry.set("legalForm", kind.form)
        if placed:
            entry.claim("place", actor.place, evidence)
        else:
            entry.gap("place", "Siedziba nie jest podana.", "The seat is not given.")
        if actor.unit_of and random.random() < 0.5:
            entry.claim("unitOf", actor.unit_of, evidence)
            self._derived.unit()
        elif actor.unit_of:
            entry.gap("unitOf", "Nie podano, czyja to jednostka.", "It is not said whose unit it is.")
        if not kind.public:
            _numbers(entry, random)
            self._derived.numbers(2)
        entry.evidence(evidence)
        source.add("organizations", entry)
        if actor.office:
            _office(source, actor, random)

    def _hypothesis(self, source: Source, candidate: Actor) -> None:
        """A name that may be another name of an organisation: a provisional entity and a hypothesis about it."""
        key = f"centrum-{candidate.slug}"
        name = f"Centrum Pomocy Społecznej {candidate.commune.within}"
        evidence = source.quote(name)
        entry = Entry(key)
        entry.set("type", "ProvisionalEntity")
        entry.name(name, f"Social Assistance Hub in {candidate.commune.name}")
        entry.set("kind", "social-assistance-unit")
        entry.set("place", candidate.place)
        entry.evidence(evidence)
        source.add("organizations", entry)
        verdict = self._random.choice(_VERDICTS)
        entry = Entry(key)
        entry.set("hypothesisAbout", f"organization/{key}")
        entry.set("candidate", f"organization/{candidate.slug}")
        entry.set("verdict", verdict)
        entry.set("description", both("Ta sama miejscowość i podobna nazwa.", "The same town and a similar name."), 2)
        # The evidence is described once more, in the graph of identity.
        entry.set("evidence", f"{{source: {source.slug}, {evidence[1:]}", 10)
        self.identity.add("hypotheses", entry)
        if verdict == "confirmed":
            self._derived.same_as()


def _numbers(entry: Entry, random: Random) -> None:
    """Register numbers that check, from ranges that no register has given out."""
    entry.set("krs", f'"9{random.randrange(10**9):09}"')
    digits = [0, 0, 0, *(random.randrange(10) for _ in range(6))]
    check = sum(map(int.__mul__, (6, 5, 7, 2, 3, 4, 5, 6, 7), digits)) % 11
    # A number whose check would be ten is never given out.
    if check < 10:
        entry.set("nip", f'"{"".join(map(str, digits))}{check}"')
    digits = [9, 9, *(random.randrange(10) for _ in range(6))]
    check = sum(map(int.__mul__, (8, 9, 2, 3, 4, 5, 6, 7), digits)) % 11 % 10
    entry.set("regon", f'"{"".join(map(str, digits))}{check}"')


def _office(source: Source, actor: Actor, random: Random) -> None:
    polish, english = OFFICES[actor.office.partition("-")[0]]
    polish = f"{polish} {actor.mentioned}"
    evidence = source.quote(polish)
    entry = Entry(actor.office)
    entry.name(polish, f"{english} of {actor.english}")
    entry.set("mentionedAs", f"{{pl: {scalar(polish)}}}")
    entry.set("in", actor.slug)
    entry.evidence(evidence)
    if random.random() < 0.15:
        _holder(source, entry, actor, random)
    else:
        entry.gap("heldBy", "Osoba nie jest podana.", "The holder of the office is not named.")
    source.add("posts", entry)


def _holder(source: Source, post: Entry, actor: Actor, random: Random) -> None:
    name, key = person(random), f"osoba-{actor.office}"
    evidence = source.quote(name)
    post.claim("heldBy", key, evidence)
    entry = Entry(key)
    entry.name(name, name)
    entry.evidence(evidence)
    source.add("persons", entry)


def award(county: County) -> tuple[str, str, str]:
    """The award of a county: its slug and its names in both languages."""
    return f"marka-{county.terc}", f"Marka Ekonomii Społecznej {county.body_genitive}", f"{county.english} Social Brand"


def _award(source: Source, county: County) -> None:
    key, polish, english = award(county)
    evidence = source.quote(f"wyróżnienie {polish}")
    entry = Entry(key)
    entry.name(polish, english)
    entry.evidence(evidence)
    source.add("awards", entry)
