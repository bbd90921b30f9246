"""Turns a county's chronicle into one more account: a meeting's programme, who took part, and what is told of them."""

from tests.benchmarks.country.meeting import Chronicle, Meeting
from tests.benchmarks.country.names import roman
from tests.benchmarks.country.source import Entry, Source
from tests.benchmarks.country.stories import awards, founding
from tests.benchmarks.country.territory import voivodeship

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


def tell(chronicle: Chronicle) -> Meeting:
    """Tell everything of one more meeting, but for the end of the account (`finish`)."""
    meeting = Meeting(chronicle)
    random = meeting.random
    organizer = chronicle.society.pick(random)
    meeting.meet(organizer)
    meeting.entry.claim("organizer", organizer.slug, meeting.source.quote(f"zaproszenie {organizer.mentioned}"))
    _participations(meeting, meeting.slug, min(60, int(2.2 * random.paretovariate(1.3))))
    # The first two accounts of a county have a founding and an award, so that the smallest country has them too.
    if chronicle.society.cooperatives and not meeting.is_full and (meeting.number == 0 or random.random() < 0.5):
        founding(meeting, chronicle.society.cooperatives.pop())
    if not meeting.is_full and (meeting.number == 1 or random.random() < 0.15):
        awards(meeting)
    for position in range(1, 1 + min(6, int(random.expovariate(0.5)))):
        if not meeting.is_full:
            _item(meeting, position)
    for number in range(min(4, int(random.expovariate(0.8)))):
        if not meeting.is_full:
            _cooperation(meeting, number)
    meeting.source.add("events", meeting.entry)
    return meeting


def finish(meeting: Meeting, base: str, publisher: str) -> list[tuple[Source, str]]:
    """The sources that tell of a meeting, with their files; the account first."""
    source = meeting.source
    names = f"Relacja: {meeting.names[0]}", f"Account: {meeting.names[1]}"
    finished = [(source, source.finish(base, names, meeting.date, publisher))]
    if meeting.random.random() < 0.06:
        other, names = _dispute(meeting)
        finished.append((other, other.finish(base, names, f"{meeting.year}-12-31")))
    meeting.bind()
    return finished


def _item(meeting: Meeting, position: int) -> None:
    """One part of the programme, with its topic or the gap, and who took part in it."""
    name, source = meeting.random.choice(_ITEMS), meeting.source
    key = f"{meeting.slug}-czesc-{position}"
    polish = f"{name[0]}, część {roman(position)}"
    evidence = source.quote(polish)
    entry = Entry(key, types=2)
    entry.name(polish, f"{name[1]}, part {position}")
    entry.claim("partOf", meeting.slug, evidence)
    entry.claim("position", str(position), evidence)
    if position > 1:
        words = source.quote("w dalszej części spotkania")
        entry.claim("followsInProgramme", f"{meeting.slug}-czesc-{position - 1}", words)
    if meeting.random.random() < 0.8:
        entry.claim("topic", meeting.random.choice(_TOPICS), evidence)
    else:
        entry.gap("topic", "Temat nie jest podany.", "The topic is not given.")
    entry.evidence(evidence)
    source.add("events", entry)
    _participations(meeting, key, min(12, int(1.5 * meeting.random.paretovariate(1.5))))


def _participations(meeting: Meeting, event: str, count: int) -> None:
    random, source = meeting.random, meeting.source
    parties = offices = 0
    for number, actor in enumerate(meeting.chronicle.actors(count)):
        if meeting.is_full:
            break
        entry = Entry(f"{event}-{number}")
        entry.set("event", event)
        role = random.choices(_ROLES, _ROLE_WEIGHTS)[0]
        entry.set("role", role)
        chance = random.random()
        if chance < 0.05:
            entry.set("participantKind", random.choice(_KINDS))
            entry.set("area", voivodeship(meeting.commune.terc[:2]))
            entry.evidence(source.quote(f"przedstawiciele {number + 2} środowisk"))
        else:
            through = chance < 0.4 and bool(actor.office)
            if through:
                entry.set("participatingPost", actor.office)
            else:
                entry.set("participant", f"organization/{actor.slug}")
            entry.evidence(meeting.meet(actor))
            parties += role == "panellist"
            offices += through and role == "panellist"
        source.add("participations", entry)
    meeting.sit(parties, offices)


def _cooperation(meeting: Meeting, number: int) -> None:
    actor = meeting.chronicle.actor()
    partners = meeting.chronicle.partners(actor)
    if partners:
        status = meeting.random.choices(("underway", "agreed", "planned", "ended"), (6, 2, 1, 1))[0]
        meeting.cooperate(f"{meeting.slug}-{number}", [actor, *partners], status)


def _dispute(meeting: Meeting) -> tuple[Source, tuple[str, str]]:
    """A newspaper that gives another day than the account; both claims stand, and the conflict is on record."""
    other = f"{meeting.year}-{1 + int(meeting.date[5:7]) % 12:02}-{meeting.date[8:]}"
    meeting.dates += 1
    county = meeting.chronicle.society.county
    source = Source(f"gazeta-{meeting.slug.removeprefix('spotkanie-')}")
    evidence = source.paraphrase(f"Spotkanie odbyło się {other}.", f"The meeting took place on {other}.")
    entry = Entry(meeting.slug, types=2)
    entry.claim("date", other, evidence, f"claim/{meeting.source.slug}-event-{meeting.slug}-date-{meeting.date}")
    source.add("events", entry)
    return source, (f"Gazeta {county.body_genitive}", f"{county.english} Gazette")
