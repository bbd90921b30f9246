"""Turns what one made-up source says into the rows of its named graph, of the gaps and of the derived statements.

A row is an N-Quads statement without its graph; rows are joined with the name of the graph when they are written.
"""

import hashlib
from collections.abc import Iterable

from esgraph.vocabulary import CV, DCTERMS, ESG, OA, ORG, OWL, PROV, RDF, SCHEMA, SCHEME, SKOS, XSD

#: Base of the synthetic dataset, in a domain that nobody can have (RFC 6761, section 6.5).
BASE = "https://country.example/"
ID = f"{BASE}id/"

TYPE = f"<{RDF}type>"
LABEL = f"<{SKOS}prefLabel>"
EVIDENCE = f"<{ESG}evidence>"
MENTIONED_AS = f"<{ESG}mentionedAs>"
MENTIONS = f"<{SCHEMA}mentions>"
STATES = f"<{ESG}states>"
LOCATION = f"<{SCHEMA}location>"
START = f"<{SCHEMA}startDate>"
DATE = f"<{DCTERMS}date>"
CONFLICTS = f"<{ESG}conflictsWith>"
ORGANIZATION = f"<{ORG}Organization>"
_SUBJECT, _PREDICATE, _OBJECT = f"<{RDF}subject>", f"<{RDF}predicate>", f"<{RDF}object>"
_DERIVED_FROM = f"<{PROV}wasDerivedFrom>"
_COOPERATES = f"<{ESG}cooperatesWith>"
_INTEGER = f"^^<{XSD}integer>"


def own(local: str) -> str:
    """A term of the project's ontology."""
    return f"<{ESG}{local}>"


def cv(local: str) -> str:
    """A term of the EU core vocabularies."""
    return f"<{CV}{local}>"


def concept(scheme: str, name: str) -> str:
    """A concept of one of the project's schemes."""
    return f"<{SCHEME}{scheme}/{name}>"


def node(kind: str, slug: str) -> str:
    """An entity of the synthetic dataset."""
    return f"<{ID}{kind}/{slug}>"


def integer(number: int) -> str:
    """A number as the store keeps it."""
    return f'"{number}"{_INTEGER}'


def typed(text: str, local: str) -> str:
    """A date of a given precision: `date`, `gYearMonth` or `gYear`."""
    return f'"{text}"^^<{XSD}{local}>'


def labels(subject: str, polish: str, english: str) -> tuple[str, str]:
    """The two names of an entity."""
    return f'{subject} {LABEL} "{polish}"@pl', f'{subject} {LABEL} "{english}"@en'


class Derivations:
    """The graph `derived`, made as `ontology/rules/*.rq` make it; each cooperating pair is stated once.

    Pairs are remembered until `forget`: a pair belongs to one county, so memory does not grow with the country.
    """

    def __init__(self) -> None:
        self.rows: list[str] = []
        self._pairs: set[tuple[str, str]] = set()

    def forget(self) -> None:
        """Begin a county that shares no pair with those before it."""
        self._pairs.clear()

    def cooperation(self, slug: str, homes: Iterable[str]) -> None:
        """All pairs among the slugs of cooperating organisations, offices lifted to their organisations."""
        ground = node("cooperation", slug)
        parties = sorted(set(homes))
        for one in parties:
            for other in parties:
                if one == other:
                    continue
                subject, value = node("organization", one), node("organization", other)
                if (one, other) not in self._pairs:
                    self._pairs.add((one, other))
                    self.rows.append(f"{subject} {_COOPERATES} {value}")
                self._statement(f"{slug}-{one}-{other}", subject, _COOPERATES, value, ground)

    def same_as(self, slug: str, subject: str, candidate: str) -> None:
        """What follows from a confirmed hypothesis."""
        same = f"<{OWL}sameAs>"
        self.rows.append(f"{subject} {same} {candidate}")
        self._statement(slug, subject, same, candidate, node("hypothesis", slug))

    def tie(
        self, kind: str, ground: str, slug: str, parties: Iterable[str], offices: Iterable[str] = (),
        dates: Iterable[str] = (), target: str = "",
    ) -> None:  # fmt: skip
        """A tie of organisations, if there are two; terms, but for the kind and the rest of the slug."""
        bound = sorted({*parties, *([target] if target else [])})
        if len(bound) < 2:
            return
        it = node("tie", f"{kind}-{slug}")
        self.rows += (
            f"{it} {TYPE} <{ESG}Tie>",
            f"{it} <{ESG}tieKind> {concept('tie-kind', kind)}",
            *(f"{it} <{ESG}tieParty> {party}" for party in bound),
            *(f"{it} <{ESG}tieThrough> {office}" for office in sorted(set(offices))),
            *([f"{it} <{ESG}tieTarget> {target}"] if target else []),
            *(f"{it} {DATE} {date}" for date in dates),
            f"{it} {_DERIVED_FROM} {ground}",
        )

    def _statement(self, slug: str, subject: str, predicate: str, value: str, ground: str) -> None:
        it = node("derivation", slug)
        self.rows += (
            f"{it} {TYPE} <{ESG}DerivedStatement>",
            f"{it} {_SUBJECT} {subject}",
            f"{it} {_PREDICATE} {predicate}",
            f"{it} {_OBJECT} {value}",
            f"{it} {_DERIVED_FROM} {ground}",
        )


