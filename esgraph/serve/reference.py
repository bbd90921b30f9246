"""Turns the ontology, shapes and authoring keys of a release into a Reference, read once for each release served."""

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from rdflib import OWL, SKOS, Graph, Literal, URIRef
from rdflib.compare import to_canonical_graph

from esgraph.errors import Language
from esgraph.serve import class_model, shapes, terms
from esgraph.serve.class_model import Attribute
from esgraph.serve.holding import HeldFiles
from esgraph.serve.memo import remembered
from esgraph.serve.negotiation import Format
from esgraph.serve.shapes import Shape
from esgraph.serve.site import Site, site
from esgraph.serve.terms import Term
from esgraph.vocabulary import ESG, PREFIXES, SHAPE

_RDFLIB = {"text/turtle": "turtle", "application/ld+json": "json-ld", "application/rdf+xml": "xml"}

#: The ontology's own IRI: its namespace without the sign that leads to a fragment.
ONTOLOGY = ESG.removesuffix("#")


@dataclass(frozen=True, slots=True)
class Keys:
    """What authors write: names of keys by property, and of sections and types by class."""

    properties: dict[str, tuple[str, ...]]
    sections: dict[str, tuple[str, ...]]
    types: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Reference:
    """All that the documentation pages are made of, but the data."""

    ontology: Graph = field(repr=False)
    schemes: Graph = field(repr=False)
    shapes_graph: Graph = field(repr=False)
    shapes: dict[str, Shape]
    keys: Keys
    prefixes: dict[str, str]

    @cached_property
    def terms(self) -> dict[str, Term]:
        """Own and reused terms by IRI."""
        return terms.read(self.ontology, self.prefixes)

    @cached_property
    def by_address(self) -> dict[str, Term]:
        """Terms by the last part of the address of their page."""
        return {term.address: term for term in self.terms.values()}

    @cached_property
    def beside_own(self) -> frozenset[str]:
        """What own terms are kinds of, stand on, and have as values."""
        own = [term for term in self.terms.values() if term.is_own]
        return frozenset(iri for term in own for iri in (*term.above, *term.domains, *term.ranges))

    @cached_property
    def constraining(self) -> dict[str, tuple[Shape, ...]]:
        """Shapes by the IRI of a term that they name."""
        found: dict[str, list[Shape]] = defaultdict(list)
        for shape in self.shapes.values():
            for iri in shape.terms:
                found[iri].append(shape)
        return {iri: tuple(named) for iri, named in found.items()}

    @cached_property
    def attributes(self) -> dict[str, tuple[Attribute, ...]]:
        """What every class has, in the order of names."""
        return class_model.attributes(self.terms, self.shapes.values())

    def owners(self, prop: str) -> tuple[str, ...]:
        """The classes that have a property."""
        return tuple(owner for owner, has in self.attributes.items() if any(one.property == prop for one in has))

    def values(self, prop: str) -> tuple[str, ...]:
        """What the values of a property are by any rule, beyond its range: classes, datatypes, schemes."""
        found = {
            value for has in self.attributes.values() for one in has if one.property == prop for value in one.values
        }
        return tuple(sorted(found - set(self.terms[prop].ranges))) if prop in self.terms else ()

    @property
    def version(self) -> str:
        """The version of the ontology."""
        return self.text(OWL.versionInfo)

    def text(self, predicate: URIRef, language: Language | None = None) -> str:
        """What the ontology says of itself: a literal in a language, or an untagged one or an IRI."""
        for value in self.ontology.objects(URIRef(ONTOLOGY), predicate):
            if not isinstance(value, Literal) or value.language == language:
                return str(value)
        return ""

    def name(self, iri: str) -> str:
        """The prefixed name of an IRI, or the IRI."""
        return terms.prefixed(iri, self.prefixes) or iri

    def label(self, iri: str, language: Language) -> str:
        """What a term is called in a language, or "" where the files have no word for it."""
        if term := self.terms.get(iri):
            return term.labels.get(language, "")
        return shapes.texts(self.schemes, URIRef(iri), SKOS.prefLabel).get(language, "")


def reference() -> Reference:
    """The reference of the release that the current application serves."""
    return _of(site())


@remembered
def _of(served: Site) -> Reference:
    return read(served.files)


def read(files: HeldFiles) -> Reference:
    """Read the reference of a release from its files, as they were when it began to be served."""
    ontology, prefixes = Graph(), dict(PREFIXES)
    for name in ("ontology/esgraph.ttl", *files.below("ontology/alignments/")):
        parsed = Graph(bind_namespaces="none").parse(files.path(name), format="turtle")
        ontology += parsed
        for prefix, namespace in parsed.namespaces():
            if str(namespace) not in prefixes.values():
                prefixes.setdefault(prefix, str(namespace))
    # `id:` in the examples is short for all kinds of entities at once, and names none.
    prefixes.pop("id", None)
    schemes = Graph()
    for name in files.below("ontology/schemes/"):
        schemes.parse(files.path(name), format="turtle")
    graph, named = shapes.read({name.removeprefix("shapes/"): files.path(name) for name in files.below("shapes/")})
    return Reference(ontology, schemes, graph, named, _keys(files.path("ontology/context.jsonld")), prefixes)


def _keys(path: Path) -> Keys:
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    context: dict[str, Any] = document["@context"]

    def expand(name: str) -> str:
        prefix, _, local = name.partition(":")
        return f"{context.get(prefix, '')}{local}"

    properties, sections = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    types: dict[str, tuple[str, ...]] = {}
    for name, definition in context.items():
        if isinstance(definition, dict):
            if definition.get("@container") != "@id":
                properties[expand(definition.get("@id") or definition["@reverse"])].append(name)
        elif name[:1].isupper():
            types[expand(definition)] = (name,)
    for name, section in document["sections"].items():
        for written in section["type"]:
            sections[expand(written)].append(name)
    return Keys({k: tuple(v) for k, v in properties.items()}, {k: tuple(v) for k, v in sections.items()}, types)


def document(name: str, make: Callable[[Reference], Graph], chosen: Format) -> bytes:
    """A part of the reference in an RDF format, by its address; made once for a release, however it is asked for."""
    known = reference()
    # There are only as many as the files have terms and shapes.
    return cast(
        "bytes",
        site().memo.get(
            ("document", name, chosen.suffix), lambda: serialize(make(known), known.prefixes, chosen), is_kept=True
        ),
    )


def serialize(graph: Graph, prefixes: dict[str, str], chosen: Format) -> bytes:
    """A small graph in an RDF format, the same bytes each time."""
    # Nameless nodes get their names from what they say, and not from when they were read.
    ordered = Graph(bind_namespaces="none")
    for prefix, namespace in {**prefixes, "shape": SHAPE}.items():
        ordered.bind(prefix, namespace)
    for triple in sorted(to_canonical_graph(graph)):
        ordered.add(triple)
    body = ordered.serialize(format=_RDFLIB.get(chosen.media_type, "nt"), encoding="utf-8")
    if chosen.suffix != "nt":
        return body
    return b"".join(sorted(body.splitlines(keepends=True)))
