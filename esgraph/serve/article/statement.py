"""Turns what other things rest on or are judged by (evidence, claims, gaps, hypotheses) into the sections about it."""

from esgraph.serve.article import conflicts
from esgraph.serve.article.content import Item, Mention, Note, Section, present
from esgraph.serve.article.deed import derived, told
from esgraph.serve.article.teller import Teller
from esgraph.vocabulary import DCTERMS, ESG, OA, PROV, RDF

EVIDENCE_FACTS = (OA + "hasSource", ESG + "listIsExhaustive", ESG + "accessed")


def evidence_lead(teller: Teller) -> str:
    """Whose words, and where they stand; of a paraphrase that it is one."""
    near = teller.near
    one = teller.words(near.iri)
    if not one.is_quote:
        return teller.t("lead_paraphrase", source=one.source_label)
    if one.at:
        return teller.t("lead_row", source=one.source_label, at=one.at)
    selectors = near.things(near.iri, OA + "hasSelector")
    places = [near.text(selector, OA + end) for end in ("start", "end") for selector in selectors]
    start, end = ([place for place in places if place.isdecimal()] + ["", ""])[:2]
    if not (start and end):
        return teller.t("lead_quote", source=one.source_label)
    return teller.t("lead_quote_at", source=one.source_label, start=start, end=end)


def evidence_sections(teller: Teller) -> tuple[Section, ...]:
    """What rests on it."""
    near = teller.near
    teller.told |= {("out", OA + "hasSelector"), ("out", ESG + "paraphrase")}
    around = [
        note
        for selector in near.things(near.iri, OA + "hasSelector")
        for note in teller.notes(selector, OA + "prefix", OA + "suffix", OA + "start", OA + "end")
    ]
    place = Section(teller.t("in_the_text"), (Item((), tuple(around)),), "facts") if around else None
    resting = near.subjects(near.iri, ESG + "evidence")
    items = [_short(teller, node) for node in resting]
    return present([teller.section(teller.t("what_rests_on_it"), items, "in", [ESG + "evidence"]), place])


def _short(teller: Teller, node: str) -> Item:
    """A node as an item without the evidence, which the page itself is."""
    kind, item = teller.fact(node)
    return Item(item.what, (Note(Mention(kind)), *item.notes), tags=item.tags, node=node)


def claim_sections(teller: Teller) -> tuple[Section, ...]:
    """The statement, and the claims that contradict it."""
    near = teller.near
    notes = teller.notes(near.iri, RDF + "subject")
    notes += teller.item(near.iri).notes
    teller.told |= {("out", RDF + "predicate"), ("out", RDF + "object")}
    notes += teller.notes(near.iri, ESG + "claimStatus", PROV + "wasDerivedFrom")
    said = Section(teller.t("what_is_said"), (Item((), notes, teller.evidence(near.iri)),), "facts")
    disputed = (
        conflicts.sides(teller, [near.iri], teller.t("where_sources_differ")) if teller.conflicts(near.iri) else None
    )
    return present([said, disputed])


def claim_lead(teller: Teller) -> str:
    """Whose claim it is, or what it was derived from."""
    near = teller.near
    if grounds := near.things(near.iri, PROV + "wasDerivedFrom"):
        return teller.t("lead_derived", ground=teller.name(grounds[0]))
    sources = list(dict.fromkeys(one.source_label for one in teller.evidence(near.iri)))
    return teller.t("lead_claim", source=sources[0]) if len(sources) == 1 else ""


def gap_lead(teller: Teller) -> str:
    """Which source does not say what of whom."""
    near = teller.near
    subject, prop = teller.says(near.iri, ESG + "gapSubject"), teller.says(near.iri, ESG + "gapProperty")
    return teller.t("lead_gap", subject=subject, property=prop) if subject and prop else ""


def gap_sections(teller: Teller) -> tuple[Section, ...]:
    """The gap in the source's place."""
    notes = teller.notes(
        teller.near.iri, ESG + "gapSubject", ESG + "gapProperty", DCTERMS + "source", DCTERMS + "description"
    )
    return (Section(teller.t("what_is_not_said"), (Item((), notes),), "facts"),)


def hypothesis_lead(teller: Teller) -> str:
    """Who may be whom, by the verdict."""
    near = teller.near
    one = teller.says(near.iri, ESG + "hypothesisAbout")
    other = teller.says(near.iri, ESG + "hypothesisCandidate")
    verdict = near.text(near.iri, ESG + "verdict").rpartition("/")[2]
    if not one or verdict not in ("confirmed", "probable", "possible", "rejected"):
        return ""
    return teller.t(f"lead_{verdict}", one=one, other=other) if other else teller.t("lead_no_candidate", one=one)


def hypothesis_sections(teller: Teller) -> tuple[Section, ...]:
    """What is supposed, with the verdict and the reason, and what was derived from it."""
    follows = teller.section(teller.t("what_follows"), derived(teller), "in", [PROV + "wasDerivedFrom"])
    return present([told(teller), follows])


def identity(teller: Teller) -> list[Section]:
    """The hypotheses about who this is, by verdict; those that only name an outside register are links."""
    near = teller.near
    about, candidate = ESG + "hypothesisAbout", ESG + "hypothesisCandidate"
    teller.told |= {("in", about), ("in", candidate)}
    groups: dict[str, list[Item]] = {}
    for node in near.subjects(near.iri, about, candidate):
        others = [one for one in near.things(node, about, candidate) if one != near.iri]
        if any(not near.kind(one) for one in others):
            continue
        verdict = near.text(node, ESG + "verdict").rpartition("/")[2]
        notes = teller.notes(node, DCTERMS + "description")
        if not others:
            notes = teller.notes(node, candidate) + notes
        item = Item(tuple(map(teller.mention, others)), notes, teller.evidence(node), ("probable",), node)
        groups.setdefault(verdict, []).append(item)
    return [
        Section(teller.t(f"identity_{verdict}"), tuple(items), tag="probable" if verdict != "confirmed" else None)
        for verdict, items in sorted(groups.items())
    ]
