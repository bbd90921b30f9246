"""The services that a server has beside its pages and files: what the catalogue says of each."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Service:
    """A service: the name of its node, its address below the base, the specification that it follows, its words.

    What is at its address without a query describes it (SPARQL 1.1 Service Description, section 2; the manifest of a
    reconciliation service).
    """

    name: str
    path: str
    specification: str
    title: dict[str, str]
    description: dict[str, str]


SERVICES: Final = (
    Service(
        "sparql",
        "sparql",
        "https://www.w3.org/TR/sparql11-protocol/",
        {"pl": "Punkt dostępu SPARQL", "en": "SPARQL endpoint"},
        {
            "pl": "Odpowiada na zapytania SPARQL 1.1, tylko do odczytu; zapytanie bez GRAPH widzi wszystkie grafy "
            "razem.",
            "en": "Answers SPARQL 1.1 queries, read-only; a query without GRAPH sees all graphs together.",
        },
    ),
    Service(
        "reconciliation",
        "reconcile",
        "https://reconciliation-api.github.io/specs/0.2/",
        {"pl": "Usługa uzgadniania", "en": "Reconciliation service"},
        {
            "pl": "Odnajduje w grafie to, co nazywa czyjaś tabela, po nazwach, numerach w rejestrach i wartościach, "
            "i dodaje do niej kolumny z grafu; dla OpenRefine i innych narzędzi.",
            "en": "Finds in the graph what somebody’s table names, by names, register numbers and values, and adds "
            "columns from the graph to it; for OpenRefine and other tools.",
        },
    ),
)
