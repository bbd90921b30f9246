"""Turns an IRI into the Neighbourhood of it, with five queries whose answers are bounded, however much points there.

The first counts; the second reads what is said of the thing, of each property the first values in order; the third
reads the nodes that say it (conferrals, participations …), claims, gaps and conflicts; the fourth the evidence of all
that; the last the names. Both languages are read, so one reading serves every page and every format.
"""

from collections.abc import Collection, Iterable

from esgraph.serve.article.neighbourhood import Neighbourhood
from esgraph.serve.resource import listed
from esgraph.serve.site import Site
from esgraph.vocabulary import CV, DCTERMS, ESG, KEYS, ORG, OWL, RDF, RDFS, SCHEMA, SKOS

#: How many values of one property are read, and how many nodes of one group that belongs to a thing.
FETCHED = 40
MEMBERS = 200

#: What is told where it belongs, and not as a link: claims, gaps, derived statements, and ties of what is told already.
ABOUT = frozenset(
    {
        RDF + "subject", RDF + "object", RDF + "predicate", ESG + "gapSubject", ESG + "gapProperty",
        ESG + "tieParty", ESG + "tieTarget", ESG + "tieThrough",
    }
)  # fmt: skip

#: What is read of a thing that points to the one in the middle.
_OF_POINTING = (RDF + "type", ORG + "classification", SCHEMA + "startDate", SCHEMA + "superEvent")

#: What would draw in whole programmes, whole sources, whole networks when a neighbour is read.
TOO_MUCH = (CV + "hasParticipation", SCHEMA + "mentions", ESG + "states", ESG + "cooperatesWith", ESG + "tieParty")

#: For a kind: the path from what belongs to a thing to the thing, and by what others point to what belongs to it.
BELONGING: dict[str, tuple[str, tuple[str, ...]]] = {
    "organization": (
        "(org:postIn|org:unitOf)+",
        (
            ESG + "recipient", CV + "hasParticipant", ESG + "participatingPost", ESG + "cooperationParty",
            ESG + "founder", ESG + "representedThrough", SCHEMA + "organizer", ORG + "postIn", ORG + "unitOf",
        ),
    ),
    "person": (
        "org:heldBy",
        (ESG + "recipient", ESG + "participatingPost", ESG + "cooperationParty", ESG + "founder"),
    ),
    "event": ("schema:superEvent+", (SCHEMA + "superEvent", ESG + "presentedAt", ESG + "conferredAt")),
}  # fmt: skip


def around(site: Site, iri: str) -> Neighbourhood | None:
    """Read the neighbourhood of an IRI; None if the graph says nothing of it."""
    near = measured(site, iri)
    if not any(way == "out" for way, _ in near.extent):
        return None
    near.add(site.select(_first_ring(near)))
    near.add(site.select(_second_ring(near)))
    complete(site, near)
    return near


def of(site: Site, nodes: Collection[str]) -> Neighbourhood:
    """Read the entries of a list as far as their names, dates and places need: three queries."""
    near = Neighbourhood(site.base)
    if nodes:
        within = "?it schema:location?/schema:containedInPlace* ?s . ?s schema:containedInPlace ?o"
        inside = each("?it", nodes, f"{within} BIND(schema:containedInPlace AS ?p)")
        near.add(site.select(union([whole(nodes), inside])))
        near.add(site.select(text) if (text := union([_unread(near)])) else [])
        _read_names(site, near, nodes)
    return near


def complete(site: Site, near: Neighbourhood, named: Collection[str] = ()) -> None:
    """Read the evidence of all that was read, and the names of everything that is named, also of `named`."""
    _read_evidence(site, near)
    _read_names(site, near, named)


def measured(site: Site, iri: str) -> Neighbourhood:
    """Count the statements about a thing ("out", "in"), those of what belongs to it, an award's recipients ("of")."""
    near = Neighbourhood(site.base, iri)
    kind = near.kind(iri)
    branches = [f'<{iri}> ?p ?o BIND("out" AS ?way)', f'?s ?p <{iri}> BIND("in" AS ?way)']
    if kind in BELONGING:
        path, properties = BELONGING[kind]
        branches.append(f'?o {path} <{iri}> . {by(properties)} BIND("through-in" AS ?way)')
    if kind == "event":
        branches.append(
            f'?o {path} <{iri}> ; cv:hasParticipation ?s BIND(cv:hasParticipation AS ?p) BIND("through-out" AS ?way)'
        )
    if kind == "award":
        branches.append(f'?p esg:editionOf <{iri}> . ?s esg:edition ?p BIND("of" AS ?way)')
    groups = " UNION ".join(f"{{ {branch} }}" for branch in branches)
    rows = site.select(f"SELECT ?way ?p (COUNT(*) AS ?n) WHERE {{ {groups} }} GROUP BY ?way ?p")
    for row in rows:
        if "p" in row:  # without a solution some servers give one row that counts none
            near.extent[row["way"]["value"], row["p"]["value"]] = int(row["n"]["value"])
    return near


