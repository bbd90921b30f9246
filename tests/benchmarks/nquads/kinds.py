"""Turns the concepts of the scheme of kinds into what organisations of each kind are called, and how many there are."""

from dataclasses import dataclass

from esgraph.vocabulary import CV, ORG
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
    weight: int
    president: bool = False


def _kind(name: str, form: str, words: tuple[str, str, str], weight: int = 0, *, public: bool = False) -> Kind:
    return Kind(
        concept("kind", name), concept("legal-form", form), _PUBLIC if public else _FORMAL, *words, weight, not public
    )


COUNTY = _kind("county", "local-government-community", ("Powiat", "Powiatu", "County"), public=True)
COMMUNE = _kind("commune", "local-government-community", ("Gmina", "Gminy", "Commune"), public=True)
CENTRE = _kind(
    "social-assistance-centre",
    "local-government-unit",
    ("Ośrodek Pomocy Społecznej", "Ośrodka Pomocy Społecznej", "Social Assistance Centre"),
    public=True,
)
INSTITUTION = _kind("institution", "local-government-unit", ("Biuro", "Biura", "Office"), public=True)
SUPPORT = _kind(
    "social-economy-support-centre", "foundation", ("Ośrodek Wsparcia", "Ośrodka Wsparcia", "Support Centre")
)
ASSOCIATION = _kind("association", "association", ("Stowarzyszenie", "Stowarzyszenia", "Association"), 46)
COOPERATIVE = _kind(
    "social-cooperative",
    "social-cooperative",
    ("Spółdzielnia Socjalna", "Spółdzielni Socjalnej", "Social Cooperative"),
    10,
)

#: Kinds of what is not public, in the proportions of a list of the social economy: associations before all.
KINDS = (
    ASSOCIATION,
    COOPERATIVE,
    _kind("foundation", "foundation", ("Fundacja", "Fundacji", "Foundation"), 18),
    _kind("business", "limited-company", ("Zakład", "Zakładu", "Works"), 7),
    _kind(
        "occupational-therapy-workshop",
        "association",
        ("Warsztat Terapii Zajęciowej", "Warsztatu Terapii Zajęciowej", "Occupational Therapy Workshop"),
        6,
    ),
    _kind(
        "social-enterprise",
        "limited-company",
        ("Przedsiębiorstwo Społeczne", "Przedsiębiorstwa Społecznego", "Social Enterprise"),
        4,
    ),
    _kind("cooperative", "cooperative", ("Spółdzielnia", "Spółdzielni", "Cooperative"), 3),
    _kind(
        "social-integration-club",
        "local-government-unit",
        ("Klub Integracji Społecznej", "Klubu Integracji Społecznej", "Social Integration Club"),
        3,
    ),
    _kind(
        "social-integration-centre",
        "local-government-unit",
        ("Centrum Integracji Społecznej", "Centrum Integracji Społecznej", "Social Integration Centre"),
        2,
    ),
    _kind(
        "vocational-activity-establishment",
        "local-government-unit",
        ("Zakład Aktywności Zawodowej", "Zakładu Aktywności Zawodowej", "Vocational Activity Establishment"),
        1,
    ),
)
WEIGHTS = [kind.weight for kind in KINDS]
