"""Turns what all files define, describe and refer to into the problems between them: doubles, and names of nothing."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from esgraph.build import problems
from esgraph.build.expansion import Expansion
from esgraph.build.keys import Vocabulary
from esgraph.build.project import AuthoredFile
from esgraph.build.reading import Reading
from esgraph.build.values import Reference
from esgraph.errors import Location, Problem


class Names:
    """Every name that the files of a dataset give to things, with the concepts of the schemes.

    Where a name stands is not known here: the few files that a problem is in are expanded once more.
    """

    def __init__(
        self,
        readings: Sequence[Reading],
        expand: Callable[[AuthoredFile], Expansion],
        vocabulary: Vocabulary,
        base: str,
        concepts: set[str],
    ) -> None:
        self._readings = readings
        self._expand = expand
        self._base = base
        self._concepts = concepts
        sections = vocabulary.sections.values()
        self._claims = {section.kind for section in sections if section.holds_claims} | {"claim"}
        self._defined: dict[str, AuthoredFile] = {}
        self._again: list[tuple[str, AuthoredFile]] = []
        for reading in readings:
            # One by one: the difference to the keys of a dictionary looks at all of these.
            again = sorted(iri for iri in reading.defined if iri in self._defined)
            self._again += [(iri, reading.file) for iri in again]
            self._defined |= dict.fromkeys(reading.defined, reading.file) | {iri: self._defined[iri] for iri in again}

    def _short(self, iri: str) -> str:
        return iri.removeprefix(f"{self._base}id/")

    def _where(self, iri: str, file: AuthoredFile) -> Location:
        return self._expand(file).definitions[iri]

    def doubles(self) -> Iterator[Problem]:
        """The ids that are defined a second time."""
        for iri, file in self._again:
            name = self._short(iri)
            is_claim = name.partition("/")[0] in self._claims
            first = self._where(iri, self._defined[iri])
            yield problems.defined_twice(self._where(iri, file), name, first, is_claim=is_claim)

    def of_nothing(self) -> Iterator[Problem]:
        """The ids that are described or referred to and that nobody defines, each with the nearest that is."""
        known = self._concepts.union(self._defined)
        for reading in self._readings:
            if not (known.issuperset(reading.referred) and self._defined.keys() >= reading.described):
                yield from self._in_file(self._expand(reading.file))

    def _in_file(self, said: Expansion) -> Iterable[Problem]:
        names = {self._short(iri) for iri in self._defined}
        for iri, where in said.descriptions.items():
            if iri not in self._defined:
                yield problems.undefined_reference(where, self._short(iri), names)
        for reference in said.references:
            if found := self._check(reference, names):
                yield found

    def _check(self, reference: Reference, names: set[str]) -> Problem | None:
        key = reference.key
        if key.scheme and reference.iri not in self._concepts:
            members = [iri.removeprefix(key.base) for iri in self._concepts if iri.startswith(key.base)]
            return problems.undefined_concept(reference.where, reference.written, members)
        name = self._short(reference.iri)
        # Evidence is called by nobody but its own file; the shapes look for what points at nothing.
        if name != reference.iri and not name.startswith("evidence/") and reference.iri not in self._defined:
            prefix = f"{key.target_kind}/" if key.target_kind else ""
            known = [name.removeprefix(prefix) for name in names if name.startswith(prefix)]
            return problems.undefined_reference(reference.where, reference.written, known)
        return None
