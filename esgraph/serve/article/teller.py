"""Turns a Neighbourhood into what is told of it: values with evidence, gaps, items of what nodes say, sections."""

from collections.abc import Iterable, Sequence

from esgraph import linksets
from esgraph.errors import Language
from esgraph.serve import texts
from esgraph.serve.article.content import Gap, Item, Layout, Mention, More, Note, Section, Tag, Value
from esgraph.serve.article.neighbourhood import Neighbourhood, Term, Way
from esgraph.serve.article.phrasing import Phrasing
from esgraph.vocabulary import CV, DCTERMS, ESG, GEOSPARQL, ORG, PROV, RDF, SCHEMA

#: How many items a section shows; what is more has a page of its own.
SHOWN = 12

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
        (
            ESG + "verdict",
            DCTERMS + "description",
            ESG + "method",
            ESG + "score",
            ESG + "proposedOn",
            ESG + "decidedBy",
            ESG + "decidedOn",
            ESG + "decisionReason",
        ),
    ),
    "gap": ((ESG + "gapSubject",), (ESG + "gapProperty", DCTERMS + "description")),
    "tie": (
        (ESG + "tieParty",),
        (ESG + "tieKind", ESG + "tieTarget", ESG + "tieThrough", DCTERMS + "date", PROV + "wasDerivedFrom"),
    ),
}

#: What rules alone state.
_DERIVED = (ESG + "cooperatesWith", GEOSPARQL + "sfWithin")
_ORG_IDS = tuple(target.identifiers for target in linksets.TARGETS if target.identifiers)


class Teller(Phrasing):
    """Tells of one thing in one language, and remembers what of it was told, so that the rest can be listed."""

    def __init__(self, near: Neighbourhood, language: Language) -> None:
        super().__init__(near, language)
        self.told: set[tuple[str, str]] = set()
        self.told_gaps: set[str] = set()

    def value(self, subject: str, prop: str, term: Term) -> Value:
        """One value with its evidence, and with what it lies in if it is a place."""
        claims = self.claims(subject, prop, term)
        tags: list[Tag] = ["conflict"] if any(self.conflicts(claim) for claim in claims) else []
        derived = self.derivations(subject, prop, term)
        if prop in _DERIVED or derived or (prop == DCTERMS + "identifier" and term.value.startswith(_ORG_IDS)):
            tags.append("derived")
        grounds = [ground for node in derived for ground in self.near.things(node, PROV + "wasDerivedFrom")]
        hypotheses = [one for one in grounds if self.near.kind(one) == "hypothesis"]
        # Of several the one that was decided on last: it is as good a ground, and says when.
        hypothesis = max(hypotheses, key=lambda one: (self.near.text(one, ESG + "decidedOn"), one), default="")
        within = self.within(term.value) if term.is_iri else ()
        named = f"language_{term.value}"
        known = prop == SCHEMA + "inLanguage" and named in texts.TEXTS
        return Value(
            Mention(self.t(named)) if known else self.mention(term),
            within,
            self.evidence(*claims),
            tuple(tags),
            hypothesis,
            self.near.text(hypothesis, ESG + "decidedOn"),
        )

    def date_note(self, event: str) -> tuple[Note, ...]:
        """When an event was, and of what it is part, as notes of an item."""
        part_of = tuple(Value(self.mention(one)) for one in self.near.part_of(event))
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
            values = tuple(self.value(subject, prop, term) for term in terms[:SHOWN])
            unread = (
                self.near.count("out", prop) - len(self.near.terms(subject, prop)) if subject == self.near.iri else 0
            )
            left = len(terms) - len(values) + max(0, unread)
            return Note(name, values, more=More(left, "out", prop, subject) if left else None)
        gaps = [gap for gap in self.gaps(subject, prop) if gap not in self.told_gaps]
        if not gaps or self.near.terms(subject, prop):
            return None
        # Of one subject a gap is told once; more of them, by other sources, stay for the end.
        self.told_gaps |= {gaps[0]} if subject == self.near.iri else set()
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
        if len(what) > SHOWN:
            what = [*what[:SHOWN], Mention(self.n("and_more", len(what) - SHOWN), node)]
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
            unread = sum(self._unread(way, prop) for prop in properties)
        left = unread + max(0, len(items) - SHOWN)
        more = More(left, way, properties[0], near.iri) if left and properties else None
        return Section(heading, tuple(items[:SHOWN]), layout, intro, more, tag)

    def _unread(self, way: Way, prop: str) -> int:
        """How many statements of the thing by one property were counted and not read."""
        near = self.near
        read = near.subjects(near.iri, prop) if way == "in" else near.terms(near.iri, prop)
        return max(0, near.extent.get((way, prop), 0) - len(read))
