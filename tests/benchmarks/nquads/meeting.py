"""Turns a county's society into a meeting, as one account tells of it, and into what is said of those who met."""

from dataclasses import dataclass
from random import Random

from esgraph.vocabulary import SCHEMA
from tests.benchmarks.country.names import roman
from tests.benchmarks.nquads.actors import Actor, Society
from tests.benchmarks.nquads.statements import (
    EVIDENCE,
    LOCATION,
    MENTIONED_AS,
    MENTIONS,
    ORGANIZATION,
    START,
    STATES,
    TYPE,
    Derivations,
    Source,
    concept,
    cv,
    labels,
    node,
    own,
    typed,
)

EVENT, PUBLIC_EVENT, _FAIR = f"<{SCHEMA}Event>", cv("PublicEvent"), f"<{SCHEMA}ExhibitionEvent>"

_MEETINGS = (
    ("Spotkania z Ekonomią Społeczną", "Meetings with the Social Economy", PUBLIC_EVENT),
    ("Forum Organizacji Społecznych", "Forum of Social Organisations", PUBLIC_EVENT),
    ("Targi Podmiotów Ekonomii Społecznej", "Fair of Social Economy Entities", _FAIR),
    ("Konferencja o Współpracy", "Conference on Cooperation", PUBLIC_EVENT),
)


@dataclass(slots=True)
class Chronicle:
    """What the accounts of one county are made from: its society, its neighbours, the country's institutions."""

    society: Society
    neighbours: Society
    institutions: list[Actor]
    random: Random
    derivations: Derivations
    written: int = 0

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
    """A meeting and the account of it, whose text grows as more is told."""

    def __init__(self, chronicle: Chronicle) -> None:
        self.chronicle = chronicle
        self.random = chronicle.random
        self.number = number = chronicle.written
        chronicle.written += 1
        territory = chronicle.society.territory
        self.year = 2006 + self.random.randrange(20)
        self.date = f"{self.year}-{self.random.randrange(1, 13):02}-{self.random.randrange(1, 29):02}"
        self.edition = roman(1 + self.year - 2006)
        self.commune = territory.communes[int(len(territory.communes) * self.random.random() ** 2)]
        self.slug = f"spotkanie-{territory.number}-{number}"
        self.source = Source(f"relacja-{territory.number}-{number}")
        self.event = node("event", self.slug)
        self.met: set[str] = set()
        self.date_claim = ""
        self.dates = [self.date]
        #: Who sat together, by event (its term and slug): organisations and the offices that came for some of them.
        self.panels: list[tuple[str, str, list[str], list[str]]] = []

    def begin(self) -> tuple[str, str]:
        """Tell what was held, when and where; its names in both languages."""
        kind = self.random.choice(_MEETINGS)
        polish, english = f"{self.edition} {kind[0]} w {self.commune.name.locative}", f"{kind[1]}, {self.year}"
        it, source = self.event, self.source
        evidence = self.entity(it, (EVENT, kind[2]), polish, f"{english}, {self.commune.name.name}")
        source.rows.append(f'{it} {cv("eventNumber")} "{self.edition}"@pl')
        self.date_claim = source.claim(
            f"event-{self.slug}-date-{self.date}",
            it,
            START,
            typed(self.date, "date"),
            source.quote(f"w dniu {'.'.join(reversed(self.date.split('-')))} r."),
        )
        place = self.commune.seat
        source.claim(f"event-{self.slug}-place-{place[place.rindex('/') + 1 : -1]}", it, LOCATION, place, evidence)
        if self.random.random() < 0.5:
            source.gap(f"event-{self.slug}-venue", it, own("venue"), "Obiekt nie jest podany.", "No venue is given.")
        return polish, english

    def entity(self, it: str, types: tuple[str, ...], polish: str, english: str) -> str:
        """Describe what only this account tells of; its evidence."""
        evidence = self.source.quote(polish)
        self.source.rows += (
            *(f"{it} {TYPE} {one}" for one in types),
            *labels(it, polish, english),
            f"{it} {EVIDENCE} {evidence}",
            f"{self.source.node} {MENTIONS} {it}",
        )
        return evidence

    def claim(self, key: str, subject: str, predicate: str, value: str, words: str) -> None:
        """A statement of an event that has words of its own in the text."""
        ends = [term[term.rindex("/") + 1 : -1] for term in (subject, value)]
        self.source.claim(f"event-{ends[0]}-{key}-{ends[1]}", subject, predicate, value, self.source.quote(words))

    def meet(self, actor: Actor) -> str:
        """Mention an organisation as the text has it; the evidence, new for each mention."""
        evidence = self.source.quote(actor.mentioned)
        if actor.slug not in self.met:
            self.met.add(actor.slug)
            it = actor.node
            self.source.rows += (
                f"{it} {TYPE} {ORGANIZATION}",
                f'{it} {MENTIONED_AS} "{actor.mentioned}"@pl',
                f"{it} {EVIDENCE} {evidence}",
                f"{self.source.node} {MENTIONS} {it}",
            )
        return evidence

    def bind(self) -> None:
        """Derive the ties of those who sat together, when all days that sources give for the meeting are known."""
        dates = [typed(date, "date") for date in self.dates]
        for event, slug, parties, offices in self.panels:
            self.chronicle.derivations.tie("shared-panel", event, slug, parties, offices, dates)

    def cooperate(self, key: str, actors: list[Actor], status: str) -> tuple[str, str]:
        """A cooperation and its evidence; one party in five is an office in place of its organisation."""
        it, source = node("cooperation", key), self.source
        evidence = source.quote(f"dzięki współpracy {actors[0].mentioned}")
        parties = [actor.office if actor.office and self.random.random() < 0.2 else actor.node for actor in actors]
        source.rows += (
            f"{it} {TYPE} {own('Cooperation')}",
            *(f"{it} {own('cooperationParty')} {party}" for party in parties),
            f"{it} {own('status')} {concept('status', status)}",
            f"{it} {EVIDENCE} {evidence}",
            f"{source.node} {STATES} {it}",
        )
        derivations = self.chronicle.derivations
        derivations.cooperation(key, (actor.slug for actor in actors))
        offices = [actor.office for actor in actors if actor.office in parties]
        derivations.tie("cooperation", it, key, (actor.node for actor in actors), offices)
        return it, evidence
