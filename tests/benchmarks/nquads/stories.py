"""Turns a meeting into what an account tells besides: who founded a cooperative, and who received the award."""

from esgraph.vocabulary import ORG
from tests.benchmarks.nquads.actors import Actor, Society
from tests.benchmarks.nquads.meeting import Meeting
from tests.benchmarks.nquads.statements import (
    DATE,
    EVIDENCE,
    MENTIONS,
    STATES,
    TYPE,
    Source,
    concept,
    integer,
    labels,
    node,
    own,
    typed,
)

_GROUPS = ("best-functioning-entities", "entities-of-merit", "persons-of-the-environment")


def founding(meeting: Meeting, founded: Actor) -> None:
    """An association and a social assistance centre found a cooperative together, which employs people."""
    random, source = meeting.random, meeting.source
    founders = [random.choice(meeting.chronicle.society.associations), random.choice(meeting.chronicle.society.centres)]
    cooperation, evidence = meeting.cooperate(f"zalozenie-{founded.slug}", founders, "founded")
    it = node("foundation", founded.slug)
    source.rows += (
        f"{cooperation} {own('cooperationOutcome')} {it}",
        f"{it} {TYPE} {own('Foundation')}",
        f"{it} <{ORG}resultingOrganization> {founded.node}",
        *(f"{it} {own('founder')} {founder.node}" for founder in founders),
        f"{it} {own('resultOf')} {cooperation}",
        f"{it} {EVIDENCE} {evidence}",
        f"{source.node} {STATES} {it}",
    )
    dates = []
    if random.random() < 0.6:
        month = f"{meeting.year}-{random.randrange(1, 13):02}"
        dates.append(typed(month, "gYearMonth"))
        source.rows.append(f"{it} {DATE} {dates[0]}")
    else:
        source.gap(f"foundation-{founded.slug}-foundedon", it, DATE, "Data nie jest podana.", "No date is given.")
    nodes = [founder.node for founder in founders]
    meeting.chronicle.derivations.tie("founding", it, founded.slug, nodes, dates=dates, target=founded.node)
    _headcount(meeting, founded)


def _headcount(meeting: Meeting, actor: Actor) -> None:
    count = 5 + min(200, int(3 * meeting.random.paretovariate(1.1)))
    it, source = node("headcount", f"{meeting.slug}-{actor.slug}"), meeting.source
    evidence = source.quote(f"{actor.mentioned} zatrudniającej {count} osób")
    source.rows += (
        f"{it} {TYPE} {own('HeadcountReport')}",
        f"{it} {own('headcountOf')} {actor.node}",
        f"{it} {own('count')} {integer(count)}",
        f"{it} {own('employmentKind')} {concept('employment', 'employed')}",
        f"{it} {EVIDENCE} {evidence}",
        f"{source.node} {STATES} {it}",
    )
    source.gap(
        f"headcount-{meeting.slug}-{actor.slug}-asof", it, DATE, "Dzień nie jest podany.", "The day is not given."
    )


def awards(meeting: Meeting) -> None:
    """The edition of the county's award that was presented at the meeting; the list of recipients is open."""
    random, source, territory = meeting.random, meeting.source, meeting.chronicle.society.territory
    adjective = f"{territory.name.adjective[:-1]}a".capitalize()
    edition = node("edition", meeting.slug)
    polish = f"{adjective} Marka Ekonomii Społecznej {meeting.year}"
    meeting.entity(
        edition, (own("AwardEdition"),), polish, f"{territory.name.name} Social Economy Brand {meeting.year}"
    )
    source.rows += (
        f"{edition} {own('editionOf')} {award(territory.number)}",
        f"{edition} {own('editionYear')} {typed(str(meeting.year), 'gYear')}",
        *(f"{edition} {own('hasCategory')} {concept('award-group', group)}" for group in _GROUPS),
        f"{edition} {own('presentedAt')} {meeting.event}",
    )
    opened = source.quote("otrzymali je m.in.:", open_list=True)
    actors = meeting.chronicle.actors(2 + min(10, int(2 * random.paretovariate(1.5))))
    meeting.chronicle.derivations.tie(
        "shared-edition",
        edition,
        meeting.slug,
        (actor.node for actor in actors),
        (actor.office for actor in actors if actor.office),
        [typed(str(meeting.year), "gYear")],
    )
    for number, actor in enumerate(actors):
        _conferral(meeting, f"{meeting.slug}-{number}", edition, actor, opened)


def _conferral(meeting: Meeting, key: str, edition: str, actor: Actor, opened: str) -> None:
    it, source = node("conferral", key), meeting.source
    evidence = meeting.meet(actor)
    source.rows += (
        f"{it} {TYPE} {own('AwardConferral')}",
        f"{it} {own('edition')} {edition}",
        f"{it} {own('recipient')} {actor.office or actor.node}",
        f"{it} {own('conferredAt')} {meeting.event}",
        f"{it} {own('rank')} {concept('rank', meeting.random.choice(('laureate', 'finalist', 'distinction')))}",
        f"{it} {EVIDENCE} {evidence}",
        f"{it} {EVIDENCE} {opened}",
        f"{source.node} {STATES} {it}",
    )
    if meeting.random.random() < 0.6:
        group = concept("award-group", meeting.random.choice(_GROUPS))
        source.rows.append(f"{it} {own('category')} {group}")
    else:
        source.gap(f"conferral-{key}-incategory", it, own("category"), "Grupa nie jest podana.", "No group is given.")


def award(number: int) -> str:
    """The award of a county."""
    return node("award", f"marka-{number}")


def found_award(source: Source, society: Society) -> None:
    """What a county's register says of its award."""
    territory = society.territory
    it, adjective = award(territory.number), f"{territory.name.adjective[:-1]}a".capitalize()
    polish = f"{adjective} Marka Ekonomii Społecznej"
    evidence = source.quote(f"wyróżnienie {polish}")
    source.rows += (
        f"{it} {TYPE} {own('Award')}",
        *labels(it, polish, f"{territory.name.name} Social Economy Brand"),
        f"{it} {EVIDENCE} {evidence}",
        f"{source.node} {MENTIONS} {it}",
    )
