"""Turns an event into the sections about it: its programme, who took part as what, what was shown and presented."""

from esgraph.serve import texts
from esgraph.serve.article import conflicts
from esgraph.serve.article.actor import pointing
from esgraph.serve.article.content import Item, Mention, Note, Section, Value, present
from esgraph.serve.article.programme import programme
from esgraph.serve.article.teller import Teller
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
    part_of = teller.part_of(near.iri)
    where = [teller.name(place) for place in near.things(part_of[-1] if part_of else near.iri, SCHEMA + "location")]
    days = [day for one in (near.iri, *part_of) for term in near.terms(one, SCHEMA + "startDate") if (day := term.value)]
    spoken = teller.t("on_day", day=texts.day(days[0], teller.language)) if len(set(days)) == 1 else ""
    when_where = ", ".join([*([spoken] if spoken else []), *(where if len(where) == 1 else [])])
    if part_of:
        aside = f" ({when_where})" if when_where else ""
        return teller.t("lead_part", thing=name, event=teller.name(part_of[0]), aside=aside)
    return teller.t("lead_event", thing=name, when=spoken and f" {spoken}", where=f" ({where[0]})" if len(where) == 1 else "")


def sections(teller: Teller) -> tuple[Section, ...]:
    """The programme first, then people, then what was shown and presented; differences before the rest."""
    return present(
        [programme(teller), conflicts.of_claims(teller), *_participants(teller), _shown(teller), _awards(teller)]
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
    gap = teller.note(near.iri, CV + "hasParticipation")
    nobody = [Item((), (gap,))] if gap and gap.gap is not None else []
    found = [
        teller.section(
            teller.t("role_group", role=teller.name(role)) if role else teller.t("participants"),
            sorted(items, key=lambda item: (bool(item.notes and item.notes[0].label.iri == SCHEMA + "superEvent"))),
            "out",
            [CV + "hasParticipation"] if number == 0 else [],
        )
        for number, (role, items) in enumerate(sorted(groups.items(), key=lambda one: teller.name(one[0]) if one[0] else ""))
    ]
    return [*found, teller.section(teller.t("participants"), nobody, "out")]


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
    near, found, todo = teller.near, {}, [teller.near.iri]
    while todo:
        for part in near.subjects(todo.pop(), SCHEMA + "superEvent"):
            if part not in found and part != near.iri:
                found[part] = None
                todo.append(part)
    return sorted(found)


def _shown(teller: Teller) -> Section | None:
    near = teller.near
    items = []
    for term in teller.values(near.iri, SCHEMA + "workPresented"):
        value = teller.value(near.iri, SCHEMA + "workPresented", term)
        items.append(Item((value.what,), teller.notes(term.value, SCHEMA + "about"), value.evidence, value.tags))
    teller.told.add(("out", SCHEMA + "workPresented"))
    items += [
        pointing(teller, work, ESG + "madeFor", (Note(teller.mention(ESG + "madeFor")),))
        for work in near.subjects(near.iri, ESG + "madeFor")
    ]
    return teller.section(teller.t("works_shown"), items, "in", [ESG + "madeFor"])


def _awards(teller: Teller) -> Section | None:
    """The editions presented here, or in a part of this, and the conferrals."""
    near, items = teller.near, []
    for event in [near.iri, *_parts(teller)]:
        for edition in near.subjects(event, ESG + "presentedAt"):
            term = next(one for one in near.terms(edition, ESG + "presentedAt") if one.value == event)
            value = teller.value(edition, ESG + "presentedAt", term)
            items.append(Item((teller.mention(edition),), (), value.evidence or teller.evidence(edition), value.tags))
    conferrals = {node for event in [near.iri, *_parts(teller)] for node in near.subjects(event, ESG + "conferredAt")}
    items += [teller.item(node, near.iri) for node in sorted(conferrals)]
    return teller.section(teller.t("awards_presented"), items, "in", [ESG + "presentedAt", ESG + "conferredAt"])
