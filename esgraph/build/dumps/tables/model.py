"""Turns ontology, shapes and authoring keys into Tables: which there are, and which properties each class has."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, cast

import pyoxigraph as ox

from esgraph import resources
from esgraph.build.keys import Key, Vocabulary
from esgraph.errors import LANGUAGES, Language
from esgraph.vocabulary import ESG, RDF, RDFS, SH, SKOS, XSD

#: Kinds of values: an IRI, or (with the language) a text; any other kind is the IRI of a datatype.
LINK: Final = "@id"
TEXT: Final = "@"

#: Tables of what no section of an authored file defines: name → kind of entity, class.
_MORE: Final = {
    "sources": ("source", f"{ESG}Source"),
    "claims": ("claim", f"{ESG}Claim"),
    "evidence": ("evidence", f"{ESG}Evidence"),
    "gaps": ("gap", f"{ESG}NotStated"),
    "ties": ("tie", f"{ESG}Tie"),
    "derivations": ("derivation", f"{ESG}DerivedStatement"),
    "concepts": ("", f"{SKOS}Concept"),
}
#: Keys of one property that belong to one section each; elsewhere the property goes by its own name.
_ONLY_IN: Final = {
    "foundedOn": "foundations", "foundedInMonth": "foundations", "foundedInYear": "foundations", "asOf": "headcounts",
}  # fmt: skip
_SINGLE: Final = f"""
PREFIX sh: <{SH}>
SELECT DISTINCT ?class ?property WHERE {{
  ?shape sh:targetClass ?class ; sh:property ?rule . ?rule sh:path ?property .
  FILTER EXISTS {{ {{ ?rule sh:maxCount 1 }} UNION {{ ?rule sh:uniqueLang true }} }}
}}"""
_REQUIRED: Final = f"""
PREFIX sh: <{SH}>
SELECT DISTINCT ?class ?property WHERE {{
  ?shape sh:targetClass ?class ; sh:property ?rule . ?rule sh:path ?property ; sh:minCount ?least FILTER(?least > 0)
}}"""
_DECLARED: Final = f"""
PREFIX sh: <{SH}> PREFIX rdf: <{RDF}> PREFIX rdfs: <{RDFS}>
SELECT DISTINCT ?class ?property WHERE {{
  {{ ?shape sh:targetClass ?class ; sh:property ?rule . ?rule sh:path ?property FILTER isIRI(?property)
     FILTER NOT EXISTS {{ ?rule sh:maxCount 0 }} }}
  UNION {{ ?shape sh:targetSubjectsOf ?property ; (sh:or/rdf:rest*/rdf:first)?/sh:class ?class }}
  UNION {{ ?property rdfs:domain ?class }}
}}"""
_RANGES: Final = f"""
PREFIX sh: <{SH}> PREFIX rdfs: <{RDFS}>
SELECT DISTINCT ?property ?class WHERE {{
  {{ ?rule sh:path ?property ; sh:class ?class FILTER isIRI(?property) }} UNION {{ ?property rdfs:range ?class }}
}}"""


@dataclass(frozen=True, slots=True)
class Table:
    """The table of a class; `kind` is that of its entities' IRIs, "" where they have none."""

    name: str
    kind: str
    owner: str

    @property
    def file(self) -> str:
        """Its file, beside the metadata."""
        return f"{self.name}.csv"


class Model:
    """What ontology, shapes and authoring keys say of classes and properties."""

    def __init__(self, store: ox.Store, vocabulary: Vocabulary) -> None:
        self._store = store
        self._vocabulary = vocabulary
        self._declared = self._pairs(_DECLARED)
        self._single = self._pairs(_SINGLE)
        self._required = self._pairs(_REQUIRED)
        self._ranges = self._pairs(_RANGES)

    @classmethod
    def read(cls, ontology: Path | None = None, shapes: Path | None = None) -> "Model":
        """The model of the ontology and shapes of a release, else of those that a release is built with."""
        ontology, shapes = ontology or resources.ontology(), shapes or resources.shapes()
        store = ox.Store()
        for path in (ontology / "esgraph.ttl", *sorted(shapes.rglob("*.ttl"))):
            store.load(path=path, format=ox.RdfFormat.TURTLE)
        return cls(store, Vocabulary.read(ontology / "context.jsonld"))

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """A table for each section of authored files, then those of what the program makes."""
        sections = self._vocabulary.sections.values()
        own = [Table(one.name, one.kind, self._vocabulary.expand(one.types[0])) for one in sections]
        return (*own, *(Table(name, kind, owner) for name, (kind, owner) in _MORE.items()))

    def keys(self, table: Table, prop: str) -> dict[str, Key]:
        """The authoring keys of a property in a table, by kind of value; the first of those that mean the same."""
        found: dict[str, Key] = {}
        for key in self._vocabulary.keys.values():
            if key.predicate == prop and not key.is_reverse and _ONLY_IN.get(key.name, table.name) == table.name:
                found.setdefault(_kind(key), key)
        return found

    def position(self, name: str) -> int:
        """The place of an authoring key among all."""
        return list(self._vocabulary.keys).index(name)

    def properties(self, table: Table) -> set[str]:
        """The properties that a shape or the ontology gives to the class of a table."""
        return self._declared.get(table.owner, set())

    def is_single(self, table: Table, prop: str) -> bool:
        """Whether a thing of this class has at most one value of a property (in a language)."""
        return prop in self._single.get(table.owner, set())

    def is_required(self, table: Table, prop: str) -> bool:
        """Whether a thing of this class has a value of a property."""
        return prop in self._required.get(table.owner, set())

    def target(self, prop: str, key: Key | None) -> Table | None:
        """The table that the links of a property lead to, if they all lead to one."""
        if key and key.scheme:
            return next(table for table in self.tables if table.owner == f"{SKOS}Concept")
        if key and key.target_kind:
            return next((table for table in self.tables if table.kind == key.target_kind), None)
        ranges = self._ranges.get(prop, set())
        return next((table for table in self.tables if ranges == {table.owner}), None)

    def texts(self, iri: str, prop: str = f"{RDFS}label") -> dict[Language, str]:
        """The label of a term, or another text about it, by language."""
        quads = self._store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(prop), None)
        values = [quad.object for quad in quads if isinstance(quad.object, ox.Literal)]
        return {language: one.value for language in LANGUAGES for one in values if one.language == language}

    def _pairs(self, query: str) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for one, other in cast("ox.QuerySolutions", self._store.query(query)):
            if isinstance(one, ox.NamedNode) and isinstance(other, ox.NamedNode):
                found.setdefault(one.value, set()).add(other.value)
        return found


def _kind(key: Key) -> str:
    if key.is_reference:
        return LINK
    return TEXT if key.is_language_map else key.datatype or f"{XSD}string"