class Source:
    """One source while it is written: its text, what it says, and what it does not say."""

    def __init__(self, slug: str) -> None:
        self.slug = slug
        self.node = node("source", slug)
        self.rows: list[str] = []
        self.gaps: list[str] = []
        self._words: list[str] = []
        self._length = 0

    def quote(self, words: str, *, open_list: bool = False) -> str:
        """Add words (at most 15) to the text; the evidence that points to them."""
        start = self._length
        end = start + len(words)
        self._words.append(words)
        self._length = end + 1
        iri = f"{ID}evidence/{self.slug}-{start}-{end}"
        it, quote, position = f"<{iri}>", f"<{iri}#quote>", f"<{iri}#position>"
        self.rows += (
            f"{it} {TYPE} <{ESG}Evidence>",
            f"{it} <{OA}hasSource> {self.node}",
            f"{it} <{OA}hasSelector> {quote}",
            f"{it} <{OA}hasSelector> {position}",
            f"{quote} {TYPE} <{OA}TextQuoteSelector>",
            f'{quote} <{OA}exact> "{words}"',
            f"{position} {TYPE} <{OA}TextPositionSelector>",
            f'{position} <{OA}start> "{start}"{_INTEGER}',
            f'{position} <{OA}end> "{end}"{_INTEGER}',
        )
        if open_list:
            self.rows.append(f'{it} <{ESG}listIsExhaustive> "false"^^<{XSD}boolean>')
        return it

    def paraphrase(self, polish: str, english: str) -> str:
        """Evidence without words of the source, which says so."""
        digest = hashlib.sha256(polish.encode()).hexdigest()[:8]
        it = node("evidence", f"{self.slug}-{digest}")
        self.rows += (
            f"{it} {TYPE} <{ESG}Evidence>",
            f"{it} <{OA}hasSource> {self.node}",
            f'{it} <{ESG}paraphrase> "{polish}"@pl',
            f'{it} <{ESG}paraphrase> "{english}"@en',
        )
        return it

    def claim(self, key: str, subject: str, predicate: str, value: str, evidence: str) -> str:
        """A statement and the claim about it; `key` is the rest of the claim's slug."""
        it = node("claim", f"{self.slug}-{key}")
        self.rows += (
            f"{subject} {predicate} {value}",
            f"{it} {TYPE} <{ESG}Claim>",
            f"{it} {_SUBJECT} {subject}",
            f"{it} {_PREDICATE} {predicate}",
            f"{it} {_OBJECT} {value}",
            f"{it} {EVIDENCE} {evidence}",
            f"{self.node} {STATES} {it}",
        )
        return it

    def gap(self, key: str, subject: str, predicate: str, polish: str, english: str) -> None:
        """What this source does not say of an entity."""
        it = node("gap", f"{self.slug}-{key}")
        self.gaps += (
            f"{it} {TYPE} <{ESG}NotStated>",
            f"{it} <{ESG}gapSubject> {subject}",
            f"{it} <{ESG}gapProperty> {predicate}",
            f"{it} <{DCTERMS}source> {self.node}",
            f'{it} <{DCTERMS}description> "{polish}"@pl',
            f'{it} <{DCTERMS}description> "{english}"@en',
        )

    def finish(self, polish: str, english: str, published: str, publisher: str = "") -> None:
        """Describe the source itself: names, language, and the text that its evidence counts in."""
        it = self.node
        self.rows += (
            f"{it} {TYPE} <{ESG}Source>",
            *labels(it, polish, english),
            f'{it} <{SCHEMA}inLanguage> "pl"',
            f"{it} <{SCHEMA}url> <{BASE}texts/{self.slug}>",
            f"{it} <{DCTERMS}issued> {typed(published, 'date')}",
        )
        if publisher:
            self.rows.append(f"{it} <{DCTERMS}publisher> {publisher}")
        if self._words:
            text = " ".join(self._words)
            digest = hashlib.sha256(text.encode()).hexdigest()
            self.rows += (
                f"{it} <{ESG}textLength> {integer(len(text))}",
                f'{it} <{ESG}textSha256> "{digest}"',
            )
