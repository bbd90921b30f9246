"""Turns entities and properties into the values that the graph has, as a data extension tells them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from esgraph.errors import Language
from esgraph.serve import resource, withdrawn
from esgraph.serve.collation import alphabetical
from esgraph.serve.literals import whole
from esgraph.serve.reconciliation import schema
from esgraph.serve.reconciliation.queries import Extension, Wanted
from esgraph.serve.reference import Reference
from esgraph.serve.site import Site
from esgraph.serve.terms import Term
from esgraph.vocabulary import XSD

_FRACTIONS: Final = frozenset(XSD + name for name in ("decimal", "double", "float"))
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_TIME: Final = re.compile(r"T\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?")

#: One term of an answer, in the SPARQL 1.1 JSON results format.
_Found = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a property: what it is called or says; the IRI of a thing, the datatype of a literal, else ""."""

    text: str
    iri: str = ""
    datatype: str = ""


#: Entity → property → its values.
Values = Mapping[str, Mapping[str, Sequence[Value]]]


def read(site: Site, iris: Iterable[str], properties: Iterable[str], language: Language) -> Values:
    """The values of properties of entities, in a fixed order; of texts those in a language, if there are any in it."""
    rows = [(row["s"]["value"], row["p"]["value"], row["o"]) for row in _rows(site, iris, resource.listed(properties))]
    labels = resource.read_labels(site, {term["value"] for *_, term in rows if term["type"] == "uri"}, language)
    found: dict[str, dict[str, list[_Found]]] = defaultdict(lambda: defaultdict(list))
    for iri, prop, term in rows:
        found[iri][prop].append(term)
    return {iri: {prop: _values(terms, labels, language) for prop, terms in of.items()} for iri, of in found.items()}


def _rows(site: Site, iris: Iterable[str], properties: str) -> Iterator[dict[str, dict[str, str]]]:
    for batch in resource.batches(sorted(set(iris))):
        subjects = resource.listed(batch)
        if subjects and properties:
            yield from site.select(
                f"SELECT DISTINCT ?s ?p ?o WHERE {{ VALUES ?s {{ {subjects} }} VALUES ?p {{ {properties} }} ?s ?p ?o }}"
            )


def _values(terms: Sequence[_Found], labels: Mapping[str, str], language: Language) -> list[Value]:
    spoken = [term for term in terms if term.get("xml:lang") == language]
    kept = spoken or terms if any("xml:lang" in term for term in terms) else terms
    made = {_value(term, labels) for term in kept if term["type"] != "bnode"}
    return sorted(made, key=lambda value: (alphabetical(value.text), value.iri, value.datatype))


def _value(term: _Found, labels: Mapping[str, str]) -> Value:
    written = term["value"]
    if term["type"] == "uri":
        return Value(labels.get(written, written), written)
    return Value(written, datatype=term.get("datatype", ""))


def extension(site: Site, known: Reference, asked: Extension, language: Language) -> dict[str, Any]:
    """The answer to a data extension; what took an entity's place has its values, and what is not there none."""
    iris = {named: withdrawn.successor(site, schema.entity_iri(site.base, named)) for named in asked.ids}
    found = read(site, filter(None, iris.values()), [one.property.iri for one in asked.properties], language)
    rows = {
        named: {
            one.property.address: [_told(site.base, value, one.content) for value in _first(found, iris[named], one)]
            for one in asked.properties
        }
        for named in asked.ids
    }
    return {"meta": [_column(known, one, language) for one in asked.properties], "rows": rows}


def _first(found: Values, iri: str, wanted: Wanted) -> Sequence[Value]:
    values = found.get(iri, {}).get(wanted.property.iri, [])
    return values[: wanted.limit] if wanted.limit else values


def _column(known: Reference, wanted: Wanted, language: Language) -> dict[str, Any]:
    told: dict[str, Any] = named(wanted.property, language)
    kind = schema.values_of(known, wanted.property) if wanted.content == "entity" else ""
    return told | ({"type": named(known.terms[schema.CLASSES[kind]], language)} if kind else {})


def named(term: Term, language: Language) -> dict[str, str]:
    """A type or a property by its id and its name."""
    return {"id": term.address, "name": term.labels.get(language, term.name)}


def _told(base: str, value: Value, content: str) -> dict[str, Any]:
    """A value in the form that the specification has for it: of an entity, a number, a point of time, or a text."""
    if value.iri:
        found = schema.entity_id(base, value.iri)
        if content == "entity" and found:
            return {"id": found, "name": value.text}
        return {"str": value.text if content != "id" else found or value.iri}
    number = whole(value.text) if value.datatype == f"{XSD}integer" else None
    if number is not None:
        return {"int": number}
    if value.datatype in _FRACTIONS and re.fullmatch(r"[+-]?\d{1,15}(?:\.\d{1,15})?", value.text):
        return {"float": float(value.text)}
    if value.datatype == f"{XSD}date" and _DAY.fullmatch(value.text):
        return {"date": f"{value.text}T00:00:00Z"}
    if value.datatype == f"{XSD}dateTime" and _DAY.match(value.text) and _TIME.fullmatch(value.text[10:]):
        return {"date": value.text}
    return {"str": value.text}
