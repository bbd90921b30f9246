"""Turns terms and shapes into Attributes: which properties a class has, and of which classes their values are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from esgraph.serve.shapes import Rule, Shape
from esgraph.serve.terms import Term
from esgraph.vocabulary import SKOS

_CONCEPT = SKOS + "Concept"
_IN_SCHEME = SKOS + "inScheme"


@dataclass(frozen=True, slots=True)
class Attribute:
    """A property as a class has it; `values` are classes, datatypes or, for concepts, the schemes they come from."""

    property: str
    values: tuple[str, ...]


def attributes(terms: Mapping[str, Term], shapes: Iterable[Shape]) -> dict[str, tuple[Attribute, ...]]:
    """The attributes of every class, from the domains and ranges of the ontology and what the shapes ask."""
    found = _Found()
    for term in terms.values():
        for domain in term.domains:
            found.add(domain, term.iri, ())
        found.general[term.iri].update(term.ranges)
    for shape in shapes:
        found.read(shape)
    return found.attributes()


def classes(rule: Rule, kinds: tuple[str, ...] = ("class",)) -> Iterator[str]:
    """The classes, or also datatypes, that a rule asks its values to be of, be it one of several."""
    for kind in kinds:
        yield from rule.values(kind)
    for part in rule.parts:
        if part.name == "or":
            for inner in part.rules:
                yield from classes(inner, kinds)


class _Found:
    """What is known so far."""

    def __init__(self) -> None:
        self.of_class: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.general: dict[str, set[str]] = defaultdict(set)
        self.schemes: dict[str, set[str]] = defaultdict(set)

    def add(self, owner: str, prop: str, values: Iterable[str]) -> None:
        self.of_class[owner][prop].update(values)

    def read(self, shape: Shape) -> None:
        for prop in shape.target("targetSubjectsOf"):
            for owner in classes(shape.own):
                self.add(owner, prop, ())
            for rule in shape.properties:
                if rule.property == prop:
                    self.general[prop].update(classes(rule, ("class", "datatype")))
        for prop in shape.target("targetObjectsOf"):
            self.general[prop].update(classes(shape.own))
            self.schemes[prop].update(
                scheme for rule in shape.properties if rule.property == _IN_SCHEME for scheme in rule.values("hasValue")
            )
        for owner in shape.target("targetClass"):
            for rule in shape.properties:
                self._read_rule(owner, rule)

    def _read_rule(self, owner: str, rule: Rule) -> None:
        values = set(classes(rule, ("class", "datatype")))
        if rule.property and rule.most != 0:
            self.add(owner, rule.property, values)
        elif len(rule.path) == 2 and rule.path[0].text == "^":
            for other in values:
                self.add(other, rule.path[1].text, {owner})

    def attributes(self) -> dict[str, tuple[Attribute, ...]]:
        return {
            owner: tuple(Attribute(prop, self._values(prop, values)) for prop, values in sorted(properties.items()))
            for owner, properties in self.of_class.items()
        }

    def _values(self, prop: str, values: set[str]) -> tuple[str, ...]:
        known = values or self.general[prop]
        if self.schemes[prop]:
            known = (known - {_CONCEPT}) | self.schemes[prop]
        return tuple(sorted(known))
