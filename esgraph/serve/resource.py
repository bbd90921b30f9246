"""Turns an IRI into a Resource: what the graph says of it, with labels, evidence, gaps and what points to it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from esgraph.errors import Language
from esgraph.serve.site import Site
from esgraph.serve.store import Answer, Query
from esgraph.vocabulary import ESG, PREFIXES, RDF, SKOS

Term = dict[str, str]

#: The order in which a reader wants to know things; everything else follows by label.
_FIRST = [
    RDF + "type",
    "http://www.w3.org/ns/org#classification",
    SKOS + "prefLabel",
    SKOS + "altLabel",
    ESG + "mentionedAs",
    "http://purl.org/dc/terms/description",
]
_HIDDEN = {ESG + "evidence", ESG + "conflictsWith", "https://schema.org/mentions", ESG + "states"}
_INCOMING_LIMIT = 200
_NO_STATEMENTS = " ".join(
    f"FILTER NOT EXISTS {{ ?s a {kind} }}" for kind in ("esg:Claim", "esg:NotStated", "esg:DerivedStatement")
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of a source, or a paraphrase (then `is_quote` is false)."""

    iri: str
    words: str
    is_quote: bool
    source: str
    source_label: str
    language: str = ""


@dataclass(slots=True)
class Value:
    """One value of a property, the graphs that have it, and the evidence of this very statement."""

    term: Term
    label: str
    graphs: list[str] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    claims: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    derived: bool = False
    grounds: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Resource:
    """What a page shows of one IRI."""

    iri: str
    label: str
    properties: dict[str, list[Value]]
    evidence: list[Evidence]
    gaps: list[tuple[str, str]]
    conflicts: list[str]
    incoming: list[tuple[str, str]]
    more_incoming: bool
    labels: dict[str, str]

    def name(self, iri: str) -> str:
        """The label of a term, or a readable short form of it."""
        return self.labels.get(iri) or short(iri)


