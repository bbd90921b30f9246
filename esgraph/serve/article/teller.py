"""Turns a Neighbourhood into words: names, values with their evidence, gaps, items of what nodes say."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from esgraph.errors import Language
from esgraph.serve import texts
from esgraph.serve.article.content import Evidence, Gap, Item, Layout, Mention, More, Note, Section, Tag, Value
from esgraph.serve.article.naming import literal, outside
from esgraph.serve.article.neighbourhood import Neighbourhood, Term, Way
from esgraph.serve.resource import KEYS, short
from esgraph.vocabulary import CV, DCTERMS, ESG, OA, ORG, PREFIXES, PROV, RDF, RDFS, SCHEMA, SKOS

#: How many items a section shows; what is more has a page of its own.
SHOWN = 12

_LABELS = (SKOS + "prefLabel", RDFS + "label", DCTERMS + "title")

#: How a node is told: what it names, and what is said of that.
TOLD: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "conferral": (
        (ESG + "recipient", ESG + "edition"),
        (ESG + "category", ESG + "rank", ESG + "conferredAt", DCTERMS + "description"),
    ),
    "participation": (
        (CV + "hasParticipant", ESG + "participatingPost", ESG + "participantKind"),
        (CV + "role", DCTERMS + "spatial", ESG + "representedThrough", ESG + "representativeCapacity"),
    ),
    "cooperation": (
        (ESG + "cooperationParty",),
        (ESG + "status", ESG + "cooperationOutcome", DCTERMS + "date", DCTERMS + "description"),
    ),
    "foundation": (
        (ORG + "resultingOrganization",),
        (ESG + "founder", DCTERMS + "date", ESG + "status", ESG + "resultOf", DCTERMS + "description"),
    ),
    "headcount": ((ESG + "headcountOf",), (ESG + "count", ESG + "employmentKind", DCTERMS + "date")),
    "hypothesis": (
        (ESG + "hypothesisAbout", ESG + "hypothesisCandidate"),
        (ESG + "verdict", DCTERMS + "description"),
    ),
    "gap": ((ESG + "gapSubject",), (ESG + "gapProperty", DCTERMS + "description")),
}


class Teller:
    """Tells of one thing in one language, and remembers what of it was told, so that the rest can be listed."""

    def __init__(self, near: Neighbourhood, language: Language) -> None:
        self.near = near
        self.language = language
        self.told: set[tuple[str, str]] = set()
        self.told_gaps: set[str] = set()

    def t(self, name: str, **values: object) -> str:
        """Words of the interface."""
        return texts.text(name, self.language, **values)

    def n(self, name: str, number: int) -> str:
        """A number with its noun."""
        return texts.counted(name, number, self.language)

    # Names

    def name(self, iri: str) -> str:
        """What a thing is called; a node by what it connects, a piece of evidence by its words."""
        labels = [term for prop in _LABELS for term in self.near.terms(iri, prop)]
        if labels:
            return self._own(labels)[0].value
        if source := self.near.source_of(iri):
            return self.name(source)
        if self.near.is_statement(iri):
            return self._node_name(iri)
        if self.near.kind(iri) == "evidence":
            return self.words(iri).words or self.t("kind_evidence")
        own = iri.startswith((self.near.base, *PREFIXES.values()))
        return short(iri) if own else outside(iri) or short(iri)

    def _node_name(self, iri: str) -> str:
        parts = [self.name(other) for key in KEYS for other in self.near.things(iri, key) if other != iri]
        kind = self.t(f"kind_{self.near.kind(iri)}")
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
        return sorted(chosen, key=lambda term: self.mention(term).text if term.is_iri else "")

    def says(self, subject: str, *properties: str) -> str:
        """The first value in words; "" if there is none."""
        found = self.values(subject, *properties)
        return self.mention(found[0]).text if found else ""

    # Evidence

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
        )

    def start(self, iri: str) -> int:
        """Where the words of a piece of evidence begin in their source; -1 for a paraphrase."""
        starts = [
            int(term.value)
            for selector in self.near.things(iri, OA + "hasSelector")
            for term in self.near.terms(selector, OA + "start")
        ]
        return min(starts, default=-1)

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

    # Values, gaps, items

    def value(self, subject: str, prop: str, term: Term) -> Value:
        """One value with its evidence, and with what it lies in if it is a place."""
        claims = self.claims(subject, prop, term)
        tags: list[Tag] = ["conflict"] if any(self.conflicts(claim) for claim in claims) else []
        if prop == ESG + "cooperatesWith" or self.derivations(subject, prop, term):
            tags.append("derived")
        within = self.within(term.value) if term.is_iri else ()
        named = f"language_{term.value}"
        known = prop == SCHEMA + "inLanguage" and named in texts.TEXTS
        return Value(
            Mention(self.t(named)) if known else self.mention(term), within, self.evidence(*claims), tuple(tags)
        )

    def within(self, place: str) -> tuple[Mention, ...]:
        """The places that a place lies in, the nearest first."""
        chain: list[str] = []
        around = self.near.things(place, SCHEMA + "containedInPlace")
        while around and around[0] not in chain:
            chain.append(around[0])
            around = self.near.things(around[0], SCHEMA + "containedInPlace")
        return tuple(self.mention(iri) for iri in chain)

    def when(self, event: str) -> str:
        """The date of an event, or of what it is part of, as written in the data; "" if no source gives one."""
        for one in (event, *self.part_of(event)):
            if found := self.near.text(one, SCHEMA + "startDate"):
                return found
        return ""

    def part_of(self, event: str) -> tuple[str, ...]:
        """The events that an event is part of, the nearest first."""
        chain: list[str] = []
        around = self.near.things(event, SCHEMA + "superEvent")
        while around and around[0] not in chain:
            chain.append(around[0])
            around = self.near.things(around[0], SCHEMA + "superEvent")
        return tuple(chain)

    def date_note(self, event: str) -> tuple[Note, ...]:
        """When an event was, and of what it is part, as notes of an item."""
        part_of = tuple(Value(self.mention(one)) for one in self.part_of(event))
        day = self.when(event)
        return (
            *([Note(self.mention(SCHEMA + "superEvent"), part_of)] if part_of else []),
            *([Note(Mention(self.t("when")), (Value(Mention(texts.day(day, self.language))),))] if day else []),
        )

    def note(self, subject: str, prop: str, *, without: Iterable[str] = (), label: str = "") -> Note | None:
        """A property of a subject: its values, else the gap on record, else nothing."""
        if subject == self.near.iri:
            self.told.add(("out", prop))
        name = Mention(label or self.label(prop), prop)
        terms = [term for term in self.values(subject, prop) if term.value not in set(without)]
        if terms:
            return Note(name, tuple(self.value(subject, prop, term) for term in terms))
        gaps = self.gaps(subject, prop)
        if not gaps or self.near.terms(subject, prop):
            return None
        self.told_gaps |= set(gaps)
        return Note(name, gap=self.gap(gaps[0]))

    def reverse_note(self, prop: str, label: str) -> Note:
        """What has the thing as the value of a property, under a name of its own."""
        self.told.add(("in", prop))
        subjects = self.near.subjects(self.near.iri, prop)
        return Note(Mention(label, prop), tuple(Value(self.mention(one)) for one in subjects))

    def notes(self, subject: str, *properties: str, without: Iterable[str] = ()) -> tuple[Note, ...]:
        """Those of several properties of which there is something to say."""
        found = [self.note(subject, prop, without=without) for prop in properties]
        return tuple(note for note in found if note is not None)

    def gaps(self, subject: str, prop: str = "") -> list[str]:
        """The gaps on record about a subject, about one property or all."""
        found = self.near.subjects(subject, ESG + "gapSubject")
        return [gap for gap in found if not prop or prop in self.near.things(gap, ESG + "gapProperty")]

    def gap(self, gap: str) -> Gap:
        """A gap on record."""
        sources = self.near.things(gap, DCTERMS + "source")
        return Gap(self.says(gap, DCTERMS + "description"), gap, self.mention(sources[0]) if sources else None)

    def item(self, node: str, *without: str) -> Item:
        """A node as an entry: what it names but for `without`, what is said of it, its evidence."""
        near, kind = self.near, self.near.kind(node)
        if kind in ("claim", "derivation"):
            return self._claim(node, *without)
        if kind not in TOLD:
            return Item((self.mention(node),), evidence=self.evidence(node))
        main, said = TOLD[kind]
        what = [self.mention(term) for prop in main for term in self.values(node, prop) if term.value not in without]
        events = near.subjects(node, CV + "hasParticipation")
        what += [self.mention(event) for event in events if event not in without]
        tags: tuple[Tag, ...] = ("conflict",) if self.conflicts(node) else ()
        notes = self.notes(node, *said, without=without)
        return Item(tuple(what) or (self.mention(node),), notes, self.evidence(node), tags, node)

    def fact(self, node: str) -> tuple[str, Item]:
        """A node under the word for what it is, without evidence: for pages that show the evidence themselves."""
        if self.near.kind(node) not in ("claim", "derivation"):
            item = self.item(node)
            return self.kind_word(node).text, Item(item.what, item.notes, tags=item.tags, node=node)
        item = self._claim(node)
        said = tuple(value.what for note in item.notes for value in note.values)
        label = ", ".join(note.label.text for note in item.notes)
        return label, Item(item.what + said, tags=item.tags, node=node)

    def _claim(self, node: str, *without: str) -> Item:
        near = self.near
        subject = tuple(self.mention(iri) for iri in near.things(node, RDF + "subject") if iri not in without)
        values = tuple(Value(self.mention(term)) for term in self.values(node, RDF + "object"))
        notes = tuple(Note(Mention(self.label(prop), prop), values) for prop in near.things(node, RDF + "predicate"))
        tags: list[Tag] = ["conflict"] if self.conflicts(node) else []
        if near.kind(node) == "derivation":
            tags.append("derived")
        ground = tuple(self.mention(iri) for iri in near.things(node, PROV + "wasDerivedFrom"))
        return Item(subject, notes, self.evidence(node), tuple(tags), node, ground)

    # Sections

    def section(
        self,
        heading: str,
        items: Sequence[Item],
        way: Way = "in",
        properties: Sequence[str] = (),
        *,
        layout: Layout = "list",
        intro: str = "",
        tag: Tag | None = None,
        unread: int | None = None,
    ) -> Section | None:
        """A section of at most SHOWN items; `properties` are those that it tells.

        `unread` is how many of these there are that were not read, if it is not to be counted here.
        """
        self.told |= {(way, prop) for prop in properties}
        if not items:
            return None
        near = self.near
        if unread is None:
            unread = sum(
                near.extent.get((way, prop), 0)
                - len(near.subjects(near.iri, prop) if way == "in" else near.terms(near.iri, prop))
                for prop in properties
            )
        left = max(0, unread) + max(0, len(items) - SHOWN)
        more = More(left, way, properties[0]) if left and properties else None
        return Section(heading, tuple(items[:SHOWN]), layout, intro, more, tag)
