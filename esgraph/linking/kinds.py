"""Turns the schemes of the ontology into what kinds and legal forms are called, and what each is a kind of."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from esgraph import resources
from esgraph.vocabulary import SKOS

_SCHEMES = ("kind", "legal-form")


@dataclass(frozen=True, slots=True)
class Kinds:
    """Polish names of kinds and forms by IRI and by ELF code (ISO 20275); by IRI, what each is a kind of, or ""."""

    labels: Mapping[str, str] = field(default_factory=dict)
    broader: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls) -> "Kinds":
        """Read the schemes."""
        labels: dict[str, str] = {}
        broader: dict[str, str] = {}
        codes: dict[str, str] = {}
        for scheme in _SCHEMES:
            path = resources.ontology() / "schemes" / f"{scheme}.ttl"
            for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
                subject, predicate = quad.subject.value, quad.predicate.value
                if (
                    predicate == f"{SKOS}prefLabel"
                    and isinstance(quad.object, ox.Literal)
                    and quad.object.language == "pl"
                ):
                    labels[subject] = quad.object.value
                    broader.setdefault(subject, "")
                elif predicate == f"{SKOS}broader":
                    broader[subject] = quad.object.value
                elif predicate == f"{SKOS}notation":
                    codes[quad.object.value] = subject
        return cls({**labels, **{code: labels[iri] for code, iri in codes.items()}}, broader)

    def label(self, value: str) -> str:
        """What a kind or form is called: that of an IRI or of a code at its end, else the text itself."""
        return self.labels.get(value) or self.labels.get(value.rpartition("/")[2].rpartition("#")[2], value)
