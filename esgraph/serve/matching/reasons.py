"""Turns what is known of how a candidate fits into words: its name, and each value that the list gives."""

from typing import Final

from esgraph.errors import Language
from esgraph.serve import texts
from esgraph.serve.matching.asking import PROPERTIES
from esgraph.serve.matching.headings import Role
from esgraph.serve.reconciliation.candidates import Candidate
from esgraph.serve.reconciliation.entries import Calling
from esgraph.serve.reference import Reference

#: A value that agrees less, of a hundred, contradicts; one that agrees as much is the same.
_AGREES, _SAME = 50.0, 99.0
#: The id of the feature of the name.
_NAME: Final = "name"
_PLACES: Final = ("schema:location", "schema:containedInPlace")


def told(one: Candidate, known: Reference, language: Language) -> list[str]:
    """Why an entity may be meant, and what speaks against it, the name first."""
    return [texts.text(name, language) for name in (*_of_name(one), *_of_values(one, known))]


def _of_name(one: Candidate) -> list[str]:
    if one.has_number:
        return ["match_why_number_in_name"]
    if _NAME not in one.features:
        return []
    if one.calling is Calling.NOT:
        return ["match_why_other_name"] if len(one.features) > 1 else []
    return [f"match_why_{one.calling.name.lower()}"]


def _of_values(one: Candidate, known: Reference) -> list[str]:
    addresses: dict[str, Role] = {
        known.terms[iri].address: role for role, iri in PROPERTIES.items() if iri in known.terms
    } | dict.fromkeys(_PLACES, "place")
    return [
        f"match_why_{addresses[feature]}_{_how(value)}"
        for feature, value in one.features.items()
        if feature in addresses
    ]


def _how(value: float) -> str:
    return "same" if value >= _SAME else "nearly" if value >= _AGREES else "other"
