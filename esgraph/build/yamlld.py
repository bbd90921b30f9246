"""Turns one authored file into a JSON-LD document, with what it defines, what it refers to, and where each stands.

The context maps keys to triples. Written out here is only what authors need not repeat: the types of a section,
the Claim behind `key: {value, evidence}`, the nodes of evidence, and the gaps behind `notStated`.
"""

from dataclasses import dataclass, field
from typing import Any

from esgraph.build import evidence, literals, problems
from esgraph.build.authored import Mapping, Node, Scalar, items
from esgraph.build.evidence import SourceText
from esgraph.build.keys import Key, Section, Vocabulary
from esgraph.build.origins import Origins
from esgraph.errors import Location, Problem, Text
from esgraph.vocabulary import ESG, entity, graph, is_slug, short_slug, slug

#: What may stand beside `value` where a single statement carries its own evidence.
CLAIM_KEYS = ("value", "evidence", "claim", "claimStatus", "conflictsWith", "description")


@dataclass(frozen=True, slots=True)
class Reference:
    """A value that names another thing: which IRI, as written, and where."""

    iri: str
    written: str
    where: Location
    key: Key


@dataclass(slots=True)
class Expansion:
    """What one authored file says, ready for the JSON-LD processor; `graph` is the name of its named graph."""

    graph: str
    document: dict[str, Any]
    gaps: list[dict[str, Any]] = field(default_factory=list)
    origins: Origins = field(default_factory=Origins)
    definitions: dict[str, Location] = field(default_factory=dict)
    descriptions: dict[str, Location] = field(default_factory=dict)
    references: list[Reference] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


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
        self.stem = self.source or graph_name
        iri = entity(base, "source", self.source) if self.source else graph(base, graph_name)
        self.root = _Subject("source" if self.source else "graph", self.stem, iri)
        self.claims: dict[str, Any] = {}
        self.out = Expansion(graph_name, {})

    def run(self) -> Expansion:
        sections = self.vocabulary.sections
        own = Mapping(tuple(e for e in self.tree.entries if e[0] not in sections), self.tree.where)
        types = [ESG + "Source"] if self.source else ["void:Dataset"]
        document = self.node(self.root, own, types, set(sections))
        self.out.definitions[self.root.iri] = self.tree.where
        self.out.origins.add(self.root.iri, self.tree.where)
        for name, where, value in self.tree.entries:
            if name in sections:
                document[name] = self.section(sections[name], where, value)
        if self.claims:
            document["claims"] = self.claims
        self.out.document = {"@context": self.vocabulary.context, "@id": self.root.iri, **document}
        if self.source in self.texts:
            length, digest = self.tree.get("textLength"), self.tree.get("textSha256")
            self.out.problems += evidence.check_text(
                self.texts[self.source],
                length if isinstance(length, Scalar) else None,
                digest if isinstance(digest, Scalar) else None,
            )
        return self.out

    def section(self, section: Section, where: Location, value: Node) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            self.out.problems.append(problems.wrong_form(where, _SECTION))
            return {}
        entries = {}
        for name, place, entry in value.entries:
            if not is_slug(name):
                self.out.problems.append(problems.bad_slug(place, name, slug(name) or "a-1"))
            elif not isinstance(entry, Mapping):
                self.out.problems.append(problems.wrong_form(place, _ENTRY))
            else:
                subject = _Subject(section.kind, name, entity(self.base, section.kind, name))
                is_definition = section.holds_claims or "name" in entry
                (self.out.definitions if is_definition else self.out.descriptions)[subject.iri] = place
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
            elif name == "evidence":
                self.out.origins.add(subject.iri, where, keys["evidence"].predicate)
                result["evidence"] = self.evidence(value)
            elif name in keys:
                self.out.origins.add(subject.iri, where, keys[name].predicate)
                result[name] = self.values(subject, keys[name], where, value)
            else:
                known = set(keys) | {"type", "notStated"} | also_known
                self.out.problems.append(problems.unknown_key(where, name, known))
        return {"type": types, **result}

    def types(self, value: Node) -> list[str]:
        names = [item for item in items(value) if isinstance(item, Scalar)]
        known = self.vocabulary.types
        self.out.problems += [problems.unknown_type(n.where, n.text, known) for n in names if n.text not in known]
        return [known[name.text] for name in names if name.text in known]

    def values(self, subject: _Subject, key: Key, where: Location, value: Node) -> Any:
        plain: list[Any] = []
        for item in items(value):
            if isinstance(item, Mapping) and "value" in item:
                inner = item.get("value")
                assert inner is not None  # noqa: S101 - `in` has just said so
                plain.append(self.plain(key, inner))
                self.claim(subject, key, item, where, inner)
            else:
                plain.append(self.plain(key, item))
        if key.is_language_map:
            return _merge_languages([item for item in plain if isinstance(item, dict)])
        return [item for item in plain if item is not None]

    def plain(self, key: Key, value: Node) -> Any:
        """A value as the context expects it, or None with a problem recorded."""
        if key.is_language_map:
            return self.language_map(value)
        if not isinstance(value, Scalar):
            self.out.problems.append(problems.wrong_form(value.where, _VALUE))
            return None
        if key.is_reference:
            self.refer(key, value)
        elif form := literals.expected(value.text, key.datatype):
            self.out.problems.append(problems.wrong_value(value.where, value.text, form))
        return value.text

    def language_map(self, value: Node) -> dict[str, list[str]] | None:
        if not isinstance(value, Mapping):
            self.out.problems.append(problems.wrong_form(value.where, _LANGUAGES))
            return None
        result: dict[str, list[str]] = {}
        for language, where, texts in value.entries:
            if not (language.isalpha() and language.islower() and len(language) in (2, 3)):
                self.out.problems.append(problems.wrong_form(where, _LANGUAGES))
            result[language] = [item.text for item in items(texts) if isinstance(item, Scalar)]
        return result

    def refer(self, key: Key, value: Scalar) -> None:
        iri = key.resolve(value.text, self.base)
        kind, slash, _ = value.text.partition("/")
        if key.base == "../" and iri.startswith(self.base) and (not slash or kind not in self.vocabulary.kinds):
            self.out.problems.append(problems.kind_missing(value.where, value.text, self.vocabulary.kinds))
            return
        self.out.references.append(Reference(iri, value.text, value.where, key))

    def evidence(self, value: Node) -> list[dict[str, Any]]:
        nodes = []
        for item in items(value):
            if not isinstance(item, Mapping):
                self.out.problems.append(problems.wrong_form(item.where, _EVIDENCE))
                continue
            named = item.get("source")
            source = named.text if isinstance(named, Scalar) else self.source
            wrong = evidence.check(item, self.texts.get(source))
            if not source:
                wrong.append(problems.wrong_form(item.where, _EVIDENCE_SOURCE))
            self.out.problems += wrong
            if wrong:
                continue
            if isinstance(named, Scalar):
                self.refer(self.vocabulary.keys["source"], named)
            node = evidence.node(source, item)
            iri = entity(self.base, "evidence", node["id"])
            self.out.definitions.setdefault(iri, item.where)
            self.out.origins.add(iri, item.where)
            nodes.append(node)
        return nodes

    def claim(self, subject: _Subject, key: Key, mapping: Mapping, where: Location, value: Node) -> None:
        known = {name: self.vocabulary.keys[name] for name in ("claimStatus", "conflictsWith", "description")}
        given = mapping.get("claim")
        text = given.text if isinstance(given, Scalar) else self.claim_slug(subject, key, value)
        if not is_slug(text):
            self.out.problems.append(problems.bad_slug(mapping.where, text, slug(text) or "a-1"))
            return
        iri = entity(self.base, "claim", text)
        self.out.definitions[iri] = where
        self.out.origins.add(iri, where)
        statement = {"@id": subject.iri}, self.terms(key, value)
        subjects, objects = (statement[1], [statement[0]]) if key.is_reverse else ([statement[0]], statement[1])
        node: dict[str, Any] = {
            "type": "esg:Claim",
            "rdf:subject": subjects,
            "rdf:predicate": {"@id": key.predicate},
            "rdf:object": objects,
        }
        for name, place, inner in mapping.entries:
            if name == "evidence":
                node["evidence"] = self.evidence(inner)
            elif name in known:
                node[name] = self.values(_Subject("claim", text, iri), known[name], place, inner)
            elif name not in CLAIM_KEYS:
                self.out.problems.append(problems.unknown_key(place, name, CLAIM_KEYS))
        self.claims[text] = node

    def claim_slug(self, subject: _Subject, key: Key, value: Node) -> str:
        written = value.text if isinstance(value, Scalar) else repr(self.terms(key, value))
        return f"{self.stem.replace('/', '-')}-{subject.kind}-{subject.slug}-{slug(key.name)}-{short_slug(written)}"

    def terms(self, key: Key, value: Node) -> list[dict[str, str]]:
        """The value as JSON-LD terms, for the object of a reified statement."""
        if isinstance(value, Mapping):
            return [
                {"@value": item.text, "@language": language}
                for language, _, texts in value.entries
                for item in items(texts)
                if isinstance(item, Scalar)
            ]
        if not isinstance(value, Scalar):
            return []
        if key.is_reference:
            return [{"@id": key.resolve(value.text, self.base)}]
        return [{"@value": value.text, **({"@type": key.datatype} if key.datatype else {})}]

    def not_stated(self, subject: _Subject, value: Node, where: Location) -> None:
        keys = self.vocabulary.keys
        if not isinstance(value, Mapping):
            self.out.problems.append(problems.wrong_form(where, _GAPS))
            return
        for name, place, note in value.entries:
            if name not in keys:
                self.out.problems.append(problems.unknown_key(place, name, keys))
                continue
            identifier = f"{self.stem.replace('/', '-')}-{subject.kind}-{subject.slug}-{slug(name)}"
            iri = entity(self.base, "gap", identifier)
            self.out.definitions[iri] = place
            self.out.origins.add(iri, place)
            self.out.gaps.append({
                "@id": iri,
                "type": "esg:NotStated",
                "esg:gapSubject": {"@id": subject.iri},
                "esg:gapProperty": {"@id": keys[name].predicate},
                "dcterms:source": {"@id": self.root.iri},
                "description": self.language_map(note) or {},
            })  # fmt: skip


def _merge_languages(maps: list[dict[str, list[str]]]) -> dict[str, list[str]]:
    merged: dict[str, list[str]] = {}
    for one in maps:
        for language, texts in one.items():
            merged.setdefault(language, []).extend(texts)
    return merged


_SECTION: Text = {"pl": "identyfikatory z wpisami", "en": "ids with their entries"}
_ENTRY: Text = {
    "pl": "wpis z kluczami, np. name: {pl: …, en: …}",
    "en": "an entry with keys, e.g. name: {pl: …, en: …}",
}
_VALUE: Text = {
    "pl": "zwykła wartość albo {value: …, evidence: …}",
    "en": "a plain value or {value: …, evidence: …}",
}
_LANGUAGES: Text = {"pl": "{pl: …, en: …}", "en": "{pl: …, en: …}"}
_EVIDENCE: Text = {"pl": "{quote: …, start: …, end: …}", "en": "{quote: …, start: …, end: …}"}
_EVIDENCE_SOURCE: Text = {
    "pl": "klucz source, bo ten plik sam nie jest źródłem",
    "en": "a key source, since this file is not a source itself",
}
_GAPS: Text = {"pl": "klucz: {pl: …, en: …}", "en": "key: {pl: …, en: …}"}
