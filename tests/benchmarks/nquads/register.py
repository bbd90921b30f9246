"""Turns the society of a county into the register that first tells of it, and into hypotheses of identity."""

from random import Random

from esgraph.vocabulary import DCTERMS, ORG, VOID, graph
from tests.benchmarks.nquads.actors import Actor, Society, introduce
from tests.benchmarks.nquads.kinds import CENTRE
from tests.benchmarks.nquads.statements import (
    BASE,
    EVIDENCE,
    LABEL,
    LOCATION,
    MENTIONS,
    ORGANIZATION,
    STATES,
    TYPE,
    Derivations,
    Source,
    concept,
    labels,
    node,
    own,
)
from tests.benchmarks.nquads.stories import found_award

_IDENTITY = f"<{graph(BASE, 'identity')}>"
_VERDICTS = ("probable", "probable", "possible", "rejected", "confirmed")


def header() -> list[str]:
    """What the graph of identity says of itself."""
    return [f"{_IDENTITY} {TYPE} <{VOID}Dataset>", *labels(_IDENTITY, "Hipotezy tożsamości", "Identity hypotheses")]


def national(nation: list[Actor], random: Random) -> Source:
    """The list of what is met in the whole country."""
    source = Source("wykaz-krajowy")
    for actor in nation:
        introduce(source, actor, random)
    source.finish("Wykaz instytucji krajowych", "List of national institutions", "2026-01-01")
    return source


def county(people: Society, derivations: Derivations, random: Random) -> tuple[Source, list[str]]:
    """The county's list of organisations, and the hypotheses about those that it names twice."""
    area = people.territory
    source = Source(f"wykaz-{area.number}")
    identity: list[str] = []
    for number, actor in enumerate(people.actors):
        introduce(source, actor, random)
        if actor.kind is CENTRE and number % 3 == 0:
            _hypothesis(source, identity, derivations, actor, random)
    found_award(source, people)
    polish = f"Wykaz podmiotów: powiat {area.name.adjective}"
    source.finish(polish, f"List of entities: {area.name.name} County", "2026-01-01", people.actors[0].node)
    return source, identity


def _hypothesis(
    source: Source, identity: list[str], derivations: Derivations, candidate: Actor, random: Random
) -> None:
    """A name that may be another name of an organisation: a provisional entity and a hypothesis about it."""
    key = f"centrum-{candidate.slug}"
    it, hypothesis = node("organization", key), node("hypothesis", key)
    name = f"Centrum Pomocy Społecznej w {candidate.town.locative}"
    evidence = source.quote(name)
    source.rows += (
        f"{it} {TYPE} {ORGANIZATION}",
        f"{it} {TYPE} {own('ProvisionalEntity')}",
        f'{it} {LABEL} "{name}"@pl',
        f'{it} {LABEL} "Social Assistance Hub in {candidate.town.name}"@en',
        f"{it} <{ORG}classification> {concept('kind', 'social-assistance-unit')}",
        f"{it} {LOCATION} {candidate.seat}",
        f"{it} {EVIDENCE} {evidence}",
        f"{source.node} {MENTIONS} {it}",
    )
    verdict = random.choice(_VERDICTS)
    identity += (
        f"{hypothesis} {TYPE} {own('IdentityHypothesis')}",
        f"{hypothesis} {own('hypothesisAbout')} {it}",
        f"{hypothesis} {own('hypothesisCandidate')} {candidate.node}",
        f"{hypothesis} {own('verdict')} {concept('verdict', verdict)}",
        f'{hypothesis} <{DCTERMS}description> "Ta sama miejscowość i podobna nazwa."@pl',
        f'{hypothesis} <{DCTERMS}description> "The same town and a similar name."@en',
        f"{hypothesis} {EVIDENCE} {evidence}",
        f"{_IDENTITY} {STATES} {hypothesis}",
    )
    if verdict == "confirmed":
        derivations.same_as(key, it, candidate.node)
