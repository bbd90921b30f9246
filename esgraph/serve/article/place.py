"""Turns a place into the sections about it: what is inside, which organisations are there, what took place."""

from esgraph.serve.article.actor import pointing
from esgraph.serve.article.content import Item, Section, present
from esgraph.serve.article.teller import Teller
from esgraph.vocabulary import DCTERMS, ESG, GEO, ORG, RDF, SCHEMA

FACTS = (
    SCHEMA + "containedInPlace", ESG + "terc", ESG + "simc", ESG + "nuts", GEO + "lat", GEO + "long",
)  # fmt: skip


def lead(teller: Teller) -> str:
    """What kind of place, and where it lies."""
    near = teller.near
    name = teller.name(near.iri)
    kinds = [kind for kind in near.things(near.iri, RDF + "type") if kind.startswith(SCHEMA)]
    if not kinds:
        return ""
    chain = ", ".join(one.text for one in teller.within(near.iri))
    kind = teller.name(kinds[0])
    sentence = teller.t("lead_place_in" if chain else "lead_is", thing=name, kind=teller.some(kind), place=chain)
    return f"{sentence[:1].upper()}{sentence[1:]}."


def sections(teller: Teller) -> tuple[Section, ...]:
    """Organisations, then events, then venues, then the places inside, then what is told of the area."""
    near = teller.near
    located = near.subjects(near.iri, SCHEMA + "location")
    organizations = [one for one in located if near.kind(one) != "event"]
    events = [one for one in located if near.kind(one) == "event"]
    events.sort(key=teller.when, reverse=True)
    seat, venue, inside = SCHEMA + "location", ESG + "venue", near.subjects(near.iri, SCHEMA + "containedInPlace")
    kinds = {one: teller.notes(one, ORG + "classification") for one in organizations}
    return present(
        [
            teller.section(
                teller.t("organizations_here"),
                [pointing(teller, one, seat, kinds[one]) for one in organizations],
                properties=[seat],
            ),
            teller.section(
                teller.t("events_here"), [pointing(teller, one, seat, teller.date_note(one)) for one in events]
            ),
            teller.section(
                teller.t("events_at_venue"),
                [pointing(teller, one, venue, teller.date_note(one)) for one in near.subjects(near.iri, venue)],
                properties=[venue],
            ),
            teller.section(
                teller.t("places_inside"),
                [Item((teller.mention(one),)) for one in inside],
                properties=[SCHEMA + "containedInPlace"],
            ),
            teller.section(
                teller.t("told_of_area"),
                [teller.item(one, near.iri) for one in near.subjects(near.iri, DCTERMS + "spatial")],
                properties=[DCTERMS + "spatial"],
            ),
        ]
    )
