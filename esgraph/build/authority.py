"""Turns codes of the EU's authority tables and of ADMS into their IRIs, with what each is called in both languages.

DCAT-AP 3.0.1, section 11 (controlled vocabularies), says which table each property takes its values from. Labels are
those of the tables; where a table has no Polish one, it was translated here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from esgraph.errors import Text
from esgraph.vocabulary import DCTERMS

_EU = "http://publications.europa.eu/resource/authority/"


@dataclass(frozen=True, slots=True)
class Table:
    """A controlled vocabulary: its scheme, its title, what each code means, and the class that DCAT-AP wants of it.

    `space` is what stands before a code in an IRI.
    """

    scheme: str
    space: str
    title: Text
    codes: Mapping[str, Text]
    kind: str = ""

    def iri(self, code: str) -> str:
        """The IRI of a code of this table."""
        return self.space + code


def _eu(name: str, title: Text, codes: Mapping[str, tuple[str, str]], kind: str = "") -> Table:
    return Table(_EU + name, f"{_EU}{name}/", title, _texts(codes), kind)


def _texts(codes: Mapping[str, tuple[str, str]]) -> dict[str, Text]:
    return {code: {"pl": polish, "en": english} for code, (polish, english) in codes.items()}


THEMES: Final = _eu(
    "data-theme",
    {"pl": "Kategorie danych UE", "en": "EU data themes"},
    {
        "AGRI": ("Rolnictwo, rybołówstwo, leśnictwo i żywność", "Agriculture, fisheries, forestry and food"),
        "ECON": ("Gospodarka i finanse", "Economy and finance"),
        "EDUC": ("Edukacja, kultura i sport", "Education, culture and sport"),
        "ENER": ("Energia", "Energy"),
        "ENVI": ("Środowisko", "Environment"),
        "GOVE": ("Rząd i sektor publiczny", "Government and public sector"),
        "HEAL": ("Zdrowie", "Health"),
        "INTR": ("Kwestie międzynarodowe", "International issues"),
        "JUST": (
            "Sprawiedliwość, ustrój sądów i bezpieczeństwo publiczne",
            "Justice, legal system and public safety",
        ),
        "REGI": ("Regiony i miasta", "Regions and cities"),
        "SOCI": ("Ludność i społeczeństwo", "Population and society"),
        "TECH": ("Nauka i technologia", "Science and technology"),
        "TRAN": ("Transport", "Transport"),
    },
)

FREQUENCIES: Final = _eu(
    "frequency",
    {"pl": "Częstotliwość aktualizacji", "en": "Frequency of updates"},
    {
        "ANNUAL": ("roczny", "annual"),
        "ANNUAL_2": ("półroczny", "semiannual"),
        "ANNUAL_3": ("trzy razy w roku", "three times a year"),
        "BIENNIAL": ("dwuletni", "biennial"),
        "BIMONTHLY": ("dwumiesięcznik", "bimonthly"),
        "BIWEEKLY": ("dwutygodnik", "biweekly"),
        "CONT": ("ciągły", "continuous"),
        "DAILY": ("dziennik", "daily"),
        "DAILY_2": ("dwa razy dziennie", "twice a day"),
        "IRREG": ("nieregularny", "irregular"),
        "MONTHLY": ("miesięcznik", "monthly"),
        "MONTHLY_2": ("dwukrotnie w miesiącu", "semimonthly"),
        "MONTHLY_3": ("trzy razy w miesiącu", "three times a month"),
        "NEVER": ("nigdy", "never"),
        "OTHER": ("inne", "other"),
        "QUARTERLY": ("kwartalnik", "quarterly"),
        "TRIENNIAL": ("trzyletni", "triennial"),
        "UNKNOWN": ("nieznany", "unknown"),
        "UPDATE_CONT": ("stale aktualizowany", "continuously updated"),
        "WEEKLY": ("tygodnik", "weekly"),
        "WEEKLY_2": ("dwa razy w tygodniu", "semiweekly"),
        "WEEKLY_3": ("trzy razy w tygodniu", "three times a week"),
    },
    f"{DCTERMS}Frequency",
)

ACCESS_RIGHTS: Final = _eu(
    "access-right",
    {"pl": "Prawa dostępu", "en": "Access rights"},
    {
        "NON_PUBLIC": ("niepubliczny", "non-public"),
        "PUBLIC": ("publiczny", "public"),
        "RESTRICTED": ("ograniczony", "restricted"),
    },
    f"{DCTERMS}RightsStatement",
)

AVAILABILITIES: Final = _eu(
    "planned-availability",
    {"pl": "Planowana dostępność", "en": "Planned availability"},
    {
        "AVAILABLE": ("dostępny", "available"),
        "EXPERIMENTAL": ("doświadczalny", "experimental"),
        "STABLE": ("stabilny", "stable"),
        "TEMPORARY": ("tymczasowy", "temporary"),
    },
)

LANGUAGES: Final = _eu(
    "language",
    {"pl": "Języki", "en": "Languages"},
    {"ENG": ("angielski", "English"), "POL": ("polski", "Polish")},
    f"{DCTERMS}LinguisticSystem",
)

FILE_TYPES: Final = _eu(
    "file-type",
    {"pl": "Typy plików", "en": "File types"},
    {
        "CSV": ("CSV", "CSV"),
        "JSON": ("JSON", "JSON"),
        "JSON_LD": ("JSON-LD", "JSON-LD"),
        "RDF_N_QUADS": ("RDF N-Quads", "RDF N-Quads"),
        "RDF_N_TRIPLES": ("RDF N-Triples", "RDF N-Triples"),
        "RDF_TRIG": ("RDF TriG", "RDF TriG"),
        "RDF_TURTLE": ("RDF Turtle", "RDF Turtle"),
        "RDF_XML": ("RDF XML", "RDF XML"),
    },
    f"{DCTERMS}MediaTypeOrExtent",
)

#: ADMS, section 6.4 (publisher type).
PUBLISHER_KINDS: Final = Table(
    "http://purl.org/adms/publishertype/1.0",
    "http://purl.org/adms/publishertype/",
    {"pl": "Rodzaje wydawców", "en": "Kinds of publishers"},
    _texts(
        {
            "Academia-ScientificOrganisation": (
                "Uczelnia lub organizacja naukowa", "Academia/Scientific organisation",
            ),
            "Company": ("Przedsiębiorstwo", "Company"),
            "IndustryConsortium": ("Konsorcjum branżowe", "Industry consortium"),
            "LocalAuthority": ("Władze lokalne", "Local Authority"),
            "NationalAuthority": ("Władze krajowe", "National authority"),
            "NonGovernmentalOrganisation": ("Organizacja pozarządowa", "Non-Governmental Organisation"),
            "NonProfitOrganisation": ("Organizacja niedziałająca dla zysku", "Non-Profit Organisation"),
            "PrivateIndividual(s)": ("Osoby prywatne", "Private Individual(s)"),
            "RegionalAuthority": ("Władze regionalne", "Regional authority"),
            "StandardisationBody": ("Organizacja normalizacyjna", "Standardisation body"),
            "SupraNationalAuthority": ("Władze ponadnarodowe", "Supra-national authority"),
        }
    ),
)  # fmt: skip

#: ADMS, section 6.3 (licence type).
LICENCE_KINDS: Final = Table(
    "http://purl.org/adms/licencetype/1.0",
    "http://purl.org/adms/licencetype/",
    {"pl": "Rodzaje licencji", "en": "Kinds of licences"},
    _texts(
        {
            "Attribution": ("Uznanie autorstwa", "Attribution"),
            "NoDerivativeWork": ("Bez utworów zależnych", "No derivative work"),
            "NonCommercialUseOnly": ("Tylko użycie niekomercyjne", "Non-commercial use only"),
            "PublicDomain": ("Domena publiczna", "Public domain"),
            "ViralEffect-ShareAlike": ("Na tych samych warunkach", "Viral effect (a.k.a. Share-alike)"),
        }
    ),
)

TABLES: Final = (
    THEMES, FREQUENCIES, ACCESS_RIGHTS, AVAILABILITIES, LANGUAGES, FILE_TYPES, PUBLISHER_KINDS, LICENCE_KINDS,
)  # fmt: skip

#: What may stand before the slash of a `place` of `spatial`: the EU's countries (ISO 3166-1, three letters) and NUTS.
AREAS: Final[dict[str, str]] = {"country": f"{_EU}country/", "nuts": "http://data.europa.eu/nuts/code/"}
