"""Turns one authored file into a JSON-LD document, with what it defines, what it refers to, and where each stands.

The context maps keys to triples. Written out here is only what authors need not repeat: the types of a section,
the Claim behind `key: {value, evidence}`, the nodes of evidence, and the gaps behind `notStated`.
"""

from dataclasses import dataclass, field
from typing import Any

from esgraph.build import evidence, problems
from esgraph.build.authored import Mapping, Node, Scalar, items
from esgraph.build.evidence import SourceText
from esgraph.build.keys import Key, Section, Vocabulary
from esgraph.build.origins import Origins
from esgraph.build.values import Reference, Values, merge
from esgraph.errors import Location, Problem, Text
from esgraph.vocabulary import ESG, entity, graph, is_slug, short_slug, slug

#: What may stand beside `value` where a single statement carries its own evidence.
CLAIM_KEYS = ("value", "evidence", "claim", "claimStatus", "conflictsWith", "description")


@dataclass(slots=True)
class Expansion:
    """What one authored file says, ready for the JSON-LD processor; `graph` is the name of its named graph.

    `has_holes` says that an entry could not be read, so that its name may be missed elsewhere.
    """

    graph: str
    document: dict[str, Any]
    gaps: list[dict[str, Any]]
    references: list[Reference]
    problems: list[Problem]
    origins: Origins = field(default_factory=Origins)
    definitions: dict[str, Location] = field(default_factory=dict)
    descriptions: dict[str, Location] = field(default_factory=dict)
    has_holes: bool = False


@dataclass(frozen=True, slots=True)
class _Subject:
    kind: str
    slug: str
    iri: str


def expand(
    tree: Mapping, graph_name: str, vocabulary: Vocabulary, base: str, texts: dict[str, SourceText]
) -> Expansion:
    """Expand one file; a graph name `source/{slug}` makes its top the source, any other a reference dataset."""
    return _Expander(tree, graph_name, vocabulary, base, texts).run()


