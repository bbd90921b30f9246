"""Turns a source, or a work that others are about, into the sections about it."""

from esgraph.serve.article.actor import pointing
from esgraph.serve.article.content import Item, Note, Section, present
from esgraph.serve.article.teller import Teller
from esgraph.serve.collation import alphabetical
from esgraph.vocabulary import DCTERMS, ESG, OA, RDF, SCHEMA, SPDX

FACTS = (
    DCTERMS + "publisher", DCTERMS + "issued", SCHEMA + "url", SCHEMA + "inLanguage", DCTERMS + "license",
    DCTERMS + "rights", ESG + "textLength", ESG + "textSha256",
    SPDX + "fileName", ESG + "tableSha256",
)  # fmt: skip
WORK_FACTS = (SCHEMA + "about", ESG + "madeFor", DCTERMS + "issued")


def lead(teller: Teller) -> str:
    """How much rests on it."""
    stated = teller.near.count("out", ESG + "states")
    mentioned = teller.near.count("out", SCHEMA + "mentions")
    if not (stated and mentioned):
        return ""
    return teller.t(
        "lead_source", stated=teller.n("rest_on_source", stated), mentioned=teller.n("count_mentioned", mentioned)
    )


def sections(teller: Teller) -> tuple[Section, ...]:
    """What it mentions, by kind; its account is a page of its own."""
    near = teller.near
    teller.told |= {("out", ESG + "states"), ("in", OA + "hasSource"), ("in", DCTERMS + "source")}
    names = [teller.mention(one) for one in near.things(near.iri, SCHEMA + "mentions")]
    names.sort(key=lambda one: alphabetical(one.text))
    items = [Item((one,), (Note(teller.kind_word(one.iri)),)) for one in names]
    return present([teller.section(teller.t("mentions"), items, "out", [SCHEMA + "mentions"])])


def work_lead(teller: Teller) -> str:
    """What kind of work, and for which event it was made."""
    near = teller.near
    kinds = [kind for kind in near.things(near.iri, RDF + "type") if kind.startswith(SCHEMA)]
    if not kinds:
        return ""
    # Movie before CreativeWork: the narrower says more.
    kind = teller.name(sorted(kinds, key=lambda iri: iri == SCHEMA + "CreativeWork")[0])
    event = teller.says(near.iri, ESG + "madeFor")
    made = teller.t("lead_made_for", event=event) if event else ""
    return teller.t("lead_is", thing=teller.name(near.iri), kind=teller.some(kind)) + made + "."


def work_sections(teller: Teller) -> tuple[Section, ...]:
    """Where it was shown."""
    near = teller.near
    shown = [
        pointing(teller, event, SCHEMA + "workPresented", teller.date_note(event))
        for event in near.subjects(near.iri, SCHEMA + "workPresented")
    ]
    return present([teller.section(teller.t("shown_at"), shown, "in", [SCHEMA + "workPresented"])])
