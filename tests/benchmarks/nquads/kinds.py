"""Turns the kinds of organisations into their terms: concept, legal form and class."""

from dataclasses import dataclass

from esgraph.vocabulary import CV, ORG
from tests.benchmarks.country import kinds
from tests.benchmarks.nquads.statements import concept

_FORMAL, _PUBLIC = f"<{ORG}FormalOrganization>", f"<{CV}PublicOrganisation>"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of organisation: its concept and legal form, its class, and what it is called (also in the genitive)."""

    concept: str
    form: str
    type: str
    nominative: str
    genitive: str
    english: str
    president: bool


def _kind(kind: kinds.Kind) -> Kind:
    return Kind(
        concept("kind", kind.slug),
        concept("legal-form", kind.form),
        _PUBLIC if kind.public else _FORMAL,
        kind.nominative,
        kind.genitive,
        kind.english,
        not kind.public,
    )


COUNTY, COMMUNE, CENTRE = _kind(kinds.COUNTY), _kind(kinds.COMMUNE), _kind(kinds.CENTRE)
INSTITUTION, SUPPORT = _kind(kinds.INSTITUTION), _kind(kinds.SUPPORT)

KINDS = tuple(_kind(kind) for kind in kinds.KINDS)
WEIGHTS = kinds.WEIGHTS
ASSOCIATION, COOPERATIVE = KINDS[:2]
