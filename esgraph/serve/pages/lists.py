"""Turns a kind of entities into a list to browse, in the alphabet's order or the latest first, page by page."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, render_template, url_for

from esgraph.errors import Language
from esgraph.serve import parameters
from esgraph.serve.article import page as article_page
from esgraph.serve.article import reading
from esgraph.serve.article.content import Mention
from esgraph.serve.article.naming import literal
from esgraph.serve.article.paging import Paging
from esgraph.serve.article.teller import Teller
from esgraph.serve.memo import kept
from esgraph.serve.packed import Packed, in_order
from esgraph.serve.site import Site, language, site
from esgraph.vocabulary import DCTERMS, ESG, FOAF, ORG, RDF, SCHEMA, SKOS

blueprint = Blueprint("lists", __name__)

#: Entries on a page.
SIZE = 50

Cells = Callable[[Teller, str], tuple[Mention, ...]]


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list has: the class of its members ?s, columns beside the name, what else they must be.

    With a property in `latest` those with the latest date stand first, else all stand by their names.
    """

    member: str
    columns: tuple[tuple[str, Cells], ...] = ()
    narrowed: str = ""
    latest: str = ""

    def left_out(self, total: int) -> int:
        """How many of the class are no members of the list, which has `total`."""
        return site().release.manifest.counts.get(self.member, 0) - total if self.narrowed else 0


def _values(*properties: str) -> Cells:
    def cells(teller: Teller, iri: str) -> tuple[Mention, ...]:
        return tuple(teller.mention(term) for term in teller.values(iri, *properties))

    return cells


def _place(teller: Teller, iri: str) -> tuple[Mention, ...]:
    """The place, and the places that it lies in up to the county, by which people know where that is."""
    found = teller.near.things(iri, SCHEMA + "location")
    return tuple(one for place in found[:1] for one in (teller.mention(place), *teller.within(place)[:2]))


def _date(teller: Teller, iri: str) -> tuple[Mention, ...]:
    terms = teller.near.terms(iri, SCHEMA + "startDate")
    return tuple(Mention(literal(term, teller.language)) for term in terms)


def _types(teller: Teller, iri: str) -> tuple[Mention, ...]:
    """The narrower class of an event, a place or a work."""
    broad = {SCHEMA + "Event", SCHEMA + "CreativeWork", SCHEMA + "Place"}
    types = [one for one in teller.near.things(iri, RDF + "type") if one.startswith(SCHEMA)]
    narrow = [one for one in types if one not in broad] or types
    return tuple(Mention(teller.name(one)) for one in narrow[:1])


LISTS: dict[str, Listing] = {
    "organizations": Listing(
        ORG + "Organization",
        (("column_kind", _values(ORG + "classification")), ("column_place", _place)),
    ),
    "events": Listing(
        SCHEMA + "Event",
        (("column_date", _date), ("column_kind", _types), ("column_place", _place)),
        # Parts are in the programme of what they are part of.
        "FILTER NOT EXISTS { ?s schema:superEvent ?whole }",
        SCHEMA + "startDate",
    ),
    "awards": Listing(ESG + "Award", (("column_other_name", _values(SKOS + "altLabel")),)),
    "cooperations": Listing(
        ESG + "Cooperation",
        (("column_status", _values(ESG + "status")), ("column_outcome", _values(ESG + "cooperationOutcome"))),
    ),
    "foundations": Listing(
        ESG + "Foundation",
        (("column_founders", _values(ESG + "founder")), ("column_date", _values(DCTERMS + "date"))),
    ),
    "places": Listing(
        DCTERMS + "Location",
        (
            ("column_kind", _types),
            ("column_inside", lambda teller, iri: teller.within(iri)),
            ("column_terc", _values(ESG + "terc")),
        ),
    ),
    "works": Listing(SCHEMA + "CreativeWork", (("column_kind", _types), ("column_about", _values(SCHEMA + "about")))),
    "persons": Listing(FOAF + "Person"),
}


@blueprint.route(f"/<any({', '.join(LISTS)}):listing>/")
def index(listing: str) -> str:
    """One page of a list."""
    shown, number = LISTS[listing], parameters.page()
    ordered = members(site(), listing, language())
    paging = Paging(number, len(ordered), SIZE, lambda to: url_for("lists.index", listing=listing, page=to))
    parameters.within(number, paging.pages)
    iris = [iri for (iri,) in ordered.page(paging.offset, SIZE)]
    teller = Teller(reading.of(site(), iris), language())
    return render_template(
        "list.html",
        listing=listing,
        columns=[name for name, _ in shown.columns],
        rows=[(Mention(teller.connects(iri), iri), [cells(teller, iri) for _, cells in shown.columns]) for iri in iris],
        paging=paging,
        canonical=article_page.canonical(),
        others=listed(),
        left_out=shown.left_out(len(ordered)),
    )


def listed() -> list[str]:
    """The lists that have members."""
    counts = site().release.manifest.counts
    return [name for name, listing in LISTS.items() if counts.get(listing.member)]


@kept
def members(site: Site, listing: str, language: Language) -> Packed:
    """The IRIs of a list, each once, in its order: sorted once for a release, and not for every page."""
    shown = LISTS[listing]
    dated = f"OPTIONAL {{ ?s <{shown.latest}> ?day }}" if shown.latest else ""
    rows = site.rows(
        f"SELECT ?s ?name ?day WHERE {{ ?s a <{shown.member}> {shown.narrowed} "
        f'OPTIONAL {{ ?s skos:prefLabel ?name FILTER(LANG(?name) = "{language}") }} {dated} }}'
    )
    return in_order(rows)
