"""Turns the concept schemes of a graph into trees of concepts, with their mappings and how often each is used.

Read from the store and not from the release's files: a dataset may bring schemes of its own.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from esgraph.errors import LANGUAGES, Language, Text
from esgraph.serve.collation import alphabetical
from esgraph.serve.memo import remembered
from esgraph.serve.resource import batches, listed
from esgraph.serve.site import Site
from esgraph.vocabulary import DCTERMS, RDF, RDFS, SCHEME, SKOS

MAPPINGS = tuple(SKOS + name for name in ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch"))
_BETWEEN_CONCEPTS = (
    "broader", "narrower", "related", "hasTopConcept", "topConceptOf", "inScheme", "exactMatch", "closeMatch",
    "broadMatch", "narrowMatch", "relatedMatch", "member",
)  # fmt: skip
#: Levels of a tree that a page shows as such.
_DEEPEST = 12
#: Statements that make up the schemes, or speak of another statement, are no uses of a concept.
_NO_USE = ", ".join(f"<{iri}>" for iri in (*(SKOS + name for name in _BETWEEN_CONCEPTS), RDF + "object"))


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept or a scheme: its texts by language, and the IRIs beside it."""

    iri: str
    labels: Text
    definition: Text = field(default_factory=dict)
    notes: Text = field(default_factory=dict)
    other_names: tuple[tuple[str, str], ...] = ()  # (language, name)
    notation: str = ""
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    mappings: tuple[tuple[str, str], ...] = ()  # (predicate, IRI)
    licence: str = ""

    def label(self, language: Language) -> str:
        """Its name in a language, else in any, else the last part of its IRI."""
        return self.labels.get(language) or next(iter(self.labels.values()), self.iri.rpartition("/")[2])

    @property
    def name(self) -> str:
        """The part of its IRI below all schemes, `scheme/concept`."""
        return self.iri.removeprefix(SCHEME)


@dataclass(frozen=True, slots=True)
class Branch:
    """A concept and the branches below it; one that `is_elsewhere` has these at another place of the tree."""

    concept: Concept
    branches: tuple["Branch", ...] = ()
    is_elsewhere: bool = False


@remembered
def every(site: Site) -> list[tuple[Concept, int]]:
    """All schemes, by IRI, each with the number of its concepts."""
    rows = site.select(
        "SELECT ?scheme (COUNT(DISTINCT ?concept) AS ?n) WHERE { ?scheme a skos:ConceptScheme . "
        "OPTIONAL { ?concept skos:inScheme ?scheme } } GROUP BY ?scheme ORDER BY ?scheme"
    )
    found = describe(site, [row["scheme"]["value"] for row in rows])
    return [(found[row["scheme"]["value"]], int(row["n"]["value"])) for row in rows if row["scheme"]["value"] in found]


def members(site: Site, scheme: str, most: int) -> list[Concept]:
    """The concepts of a scheme, at most so many, by IRI."""
    rows = site.select(f"SELECT ?c WHERE {{ ?c skos:inScheme <{scheme}> }} ORDER BY ?c LIMIT {most}")
    found = describe(site, [row["c"]["value"] for row in rows])
    return [found[iri] for iri in sorted(found)]


