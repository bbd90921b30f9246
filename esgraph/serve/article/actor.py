"""Turns an organisation, a post or a person into the sections about it: what it received, did, founded, is made of."""

from dataclasses import replace
from functools import partial

from esgraph.serve.article.conflicts import sides
from esgraph.serve.article.content import Item, Mention, Note, Section, Value, present
from esgraph.serve.article.naming import without_aside
from esgraph.serve.article.teller import Teller
from esgraph.serve.collation import alphabetical
from esgraph.vocabulary import CV, DCTERMS, ESG, ORG, OWL, PROV, ROV, SCHEMA

#: What is looked up of an actor, in this order.
FACTS = (
    ORG + "classification", ROV + "orgType", ORG + "postIn", ORG + "heldBy", ORG + "unitOf", SCHEMA + "location",
    ESG + "krs", ESG + "nip", ESG + "regon", DCTERMS + "identifier",
)  # fmt: skip

_TOOK_PART = (CV + "hasParticipant", ESG + "participatingPost", ESG + "representedThrough")


def lead(teller: Teller) -> str:
    """What it is, and how much the sources tell of it."""
    near = teller.near
    name, told = teller.name(near.iri), _tally(teller)
    if near.kind(near.iri) == "post":
        home = teller.says(near.iri, ORG + "postIn")
        first = teller.t("lead_post", thing=name, organization=home) if home else ""
    else:
        first = _what_it_is(teller, name)
    sentences = [first, teller.t("lead_tally", tally=told) if told else "", _disputed(teller)]
    return " ".join(f"{sentence}." for sentence in sentences if sentence)


def waiting(teller: Teller) -> tuple[Note, ...]:
    """That an organisation waits for a number in a register, if it has none and is not known to be who has one."""
    near = teller.near
    if near.kind(near.iri) != "organization" or near.things(near.iri, OWL + "sameAs"):
        return ()
    if any(near.terms(near.iri, ESG + register) for register in ("krs", "nip", "regon")):
        return ()
    return (Note(Mention(teller.t("register_number")), (Value(Mention(teller.t("waits_for_number"))),)),)


def _what_it_is(teller: Teller, name: str) -> str:
    kind = teller.says(teller.near.iri, ORG + "classification")
    if not kind:
        return ""
    places = [
        place
        for term in teller.near.terms(teller.near.iri, SCHEMA + "location")
        if (place := teller.name(term.value)).casefold() != name.casefold()
    ]
    words = "lead_is_in" if len(places) == 1 else "lead_is"
    return teller.t(words, thing=name, kind=teller.some(without_aside(kind)), place=" / ".join(places))


def _disputed(teller: Teller) -> str:
    founded = teller.near.subjects(teller.near.iri, ORG + "resultingOrganization")
    return teller.t("lead_founders_differ") if any(map(teller.conflicts, founded)) else ""


def _tally(teller: Teller) -> str:
    """“1 award, 2 events, …”: only what there is."""
    count = partial(teller.near.count, "in")
    numbers = (
        ("tally_awards", count(ESG + "recipient")),
        ("tally_participations", count(*_TOOK_PART)),
        ("tally_cooperations", count(ESG + "cooperationParty")),
        ("tally_foundings", count(ESG + "founder")),
    )
    return ", ".join(teller.n(name, number) for name, number in numbers if number)


def sections(teller: Teller) -> tuple[Section, ...]:
    """All that is told of an actor, what it did before what it is made of."""
    return present(
        [
            _awards(teller),
            _participations(teller),
            _organized(teller),
            _cooperations(teller),
            _works_with(teller),
            *founding(teller),
            _founded(teller),
            _headcounts(teller),
            _parts(teller),
        ]
    )


def _awards(teller: Teller) -> Section | None:
    items = [_through(teller, node, ESG + "recipient") for node in _nodes(teller, "conferral", ESG + "recipient")]
    return teller.section(teller.t("awards_received"), items, properties=[ESG + "recipient"])


def _participations(teller: Teller) -> Section | None:
    near = teller.near
    nodes = _nodes(teller, "participation", *_TOOK_PART)
    event_of = {node: next(iter(near.subjects(node, CV + "hasParticipation")), "") for node in nodes}
    # The latest first; of one day by name.
    nodes.sort(key=lambda node: alphabetical(teller.name(event_of[node])) if event_of[node] else "")
    nodes.sort(key=lambda node: teller.when(event_of[node]), reverse=True)
    items = []
    for node in nodes:
        item = _through(teller, node, *_TOOK_PART)
        when = teller.date_note(event_of[node]) if event_of[node] else ()
        items.append(replace(item, notes=item.notes + when))
    return teller.section(teller.t("events_taken_part_in"), items, properties=_TOOK_PART)


def _organized(teller: Teller) -> Section | None:
    near = teller.near
    events = near.subjects(near.iri, SCHEMA + "organizer")
    events.sort(key=teller.when, reverse=True)
    return teller.section(
        teller.t("events_organized"),
        [pointing(teller, event, SCHEMA + "organizer", teller.date_note(event)) for event in events],
        properties=[SCHEMA + "organizer"],
    )


