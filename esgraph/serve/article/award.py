"""Turns an award, one of its editions or a conferral into the sections about it: editions, laureates, open lists."""

from dataclasses import replace

from esgraph.serve.article.actor import pointing
from esgraph.serve.article.content import Item, Mention, Note, Section, Value, present
from esgraph.serve.article.teller import Teller
from esgraph.serve.collation import alphabetical
from esgraph.vocabulary import ESG, SCHEMA

EDITION_FACTS = (ESG + "editionOf", ESG + "editionYear", SCHEMA + "position", ESG + "presentedAt")


def award_lead(teller: Teller) -> str:
    """How many editions of it the graph knows."""
    number = teller.near.count("in", ESG + "editionOf")
    name = teller.name(teller.near.iri)
    return teller.t("lead_award", thing=name, editions=teller.n("tally_editions", number)) if number else ""


def award_sections(teller: Teller) -> tuple[Section, ...]:
    """The editions, the latest first, and the award's history."""
    near = teller.near
    editions = near.subjects(near.iri, ESG + "editionOf")
    editions.sort(key=lambda edition: (near.text(edition, ESG + "editionYear"), teller.name(edition)), reverse=True)
    return present(
        [
            teller.section(
                teller.t("editions"), [_edition(teller, one) for one in editions], "in", [ESG + "editionOf"]
            ),
            about(teller),
        ]
    )


def _edition(teller: Teller, edition: str) -> Item:
    near = teller.near
    known = near.extent.get(("of", edition), 0)
    words = "at_least_recipients" if is_open(teller, edition) else "count_recipients"
    said = (Note(Mention(teller.t("known_by_name")), (Value(Mention(teller.n(words, known))),)),) if known else ()
    year = teller.note(edition, ESG + "editionYear")
    counted = teller.notes(edition, ESG + "recipientCount", ESG + "presentedAt")
    return Item((teller.mention(edition),), (*([year] if year else []), *said, *counted), teller.evidence(edition))


def edition_lead(teller: Teller) -> str:
    """Of which award, how many recipients are known by name, and whether the list is open."""
    near = teller.near
    known = near.count("in", ESG + "edition")
    parent = teller.says(near.iri, ESG + "editionOf")
    if not parent:
        return ""
    name = teller.name(near.iri)
    if not known:
        return teller.t("lead_edition_unknown", thing=name, award=parent)
    words = "lead_edition_open" if is_open(teller, near.iri) else "lead_edition"
    return teller.t(words, thing=name, award=parent, known=teller.n("known_recipients", known))


def edition_sections(teller: Teller) -> tuple[Section, ...]:
    """The recipients, how many sources count, the groups, and works about the edition."""
    return present([_recipients(teller), _counts(teller), _groups(teller), about(teller)])


def _recipients(teller: Teller) -> Section | None:
    near = teller.near
    nodes = near.subjects(near.iri, ESG + "edition")
    nodes.sort(key=lambda node: (near.text(node, ESG + "rank"), alphabetical(teller.connects(node))))
    items = [teller.item(node, near.iri) for node in nodes]
    items = [_without_ceremony(item, len(items)) for item in items]
    heading, missing = teller.t("recipients"), teller.gaps(near.iri, ESG + "recipient")
    teller.told_gaps |= set(missing)
    opened = is_open(teller, near.iri)
    at_least = teller.n("at_least_recipients", near.count("in", ESG + "edition"))
    intro = teller.t("list_is_open", at_least=at_least) if opened else ""
    words = " ".join(teller.gap(gap).words for gap in missing)
    section = teller.section(
        heading, items, "in", [ESG + "edition"], intro=intro or words, tag="open" if opened else None
    )
    if section is None and missing:
        return Section(heading, intro=words or teller.t("not_stated_short"), tag="gap")
    return section


def _without_ceremony(item: Item, number: int) -> Item:
    """Many recipients of one ceremony need not name it each; the aside does."""
    if number < 2:
        return item
    return replace(item, notes=tuple(note for note in item.notes if note.label.iri != ESG + "conferredAt"))


def _counts(teller: Teller) -> Section | None:
    near, items = teller.near, []
    teller.told.add(("out", ESG + "recipientCount"))
    for term in teller.values(near.iri, ESG + "recipientCount"):
        value = teller.value(near.iri, ESG + "recipientCount", term)
        sources = dict.fromkeys((one.source, one.source_label) for one in value.evidence)
        by = Note(Mention(teller.t("according_to")), tuple(Value(Mention(label, iri)) for iri, label in sources))
        said = Mention(teller.counted("count_recipients", term.value))
        items.append(Item((said,), (by,) if sources else (), value.evidence, value.tags))
    return teller.section(teller.t("counted_by_sources"), items, "out")


def _groups(teller: Teller) -> Section | None:
    near, items = teller.near, []
    for term in teller.values(near.iri, ESG + "hasCategory"):
        value = teller.value(near.iri, ESG + "hasCategory", term)
        items.append(Item((value.what,), (), value.evidence, value.tags))
    return teller.section(teller.t("groups_honoured"), items, "out", [ESG + "hasCategory"])


def about(teller: Teller) -> Section | None:
    """Works and events that are about this."""
    near = teller.near
    items = [pointing(teller, one, SCHEMA + "about") for one in near.subjects(near.iri, SCHEMA + "about")]
    return teller.section(teller.t("told_of_in"), items, "in", [SCHEMA + "about"])


def is_open(teller: Teller, edition: str) -> bool:
    """Whether a source says that its list of recipients is open (“m.in.”)."""
    nodes = [edition, *teller.near.subjects(edition, ESG + "edition")]
    return any(one.is_open for one in teller.evidence(*nodes))


def conferral_lead(teller: Teller) -> str:
    """Who received what, and where."""
    near = teller.near
    who = [teller.name(one) for one in near.things(near.iri, ESG + "recipient")]
    what, event = teller.says(near.iri, ESG + "edition"), teller.says(near.iri, ESG + "conferredAt")
    if not (who and what):
        return ""
    where = teller.t("lead_at_event", event=event) if event else ""
    return teller.t("lead_conferral", who=joined(teller, who), award=what, where=where)


def joined(teller: Teller, names: list[str]) -> str:
    """“A, B and C”."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {teller.t('and')} {names[-1]}"
