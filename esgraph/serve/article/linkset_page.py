"""Turns the graph of a linkset into a page: what it leads to, how its links came to be, and each link, page by page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import render_template, url_for

from esgraph import linksets
from esgraph.serve import parameters, resource
from esgraph.serve.article import naming
from esgraph.serve.article.page import canonical
from esgraph.serve.article.paging import Paging
from esgraph.serve.description import described
from esgraph.serve.documents import Forms
from esgraph.serve.memo import kept
from esgraph.serve.packed import Packed
from esgraph.serve.site import Site, language, site
from esgraph.vocabulary import DCTERMS, FOAF, OWL, RDFS, VOID

#: Links on a page.
SIZE = 100

_SAME = f"{OWL}sameAs"


@dataclass(frozen=True, slots=True)
class Link:
    """A link: of what, by which property, to what ("" as `address` for a code), and the hypothesis it rests on."""

    subject: str
    name: str
    property: str
    how: str
    target: str
    address: str
    hypothesis: str = ""
    checked: str = ""


def is_linkset(name: str) -> bool:
    """Whether the graph of this name is a linkset."""
    return name.startswith(linksets.PREFIX)


def page(iri: str, name: str, formats: Forms) -> str:
    """The page of a linkset."""
    ordered = _ordered(site(), iri)
    paging = Paging(
        parameters.page(), len(ordered), SIZE, lambda to: url_for("linked_data.named_graph", name=name, page=to)
    )
    parameters.within(paging.number, paging.pages)
    known, chosen = described(site()), language()
    target = known.first(iri, f"{VOID}objectsTarget")
    labels = resource.read_labels(site(), [iri], chosen)
    return render_template(
        "linkset.html",
        iri=iri,
        title=labels.get(iri) or name,
        target=known.text(target, f"{DCTERMS}title", chosen),
        homepage=known.first(target, f"{FOAF}homepage"),
        method=known.text(known.first(iri, f"{DCTERMS}provenance"), f"{RDFS}label", chosen),
        day=known.text(iri, f"{DCTERMS}modified"),
        links=_links(site(), ordered.page(paging.offset, SIZE)),
        formats=formats,
        canonical=canonical(),
        paging=paging,
    )


@kept
def _ordered(site: Site, iri: str) -> Packed:
    """The links of a graph: subject, property, object, and whether that is an IRI; in the order of the subjects."""
    rows = site.rows(f"SELECT ?s ?p ?o (isIRI(?o) AS ?iri) WHERE {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}")
    return Packed.of(sorted((s, p, o, "1" if is_iri == "true" else "") for s, p, o, is_iri in rows))


def _links(site: Site, rows: Sequence[tuple[str, ...]]) -> list[Link]:
    named = {iri for s, p, o, is_iri in rows for iri in (s, p, o if is_iri else "") if iri}
    labels = resource.read_labels(site, named, language())
    grounds = _grounds(site, sorted({s for s, p, *_ in rows if p == _SAME}))
    found = []
    for s, p, o, is_iri in rows:
        told = (labels.get(o, ""), naming.outside(o)) if is_iri else (o,)
        found.append(
            Link(
                s, labels.get(s) or resource.short(s), p, labels.get(p) or resource.short(p),
                " – ".join(filter(None, told)) or o, o if is_iri else "", *grounds.get((s, o), ("", "")),
            )
        )  # fmt: skip
    return found


def _grounds(site: Site, subjects: Sequence[str]) -> Mapping[tuple[str, str], tuple[str, str]]:
    """The hypothesis that each identity rests on, and when it was decided; of several the one decided on last."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for batch in resource.batches(subjects):
        rows = site.rows(
            f"SELECT ?s ?o ?hypothesis ?day WHERE {{ VALUES ?s {{ {resource.listed(batch)} }} "
            "?d rdf:subject ?s ; a esg:DerivedStatement ; rdf:predicate owl:sameAs ; rdf:object ?o ; "
            "prov:wasDerivedFrom ?hypothesis . OPTIONAL { ?hypothesis esg:decidedOn ?day } } ORDER BY ?day ?hypothesis"
        )
        found |= {(s, o): (hypothesis, day) for s, o, hypothesis, day in rows}
    return found