def _cooperations(teller: Teller) -> Section | None:
    nodes = _nodes(teller, "cooperation", ESG + "cooperationParty")
    items = [_through(teller, node, ESG + "cooperationParty") for node in nodes]
    return teller.section(teller.t("cooperation"), items, properties=[ESG + "cooperationParty"])


def _works_with(teller: Teller) -> Section | None:
    """The derived network: each partner with the cooperation from which that follows."""
    near, items = teller.near, []
    for term in teller.values(near.iri, ESG + "cooperatesWith"):
        derivations = teller.derivations(near.iri, ESG + "cooperatesWith", term)
        grounds = {ground for node in derivations for ground in near.things(node, PROV + "wasDerivedFrom")}
        items.append(
            Item((teller.mention(term),), tags=("derived",), ground=tuple(map(teller.mention, sorted(grounds))))
        )
    teller.told.add(("in", ESG + "cooperatesWith"))
    return teller.section(
        teller.t("works_with"),
        items,
        "out",
        [ESG + "cooperatesWith"],
        intro=teller.t("works_with_intro"),
        tag="derived",
    )


def founding(teller: Teller) -> list[Section | None]:
    """How the organisation was founded; where sources differ, each beside the other."""
    near = teller.near
    nodes = near.subjects(near.iri, ORG + "resultingOrganization")
    heading = teller.t("how_founded")
    if any(teller.conflicts(node) for node in nodes):
        teller.told.add(("in", ORG + "resultingOrganization"))
        return [sides(teller, nodes, heading, near.iri)]
    items = [teller.item(node, near.iri) for node in nodes]
    return [teller.section(heading, items, properties=[ORG + "resultingOrganization"])]


def _founded(teller: Teller) -> Section | None:
    nodes = _nodes(teller, "foundation", ESG + "founder")
    items = [_with_others(teller, _through(teller, node, ESG + "founder")) for node in nodes]
    return teller.section(teller.t("what_it_founded"), items, properties=[ESG + "founder"])


def _with_others(teller: Teller, founding: Item) -> Item:
    """A founding on the page of one founder: the founders that are left are those it founded together with."""
    notes = tuple(
        replace(note, label=Mention(teller.n("co_founders", len(note.values)), note.label.iri))
        if note.label.iri == ESG + "founder"
        else note
        for note in founding.notes
    )
    return replace(founding, notes=notes)


def _headcounts(teller: Teller) -> Section | None:
    near = teller.near
    items = []
    for node in near.subjects(near.iri, ESG + "headcountOf"):
        said = teller.notes(node, ESG + "employmentKind", DCTERMS + "date", DCTERMS + "description")
        what = Mention(teller.counted("count_people", near.text(node, ESG + "count")), node)
        tags = teller.item(node).tags
        items.append(Item((what,), said, teller.evidence(node), tags, node))
    return teller.section(teller.t("people_employed"), items, properties=[ESG + "headcountOf"])


def _parts(teller: Teller) -> Section | None:
    near = teller.near
    properties = (ORG + "postIn", ORG + "unitOf", ORG + "heldBy")
    items = []
    for prop in properties:
        for part in near.subjects(near.iri, prop):
            said = ORG + "heldBy" if prop == ORG + "postIn" else SCHEMA + "location"
            items.append(pointing(teller, part, prop, teller.notes(part, said)))
    return teller.section(teller.t("posts_and_units"), items, properties=properties)


def pointing(teller: Teller, subject: str, prop: str, notes: tuple[Note, ...] = ()) -> Item:
    """A thing that points here by a property, with the evidence that it does."""
    near = teller.near
    target = next(term for term in near.terms(subject, prop) if term.value == near.iri)
    value = teller.value(subject, prop, target)
    return Item((teller.mention(subject),), notes, value.evidence or teller.evidence(subject), value.tags)


def _nodes(teller: Teller, kind: str, *properties: str) -> list[str]:
    """The nodes that name this actor, or one of its posts and units, by a property."""
    near = teller.near
    own = [near.iri, *belonging(teller)]
    found = {node for one in own for node in near.subjects(one, *properties)}
    return sorted(node for node in found if near.kind(node) == kind)


def belonging(teller: Teller) -> list[str]:
    """The posts and units of an organisation, and theirs; the posts of a person."""
    found: dict[str, None] = {}
    todo = [teller.near.iri]
    while todo:
        for part in teller.near.subjects(todo.pop(), ORG + "postIn", ORG + "unitOf", ORG + "heldBy"):
            if part not in found and part != teller.near.iri:
                found[part] = None
                todo.append(part)
    return list(found)


def _through(teller: Teller, node: str, *properties: str) -> Item:
    """A node as an item of this actor's page: without the actor, and through which post or unit it takes part."""
    near = teller.near
    own = belonging(teller)
    item = teller.item(node, near.iri, *own)
    posts = [part for part in own if part in near.things(node, *properties)]
    if not posts:
        return item
    through = Note(Mention(teller.t("through")), tuple(Value(teller.mention(part)) for part in posts))
    return replace(item, notes=(through, *item.notes))