class _Expander:
    def __init__(
        self, tree: Mapping, graph_name: str, vocabulary: Vocabulary, base: str, texts: dict[str, SourceText]
    ) -> None:
        self.tree = tree
        self.vocabulary = vocabulary
        self.base = base
        self.texts = texts
        self.source = graph_name.removeprefix("source/") if graph_name.startswith("source/") else ""
        iri = entity(base, "source", self.source) if self.source else graph(base, graph_name)
        self.root = _Subject("source" if self.source else "graph", self.source or graph_name, iri)
        self.values = Values(vocabulary, base)
        self.problems = self.values.problems
        self.claims: dict[str, Any] = {}
        self.out = Expansion(graph_name, {}, [], self.values.references, self.problems)

    def run(self) -> Expansion:
        sections = self.vocabulary.sections
        own = Mapping(tuple(entry for entry in self.tree.entries if entry[0] not in sections), self.tree.where)
        self.define(self.root.iri, self.tree.where)
        document = self.node(self.root, own, [ESG + "Source" if self.source else "void:Dataset"], set(sections))
        for name, where, value in self.tree.entries:
            if name in sections:
                document[name] = self.section(sections[name], where, value)
        if self.claims:
            document["claims"] = self.claims
        self.out.document = {"@context": self.vocabulary.context, "@id": self.root.iri, **document}
        if text := self.texts.get(self.source):
            self.problems += evidence.check_text(text, self.tree)
        return self.out

    def define(self, iri: str, where: Location) -> None:
        self.out.definitions.setdefault(iri, where)
        self.out.origins.add(iri, where)

    def section(self, section: Section, where: Location, value: Node) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            self.problems.append(problems.wrong_form(where, _SECTION))
            self.out.has_holes = True
            return {}
        entries = {}
        for name, place, entry in value.entries:
            if not is_slug(name):
                self.problems.append(problems.bad_slug(place, name, slug(name) or "a-1"))
                self.out.has_holes = True
            elif not isinstance(entry, Mapping):
                self.problems.append(problems.wrong_form(place, _ENTRY))
                self.out.has_holes = True
            else:
                subject = _Subject(section.kind, name, entity(self.base, section.kind, name))
                if section.holds_claims or "name" in entry:
                    self.define(subject.iri, place)
                else:
                    self.out.descriptions[subject.iri] = place
                    self.out.origins.add(subject.iri, place)
                entries[name] = self.node(subject, entry, list(section.types), set())
        return entries

    def node(self, subject: _Subject, mapping: Mapping, types: list[str], also_known: set[str]) -> dict[str, Any]:
        keys = self.vocabulary.keys
        result: dict[str, Any] = {}
        for name, where, value in mapping.entries:
            if name == "type":
                types = types + self.types(value)
            elif name == "notStated":
                self.not_stated(subject, value, where)
            elif name in keys:
                self.out.origins.add(subject.iri, where, keys[name].predicate)
                result[name] = self.evidence(value) if name == "evidence" else self.property(subject, keys[name], value)
            else:
                known = set(keys) | {"type", "notStated"} | also_known
                self.problems.append(problems.unknown_key(where, name, known))
                # A misspelt section takes its entries with it.
                self.out.has_holes |= bool(also_known)
        return {"type": types, **result}

    def types(self, value: Node) -> list[str]:
        names = [item for item in items(value) if isinstance(item, Scalar)]
        known = self.vocabulary.types
        self.problems += [
            problems.unknown_type(name.where, name.text, known) for name in names if name.text not in known
        ]
        return [known[name.text] for name in names if name.text in known]

    def property(self, subject: _Subject, key: Key, value: Node) -> Any:
        found = []
        for item in items(value):
            inner = item.get("value") if isinstance(item, Mapping) else None
            if isinstance(item, Mapping) and inner is not None:
                self.claim(subject, key, item, inner)
            found.append(self.values.plain(key, inner or item))
        return merge(found)

    def evidence(self, value: Node) -> list[dict[str, Any]]:
        return [node for item in items(value) if (node := self.one_evidence(item))]

    def one_evidence(self, item: Node) -> dict[str, Any] | None:
        if not isinstance(item, Mapping):
            self.problems.append(problems.wrong_form(item.where, _EVIDENCE))
            return None
        named = item.get("source")
        source = named.text if isinstance(named, Scalar) else self.source
        wrong = evidence.check(item, self.texts.get(source))
        if not source:
            wrong.append(problems.wrong_form(item.where, _EVIDENCE_SOURCE))
        self.problems += wrong
        if wrong:
            return None
        if isinstance(named, Scalar):
            self.values.refer(self.vocabulary.keys["source"], named)
        node = evidence.node(source, item)
        self.define(entity(self.base, "evidence", node["id"]), item.where)
        return node

    def claim(self, subject: _Subject, key: Key, mapping: Mapping, value: Node) -> None:
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
        ends = [{"@id": subject.iri}], self.values.terms(key, value)
        subjects, objects = reversed(ends) if key.is_reverse else ends
        self.claims[name] = {
            "type": "esg:Claim",
            "rdf:subject": subjects,
            "rdf:predicate": {"@id": key.predicate},
            "rdf:object": objects,
            **self.beside_value(_Subject("claim", name, iri), mapping),
        }

    def beside_value(self, claim: _Subject, mapping: Mapping) -> dict[str, Any]:
        """What an author says of the claim itself, beside its value."""
        result: dict[str, Any] = {}
        for name, where, value in mapping.entries:
            if name not in CLAIM_KEYS:
                self.problems.append(problems.unknown_key(where, name, CLAIM_KEYS))
            elif name == "evidence":
                result[name] = self.evidence(value)
            elif name not in ("value", "claim"):
                result[name] = self.property(claim, self.vocabulary.keys[name], value)
        return result

    def claim_slug(self, subject: _Subject, key: Key, value: Node) -> str:
        written = value.text if isinstance(value, Scalar) else repr(self.values.terms(key, value))
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
            gap = {
                "@id": iri,
                "type": "esg:NotStated",
                "esg:gapSubject": {"@id": subject.iri},
                "esg:gapProperty": {"@id": keys[name].predicate},
                "dcterms:source": {"@id": self.root.iri},
                "description": self.values.language_map(note) or {},
            }
            self.out.gaps.append(gap)


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
