"""Turns what all files define, describe and refer to into the problems between them: doubles, and names of nothing."""

from collections.abc import Iterable

from esgraph.build import problems
from esgraph.build.expansion import Expansion
from esgraph.build.keys import Vocabulary
from esgraph.build.values import Reference
from esgraph.errors import Location, Problem
from esgraph.vocabulary import entity, graph


class Names:
    """Every name that the files of a dataset give to things, with the concepts of the schemes."""

    def __init__(self, expansions: list[Expansion], vocabulary: Vocabulary, base: str, concepts: set[str]) -> None:
        self._expansions = expansions
        self._base = base
        self._concepts = concepts
        sections = vocabulary.sections.values()
        self._claims = {section.kind for section in sections if section.holds_claims} | {"claim"}
        self._defined: dict[str, Location] = {}
        self._doubles = list(self._define())

    def _short(self, iri: str) -> str:
        return iri.removeprefix(f"{self._base}id/")

    def _define(self) -> Iterable[Problem]:
        # The same words may be evidence many times, and several files may make one graph.
        shared = (entity(self._base, "evidence", ""), graph(self._base, ""))
        for expansion in self._expansions:
            for iri, where in expansion.definitions.items():
                if iri in self._defined and not iri.startswith(shared):
                    name = self._short(iri)
                    is_claim = name.partition("/")[0] in self._claims
                    yield problems.defined_twice(where, name, self._defined[iri], is_claim=is_claim)
                self._defined.setdefault(iri, where)

    def doubles(self) -> list[Problem]:
        """The ids that are defined a second time."""
        return self._doubles

    def of_nothing(self) -> Iterable[Problem]:
        """The ids that are described or referred to and that nobody defines, each with the nearest that is."""
        names = {self._short(iri) for iri in self._defined}
        for expansion in self._expansions:
            for iri, where in expansion.descriptions.items():
                if iri not in self._defined:
                    yield problems.undefined_reference(where, self._short(iri), names)
            for reference in expansion.references:
                if found := self._check(reference, names):
                    yield found

    def _check(self, reference: Reference, names: set[str]) -> Problem | None:
        key = reference.key
        if key.scheme and reference.iri not in self._concepts:
            members = [iri.removeprefix(key.base) for iri in self._concepts if iri.startswith(key.base)]
            return problems.undefined_concept(reference.where, reference.written, members)
        if reference.iri.startswith(f"{self._base}id/") and reference.iri not in self._defined:
            prefix = f"{key.target_kind}/" if key.target_kind else ""
            known = [name.removeprefix(prefix) for name in names if name.startswith(prefix)]
            return problems.undefined_reference(reference.where, reference.written, known)
        return None
