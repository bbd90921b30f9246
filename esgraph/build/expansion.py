"""Turns one authored file into the statements it makes, with what it defines, what it refers to, and where each stands.

The context maps keys to predicates. Written out here is only what authors need not repeat: the types of a section,
the Claim behind `key: {value, evidence}`, the nodes of evidence, and the gaps behind `notStated`.
"""

from collections import abc
from collections.abc import Iterable
from dataclasses import dataclass, field

from esgraph.build import evidence, problems, terms
from esgraph.build.authored import Mapping, Node, Scalar, items
from esgraph.build.evidence import SourceText
from esgraph.build.keys import Key, Section, Vocabulary
from esgraph.build.tables.summary import Summary
from esgraph.build.terms import Row
from esgraph.build.values import Reference, Values
from esgraph.errors import Location, Problem, Text
from esgraph.vocabulary import DCTERMS, ESG, RDF, VOID, entity, graph, is_slug, short_slug, slug

#: The texts of sources that are at hand, by the slug of the source.
Texts = abc.Mapping[str, SourceText]
#: What may stand beside `value` where a single statement carries its own evidence.
CLAIM_KEYS = ("value", "evidence", "claim", "claimStatus", "conflictsWith", "description")


@dataclass(slots=True)
class Expansion:
    """What one authored file says; `graph` is the name of its named graph, `rows` what stands in it.

    `gaps` are the rows of the graph of gaps, `places` where the statements stand (see Origins). `has_holes` says that
    an entry could not be read, so that its name may be missed elsewhere; `compared` has the hashes of the
    texts that were asked for, by their sources ("" without one); `summaries` are those of the file's table.
    """

    graph: str
    references: list[Reference]
    problems: list[Problem]
    rows: list[Row] = field(default_factory=list)
    gaps: list[Row] = field(default_factory=list)
    places: dict[tuple[str, str], Location] = field(default_factory=dict)
    definitions: dict[str, Location] = field(default_factory=dict)
    descriptions: dict[str, Location] = field(default_factory=dict)
    compared: dict[str, str] = field(default_factory=dict)
    has_holes: bool = False
    summaries: tuple[Summary, ...] = ()


@dataclass(frozen=True, slots=True)
class _Subject:
    kind: str
    slug: str
    iri: str


def expand(tree: Mapping, graph_name: str, vocabulary: Vocabulary, base: str, texts: Texts) -> Expansion:
    """Expand one file; a graph name `source/{slug}` makes its top the source, any other a reference dataset."""
    return _Expander(tree, graph_name, vocabulary, base, texts).run()


