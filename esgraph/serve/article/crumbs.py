"""Turns a thing into the way to it: the list of its kind, what it is part of, itself."""

from esgraph.serve.article.content import Crumb
from esgraph.serve.article.teller import Teller
from esgraph.vocabulary import CV, DCTERMS, ESG, OA, ORG, PROV

#: For a kind: the list where one begins, and the properties that lead up to what it is part of.
_WAYS: dict[str, tuple[str, tuple[str, ...]]] = {
    "organization": ("organizations", (ORG + "unitOf",)),
    "post": ("organizations", (ORG + "postIn", ORG + "unitOf")),
    "person": ("persons", ()),
    "work": ("works", ()),
    "award": ("awards", ()),
    "edition": ("awards", (ESG + "editionOf",)),
    "conferral": ("awards", (ESG + "edition", ESG + "editionOf")),
    "cooperation": ("cooperations", ()),
    "foundation": ("foundations", ()),
    "headcount": ("organizations", (ESG + "headcountOf",)),
    "source": ("sources", ()),
    "evidence": ("sources", (OA + "hasSource",)),
    "gap": ("sources", (DCTERMS + "source",)),
    "hypothesis": ("", (ESG + "hypothesisAbout",)),
    "tie": ("", (PROV + "wasDerivedFrom",)),
}


def crumbs(teller: Teller) -> tuple[Crumb, ...]:
    """The way to the thing that the page is about; it comes last, without an address."""
    near = teller.near
    kind = near.kind(near.iri)
    if kind == "place":
        listing, above = "places", [one.iri for one in teller.within(near.iri)]
    elif kind in ("event", "participation"):
        event = next(iter(near.subjects(near.iri, CV + "hasParticipation")), "")
        own = [event] if event else []
        listing, above = "events", [*own, *teller.near.part_of(event or near.iri)]
    elif kind in ("claim", "derivation"):
        sources = dict.fromkeys(one.source for one in teller.evidence(near.iri))
        listing, above = "sources", list(sources)[:1]
    else:
        listing, properties = _WAYS.get(kind, ("", ()))
        above = _above(teller, properties)
    steps = [Crumb(teller.t(f"list_{listing}"), listing=listing)] if listing else []
    steps += [Crumb(teller.name(iri), iri) for iri in reversed(above)]
    name = (
        teller.kind_word(near.iri).text if near.is_statement(near.iri) or kind == "evidence" else teller.name(near.iri)
    )
    return (*steps, Crumb(name))


def _above(teller: Teller, properties: tuple[str, ...]) -> list[str]:
    found: list[str] = []
    here = teller.near.iri
    while nexts := [one for one in teller.near.things(here, *properties) if one not in found]:
        here = nexts[0]
        found.append(here)
    return found
