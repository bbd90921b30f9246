"""Turns a store into the answers that targets and sh:class need: subclasses, instances, who a shape speaks of."""

import pyoxigraph as ox

from esgraph.build.shacl.model import Targets, Term
from esgraph.build.shacl.paths import step
from esgraph.vocabulary import RDF, RDFS

TYPE = f"{RDF}type"
_SUBCLASS = f"{RDFS}subClassOf"


def _end(quad: ox.Quad, is_subject: bool) -> Term | None:
    term = quad.subject if is_subject else quad.object
    return term if isinstance(term, Term) else None


class Classes:
    """The classes of a data graph (the default graph of a store); subclasses are looked up once."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store
        self._below: dict[ox.NamedNode, tuple[Term, ...]] = {}

    def below(self, iri: ox.NamedNode) -> tuple[Term, ...]:
        """A class with its subclasses (SHACL, section 1.1: SHACL subclass), blank ones too, in one order."""
        if iri not in self._below:
            found: dict[Term, None] = {}
            todo: list[Term] = [iri]
            while todo:
                if (one := todo.pop()) not in found:
                    found[one] = None
                    todo += sorted(step(self.store, one, _SUBCLASS, back=True), key=str)
            self._below[iri] = tuple(found)
        return self._below[iri]

    def is_instance(self, term: Term, iri: ox.NamedNode) -> bool:
        """Whether a node is a SHACL instance of a class."""
        allowed = self.below(iri)
        return any(kind in allowed for kind in step(self.store, term, TYPE, back=False))

    def targets(self, targets: Targets) -> list[Term]:
        """The nodes that a shape speaks of, each once."""
        found = dict.fromkeys(targets.nodes)
        for iri in targets.classes:
            for kind in self.below(iri):
                found.update(dict.fromkeys(step(self.store, kind, TYPE, back=True)))
        for ends, is_subject in ((targets.subjects_of, True), (targets.objects_of, False)):
            for predicate in ends:
                quads = self.store.quads_for_pattern(None, predicate, None, ox.DefaultGraph())
                found.update((term, None) for quad in quads if (term := _end(quad, is_subject)) is not None)
        return list(found)

    def is_target(self, term: Term, targets: Targets) -> bool:
        """Whether a shape speaks of a node."""
        return (
            term in targets.nodes
            or any(self.is_instance(term, iri) for iri in targets.classes)
            or any(bool(step(self.store, term, iri.value, back=False)) for iri in targets.subjects_of)
            or any(bool(step(self.store, term, iri.value, back=True)) for iri in targets.objects_of)
        )
