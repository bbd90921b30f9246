"""Turns hypotheses of identity into who stands for whom: of those that are taken for one, one organisation."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Verdict = Literal["confirmed", "probable"]


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """An organisation `about` that is, or probably is, the `candidate`; all three are IRIs."""

    iri: str
    about: str
    candidate: str
    verdict: Verdict


def standing_for(hypotheses: Iterable[Hypothesis]) -> dict[str, str]:
    """For each organisation that another stands for, that other; for the others nothing.

    The one that stands for its group is a candidate that no hypothesis is about: the one that is known otherwise. Among
    several, and where there is none, it is the first by IRI.
    """
    taken = list(hypotheses)
    parents: dict[str, str] = {}

    def root(iri: str) -> str:
        while parents.setdefault(iri, iri) != iri:
            parents[iri] = iri = parents[parents[iri]]
        return iri

    for one in taken:
        parents[root(one.about)] = root(one.candidate)
    doubted = {one.about for one in taken}
    groups: dict[str, list[str]] = {}
    for iri in sorted(parents):
        groups.setdefault(root(iri), []).append(iri)
    found: dict[str, str] = {}
    for members in groups.values():
        chosen = next((iri for iri in members if iri not in doubted), members[0])
        found |= {iri: chosen for iri in members if iri != chosen}
    return found
