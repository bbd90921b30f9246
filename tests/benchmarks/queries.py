"""Turns a release into the requests of the benchmark: six queries, each with thousands of different texts."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from esgraph.release import Release
from esgraph.vocabulary import CV, ESG, ORG, RDF, SKOS

_PREFIXES = f"PREFIX cv: <{CV}> PREFIX esg: <{ESG}> PREFIX skos: <{SKOS}> "
_SELECT, _GRAPH, _PAGE = "application/sparql-results+json", "text/turtle", "text/html"

#: Stands in a query for what differs from request to request.
_ITEM = "ITEM"


@dataclass(frozen=True, slots=True)
class Query:
    """One kind of request: what is constant in it, what differs, and what makes it differ once every item was used.

    `again` comes before a number that rises with every round over the items, so that no text ever comes twice.
    A `heavy` query is asked over few connections.
    """

    name: str
    text: str
    items: tuple[str, ...]
    accept: str = _SELECT
    again: str = " LIMIT 1000000"
    heavy: bool = False

    @property
    def is_page(self) -> bool:
        """Whether this is a page and not a query; only esgraph has pages."""
        return self.accept == _PAGE

    def parts(self) -> tuple[str, str, str]:
        """What stands before the item, after it, and before the number of the round; encoded for an address."""
        before, _, after = self.text.partition(_ITEM)
        if self.is_page:
            return before, after, self.again
        return quote(before, safe=""), quote(after, safe=""), quote(self.again, safe="")

    def encoded(self) -> list[str]:
        """The items, encoded for an address."""
        return [quote(item, safe="") for item in self.items]


def queries(release: Release) -> list[Query]:
    """The queries over the organisations of a release; over every entity, where there are few organisations."""
    organizations, subjects, words = _read(release)
    entities = tuple(organizations if len(organizations) >= 100 else subjects)
    base = f"{release.manifest.base}id/organization/"
    return [
        Query("point query", f"SELECT ?p ?o WHERE {{ <{_ITEM}> ?p ?o }}", entities),
        Query("ego network", _PREFIXES + _EGO, tuple(organizations), _GRAPH),
        Query("two hops", _PREFIXES + _TWO_HOPS, tuple(organizations)),
        Query("full-text filter", _PREFIXES + _FULL_TEXT, tuple(words), again=" OFFSET ", heavy=True),
        Query("most connected", _PREFIXES + _MOST, tuple(map(str, range(10, 9_000))), again=" OFFSET ", heavy=True),
        Query(
            "entity page",
            f"/page/organization/{_ITEM}",
            tuple(iri.removeprefix(base) for iri in organizations),
            _PAGE,
            "?round=",
        ),
    ]


#: An organisation's partners, who among them cooperates too, and everyone it shared an event with.
_EGO = f"""CONSTRUCT {{
  <{_ITEM}> esg:cooperatesWith ?partner . ?partner skos:prefLabel ?label . ?partner esg:cooperatesWith ?other .
  ?event cv:hasParticipation ?own . ?own cv:hasParticipant <{_ITEM}> .
  ?event cv:hasParticipation ?theirs . ?theirs cv:hasParticipant ?fellow .
}} WHERE {{
  {{
    <{_ITEM}> esg:cooperatesWith ?partner . ?partner skos:prefLabel ?label .
    OPTIONAL {{ ?partner esg:cooperatesWith ?other . ?other esg:cooperatesWith <{_ITEM}> }}
  }} UNION {{
    ?own cv:hasParticipant <{_ITEM}> . ?event cv:hasParticipation ?own .
    ?event cv:hasParticipation ?theirs . ?theirs cv:hasParticipant ?fellow .
  }}
}}"""
_TWO_HOPS = f"""SELECT DISTINCT ?second WHERE {{
  <{_ITEM}> esg:cooperatesWith ?first . ?first esg:cooperatesWith ?second FILTER(?second != <{_ITEM}>)
}}"""
_FULL_TEXT = f"""SELECT ?entity ?label WHERE {{
  ?entity skos:prefLabel ?label FILTER(CONTAINS(LCASE(STR(?label)), "{_ITEM}"))
}} LIMIT 20"""
_MOST = f"""SELECT ?organization (COUNT(?partner) AS ?partners) WHERE {{
  ?organization esg:cooperatesWith ?partner
}} GROUP BY ?organization ORDER BY DESC(?partners) ?organization LIMIT {_ITEM}"""

#: Three joins without a common variable: no engine ends this within a time limit.
HOSTILE = (
    "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?c != ?f && ?f != ?i && ?i != ITEM) }"
)


def _read(release: Release) -> tuple[list[str], list[str], list[str]]:
    """Organisations, all entities, and pieces of labels without Polish letters (whose lower case engines differ on)."""
    kind = f"> <{RDF}type> <{ORG}Organization> ".encode()
    label = f"<{SKOS}prefLabel>".encode()
    organizations: set[bytes] = set()
    subjects: dict[bytes, None] = {}
    words: set[str] = set()
    with release.nquads.open("rb") as lines:
        for line in lines:
            if kind in line:
                organizations.add(line[1 : line.index(b">")])
            if len(subjects) < 20_000 and b"/id/" in line[:200]:
                subjects[line[1 : line.index(b">")]] = None
            if label in line and len(words) < 20_000:
                words.update(_pieces(line.decode()))
    # Every n-th, so that hubs and hermits are met in the proportion in which they are there.
    chosen = sorted(organizations)[:: max(1, len(organizations) // 20_000)]
    return [iri.decode() for iri in chosen], [iri.decode() for iri in subjects], sorted(words)


def _pieces(line: str) -> set[str]:
    text = line.partition('"')[2].rpartition('"')[0].lower()
    return {word[start : start + 5] for word in re.findall("[a-z]{5,}", text) for start in range(len(word) - 4)}
