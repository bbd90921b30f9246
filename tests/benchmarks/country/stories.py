"""Turns a meeting into what an account tells besides: who founded a cooperative, and who received the award."""

from tests.benchmarks.country.actors import Actor
from tests.benchmarks.country.meeting import Meeting
from tests.benchmarks.country.register import award
from tests.benchmarks.country.source import Entry, listed

_GROUPS = ("best-functioning-entities", "entities-of-merit", "persons-of-the-environment")


def founding(meeting: Meeting, founded: Actor) -> None:
    """An association and a social assistance centre found a cooperative together, which employs people."""
    random, society, key = meeting.random, meeting.chronicle.society, founded.slug
    founders = [random.choice(society.associations), random.choice(society.centres)]
    evidence = meeting.cooperate(f"zalozenie-{key}", founders, "founded", outcome=key)
    entry = Entry(key)
    entry.set("founded", key)
    entry.set("founder", listed([f"organization/{founder.slug}" for founder in founders]), len(founders))
    entry.set("resultOf", f"zalozenie-{key}")
    entry.evidence(evidence)
    dated = random.random() < 0.6
    if dated:
        entry.set("foundedInMonth", f"{meeting.year}-{random.randrange(1, 13):02}")
    else:
        entry.gap("foundedOn", "Data nie jest podana.", "No date is given.")
    meeting.source.add("foundations", entry)
    # Founders and founded, at which the tie points.
    meeting.chronicle.derived.tie(len(founders) + 1, 1 + dated)
    _headcount(meeting, founded)


def _headcount(meeting: Meeting, actor: Actor) -> None:
    count = 5 + min(200, int(3 * meeting.random.paretovariate(1.1)))
    entry = Entry(f"{meeting.slug}-{actor.slug}")
    entry.set("headcountOf", actor.slug)
    entry.set("count", str(count))
    entry.set("employmentKind", "employed")
    entry.evidence(meeting.source.quote(f"{actor.mentioned} zatrudniającej {count} osób"))
    entry.gap("asOf", "Dzień nie jest podany.", "The day is not given.")
    meeting.source.add("headcounts", entry)


def awards(meeting: Meeting) -> None:
    """The edition of the county's award that was presented at the meeting; the list of recipients is open."""
    random, source = meeting.random, meeting.source
    key, polish, english = award(meeting.chronicle.society.county)
    entry = Entry(meeting.slug)
    entry.name(f"{polish} {meeting.year}", f"{english} {meeting.year}")
    entry.evidence(source.quote(f"{polish} {meeting.year}"))
    entry.set("editionOf", key)
    entry.set("year", str(meeting.year))
    entry.set("category", listed(_GROUPS), len(_GROUPS))
    entry.set("presentedAt", meeting.slug)
    source.add("editions", entry)
    if random.random() < 0.2:
        _film(meeting, key)
    opened = source.quote("otrzymali je m.in.:", open_list=True)
    actors = meeting.chronicle.actors(2 + min(10, int(2 * random.paretovariate(1.5))))
    # The tie has the year of the edition.
    meeting.chronicle.derived.tie(len(actors), 1 + sum(bool(actor.office) for actor in actors))
    for number, actor in enumerate(actors):
        _conferral(meeting, f"{meeting.slug}-{number}", actor, opened)


def _conferral(meeting: Meeting, key: str, actor: Actor, opened: str) -> None:
    entry = Entry(key)
    entry.set("edition", meeting.slug)
    entry.set("recipient", f"post/{actor.office}" if actor.office else f"organization/{actor.slug}")
    entry.set("conferredAt", meeting.slug)
    entry.set("rank", meeting.random.choice(("laureate", "finalist", "distinction")))
    if meeting.random.random() < 0.6:
        entry.set("inCategory", meeting.random.choice(_GROUPS))
    else:
        entry.gap("inCategory", "Grupa nie jest podana.", "No group is given.")
    entry.evidence(meeting.meet(actor), opened)
    meeting.source.add("conferrals", entry)


def _film(meeting: Meeting, about: str) -> None:
    """A film about the award, made for the meeting and shown there."""
    key = f"film-{meeting.slug}"
    evidence = meeting.source.quote("film przygotowany specjalnie na tę okazję")
    entry = Entry(key)
    entry.set("type", "Movie")
    entry.name(f"Film o laureatach {meeting.year}", f"Film about the laureates of {meeting.year}")
    entry.claim("about", f"award/{about}", evidence)
    entry.claim("madeFor", meeting.slug, evidence)
    entry.evidence(evidence)
    meeting.source.add("works", entry)
    meeting.entry.claim("workPresented", key, evidence)
