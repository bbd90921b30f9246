"""Turns the concepts of the scheme of kinds into what organisations of each kind are called, and how many there are."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of organisation: its concept and legal form, and what it is called (also in the genitive).

    `weight` is how many of a hundred are of this kind; public bodies have none, they follow from the territory.
    """

    slug: str
    form: str
    nominative: str
    genitive: str
    english: str
    weight: int = 0
    public: bool = False

    @property
    def type(self) -> str:
        """The class of organisations of this kind."""
        return "PublicOrganisation" if self.public else "FormalOrganization"


_COMMUNITY, _UNIT = "local-government-community", "local-government-unit"

COUNTY = Kind("county", _COMMUNITY, "Powiat", "Powiatu", "County", public=True)
COMMUNE = Kind("commune", _COMMUNITY, "Gmina", "Gminy", "Commune", public=True)
CENTRE = Kind(
    "social-assistance-centre",
    _UNIT,
    "Ośrodek Pomocy Społecznej",
    "Ośrodka Pomocy Społecznej",
    "Social Assistance Centre",
    public=True,
)
INSTITUTION = Kind("institution", _UNIT, "Biuro", "Biura", "Office", public=True)
SUPPORT = Kind("social-economy-support-centre", "foundation", "Ośrodek Wsparcia", "Ośrodka Wsparcia", "Support Centre")
ASSOCIATION = Kind("association", "association", "Stowarzyszenie", "Stowarzyszenia", "Association", 46)
COOPERATIVE = Kind(
    "social-cooperative",
    "social-cooperative",
    "Spółdzielnia Socjalna",
    "Spółdzielni Socjalnej",
    "Social Cooperative",
    10,
)

#: Kinds of what is not public, in the proportions of a list of the social economy: associations before all.
KINDS = (
    ASSOCIATION,
    COOPERATIVE,
    Kind("foundation", "foundation", "Fundacja", "Fundacji", "Foundation", 18),
    Kind("business", "limited-company", "Zakład", "Zakładu", "Works", 7),
    Kind(
        "occupational-therapy-workshop",
        "association",
        "Warsztat Terapii Zajęciowej",
        "Warsztatu Terapii Zajęciowej",
        "Occupational Therapy Workshop",
        6,
    ),
    Kind(
        "social-enterprise",
        "limited-company",
        "Przedsiębiorstwo Społeczne",
        "Przedsiębiorstwa Społecznego",
        "Social Enterprise",
        4,
    ),
    Kind("cooperative", "cooperative", "Spółdzielnia", "Spółdzielni", "Cooperative", 3),
    Kind(
        "social-integration-club",
        _UNIT,
        "Klub Integracji Społecznej",
        "Klubu Integracji Społecznej",
        "Social Integration Club",
        3,
    ),
    Kind(
        "social-integration-centre",
        _UNIT,
        "Centrum Integracji Społecznej",
        "Centrum Integracji Społecznej",
        "Social Integration Centre",
        2,
    ),
    Kind(
        "vocational-activity-establishment",
        _UNIT,
        "Zakład Aktywności Zawodowej",
        "Zakładu Aktywności Zawodowej",
        "Vocational Activity Establishment",
        1,
    ),
)
WEIGHTS = [kind.weight for kind in KINDS]