def describe(site: Site, iris: Iterable[str]) -> dict[str, Concept]:
    """Concepts or schemes by IRI, without those that the graph does not name."""
    grouped: dict[str, dict[str, list[dict[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for batch in batches(sorted(set(iris))):
        values = listed(batch)
        for row in site.select(f"SELECT ?c ?p ?o WHERE {{ VALUES ?c {{ {values} }} ?c ?p ?o }} ORDER BY ?c ?p ?o"):
            grouped[row["c"]["value"]][row["p"]["value"]].append(row["o"])
    return {iri: _concept(iri, said) for iri, said in grouped.items() if SKOS + "prefLabel" in said}


def _concept(iri: str, said: dict[str, list[dict[str, str]]]) -> Concept:
    def text(*predicates: str) -> Text:
        for predicate in predicates:
            found = {one.get("xml:lang", ""): one["value"] for one in reversed(said.get(predicate, []))}
            if found:
                return {name: found[name] for name in LANGUAGES if name in found}
        return {}

    def iris(predicate: str) -> tuple[str, ...]:
        return tuple(one["value"] for one in said.get(predicate, []) if one["type"] == "uri")

    return Concept(
        iri=iri,
        labels=text(SKOS + "prefLabel"),
        definition=text(SKOS + "definition", DCTERMS + "description", RDFS + "comment"),
        notes=text(SKOS + "scopeNote", SKOS + "note"),
        other_names=tuple((one.get("xml:lang", ""), one["value"]) for one in said.get(SKOS + "altLabel", [])),
        notation=", ".join(one["value"] for one in said.get(SKOS + "notation", [])),
        broader=iris(SKOS + "broader"),
        related=iris(SKOS + "related"),
        mappings=tuple((predicate, other) for predicate in MAPPINGS for other in iris(predicate)),
        licence=next(iter(iris(DCTERMS + "license")), ""),
    )


def tree(concepts: Iterable[Concept], language: Language) -> tuple[Branch, ...]:
    """Concepts below their broader ones, by name; one whose broader ones are not among them stands at the top.

    Each is told once, below the first of its broader ones, and named below the others. What is too deep for a page, or
    in a circle, begins at the top again.
    """
    known = {concept.iri: concept for concept in concepts}
    below: dict[str, list[Concept]] = defaultdict(list)
    for concept in sorted(known.values(), key=lambda one: (alphabetical(one.label(language)), one.iri)):
        parents = [iri for iri in concept.broader if iri in known]
        for parent in parents or [""]:
            below[parent].append(concept)
    told: set[str] = set()

    def grow(concept: Concept, depth: int) -> Branch:
        if concept.iri in told or depth > _DEEPEST:
            return Branch(concept, is_elsewhere=True)
        told.add(concept.iri)
        return Branch(concept, tuple(grow(one, depth + 1) for one in below[concept.iri]))

    # All that has nothing above it first; then whatever was not reached from there.
    tops = [*below[""], *known.values()]
    return tuple(grow(one, 1) for one in tops if one.iri not in told)


def narrower(site: Site, iri: str, most: int) -> list[str]:
    """IRIs of the concepts right below one."""
    rows = site.select(
        f"SELECT DISTINCT ?c WHERE {{ {{ ?c skos:broader <{iri}> }} UNION {{ <{iri}> skos:narrower ?c }} }} "
        f"ORDER BY ?c LIMIT {most}"
    )
    return [row["c"]["value"] for row in rows]


@remembered
def uses(site: Site, pattern: str) -> dict[str, dict[str, int]]:
    """How many statements have a concept as their value, by concept and property; `pattern` says which ?c."""
    rows = site.select(
        f"SELECT ?c ?p (COUNT(*) AS ?n) WHERE {{ {pattern} ?s ?p ?c FILTER(?p NOT IN ({_NO_USE})) }} GROUP BY ?c ?p"
    )
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for row in sorted(rows, key=lambda row: (-int(row["n"]["value"]), row["p"]["value"])):
        found[row["c"]["value"]][row["p"]["value"]] = int(row["n"]["value"])
    return dict(found)


def graph(iri: str) -> str:
    """The query for a scheme with its concepts, or a concept with those beside it; not the data that use it."""
    return f"""
        CONSTRUCT {{ ?s ?p ?o }} WHERE {{
          {{ VALUES ?s {{ <{iri}> }} ?s ?p ?o }}
          UNION {{ ?s skos:inScheme <{iri}> ; ?p ?o }}
          UNION {{ ?s skos:broader <{iri}> BIND(skos:broader AS ?p) BIND(<{iri}> AS ?o) }}
          UNION {{ ?s skos:hasTopConcept <{iri}> BIND(skos:hasTopConcept AS ?p) BIND(<{iri}> AS ?o) }}
          UNION {{ <{iri}> skos:broader|skos:related|skos:inScheme|^skos:broader ?s . ?s skos:prefLabel ?o
            BIND(skos:prefLabel AS ?p) }}
        }}"""