def short(iri: str) -> str:
    """A prefixed name where a prefix is known, else the last part of the IRI."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri.rstrip("/").rpartition("/")[2] or iri


def description(site: Site, iri: str, media_type: str) -> Answer:
    """Everything about an IRI as a graph: its statements and fragments, claims and evidence, incoming, labels."""
    text = f"""
        CONSTRUCT {{ ?s ?p ?o }} WHERE {{
          {{ VALUES ?s {{ <{iri}> <{iri}#quote> <{iri}#position> }} ?s ?p ?o }}
          UNION {{ ?s ?p <{iri}> BIND(<{iri}> AS ?o) }}
          UNION {{ ?s rdf:subject <{iri}> ; ?p ?o }}
          UNION {{ ?claim rdf:subject <{iri}> ; esg:evidence ?s . ?s ?p ?o }}
          UNION {{ <{iri}> esg:evidence ?s . ?s ?p ?o }}
          UNION {{ ?s esg:gapSubject <{iri}> ; ?p ?o }}
          UNION {{ <{iri}> ?any ?s . ?s ?p ?o FILTER(?p IN (skos:prefLabel, rdfs:label)) }}
        }}"""
    return site.store.query(Query(text), media_type)


def exists(site: Site, iri: str) -> bool:
    """Whether the graph says anything of the IRI."""
    return bool(site.select(f"SELECT ?p WHERE {{ <{iri}> ?p ?o }} LIMIT 1"))


def read(site: Site, iri: str, language: Language) -> Resource:
    """Read what a page shows of an IRI, labels in the reader's language where there are any."""
    rows = site.select(f"SELECT ?p ?o ?g WHERE {{ GRAPH ?g {{ <{iri}> ?p ?o }} }} ORDER BY ?p ?o ?g")
    incoming = site.select(
        # NOT EXISTS looks at what was found, where MINUS would first gather every claim of the graph.
        f"SELECT DISTINCT ?s ?p WHERE {{ ?s ?p <{iri}> {_NO_STATEMENTS} }} ORDER BY ?p ?s LIMIT {_INCOMING_LIMIT + 1}"
    )
    gaps = site.select(
        f"SELECT ?p ?note WHERE {{ ?gap esg:gapSubject <{iri}> ; esg:gapProperty ?p . "
        f'OPTIONAL {{ ?gap dcterms:description ?note FILTER(LANG(?note) = "{language}") }} }} ORDER BY ?p'
    )
    named = {term["value"] for row in [*rows, *incoming, *gaps] for term in row.values() if term["type"] == "uri"}
    labels = read_labels(site, named | {iri}, language)
    conflicts = site.select(
        f"SELECT DISTINCT ?other WHERE {{ <{iri}> esg:conflictsWith|^esg:conflictsWith ?other }} ORDER BY ?other"
    )
    labels |= read_labels(site, {row["other"]["value"] for row in conflicts}, language)
    resource = Resource(
        iri=iri,
        label=labels.get(iri) or short(iri),
        properties=_properties(site, rows, labels, language),
        evidence=_evidence(site, f"BIND(<{iri}> AS ?claim)", language).get(iri, []),
        gaps=[(row["p"]["value"], row.get("note", {}).get("value", "")) for row in gaps],
        conflicts=[row["other"]["value"] for row in conflicts],
        incoming=[(row["s"]["value"], row["p"]["value"]) for row in incoming[:_INCOMING_LIMIT]],
        more_incoming=len(incoming) > _INCOMING_LIMIT,
        labels=labels,
    )
    _add_claims(site, resource, language)
    _add_grounds(site, resource, language)
    return resource


def _properties(
    site: Site, rows: list[dict[str, Term]], labels: dict[str, str], language: Language
) -> dict[str, list[Value]]:
    grouped: dict[str, dict[tuple[str, str, str], Value]] = {}
    for row in rows:
        predicate, term, graph = row["p"]["value"], row["o"], row["g"]["value"]
        if predicate in _HIDDEN:
            continue
        identity = (term["value"], term.get("datatype", ""), term.get("xml:lang", ""))
        label = (labels.get(term["value"]) or short(term["value"])) if term["type"] == "uri" else term["value"]
        value = grouped.setdefault(predicate, {}).setdefault(identity, Value(term, label))
        value.graphs.append(graph)
        value.derived = all(name == f"{site.base}graph/derived" for name in value.graphs)

    def rank(predicate: str) -> tuple[int, str]:
        order = _FIRST.index(predicate) if predicate in _FIRST else len(_FIRST)
        return order, labels.get(predicate) or short(predicate)

    return {
        predicate: _in_language(list(grouped[predicate].values()), language) for predicate in sorted(grouped, key=rank)
    }


def _in_language(values: list[Value], language: Language) -> list[Value]:
    """The values in the reader's language where there are such, without their translations."""
    own = [value for value in values if value.term.get("xml:lang") in (None, language)]
    return own or values


def _add_claims(site: Site, resource: Resource, language: Language) -> None:
    """Give every statement the evidence and the conflicts of the claims about it."""
    iri = resource.iri
    rows = site.select(
        f"SELECT ?claim ?p ?o ?other WHERE {{ ?claim a esg:Claim ; rdf:subject <{iri}> ; rdf:predicate ?p ; "
        "rdf:object ?o . OPTIONAL { ?claim esg:conflictsWith|^esg:conflictsWith ?other } } ORDER BY ?claim ?other"
    )
    evidence = _evidence(site, f"?claim a esg:Claim ; rdf:subject <{iri}> .", language)
    for row in rows:
        for value in resource.properties.get(row["p"]["value"], []):
            claim = row["claim"]["value"]
            if value.term["value"] != row["o"]["value"]:
                continue
            if claim not in value.claims:
                value.claims.append(claim)
                value.evidence += [one for one in evidence.get(claim, []) if one not in value.evidence]
            if "other" in row:
                value.conflicts.append(row["other"]["value"])
    resource.labels.update(read_labels(site, {row["other"]["value"] for row in rows if "other" in row}, language))


def _add_grounds(site: Site, resource: Resource, language: Language) -> None:
    """Give every derived statement what it was derived from."""
    rows = site.select(
        f"SELECT ?p ?o ?ground WHERE {{ ?statement a esg:DerivedStatement ; rdf:subject <{resource.iri}> ; "
        "rdf:predicate ?p ; rdf:object ?o ; prov:wasDerivedFrom ?ground } ORDER BY ?p ?o ?ground"
    )
    for row in rows:
        for value in resource.properties.get(row["p"]["value"], []):
            if value.term["value"] == row["o"]["value"]:
                value.grounds.append(row["ground"]["value"])
    resource.labels.update(read_labels(site, {row["ground"]["value"] for row in rows}, language))


def _evidence(site: Site, pattern: str, language: Language) -> dict[str, list[Evidence]]:
    rows = site.select(
        f"""SELECT DISTINCT ?claim ?evidence ?exact ?paraphrase ?source WHERE {{
              {pattern} ?claim esg:evidence ?evidence . ?evidence oa:hasSource ?source .
              OPTIONAL {{ ?evidence oa:hasSelector/oa:exact ?exact }}
              OPTIONAL {{ ?evidence esg:paraphrase ?paraphrase FILTER(LANG(?paraphrase) = "{language}") }}
            }} ORDER BY ?claim ?evidence"""
    )
    labels = read_labels(site, {row["source"]["value"] for row in rows}, language)
    found: dict[str, list[Evidence]] = {}
    for row in rows:
        words = row.get("exact") or row.get("paraphrase") or {"value": ""}
        source = row["source"]["value"]
        one = Evidence(
            row["evidence"]["value"], words["value"], "exact" in row, source, labels.get(source, ""),
            words.get("xml:lang", ""),
        )  # fmt: skip
        found.setdefault(row["claim"]["value"], []).append(one)
    return found


def read_labels(site: Site, iris: Iterable[str], language: Language) -> dict[str, str]:
    """Labels of IRIs in the reader's language, else in any.

    A claim has no name of its own: it is called by its class and slug. What has no class either is left out.
    """
    safe = [iri for iri in sorted(iris) if iri and not set(iri) & set(' <>"{}|\\^`')]
    if not safe:
        return {}
    listed = " ".join(f"<{iri}>" for iri in safe)
    rows = site.select(
        f"SELECT ?s ?label WHERE {{ VALUES ?s {{ {listed} }} ?s skos:prefLabel|rdfs:label|dcterms:title ?label }}"
    )
    labels: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: row["label"].get("xml:lang") != language):
        labels.setdefault(row["s"]["value"], row["label"]["value"])
    unnamed = " ".join(f"<{iri}>" for iri in safe if iri not in labels)
    classes = site.select(
        f"SELECT ?s ?label WHERE {{ VALUES ?s {{ {unnamed} }} ?s a/rdfs:label ?label "
        f'FILTER(LANG(?label) = "{language}") }} ORDER BY ?s ?label'
    )
    for row in classes:
        iri = row["s"]["value"]
        labels.setdefault(iri, f"{row['label']['value']}: {iri.rpartition('/')[2].replace('#', ' ')}")
    return labels
