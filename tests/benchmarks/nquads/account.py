"""Turns a county's chronicle into one more account: a meeting's programme, who took part, and what is told of them."""

from esgraph.vocabulary import DCTERMS, SCHEMA
from tests.benchmarks.country.names import roman
from tests.benchmarks.nquads.meeting import EVENT, PUBLIC_EVENT, Chronicle, Meeting
from tests.benchmarks.nquads.statements import (
    CONFLICTS,
    EVIDENCE,
    MENTIONS,
    START,
    STATES,
    TYPE,
    Source,
    concept,
    cv,
    integer,
    node,
    own,
    typed,
)
from tests.benchmarks.nquads.stories import awards, founding

_PART_OF, _POSITION, _ORGANIZER = f"<{SCHEMA}superEvent>", f"<{SCHEMA}position>", f"<{SCHEMA}organizer>"
_SUBJECT = f"<{DCTERMS}subject>"
_HAS_PARTICIPATION, _HAS_PARTICIPANT, _ROLE = cv("hasParticipation"), cv("hasParticipant"), cv("role")
_ITEMS = (
    ("Panel dyskusyjny", "Discussion panel"),
    ("Warsztaty", "Workshop"),
    ("Wykład otwierający", "Opening lecture"),
    ("Rozmowa przy stolikach", "Round-table talk"),
)
_TOPICS = ("business-cooperation", "cooperation", "social-integration-centre-activities", "trust-in-business")
_ROLES = ("attendee", "panellist", "exhibitor", "speaker", "partner", "patron", "host", "organizer")
_ROLE_WEIGHTS = (46, 24, 14, 8, 4, 2, 1, 1)
_KINDS = ("social-economy-entity", "local-government", "institution", "supporting-person", "association")


def tell(chronicle: Chronicle) -> list[Source]:
    """Tell everything of one more meeting; the sources that tell it, the account first."""
    meeting = Meeting(chronicle)
    random = meeting.random
    polish, english = meeting.begin()
    organizer = chronicle.society.pick(random)
    meeting.meet(organizer)
    meeting.claim("organizer", meeting.event, _ORGANIZER, organizer.node, f"zaproszenie {organizer.mentioned}")
    _participations(meeting, meeting.event, meeting.slug, min(60, int(2.2 * random.paretovariate(1.3))))
    for position in range(1, 1 + min(6, int(random.expovariate(0.5)))):
        _item(meeting, position)
    for number in range(min(4, int(random.expovariate(0.8)))):
        _cooperation(meeting, number)
    # The first two accounts of a county have a founding and an award, so that the smallest country has them too.
    if chronicle.society.cooperatives and (meeting.number == 0 or random.random() < 0.5):
        founding(meeting, chronicle.society.cooperatives.pop())
    if meeting.number == 1 or random.random() < 0.15:
        awards(meeting)
    meeting.source.finish(f"Relacja: {polish}", f"Account: {english}", meeting.date, organizer.node)
    sources = [meeting.source, *([_dispute(meeting)] if random.random() < 0.06 else [])]
    meeting.bind()
    return sources


def _item(meeting: Meeting, position: int) -> None:
    """One part of the programme, with its topic or the gap, and who took part in it."""
    name, source = meeting.random.choice(_ITEMS), meeting.source
    key = f"{meeting.slug}-czesc-{position}"
    it = node("event", key)
    polish = f"{name[0]}, część {roman(position)}"
    evidence = meeting.entity(it, (EVENT, PUBLIC_EVENT), polish, f"{name[1]}, part {position}")
    source.claim(f"event-{key}-partof-{meeting.slug}", it, _PART_OF, meeting.event, evidence)
    source.claim(f"event-{key}-position-{position}", it, _POSITION, integer(position), evidence)
    if position > 1:
        before = f"{meeting.slug}-czesc-{position - 1}"
        words = source.quote("w dalszej części spotkania")
        source.claim(
            f"event-{key}-followsinprogramme-{before}", it, own("followsInProgramme"), node("event", before), words
        )
    if meeting.random.random() < 0.8:
        topic = meeting.random.choice(_TOPICS)
        source.claim(f"event-{key}-topic-{topic}", it, _SUBJECT, concept("topic", topic), evidence)
    else:
        source.gap(f"event-{key}-topic", it, _SUBJECT, "Temat nie jest podany.", "The topic is not given.")
    _participations(meeting, it, key, min(12, int(1.5 * meeting.random.paretovariate(1.5))))


def _participations(meeting: Meeting, event: str, key: str, count: int) -> None:
    random, source = meeting.random, meeting.source
    parties: list[str] = []
    offices: list[str] = []
    for number, actor in enumerate(meeting.chronicle.actors(count)):
        it = node("participation", f"{key}-{number}")
        chance = random.random()
        if chance < 0.05:
            kind = random.choice(_KINDS)
            evidence = source.quote(f"przedstawiciele {number + 2} środowisk")
            who = f"{it} {own('participantKind')} {concept('kind', kind)}"
        elif chance < 0.4 and actor.office:
            evidence = meeting.meet(actor)
            who = f"{it} {own('participatingPost')} {actor.office}"
        else:
            evidence = meeting.meet(actor)
            who = f"{it} {_HAS_PARTICIPANT} {actor.node}"
        role = random.choices(_ROLES, _ROLE_WEIGHTS)[0]
        if role == "panellist" and own("participantKind") not in who:
            parties.append(actor.node)
            offices += [actor.office] if own("participatingPost") in who else []
        source.rows += (
            f"{it} {TYPE} {cv('Participation')}",
            f"{it} {_ROLE} {concept('role', role)}",
            who,
            f"{it} {EVIDENCE} {evidence}",
            f"{event} {_HAS_PARTICIPATION} {it}",
            f"{source.node} {STATES} {it}",
        )
    meeting.panels.append((event, key, parties, offices))


def _cooperation(meeting: Meeting, number: int) -> None:
    actor = meeting.chronicle.actor()
    partners = meeting.chronicle.partners(actor)
    if partners:
        status = meeting.random.choices(("underway", "agreed", "planned", "ended"), (6, 2, 1, 1))[0]
        meeting.cooperate(f"{meeting.slug}-{number}", [actor, *partners], status)


def _dispute(meeting: Meeting) -> Source:
    """A newspaper that gives another day than the account; both claims stand, and the conflict is on record."""
    other = f"{meeting.year}-{1 + int(meeting.date[5:7]) % 12:02}-{meeting.date[8:]}"
    meeting.dates.append(other)
    source = Source(f"gazeta-{meeting.slug}")
    evidence = source.paraphrase(f"Spotkanie odbyło się {other}.", f"The meeting took place on {other}.")
    claim = source.claim(f"event-{meeting.slug}-date-{other}", meeting.event, START, typed(other, "date"), evidence)
    source.rows += (
        f"{meeting.event} {TYPE} {EVENT}",
        f"{source.node} {MENTIONS} {meeting.event}",
        f"{claim} {CONFLICTS} {meeting.date_claim}",
    )
    name = meeting.chronicle.society.territory.name
    source.finish(f"Gazeta {name.adjective.capitalize()[:-1]}a", f"{name.name} Gazette", f"{meeting.year}-12-31")
    return source
