"""Turns what a source knows of an organisation or a place into one Record, whatever source it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

#: Registers whose numbers name one organisation.
REGISTERS: Final = ("krs", "nip", "regon")


class Sort(StrEnum):
    """What a record is of: only things of one sort are compared."""

    ORGANIZATION = "organization"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Record:
    """What one side knows of a thing.

    `names` are all that it is called, the main ones first; `numbers` the digits by register, those of KRS, NIP and
    REGON without leading zeros, and of a place its codes in TERC and SIMC.
    `forms` are what its legal form and kind are called, `kinds` the IRIs of its kind and of what that is a kind of.
    `terc` and `simc` are the codes of its places, `places` their names, and `around` those of what they lie in; of a
    place, its own. `dates` are days or years of its founding, `on_globe` latitude and longitude in degrees (WGS 84).
    `ratings` are, by the IRI of ours that was asked for, what a reconciliation service made of it, from 0 to 100.
    """

    iri: str
    names: tuple[str, ...]
    sort: Sort = Sort.ORGANIZATION
    numbers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    forms: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()
    terc: frozenset[str] = frozenset()
    simc: frozenset[str] = frozenset()
    places: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    dates: frozenset[str] = frozenset()
    on_globe: tuple[float, float] | None = None
    ratings: Mapping[str, float] = field(default_factory=dict)
