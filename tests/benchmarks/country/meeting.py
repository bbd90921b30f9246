"""Turns a county's society into a meeting, as one account tells of it, and into what is said of those who met."""

from dataclasses import dataclass
from random import Random

from tests.benchmarks.country.actors import Actor, Society
from tests.benchmarks.country.derived import Derived
from tests.benchmarks.country.names import roman
from tests.benchmarks.country.source import Entry, Source, listed
from tests.benchmarks.country.yaml_text import scalar

#: An account that grows beyond so many statements tells of nobody else.
FULL = 1_200

_MEETINGS = (
    ("Spotkania z Ekonomią Społeczną", "Meetings with the Social Economy", ""),
    ("Forum Organizacji Społecznych", "Forum of Social Organisations", ""),
    ("Targi Podmiotów Ekonomii Społecznej", "Fair of Social Economy Entities", "ExhibitionEvent"),
    ("Konferencja o Współpracy", "Conference on Cooperation", ""),
)


@dataclass(slots=True)
class Chronicle:
    """What the accounts of one county are made from: its society, its neighbours, the country's institutions."""

    society: Society
    neighbours: Society
    institutions: list[Actor]
    random: Random
    derived: Derived
    written: int = 0
    #: How many statements the next account may have.
    room: int = FULL

    def actor(self) -> Actor:
        """Whom an account meets: mostly of the county, some of the next one, a few of the country's institutions."""
        chance = self.random.random()
        if chance < 0.08:
            return self.institutions[int(len(self.institutions) * self.random.random() ** 2)]
        return (self.neighbours if chance < 0.16 else self.society).pick(self.random)

    def actors(self, count: int) -> list[Actor]:
        """About `count` different actors, in the order of the text."""
        return list({actor.slug: actor for actor in (self.actor() for _ in range(count))}.values())

    def partners(self, actor: Actor) -> list[Actor]:
        """Whom an actor cooperates with: mostly one, few have several; at least one of the two is of the county."""
        count = 1 + min(4, int(self.random.paretovariate(2)) - 1)
        chosen = {one.slug: one for one in (self.society.pick(self.random) for _ in range(count))}
        chosen.pop(actor.slug, None)
        return list(chosen.values())


class Meeting:
    """A meeting and the account of it, whose text grows as more is told; the entry of the meeting is added last."""

    def __init__(self, chronicle: Chronicle) -> None:
        self.chronicle = chronicle
        self.random = random = chronicle.random
        self.number = chronicle.written
        chronicle.written += 1
        county = chronicle.society.county
        self.year = 2006 + random.randrange(20)
        self.date = f"{self.year}-{random.randrange(1, 13):02}-{random.randrange(1, 29):02}"
        self.commune = county.communes[int(len(county.communes) * random.random() ** 2)]
        self.slug = f"spotkanie-{county.terc}-{self.number}"
        self.source = Source(f"relacja-{county.terc}-{self.number}")
        #: How many dates sources give for the meeting: a newspaper may give another one.
        self.dates = 1
        self._met: set[str] = set()
        #: Who sat together, by part of the meeting: how many organisations, and how many of them through an office.
        self._panels: list[tuple[int, int]] = []
        kind = random.choice(_MEETINGS)
        edition = roman(1 + self.year - 2006)
        self.names = f"{edition} {kind[0]} {self.commune.within}", f"{kind[1]}, {self.year}"
        self.entry = self._begin(kind[2], edition)

    @property
    def is_full(self) -> bool:
        """Whether the account is long enough."""
        return self.source.statements > self.chronicle.room

    def _begin(self, kind: str, edition: str) -> Entry:
        """Tell what was held, when and where."""
        evidence = self.source.quote(self.names[0])
        entry = Entry(self.slug, types=2)
        if kind:
            entry.set("type", kind)
        entry.name(self.names[0], f"{self.names[1]}, {self.commune.name}")
        entry.evidence(evidence)
        entry.claim("editionNumber", f"{{pl: {edition}}}", evidence)
        entry.claim("date", self.date, self.source.quote(f"w dniu {'.'.join(reversed(self.date.split('-')))} r."))
        entry.claim("place", self.commune.seat, evidence)
        if self.random.random() < 0.5:
            entry.gap("venue", "Obiekt nie jest podany.", "No venue is given.")
        return entry

    def meet(self, actor: Actor) -> str:
        """Mention an organisation as the text has it; the evidence, new for each mention."""
        evidence = self.source.quote(actor.mentioned)
        if actor.slug not in self._met:
            self._met.add(actor.slug)
            entry = Entry(actor.slug)
            entry.set("mentionedAs", f"{{pl: {scalar(actor.mentioned)}}}")
            entry.evidence(evidence)
            self.source.add("organizations", entry)
        return evidence

    def cooperate(self, key: str, actors: list[Actor], status: str, outcome: str = "") -> str:
        """A cooperation, and its evidence; one party in five is an office in place of its organisation."""
        offices = {actor.slug for actor in actors if actor.office and self.random.random() < 0.2}
        evidence = self.source.quote(f"dzięki współpracy {actors[0].mentioned}")
        entry = Entry(key)
        parties = [f"post/{one.office}" if one.slug in offices else f"organization/{one.slug}" for one in actors]
        entry.set("party", listed(parties), len(parties))
        if outcome:
            entry.set("outcome", outcome)
        entry.set("status", status)
        entry.evidence(evidence)
        self.source.add("cooperations", entry)
        self.chronicle.derived.cooperation([actor.slug for actor in actors], len(offices))
        return evidence

    def sit(self, parties: int, offices: int) -> None:
        """Remember who sat together."""
        self._panels.append((parties, offices))

    def bind(self) -> None:
        """Count the ties of those who sat together, when all days that sources give for the meeting are known."""
        for parties, offices in self._panels:
            self.chronicle.derived.tie(parties, offices + self.dates)
