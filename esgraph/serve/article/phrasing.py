"""Turns the terms of a Neighbourhood into words of one language: names, places and days, evidence, claims."""

from collections.abc import Sequence
from functools import cached_property

from esgraph.errors import Language
from esgraph.serve import texts
from esgraph.serve.article.content import Evidence, Mention
from esgraph.serve.article.naming import indefinite, literal, outside
from esgraph.serve.article.neighbourhood import Neighbourhood, Term
from esgraph.serve.collation import alphabetical
from esgraph.serve.literals import whole
from esgraph.serve.resource import short
from esgraph.vocabulary import CV, DCTERMS, ESG, KEYS, OA, PREFIXES, PROV, RDF, RDFS, ROW, SCHEMA, SKOS

_LABELS = (SKOS + "prefLabel", RDFS + "label", DCTERMS + "title")

#: How deep names of nodes go that name nodes: a gap of a conferral, a claim about a claim.
_DEEP = 2


class Phrasing:
    """What things are called, when and where they are, on which words what is said of them rests."""

    def __init__(self, near: Neighbourhood, language: Language) -> None:
        self.near = near
        self.language = language

    def t(self, name: str, **values: object) -> str:
        """Words of the interface."""
        return texts.text(name, self.language, **values)

    def n(self, name: str, number: int) -> str:
        """A number with its noun."""
        return texts.counted(name, number, self.language)

    def counted(self, noun: str, written: str) -> str:
        """A number that the graph has, with its noun; what is no number as it stands."""
        number = whole(written)
        return written if number is None else self.n(noun, number)

    def some(self, noun: str) -> str:
        """A noun that is not known, as a sentence names it: with its article, where the language has one."""
        return f"{indefinite(noun)} {noun}" if self.language == "en" else noun

    def name(self, iri: str, depth: int = 0) -> str:
        """What a thing is called; a node by what it connects, a piece of evidence by its words."""
        labels = [term for prop in _LABELS for term in self.near.terms(iri, prop)]
        if labels:
            return self._own(labels)[0].value
        if source := self.near.source_of(iri):
            return self.name(source)
        if self.near.is_statement(iri):
            return self._node_name(iri, depth)
        if self.near.kind(iri) == "evidence":
            return self.words(iri).words or self.t("kind_evidence")
        own = iri.startswith((self.near.base, *PREFIXES.values()))
        return short(iri) if own else outside(iri) or short(iri)

    def _node_name(self, iri: str, depth: int) -> str:
        kind = self.t(f"kind_{self.near.kind(iri)}")
        if depth > _DEEP:
            return kind
        if self.near.kind(iri) == "tie":
            return self._tie_name(iri, depth)
        others = [other for key in KEYS for other in self.near.things(iri, key)]
        others += self.near.subjects(iri, CV + "hasParticipation")
        parts = [self.name(other, depth + 1) for other in others]
        return f"{kind}: {' – '.join(parts)}" if parts else kind

    def _tie_name(self, iri: str, depth: int) -> str:
        """A tie is called by what it rests on, since it may bind hundreds."""
        grounds = self.near.things(iri, PROV + "wasDerivedFrom")[:1]
        parts = [self.name(one, depth + 1) for one in self.near.things(iri, ESG + "tieKind")]
        parts += [self.name(one, depth + 1).removeprefix(f"{self.kind_word(one).text}: ") for one in grounds]
        kind = self.t("kind_tie")
        return f"{kind}: {' – '.join(parts)}" if parts else kind

    def connects(self, iri: str) -> str:
        """What a node connects, without the word for what it is: the heading of its own page."""
        name = self.name(iri)
        return name.removeprefix(f"{self.kind_word(iri).text}: ") if self.near.is_statement(iri) else name

    def kind_word(self, iri: str) -> Mention:
        """The word for what a thing is; of what is no entity of the dataset, the name of its class."""
        if kind := self.near.kind(iri):
            return Mention(self.t(f"kind_{kind}") if f"kind_{kind}" in texts.TEXTS else kind)
        classes = self.near.things(iri, RDF + "type")
        return self.mention(classes[0]) if classes else Mention(self.t("kind_resource"))

    def label(self, prop: str) -> str:
        """What a property is called where its values follow."""
        own = f"label_{prop.removeprefix(ESG).removeprefix(CV)}"
        return self.t(own) if own in texts.TEXTS else self.name(prop)

    def mention(self, value: Term | str) -> Mention:
        """A thing or a literal as it is named."""
        if isinstance(value, str):
            return Mention(self.name(value), value)
        if value.is_iri:
            return Mention(self.name(value.value), value.value)
        other = value.language if value.language not in ("", self.language) else ""
        return Mention(literal(value, self.language), language=other)

    def _own(self, terms: Sequence[Term]) -> list[Term]:
        """The terms in the reader's language, where there are such."""
        own = [term for term in terms if term.language in ("", self.language)]
        return own or list(terms)

    def values(self, subject: str, *properties: str) -> list[Term]:
        """Values in the reader's language, by name."""
        terms = self.near.terms(subject, *properties)
        tagged = [term for term in terms if term.language]
        chosen = [term for term in terms if not term.language] + (self._own(tagged) if tagged else [])
        return sorted(chosen, key=lambda term: alphabetical(self.mention(term).text) if term.is_iri else "")

    def says(self, subject: str, *properties: str) -> str:
        """The first value in words; "" if there is none."""
        found = self.values(subject, *properties)
        return self.mention(found[0]).text if found else ""

    def words(self, iri: str) -> Evidence:
        """One piece of evidence."""
        near = self.near
        exact = [
            term for selector in near.things(iri, OA + "hasSelector") for term in near.terms(selector, OA + "exact")
        ]
        source = next(iter(near.things(iri, OA + "hasSource")), "")
        paraphrase = self._own(near.terms(iri, ESG + "paraphrase"))
        spoken = (exact or paraphrase or [Term("")])[0]
        language = spoken.language or (near.text(source, SCHEMA + "inLanguage") if exact else "")
        return Evidence(
            iri,
            spoken.value,
            bool(exact),
            source,
            self.name(source) if source else "",
            near.text(source, DCTERMS + "issued"),
            language,
            near.text(iri, ESG + "listIsExhaustive") == "false",
            self._row(iri),
            near.text(iri, RDFS + "seeAlso"),
            near.text(iri, ESG + "accessed"),
        )

    def _row(self, iri: str) -> str:
        """The row of a table, and its sheet; "" for other evidence."""
        selectors = self.near.things(iri, OA + "hasSelector")
        row, sheet = (
            next(filter(None, (self.near.text(one, prop) for one in selectors)), "")
            for prop in (RDF + "value", ESG + "sheet")
        )
        return self.t("row_of_sheet" if sheet else "row", row=row.removeprefix(ROW), sheet=sheet) if row else ""

    def start(self, iri: str) -> int:
        """Where the words of a piece of evidence begin in their source, or in which row; -1 for a paraphrase."""
        return min([*self._places(iri, OA + "start"), *self._places(iri, RDF + "value")], default=-1)

    def end(self, iri: str) -> int:
        """Where they end; -1 for a paraphrase."""
        return max(self._places(iri, OA + "end"), default=-1)

    def _places(self, iri: str, prop: str) -> list[int]:
        """What the selectors of a piece of evidence give as a place in the text."""
        selectors = self.near.things(iri, OA + "hasSelector")
        terms = (term for selector in selectors for term in self.near.terms(selector, prop))
        found = [whole(term.value.removeprefix(ROW)) for term in terms]
        return [place for place in found if place is not None]

    def evidence(self, *nodes: str) -> tuple[Evidence, ...]:
        """All evidence of nodes, each piece once, in the order of the text."""
        iris = {iri for node in nodes for iri in self.near.things(node, ESG + "evidence")}
        found = [self.words(iri) for iri in sorted(iris, key=lambda iri: (self.start(iri), iri))]
        return tuple(one for one in found if one.words)

    @cached_property
    def _about(self) -> dict[tuple[str, str, Term], list[str]]:
        """The claims and derived statements about each statement."""
        index: dict[tuple[str, str, Term], list[str]] = {}
        for subject, prop, target in self.near.statements():
            if prop == RDF + "subject":
                for predicate in self.near.things(subject, RDF + "predicate"):
                    for value in self.near.terms(subject, RDF + "object"):
                        index.setdefault((target.value, predicate, value), []).append(subject)
        return index

    def claims(self, subject: str, prop: str, value: Term) -> list[str]:
        """The claims that are about one statement."""
        return [node for node in self._about.get((subject, prop, value), ()) if self.near.kind(node) == "claim"]

    def derivations(self, subject: str, prop: str, value: Term) -> list[str]:
        """The derived statements that are one statement."""
        return [node for node in self._about.get((subject, prop, value), ()) if self.near.kind(node) == "derivation"]

    def conflicts(self, node: str) -> list[str]:
        """What a node conflicts with, whichever of the two says so."""
        both = {*self.near.things(node, ESG + "conflictsWith"), *self.near.subjects(node, ESG + "conflictsWith")}
        return sorted(both)

    def within(self, place: str) -> tuple[Mention, ...]:
        """The places that a place lies in, the nearest first."""
        return tuple(self.mention(iri) for iri in self.near.within(place))

    def when(self, event: str) -> str:
        """The date of an event, or of what it is part of, as written in the data; "" if no source gives one."""
        for one in (event, *self.near.part_of(event)):
            if found := self.near.text(one, SCHEMA + "startDate"):
                return found
        return ""
