"""Turns an event into the sections about it: its programme, who took part as what, what was shown and presented."""

from esgraph.serve import texts
from esgraph.serve.article import conflicts
from esgraph.serve.article.actor import pointing
from esgraph.serve.article.content import Item, Mention, Note, Section, Value, present
from esgraph.serve.article.neighbourhood import Term
from esgraph.serve.article.programme import programme
from esgraph.serve.article.teller import SHOWN, Teller
from esgraph.serve.collation import alphabetical
from esgraph.serve.typography import stopped
from esgraph.vocabulary import CV, DCTERMS, ESG, SCHEMA

FACTS = (
    SCHEMA + "startDate", SCHEMA + "endDate", SCHEMA + "location", ESG + "venue", SCHEMA + "organizer",
    CV + "eventNumber", SCHEMA + "superEvent", SCHEMA + "position", ESG + "combinedWith", DCTERMS + "subject",
    SCHEMA + "about", ESG + "aim", ESG + "followsInProgramme",
)  # fmt: skip


def lead(teller: Teller) -> str:
    """What kind of event, when and where; of a part, what it is part of."""
    near = teller.near
    name = teller.name(near.iri)
    part_of = teller.near.part_of(near.iri)
    where = [teller.name(place) for place in near.things(part_of[-1] if part_of else near.iri, SCHEMA + "location")]
    days = {term.value for one in (near.iri, *part_of) for term in near.terms(one, SCHEMA + "startDate")}
    # Of places and days that sources dispute, the sentence says neither.
    day = teller.t("on_day", day=texts.day(min(days), teller.language)) if len(days) == 1 else ""
    place = where[0] if len(where) == 1 else ""
    if part_of:
        aside = ", ".join(filter(None, (day, place)))
        event = teller.name(part_of[0])
        return teller.t("lead_part", thing=name, event=event, aside=f" ({aside})" if aside else "")
    dated = teller.t("dated", day=day) if day else ""
    told = teller.t("lead_event", thing=name, when=dated, where=teller.t("placed", place=place) if place else "")
    return stopped(told)


def sections(teller: Teller) -> tuple[Section, ...]:
    """The programme first, then people, then what was shown and presented; differences before the rest."""
    return present(
        [
            programme(teller),
            conflicts.of_claims(teller, teller.near.iri, *_parts(teller)),
            *_participants(teller),
            _shown(teller),
            _awards(teller),
        ]
    )


def _participants(teller: Teller) -> list[Section | None]:
    """Who took part in the event and in its parts, by role."""
    near = teller.near
    teller.told.add(("out", CV + "hasParticipation"))
    parts = [near.iri, *_parts(teller)]
    groups: dict[str, list[Item]] = {}
    for event in parts:
        for node in near.things(event, CV + "hasParticipation"):
            role = next(iter(near.things(node, CV + "role")), "")
            groups.setdefault(role, []).append(_participant(teller, node, event))
    if not groups:
        gap = teller.note(near.iri, CV + "hasParticipation")
        return [teller.section(teller.t("participants"), [Item((), (gap,))] if gap else [], "out")]
    unread = near.count("out", CV + "hasParticipation") - sum(map(len, groups.values()))
    roles = sorted(groups, key=lambda role: alphabetical(teller.name(role)) if role else "")
    return [
        teller.section(
            teller.t("role_group", role=teller.name(role)) if role else teller.t("participants"),
            groups[role],
            "out",
            [CV + "hasParticipation"],
            # What was not read may have any role; the last group says that there is more.
            unread=max(0, unread) if role == roles[-1] else 0,
        )
        for role in roles
    ]


def _participant(teller: Teller, node: str, event: str) -> Item:
    near = teller.near
    item = teller.item(node, near.iri, event)
    kinds = near.things(node, ESG + "participantKind")
    notes = tuple(note for note in item.notes if note.label.iri != CV + "role")
    if kinds:
        notes = (Note(Mention(teller.t("only_kind_known"))), *notes)
    if event != near.iri:
        part = Note(teller.mention(SCHEMA + "superEvent"), (Value(teller.mention(event)),))
        notes = (Note(Mention(teller.t("in_part")), part.values), *notes)
    return Item(item.what, notes, item.evidence, item.tags, node)


def _parts(teller: Teller) -> list[str]:
    """The parts of the event and theirs, in no order that matters."""
    near, todo = teller.near, [teller.near.iri]
    found: dict[str, None] = {}
    while todo:
        for part in near.subjects(todo.pop(), SCHEMA + "superEvent"):
            if part not in found and part != near.iri:
                found[part] = None
                todo.append(part)
    return sorted(found)


def _shown(teller: Teller) -> Section | None:
    near = teller.near
    items, here = [], Value(Mention(teller.name(near.iri)))
    for term in teller.values(near.iri, SCHEMA + "workPresented"):
        value = teller.value(near.iri, SCHEMA + "workPresented", term)
        items.append(Item((value.what,), teller.notes(term.value, SCHEMA + "about"), value.evidence, value.tags))
    teller.told.add(("out", SCHEMA + "workPresented"))
    items += [
        pointing(teller, work, ESG + "madeFor", (Note(teller.mention(ESG + "madeFor"), (here,)),))
        for work in near.subjects(near.iri, ESG + "madeFor")
    ]
    return teller.section(teller.t("works_shown"), items, "in", [ESG + "madeFor"])


def _awards(teller: Teller) -> Section | None:
    """The editions presented here, or in a part of this, and the conferrals."""
    near, here = teller.near, [teller.near.iri, *_parts(teller)]
    conferrals = sorted({node for event in here for node in near.subjects(event, ESG + "conferredAt")})
    editions = {edition: event for event in here for edition in near.subjects(event, ESG + "presentedAt")}
    for node in conferrals:
        for edition in near.things(node, ESG + "edition"):
            editions.setdefault(edition, "")
    items = []
    for edition, event in editions.items():
        value = teller.value(edition, ESG + "presentedAt", Term(event, is_iri=True))
        mine = [node for node in conferrals if edition in near.things(node, ESG + "edition")]
        recipients = tuple(
            Value(teller.mention(one), (), teller.evidence(node))
            for node in mine[:SHOWN]
            for one in near.things(node, ESG + "recipient")
        )
        notes = (Note(Mention(teller.t("recipients_are")), recipients),) if recipients else ()
        items.append(Item((teller.mention(edition),), notes, value.evidence or teller.evidence(edition), value.tags))
    return teller.section(teller.t("awards_presented"), items, "in", [ESG + "presentedAt", ESG + "conferredAt"])