class _Expander:
    def __init__(self, tree: Mapping, graph_name: str, vocabulary: Vocabulary, base: str, texts: Texts) -> None:
        self.tree = tree
        self.vocabulary = vocabulary
        self.base = base
        self.texts = texts
        self.source = graph_name.removeprefix("source/") if graph_name.startswith("source/") else ""
        iri = entity(base, "source", self.source) if self.source else graph(base, graph_name)
        self.root = _Subject("source" if self.source else "graph", self.source or graph_name, iri)
        self.values = Values(vocabulary, base)
        self.problems = self.values.problems
        self.out = Expansion(graph_name, self.values.references, self.problems)

    def run(self) -> Expansion:
        sections = self.vocabulary.sections
        own = Mapping(tuple(entry for entry in self.tree.entries if entry[0] not in sections), self.tree.where)
        self.define(self.root.iri, self.tree.where)
        self.node(self.root, own, [ESG + "Source" if self.source else VOID + "Dataset"], set(sections))
        for name, where, value in self.tree.entries:
            if name in sections:
                self.section(sections[name], where, value)
        if text := self.text_of(self.source):
            self.problems += evidence.check_text(text, self.tree)
        return self.out

    def text_of(self, source: str) -> SourceText | None:
        """The text of a source, if it is at hand."""
        text = self.texts.get(source)
        if source not in self.out.compared:
            self.out.compared[source] = text.sha256 if text else ""
        return text

    def place(self, subject: str, where: Location, predicate: str = "") -> None:
        """Remember where a subject, or one of its predicates, is authored; the first mention counts."""
        self.out.places.setdefault((subject, predicate), where)

    def say(self, subject: str, predicate: str, objects: Iterable[str]) -> None:
        """Make statements; objects are terms as N-Triples writes them."""
        self.out.rows += [f"<{subject}> <{predicate}> {one}" for one in objects]

    def define(self, iri: str, where: Location) -> None:
        self.out.definitions.setdefault(iri, where)
        self.place(iri, where)

    def section(self, section: Section, where: Location, value: Node) -> None:
        if not isinstance(value, Mapping):
            self.problems.append(problems.wrong_form(where, _SECTION))
            self.out.has_holes = True
            return
        for name, place, entry in value.entries:
            if not is_slug(name):
                self.problems.append(problems.bad_slug(place, name, slug(name) or "a-1"))
                self.out.has_holes = True
            elif not isinstance(entry, Mapping):
                self.problems.append(problems.wrong_form(place, _ENTRY))
                self.out.has_holes = True
            else:
                self.entry(section, name, place, entry)

    def entry(self, section: Section, name: str, where: Location, entry: Mapping) -> None:
        subject = _Subject(section.kind, name, entity(self.base, section.kind, name))
        if section.holds_claims or "name" in entry:
            self.define(subject.iri, where)
        else:
            self.out.descriptions[subject.iri] = where
            self.place(subject.iri, where)
        self.say(self.root.iri, section.predicate, [terms.iri(subject.iri)])
        self.node(subject, entry, [self.vocabulary.expand(one) for one in section.types], set())

    def node(self, subject: _Subject, mapping: Mapping, types: list[str], also_known: set[str]) -> None:
        keys = self.vocabulary.keys
        for name, where, value in mapping.entries:
            if name == "type":
                types = types + self.types(value)
            elif name == "notStated":
                self.not_stated(subject, value, where)
            elif name in keys:
                self.place(subject.iri, where, keys[name].predicate)
                if name == "evidence":
                    self.evidence(subject.iri, value)
                else:
                    self.property(subject, keys[name], value)
            else:
                known = set(keys) | {"type", "notStated"} | also_known
                self.problems.append(problems.unknown_key(where, name, known))
                # A misspelt section takes its entries with it.
                self.out.has_holes |= bool(also_known)
        self.say(subject.iri, RDF + "type", map(terms.iri, types))

    def types(self, value: Node) -> list[str]:
        names = [item for item in items(value) if isinstance(item, Scalar)]
        known = self.vocabulary.types
        self.problems += [
            problems.unknown_type(name.where, name.text, known) for name in names if name.text not in known
        ]
        return [known[name.text] for name in names if name.text in known]

    def property(self, subject: _Subject, key: Key, value: Node) -> None:
        for item in items(value):
            inner = item.get("value") if isinstance(item, Mapping) else None
            objects = self.values.terms(key, inner or item)
            if key.is_reverse:
                self.out.rows += [f"{one} <{key.predicate}> <{subject.iri}>" for one in objects]
            else:
                self.say(subject.iri, key.predicate, objects)
            if isinstance(item, Mapping) and inner is not None:
                self.claim(subject, key, item, inner, objects)

    def evidence(self, subject: str, value: Node) -> None:
        for item in items(value):
            if isinstance(item, Mapping):
                self.one_evidence(subject, item)
            else:
                self.problems.append(problems.wrong_form(item.where, _EVIDENCE))

    def one_evidence(self, subject: str, item: Mapping) -> None:
        named = item.get("source")
        source = named.text if isinstance(named, Scalar) else self.source
        wrong = evidence.check(item, self.text_of(source))
        if not source:
            wrong.append(problems.wrong_form(item.where, _EVIDENCE_SOURCE))
        self.problems += wrong
        if wrong:
            return
        if isinstance(named, Scalar):
            self.values.refer(self.vocabulary.keys["source"], named)
        iri = entity(self.base, "evidence", evidence.slug(source, item))
        self.say(subject, self.vocabulary.keys["evidence"].predicate, [terms.iri(iri)])
        self.out.rows += evidence.rows(source, item, self.vocabulary, self.base)
        self.define(iri, item.where)

    def claim(self, subject: _Subject, key: Key, mapping: Mapping, value: Node, objects: list[str]) -> None:
        given = mapping.get("claim")
        name = given.text if isinstance(given, Scalar) else self.claim_slug(subject, key, value)
        if not is_slug(name):
            self.problems.append(problems.bad_slug(mapping.where, name, slug(name) or "a-1"))
            return
        iri = entity(self.base, "claim", name)
        if isinstance(given, Scalar) and iri in self.out.definitions:
            first = self.out.definitions[iri]
            self.problems.append(problems.defined_twice(given.where, f"claim/{name}", first, is_claim=True))
        self.define(iri, mapping.where)
        subjects = [terms.iri(subject.iri)]
        self.say(self.root.iri, ESG + "states", [terms.iri(iri)])
        self.say(iri, RDF + "type", [terms.iri(ESG + "Claim")])
        self.say(iri, RDF + "subject", objects if key.is_reverse else subjects)
        self.say(iri, RDF + "predicate", [terms.iri(key.predicate)])
        self.say(iri, RDF + "object", subjects if key.is_reverse else objects)
        self.beside_value(_Subject("claim", name, iri), mapping)

    def beside_value(self, claim: _Subject, mapping: Mapping) -> None:
        """What an author says of the claim itself, beside its value."""
        for name, where, value in mapping.entries:
            if name not in CLAIM_KEYS:
                self.problems.append(problems.unknown_key(where, name, CLAIM_KEYS))
            elif name == "evidence":
                self.evidence(claim.iri, value)
            elif name not in ("value", "claim"):
                self.property(claim, self.vocabulary.keys[name], value)

    def claim_slug(self, subject: _Subject, key: Key, value: Node) -> str:
        written = value.text if isinstance(value, Scalar) else _written(value)
        return f"{self.root.slug}-{subject.kind}-{subject.slug}-{slug(key.name)}-{short_slug(written)}"

    def not_stated(self, subject: _Subject, value: Node, where: Location) -> None:
        if not isinstance(value, Mapping):
            self.problems.append(problems.wrong_form(where, _GAPS))
            return
        keys = self.vocabulary.keys
        for name, place, note in value.entries:
            if name not in keys:
                self.problems.append(problems.unknown_key(place, name, keys))
                continue
            iri = entity(self.base, "gap", f"{self.root.slug}-{subject.kind}-{subject.slug}-{slug(name)}")
            self.define(iri, place)
            self.out.gaps += [
                f"<{iri}> <{RDF}type> <{ESG}NotStated>",
                f"<{iri}> <{ESG}gapSubject> <{subject.iri}>",
                f"<{iri}> <{ESG}gapProperty> <{keys[name].predicate}>",
                f"<{iri}> <{DCTERMS}source> <{self.root.iri}>",
                *(f"<{iri}> {self.vocabulary.predicate('description')} {one}" for one in self.values.texts(note)),
            ]


def _written(value: Node) -> str:
    """What the slug of a claim of texts is made from; the form is that of the first releases, so that IRIs stay."""
    languages = value.entries if isinstance(value, Mapping) else ()
    return repr(
        [
            {"@value": item.text, "@language": language}
            for language, _, texts in languages
            for item in items(texts)
            if isinstance(item, Scalar)
        ]
    )


_SECTION: Text = {"pl": "identyfikatory z wpisami", "en": "ids with their entries"}
_ENTRY: Text = {
    "pl": "wpis z kluczami, np. name: {pl: …, en: …}",
    "en": "an entry with keys, for example name: {pl: …, en: …}",
}
_EVIDENCE: Text = {"pl": "{quote: …, start: …, end: …}", "en": "{quote: …, start: …, end: …}"}
_EVIDENCE_SOURCE: Text = {
    "pl": "klucz source, bo ten plik sam nie jest źródłem",
    "en": "a key source, since this file is not a source itself",
}
_GAPS: Text = {"pl": "klucz: {pl: …, en: …}", "en": "key: {pl: …, en: …}"}