def _first_ring(near: Neighbourhood) -> str:
    iri = near.iri
    counted = [(way, prop, number) for (way, prop), number in sorted(near.extent.items()) if way in ("out", "in")]
    shown = [(way, prop, number) for way, prop, number in counted if way == "out" or prop not in ABOUT]
    few = {way: listed(prop for each, prop, n in shown if each == way and n <= FETCHED) for way in ("out", "in")}
    branches = [
        f"VALUES ?p {{ {few['out']} }} <{iri}> ?p ?o BIND(<{iri}> AS ?s)" if few["out"] else "",
        f"VALUES ?p {{ {few['in']} }} ?s ?p <{iri}> BIND(<{iri}> AS ?o)" if few["in"] else "",
        # Where it lies, and where that lies.
        f"<{iri}> (schema:location|esg:venue|dcterms:spatial)?/schema:containedInPlace* ?s . "
        + by((SCHEMA + "containedInPlace", ESG + "terc")),
        # Which source prints which form of a name.
        f"{{ SELECT ?g ?o WHERE {{ GRAPH ?g {{ <{iri}> esg:mentionedAs ?o }} }} ORDER BY ?g ?o LIMIT {FETCHED} }} "
        f"BIND(esg:mentionedAs AS ?p) BIND(<{iri}> AS ?s)",
        *(_first_of(iri, way, prop) for way, prop, number in shown if number > FETCHED),
        *_belonging(near),
    ]
    return union(branches)


def _first_of(iri: str, way: str, prop: str) -> str:
    """The first values of a property that has many, or the first things that point by it."""
    wanted, given = ("?o", "?s") if way == "out" else ("?s", "?o")
    pattern = f"<{iri}> <{prop}> ?o" if way == "out" else f"?s <{prop}> <{iri}>"
    return (
        f"{{ SELECT {wanted} WHERE {{ {pattern} }} ORDER BY {wanted} LIMIT {FETCHED} }} "
        f"BIND(<{prop}> AS ?p) BIND(<{iri}> AS {given})"
    )


def _belonging(near: Neighbourhood) -> list[str]:
    """What points to the posts and units of an organisation, to the parts of an event, and they themselves."""
    kind = near.kind(near.iri)
    if kind not in BELONGING:
        return []
    path, properties = BELONGING[kind]
    branches = [
        f"{{ SELECT ?s ?p ?o WHERE {{ ?o {path} <{near.iri}> . {by(properties)} }} ORDER BY ?o ?p ?s LIMIT {MEMBERS} }}"
    ]
    if kind == "event":
        branches.append(
            f"{{ SELECT ?s ?o WHERE {{ ?s {path} <{near.iri}> ; cv:hasParticipation ?o }} ORDER BY ?s ?o "
            f"LIMIT {MEMBERS} }} BIND(cv:hasParticipation AS ?p)"
        )
    return branches


def _second_ring(near: Neighbourhood) -> str:
    """Whole nodes, events with their dates, and the gaps, claims, conflicts and grounds of what was read."""
    iri = near.iri
    nodes = [
        other
        for other in near.iris() - {iri}
        if near.is_statement(other) or near.kind(other) in ("edition", "event", "post")
    ]
    nodes += near.subjects(iri, ORG + "unitOf")
    about = [iri, *(node for node in nodes if not near.is_statement(node))]
    pointing = [subject for prop in near.pointing(iri) for subject in near.subjects(iri, prop)]
    derived = near.things(iri, ESG + "cooperatesWith", OWL + "sameAs")
    conflict = "esg:conflictsWith|^esg:conflictsWith"
    return union(
        [
            whole(nodes),
            dates([iri, *nodes]),
            each("?o", nodes, "?s cv:hasParticipation ?o BIND(cv:hasParticipation AS ?p)"),
            each("?it", [iri, *nodes], "?s esg:gapSubject ?it ; ?p ?o"),
            each("?it", [iri, *nodes], f"?it {conflict} ?s . ?s ?p ?o"),
            each("?it", about, "?s rdf:subject ?it ; a esg:Claim ; ?p ?o"),
            each("?it", about, f"?claim rdf:subject ?it ; {conflict} ?s . ?s ?p ?o"),
            *each_by(pointing, _OF_POINTING),
            each("?it", pointing, f"?s rdf:subject ?it ; rdf:object <{iri}> ; a esg:Claim ; ?p ?o"),
            each("?it", derived, f"?s rdf:subject <{iri}> ; rdf:object ?it ; a esg:DerivedStatement ; ?p ?o"),
        ]
    )


