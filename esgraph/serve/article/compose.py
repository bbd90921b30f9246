"""Turns a Neighbourhood into an Article: the module of its kind tells first, then what any kind has, then the rest."""

from collections.abc import Callable
from dataclasses import dataclass

from esgraph.errors import Language
from esgraph.serve.article import actor, award, deed, event, place, source, statement
from esgraph.serve.article.actor import pointing
from esgraph.serve.article.content import Article, Item, Mention, Note, Section, Value
from esgraph.serve.article.crumbs import crumbs
from esgraph.serve.article.neighbourhood import Neighbourhood
from esgraph.serve.article.reading import ABOUT
from esgraph.serve.article.schema_org import document
from esgraph.serve.article.teller import Teller
from esgraph.serve.collation import alphabetical
from esgraph.serve.texts import TEXTS
from esgraph.vocabulary import CV, DCTERMS, ESG, FOAF, GEOSPARQL, ORG, OWL, RDF, RDFS, SCHEMA, SKOS

Sections = Callable[[Teller], tuple[Section, ...]]
Lead = Callable[[Teller], str]


def _nothing(_teller: Teller) -> tuple[Section, ...]:
    return ()


def _silence(_teller: Teller) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Kind:
    """How things of a kind are told: a sentence, sections, and what is looked up."""

    lead: Lead = _silence
    sections: Sections = _nothing
    facts: tuple[str, ...] = ()


_ACTOR = Kind(actor.lead, actor.sections, actor.FACTS)
_ANY = Kind()
KINDS: dict[str, Kind] = {
    "organization": _ACTOR,
    "post": _ACTOR,
    "person": _ACTOR,
    "event": Kind(event.lead, event.sections, event.FACTS),
    "work": Kind(source.work_lead, source.work_sections, source.WORK_FACTS),
    "award": Kind(award.award_lead, award.award_sections),
    "edition": Kind(award.edition_lead, award.edition_sections, award.EDITION_FACTS),
    "conferral": Kind(award.conferral_lead, deed.sections),
    "participation": Kind(deed.participation_lead, deed.sections),
    "cooperation": Kind(deed.cooperation_lead, deed.sections),
    "foundation": Kind(deed.foundation_lead, deed.sections),
    "headcount": Kind(deed.headcount_lead, deed.sections),
    "place": Kind(place.lead, place.sections, place.FACTS),
    "source": Kind(source.lead, source.sections, source.FACTS),
    "evidence": Kind(statement.evidence_lead, statement.evidence_sections, statement.EVIDENCE_FACTS),
    "claim": Kind(statement.claim_lead, statement.claim_sections),
    "derivation": Kind(statement.claim_lead, statement.claim_sections),
    "hypothesis": Kind(statement.hypothesis_lead, statement.hypothesis_sections),
    "gap": Kind(statement.gap_lead, statement.gap_sections),
    "tie": Kind(deed.tie_lead, deed.tie_sections),
}

#: Names, and what leads out of the graph.
_NAMES = (SKOS + "altLabel", SKOS + "notation")
_LINKS = (FOAF + "homepage", OWL + "sameAs", RDFS + "seeAlso", GEOSPARQL + "sfWithin", DCTERMS + "isReplacedBy")
#: Classes that say no more than the word above the heading.
_BROAD = frozenset(
    {
        ESG + "Award", ESG + "AwardEdition", ESG + "Evidence", ESG + "Source", SCHEMA + "Event",
        SCHEMA + "CreativeWork", SCHEMA + "Place",
        DCTERMS + "Location", CV + "PublicEvent", ORG + "Organization", ORG + "Post", FOAF + "Person",
    }
)  # fmt: skip
#: What is told by other means than as a property.
_SILENT = frozenset({ESG + "evidence", ESG + "conflictsWith", SKOS + "prefLabel", RDFS + "label", DCTERMS + "title"})


def compose(near: Neighbourhood, language: Language) -> Article:
    """Tell everything that was read, in one language."""
    teller = Teller(near, language)
    iri, kind = near.iri, near.kind(near.iri)
    told = KINDS.get(kind, _ANY)
    lead = told.lead(teller)
    identity = statement.identity(teller)
    own = told.sections(teller)
    described = _described(teller) if kind not in ("hypothesis", "gap", "foundation") else []
    facts = (*_kinds(teller, kind), *teller.notes(iri, *_NAMES), *teller.notes(iri, *told.facts))
    facts += (*actor.waiting(teller), *_other_name(teller))
    links = teller.notes(iri, *_LINKS)
    mentioned = _mentioned(teller, kind)
    heading = title(teller)
    return Article(
        iri=iri,
        kind=kind,
        kicker=teller.kind_word(iri).text,
        title=heading,
        lead=lead,
        crumbs=crumbs(teller),
        sections=(*identity, *described, *own, *mentioned),
        facts=facts,
        links=links,
        gaps=_gaps(teller),
        rest=_rest(teller),
        incoming=_incoming(teller),
        total=near.all("out"),
        pointing=near.all("in"),
        schema_org=document(teller, heading, lead),
        terc=_terc(teller),
        is_quote=kind == "evidence" and teller.words(iri).is_quote,
    )


