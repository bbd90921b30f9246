"""Turns a source into its account: what it says in the order of its text, each fact beside the words that carry it."""

import math
from dataclasses import dataclass

from esgraph.errors import Language
from esgraph.serve.article import reading
from esgraph.serve.article.content import Evidence, Item, Mention, Note
from esgraph.serve.article.neighbourhood import Neighbourhood
from esgraph.serve.article.source import FACTS
from esgraph.serve.article.teller import Teller
from esgraph.serve.literals import whole
from esgraph.serve.memo import remembered
from esgraph.serve.packed import Packed
from esgraph.serve.resource import listed
from esgraph.serve.site import Site
from esgraph.vocabulary import DCTERMS, ESG, ORG, ROV, ROW, SCHEMA, graph

#: What a source says of a thing itself.
_OF_THING = (
    ORG + "classification", ROV + "orgType", SCHEMA + "location", ESG + "krs", ESG + "nip", ESG + "regon",
    ESG + "mentionedAs",
)  # fmt: skip
#: Passages on a page, and gaps after the last.
SIZE = 40
GAPS = 100


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a source with where they stand, and the facts that they carry; a paraphrase stands nowhere."""

    evidence: Evidence
    start: int
    end: int
    facts: tuple[tuple[str, Item], ...]


@dataclass(frozen=True, slots=True)
class Account:
    """One page of what a source says. `gaps` are on the last page only; `more_gaps` is how many are left out there."""

    source: str
    title: str
    facts: tuple[Note, ...]
    passages: tuple[Passage, ...]
    paraphrases: tuple[Passage, ...]
    gaps: tuple[tuple[Mention, Note], ...]
    more_gaps: int
    total: int


def read(site: Site, source: str, page: int, language: Language) -> Account | None:
    """One page (from 1) of the account of a source; None if there is no such page or source."""
    named = graph(site.base, f"source/{source.rpartition('/')[2]}")
    ordered = _pieces(site, named, source)
    total = len(ordered)
    if page > 1 and (page - 1) * SIZE >= total:
        return None
    pieces = [piece for (piece,) in ordered.page((page - 1) * SIZE, SIZE)]
    near = Neighbourhood(site.base, source)
    near.add(site.select(_facts_on(named, source, pieces)))
    is_last = page * SIZE >= total
    missing = _count(site, f"?s dcterms:source <{source}> ; esg:gapSubject ?it") if is_last else 0
    reading.complete(site, near)
    teller = Teller(near, language)
    passages = [_passage(teller, piece) for piece in pieces]
    gaps = _gaps(site, source, language) if missing else ()
    return Account(
        source,
        teller.name(source),
        teller.notes(source, *FACTS),
        tuple(one for one in passages if one.start >= 0 and (one.facts or one.evidence.words)),
        tuple(one for one in passages if one.start < 0),
        gaps,
        max(0, missing - len(gaps)),
        total,
    )


def _count(site: Site, pattern: str) -> int:
    return int(site.select(f"SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE {{ {pattern} }}")[0]["n"]["value"])


@remembered
def _pieces(site: Site, named: str, source: str) -> Packed:
    """The evidence of a source: as it begins in the text, the longer words before the shorter, paraphrases last."""
    rows = site.rows(
        f"""SELECT ?piece ?begins ?ends WHERE {{ GRAPH <{named}> {{ ?piece oa:hasSource <{source}>
              OPTIONAL {{ ?piece oa:hasSelector ?place . ?place oa:start|rdf:value ?begins
                OPTIONAL {{ ?place oa:end ?ends }} }} }} }}"""
    )
    places: dict[str, tuple[float, float]] = {}
    for piece, begins, ends in rows:
        start, end = places.get(piece, (math.inf, -math.inf))
        first, last = whole(begins.removeprefix(ROW)), whole(ends)
        places[piece] = (
            min(start, math.inf if first is None else first),
            max(end, -math.inf if last is None else last),
        )
    return Packed.of((piece,) for piece in sorted(places, key=lambda one: (places[one][0], -places[one][1], one)))


def _facts_on(named: str, source: str, pieces: list[str]) -> str:
    """The source itself, and what rests on pieces of evidence in its graph, with the events that it happened at."""
    resting = f"GRAPH <{named}> {{ ?s esg:evidence ?it }}"
    at_event = "?o esg:evidence ?it . ?s cv:hasParticipation ?o BIND(cv:hasParticipation AS ?p)"
    own = f"VALUES ?p {{ {listed([*FACTS, ESG + 'evidence'])} }} <{source}> ?p ?o BIND(<{source}> AS ?s)"
    too_much = ", ".join(f"<{prop}>" for prop in reading.TOO_MUCH)
    return reading.union(
        [
            own,
            reading.each("?it", pieces, f"{resting} ?s ?p ?o FILTER(?p NOT IN ({too_much}))"),
            reading.each("?it", pieces, at_event),
            reading.each("?it", pieces, f"{resting} ?claim esg:conflictsWith ?s . ?s ?p ?o"),
        ]
    )


def _passage(teller: Teller, piece: str) -> Passage:
    near = teller.near
    facts = [fact for fact in near.subjects(piece, ESG + "evidence") if _own_words(teller, fact) == piece]
    facts.sort(key=lambda fact: (near.is_statement(fact), near.kind(fact) == "claim", fact))
    told = tuple(_fact(teller, fact) for fact in facts)
    return Passage(teller.words(piece), teller.start(piece), teller.end(piece), told)


def _own_words(teller: Teller, fact: str) -> str:
    """The evidence by which a fact is told: of several, the words that come last, since they say it of this one.

    Of the rows of a table each says it, so the first.
    """
    pieces = teller.near.things(fact, ESG + "evidence")
    of_table = all(teller.words(piece).at for piece in pieces)
    return (min if of_table else max)(pieces, key=lambda piece: (teller.start(piece), piece))


def _fact(teller: Teller, fact: str) -> tuple[str, Item]:
    """A fact under the word for what it is, without the evidence that it stands beside."""
    if teller.near.is_statement(fact):
        return teller.fact(fact)
    return teller.kind_word(fact).text, Item((teller.mention(fact),), teller.notes(fact, *_OF_THING))


def _gaps(site: Site, source: str, language: Language) -> tuple[tuple[Mention, Note], ...]:
    """What the source does not say: of what, which property."""
    near = Neighbourhood(site.base, source)
    near.add(
        site.select(
            f"SELECT ?s ?p ?o WHERE {{ {{ SELECT DISTINCT ?s WHERE {{ ?s dcterms:source <{source}> ; "
            f"esg:gapSubject ?it }} ORDER BY ?s LIMIT {GAPS} }} ?s ?p ?o }}"
        )
    )
    reading.complete(site, near)
    teller = Teller(near, language)
    return tuple(
        (teller.mention(subject), Note(Mention(teller.label(prop), prop), gap=teller.gap(gap)))
        for gap in near.subjects(source, DCTERMS + "source")
        for subject in near.things(gap, ESG + "gapSubject")
        for prop in near.things(gap, ESG + "gapProperty")
    )
