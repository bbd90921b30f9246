"""Turns an IRI and a page number into a slice of everything that is said of it, or that points to it."""

from dataclasses import dataclass

from esgraph.serve.article import reading
from esgraph.serve.article.neighbourhood import Neighbourhood, Term, Way
from esgraph.serve.site import Site
from esgraph.vocabulary import CV

#: Statements on a page.
SIZE = 50


@dataclass(frozen=True, slots=True)
class Slice:
    """One page of statements: property and the other end, of `total`; `properties` counts those of each property."""

    near: Neighbourhood
    rows: tuple[tuple[str, Term], ...]
    total: int
    properties: tuple[tuple[str, int], ...]


def read(site: Site, iri: str, way: Way, prop: str, page: int) -> Slice | None:
    """One page (from 1), of one property or of all ("") in order; None if there is no such page."""
    near = reading.measured(site, iri)
    counted = tuple(sorted((each, n) for (direction, each), n in near.extent.items() if direction == way))
    if prop and not near.count(way, prop):
        return None
    total = near.count(way, prop) if prop else sum(number for _, number in counted)
    if page < 1 or (page > 1 and (page - 1) * SIZE >= total) or not any(near.extent):
        return None
    bounds = f"LIMIT {SIZE} OFFSET {(page - 1) * SIZE}"
    pattern = _pattern(near, way, prop)
    if prop:  # as a constant, which is looked up, where values would be joined
        pattern = f"{pattern.replace('?p', f'<{prop}>')} BIND(<{prop}> AS ?p)"
    found = site.select(f"SELECT DISTINCT ?p ?o WHERE {{ {pattern} }} ORDER BY ?p ?o {bounds}")
    rows = tuple((row["p"]["value"], Term.read(row["o"])) for row in found)
    _complete(site, near, way, rows)
    return Slice(near, rows, total, counted)


def _pattern(near: Neighbourhood, way: Way, prop: str) -> str:
    """Statements of the thing; of one property also those of what belongs to it, as the article tells them."""
    path, properties = reading.BELONGING.get(near.kind(near.iri), ("", ()))
    if way == "in":
        belongs = prop in properties
        return f"?it ({path.rstrip('+')})* <{near.iri}> . ?o ?p ?it" if belongs else f"?o ?p <{near.iri}>"
    if near.kind(near.iri) == "event" and prop == CV + "hasParticipation":
        return f"?it schema:superEvent* <{near.iri}> . ?it ?p ?o"
    return f"<{near.iri}> ?p ?o"


def _complete(site: Site, near: Neighbourhood, way: Way, rows: tuple[tuple[str, Term], ...]) -> None:
    """Read what the rows need to be told: their nodes, the claims about them with evidence, names."""
    others = [term.value for _, term in rows if term.is_iri]
    nodes = [iri for iri in others if near.is_statement(iri)]
    subject, target = (f"<{near.iri}>", "?it") if way == "out" else ("?it", f"<{near.iri}>")
    about = (
        f"?s rdf:subject {subject} ; rdf:object {target} ; a ?class ; ?p ?o "
        "FILTER(?class IN (esg:Claim, esg:DerivedStatement))"
    )
    text = reading.union([reading.whole(nodes), reading.dates(nodes), reading.each("?it", others, about)])
    near.add(site.select(text) if text else [])
    literals = [(prop, term) for prop, term in rows if not term.is_iri] if way == "out" else []
    if literals:
        props = " ".join(sorted({f"<{prop}>" for prop, _ in literals}))
        near.add(
            site.select(
                f"SELECT DISTINCT ?s ?p ?o WHERE {{ VALUES ?prop {{ {props} }} ?s rdf:subject <{near.iri}> ; "
                "rdf:predicate ?prop ; a esg:Claim ; ?p ?o }"
            )
        )
    reading.complete(site, near, {near.iri, *others, *(prop for prop, _ in rows)})