def title(teller: Teller) -> str:
    """The heading of the page: a name, or what a node connects."""
    iri = teller.near.iri
    if teller.near.kind(iri) == "headcount":
        return f"{teller.connects(iri)} – {teller.counted('count_people', teller.near.text(iri, ESG + 'count'))}"
    if teller.near.kind(iri) in ("claim", "derivation"):
        label, item = teller.fact(iri)
        subject, *values = [one.text for one in item.what]
        return f"{subject} – {label}: {', '.join(values)}"
    return teller.connects(iri)


def _terc(teller: Teller) -> str:
    """The code of the place where it is, if all sources say the same, or of the place that it is."""
    near = teller.near
    places = [near.iri] if near.kind(near.iri) == "place" else near.things(near.iri, SCHEMA + "location")
    codes = {code for one in places for place in (one, *near.within(one)) if (code := near.text(place, ESG + "terc"))}
    return max(codes, key=len) if len(places) == 1 and codes else ""


def _kinds(teller: Teller, kind: str) -> tuple[Note, ...]:
    """What it is said to be, where the word above the heading says less."""
    near = teller.near
    if near.is_statement(near.iri) or kind == "":
        return ()
    classified = bool(near.things(near.iri, ORG + "classification"))
    shown = [
        one
        for one in near.things(near.iri, RDF + "type")
        if one not in _BROAD and not (classified and one.startswith((ORG, CV)))
    ]
    label = teller.t("identity_of" if classified else "kind_of")
    return (Note(Mention(label), tuple(Value(teller.mention(one)) for one in shown)),) if shown else ()


def _other_name(teller: Teller) -> tuple[Note, ...]:
    """The name in the other language."""
    near = teller.near
    others = [term for term in near.terms(near.iri, SKOS + "prefLabel") if term.language not in ("", teller.language)]
    own = teller.name(near.iri)
    values = tuple(Value(Mention(term.value, language=term.language)) for term in others if term.value != own)
    return (Note(Mention(teller.t("name_in_other")), values),) if values else ()


def _described(teller: Teller) -> list[Section]:
    notes = teller.notes(teller.near.iri, DCTERMS + "description", SKOS + "definition", SKOS + "historyNote")
    return [Section(teller.t("description"), (Item((), notes),), "facts")] if notes else []


def _mentioned(teller: Teller, kind: str) -> list[Section]:
    """The sources that mention it, each with the printed form of its name and the words."""
    near = teller.near
    teller.told |= {("in", SCHEMA + "mentions"), ("out", ESG + "mentionedAs"), ("in", ESG + "states")}
    if near.is_statement(near.iri) or kind == "evidence":
        return []
    printed: dict[str, list[str]] = {}
    for form in near.terms(near.iri, ESG + "mentionedAs"):
        for name in near.graphs(near.iri, ESG + "mentionedAs", form):
            printed.setdefault(near.source_of(name) or name, []).append(form.value)
    evidence = teller.evidence(near.iri)
    claims = [node for node in near.subjects(near.iri, RDF + "subject") if near.kind(node) == "claim"]
    claimed = teller.evidence(*claims)
    sources = {
        *near.subjects(near.iri, SCHEMA + "mentions"), *printed, *(one.source for one in (*evidence, *claimed))
    }  # fmt: skip
    items = []
    for iri in sorted(
        (one for one in sources if near.kind(one) == "source"), key=lambda one: alphabetical(teller.name(one))
    ):
        forms = tuple(Value(Mention(form, language="pl")) for form in printed.get(iri, ()))
        notes = (Note(teller.mention(ESG + "mentionedAs"), forms),) if forms else ()
        own = tuple(one for one in evidence if one.source == iri)
        mine = own or tuple(one for one in claimed if one.source == iri)
        items.append(Item((teller.mention(iri),), notes, mine))
    section = teller.section(teller.t("in_sources"), items, "in", [SCHEMA + "mentions"])
    return [section] if section else []


def _gaps(teller: Teller) -> tuple[Note, ...]:
    """The gaps that no section has told in their place."""
    iri = teller.near.iri
    left = [gap for gap in teller.gaps(iri) if gap not in teller.told_gaps]
    return tuple(
        Note(teller.mention(prop), gap=teller.gap(gap))
        for gap in left
        for prop in teller.near.things(gap, ESG + "gapProperty")
    )


def _rest(teller: Teller) -> tuple[Note, ...]:
    """What is said of it and was not told, of each property the first values."""
    near = teller.near
    notes = []
    for prop in near.properties(near.iri):
        if ("out", prop) in teller.told or prop in _SILENT:
            continue
        if note := teller.note(near.iri, prop):
            notes.append(note)
    return tuple(sorted(notes, key=lambda note: alphabetical(note.label.text)))


def _incoming(teller: Teller) -> tuple[Section, ...]:
    """What points here and was not told, by what it means."""
    near, found = teller.near, []
    for prop in near.pointing(near.iri):
        if ("in", prop) in teller.told or prop in ABOUT or not near.extent.get(("in", prop)):
            continue
        # What a tie was derived from is told here already; the tie itself would only repeat it.
        subjects = [one for one in near.subjects(near.iri, prop) if near.kind(one) != "tie"]
        items = [
            teller.item(one, near.iri) if near.is_statement(one) else pointing(teller, one, prop) for one in subjects
        ]
        own = f"incoming_{prop.removeprefix(DCTERMS).removeprefix(SCHEMA).removeprefix(ESG)}"
        heading = teller.t(own) if own in TEXTS else teller.t("point_here_as", property=teller.name(prop))
        if section := teller.section(heading, items, "in", [prop]):
            found.append(section)
    return tuple(found)
