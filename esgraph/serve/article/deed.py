"""Turns what actors did (participation, cooperation, founding) or had (a headcount) into the sections about it."""

from esgraph.serve.article import conflicts
from esgraph.serve.article.actor import pointing
from esgraph.serve.article.award import joined
from esgraph.serve.article.content import Item, Section, present
from esgraph.serve.article.teller import TOLD, Teller
from esgraph.serve.collation import alphabetical
from esgraph.serve.literals import whole
from esgraph.vocabulary import CV, DCTERMS, ESG, ORG, PROV, RDF, SCHEMA


def told(teller: Teller) -> Section | None:
    """Everything that a node says, each with its gap where a source leaves it out, and the words for all of it."""
    near = teller.near
    main, said = TOLD[near.kind(near.iri)]
    notes = list(teller.notes(near.iri, *main))
    notes += [
        teller.reverse_note(event_property, teller.t("event"))
        for event_property in (CV + "hasParticipation",)
        if near.subjects(near.iri, event_property)
    ]
    notes += teller.notes(near.iri, *said)
    item = Item((), tuple(notes), teller.evidence(near.iri))
    heading = teller.t("what_is_supposed" if near.kind(near.iri) == "hypothesis" else "what_is_said")
    return Section(heading, (item,), "facts") if notes else None


def sections(teller: Teller) -> tuple[Section, ...]:
    """What is said, what contradicts it, what follows from it."""
    near = teller.near
    said = told(teller)
    if teller.conflicts(near.iri):  # then it stands beside the other
        said = conflicts.sides(teller, [near.iri], teller.t("where_sources_differ"))
    return present([said, _outcome(teller), _follows(teller), _about(teller)])


def _outcome(teller: Teller) -> Section | None:
    """The foundings that name this cooperation as what they resulted from."""
    near = teller.near
    items = [teller.item(node, near.iri) for node in near.subjects(near.iri, ESG + "resultOf")]
    teller.told.add(("in", ESG + "cooperationOutcome"))
    return teller.section(teller.t("what_came_of_it"), items, "in", [ESG + "resultOf"])


def _follows(teller: Teller) -> Section | None:
    """The statements that were derived from this."""
    items = derived(teller)
    intro = teller.t("works_with_intro") if teller.near.kind(teller.near.iri) == "cooperation" else ""
    return teller.section(teller.t("what_follows"), items, "in", [PROV + "wasDerivedFrom"], intro=intro)


def derived(teller: Teller) -> list[Item]:
    """The statements that were derived from this; of a symmetric pair one."""
    near = teller.near
    pairs: dict[frozenset[str], Item] = {}
    statements = [one for one in near.subjects(near.iri, PROV + "wasDerivedFrom") if near.kind(one) != "tie"]
    for node in statements:
        ends = [*near.things(node, RDF + "subject"), *near.things(node, RDF + "object")]
        what = tuple(teller.mention(end) for end in ends)
        pairs.setdefault(frozenset(ends), Item(what, tags=("derived",), node=node))
    return list(pairs.values())


def _about(teller: Teller) -> Section | None:
    near = teller.near
    items = [pointing(teller, one, SCHEMA + "about") for one in near.subjects(near.iri, SCHEMA + "about")]
    return teller.section(teller.t("told_of_in"), items, "in", [SCHEMA + "about"])


def participation_lead(teller: Teller) -> str:
    """Who took part in what, as what."""
    near = teller.near
    who = [
        teller.name(one)
        for one in near.things(near.iri, CV + "hasParticipant", ESG + "participatingPost", ESG + "participantKind")
    ]
    event = [teller.name(one) for one in near.subjects(near.iri, CV + "hasParticipation")]
    role = teller.says(near.iri, CV + "role")
    if not (who and event and role):
        return ""
    return teller.t("lead_participation", who=joined(teller, who), role=role, event=event[0])


def cooperation_lead(teller: Teller) -> str:
    """Who the parties are, and how far it went."""
    near = teller.near
    parties = [teller.name(one) for one in near.things(near.iri, ESG + "cooperationParty")]
    status = teller.says(near.iri, ESG + "status")
    if len(parties) < 2:
        return ""
    parties.sort()
    stage = teller.t("lead_status", status=status) if status else ""
    return teller.t("lead_cooperation", parties=joined(teller, parties), status=stage)


def foundation_lead(teller: Teller) -> str:
    """Who founded what, and when."""
    near = teller.near
    founders = [teller.name(one) for one in near.things(near.iri, ESG + "founder")]
    founded = teller.says(near.iri, ORG + "resultingOrganization")
    if not (founders and founded):
        return ""
    date = teller.says(near.iri, DCTERMS + "date")
    when = teller.t("lead_date", date=date) if date else ""
    label = teller.n("founders_label", len(founders))
    return teller.t(
        "lead_foundation",
        founders=joined(teller, sorted(founders, key=alphabetical)),
        founded=founded,
        when=when,
        label=label,
    )


def headcount_lead(teller: Teller) -> str:
    """How many people, where, by whose word."""
    near = teller.near
    number = whole(near.text(near.iri, ESG + "count"))
    home = teller.says(near.iri, ESG + "headcountOf")
    sources = list(dict.fromkeys(one.source_label for one in teller.evidence(near.iri)))
    if number is None or not (home and sources):
        return ""
    people = teller.n("count_people", number)
    return teller.t("lead_headcount", organization=home, people=people, source=sources[0])


def tie_lead(teller: Teller) -> str:
    """How many organisations it binds, and by what."""
    near = teller.near
    kind = teller.says(near.iri, ESG + "tieKind")
    grounds = near.things(near.iri, PROV + "wasDerivedFrom")
    if not (kind and grounds):
        return ""
    parties = teller.n("count_tied", near.count("out", ESG + "tieParty"))
    return teller.t("lead_tie", kind=kind, parties=parties, ground=teller.name(grounds[0]))


def tie_sections(teller: Teller) -> tuple[Section, ...]:
    """What the tie says, with the words of what it rests on."""
    near = teller.near
    main, said = TOLD["tie"]
    words = teller.evidence(*near.things(near.iri, PROV + "wasDerivedFrom"))
    item = Item((), teller.notes(near.iri, *main, *said), words, ("derived",))
    return (Section(teller.t("what_is_tied"), (item,), "facts"),)