def _read_evidence(site: Site, near: Neighbourhood) -> None:
    """Read the evidence of all that was read, with its words and its source, and what nodes name without being read."""
    evidence = {term.value for _, prop, term in near.statements() if prop == ESG + "evidence"}
    evidence |= {near.iri} if near.kind(near.iri) == "evidence" else set()
    of_source = by((DCTERMS + "issued", SCHEMA + "url"))
    text = union(
        [
            each("?s", evidence, "?s ?p ?o"),
            each("?it", evidence, "?it oa:hasSelector ?s . ?s ?p ?o"),
            each("?it", evidence, f"?it oa:hasSource ?s . {of_source}"),
            _unread(near),
        ]
    )
    near.add(site.select(text) if text else [])


def _unread(near: Neighbourhood) -> str:
    """What the nodes connect that were named and not read."""
    unread = {iri for iri in near.iris() if near.is_statement(iri) and not near.known(iri)}
    return each("?s", unread, by((RDF + "type", *KEYS)))


def _read_names(site: Site, near: Neighbourhood, named: Collection[str]) -> None:
    """Read the names of everything that may have one, in both languages."""
    iris = near.iris() | set(named)
    names = {
        name
        for term in near.terms(near.iri, ESG + "mentionedAs")
        for name in near.graphs(near.iri, ESG + "mentionedAs", term)
    }
    of_graphs = {source for iri in iris | names if (source := near.source_of(iri))}
    nameless = {iri for iri in iris if near.is_statement(iri) or near.kind(iri) == "evidence" or near.is_fragment(iri)}
    text = union(each_by((iris | of_graphs) - nameless, (SKOS + "prefLabel", RDFS + "label", DCTERMS + "title")))
    near.add(site.select(text) if text else [])


def whole(nodes: Iterable[str]) -> str:
    """Everything that is said of some nodes, but for what would draw in too much."""
    left_out = ", ".join(f"<{prop}>" for prop in TOO_MUCH)
    return each("?s", nodes, f"?s ?p ?o FILTER(?p NOT IN ({left_out}))")


def dates(nodes: Iterable[str]) -> str:
    """The events of nodes with their dates, and the events that these are parts of."""
    path = "(^cv:hasParticipation|esg:conferredAt|esg:presentedAt)?/schema:superEvent*"
    properties = (SCHEMA + "superEvent", SCHEMA + "startDate", SCHEMA + "endDate")
    return each("?it", nodes, f"?it {path} ?s . {by(properties)}")


def by(properties: Iterable[str]) -> str:
    """The statements by some properties of what the pattern before has found.

    As a filter: beside other values, `VALUES ?p` makes Oxigraph read the whole graph to join it, half a second at 1 M.
    """
    return f"?s ?p ?o FILTER(?p IN ({', '.join(f'<{prop}>' for prop in sorted(set(properties)))}))"


def each_by(iris: Iterable[str], properties: Iterable[str]) -> list[str]:
    """Branches with the statements of some IRIs by some properties: each is looked up, and a source may say a lot."""
    chosen = list(iris)
    return [each("?s", chosen, f"?s <{prop}> ?o BIND(<{prop}> AS ?p)") for prop in properties]


def each(variable: str, iris: Iterable[str], pattern: str) -> str:
    """A pattern for each of some IRIs; "" if there is none."""
    values = listed(iris)
    return f"VALUES {variable} {{ {values} }} {pattern}" if values else ""


def union(branches: Iterable[str]) -> str:
    """A query for the statements of all branches; "" if there is none."""
    groups = " UNION ".join(f"{{ {branch} }}" for branch in branches if branch)
    return f"SELECT DISTINCT ?s ?p ?o ?g WHERE {{ {groups} }}" if groups else ""
