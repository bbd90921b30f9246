"""Turns the values that a query gives of a property, and those that entities have, into how well they agree.

A register number agrees or not, however it is divided; a name agrees in any case and with typing errors, less so; a
place agrees with those that it lies in; a date with its year or month.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from esgraph import legal_names, polish
from esgraph.comparison import dates
from esgraph.comparison.numbers import NUMBERS, digits, same_number
from esgraph.serve import resource
from esgraph.serve.reconciliation.queries import Given
from esgraph.serve.site import Site
from esgraph.vocabulary import ESG, SCHEMA, XSD

#: Properties whose values lie in others.
_PLACES: Final = frozenset({SCHEMA + "location", SCHEMA + "containedInPlace", ESG + "venue"})
#: Registers by whose codes places are named.
_OF_PLACES: Final = ("terc", "simc")
_DATES: Final = frozenset(XSD + name for name in ("date", "dateTime", "gYear", "gYearMonth"))


@dataclass(slots=True)
class Known:
    """What an entity has of a property: IRIs, and texts with their datatypes."""

    iris: set[str] = field(default_factory=set)
    texts: set[tuple[str, str]] = field(default_factory=set)


#: (entity, property) → what it has of it.
Facts = Mapping[tuple[str, str], Known]


def read(site: Site, iris: Iterable[str], properties: Iterable[str]) -> Facts:
    """What entities have of properties, in every language, with the names and codes of the things among it."""
    found: dict[tuple[str, str], Known] = defaultdict(Known)
    wanted = set(properties)
    ways = [(resource.listed(wanted), ""), (resource.listed(wanted & _PLACES), "/schema:containedInPlace+")]
    for batch in resource.batches(sorted(set(iris))):
        subjects = resource.listed(batch)
        for listed, further in ways:
            for row in _rows(site, subjects, listed, further) if subjects and listed else []:
                known = found[row["s"]["value"], row["p"]["value"]]
                if row["o"]["type"] == "uri":
                    known.iris.add(row["o"]["value"])
                else:
                    known.texts.add((row["o"]["value"], row["o"].get("datatype", "")))
                if "name" in row:
                    known.texts.add((row["name"]["value"], ""))
    return found


def _rows(site: Site, subjects: str, properties: str, further: str) -> list[dict[str, dict[str, str]]]:
    step = "?s ?p ?o" if not further else f"?s ?p ?first . ?first {further.lstrip('/')} ?o"
    return site.select(
        f"SELECT DISTINCT ?s ?p ?o ?name WHERE {{ VALUES ?s {{ {subjects} }} VALUES ?p {{ {properties} }} {step} "
        "OPTIONAL { ?o skos:prefLabel|skos:altLabel|rdfs:label|esg:terc|esg:simc ?name } }"
    )


def agreement(given: Given, known: Known | None) -> float | None:
    """How well the best of the given values agrees with what is known, up to 1; None if nothing can be compared."""
    if known is None or not (given.ids or given.texts):
        return None
    if not known.iris.isdisjoint(given.ids):
        return 1.0
    register = NUMBERS.get(given.term.iri)
    if register:
        possible = [one for one in given.texts if digits(one, register)]
        agrees = any(same_number(one, text, register) for one in possible for text, _ in known.texts)
        return float(agrees) if possible else None
    pairs = [(one, text, datatype) for one in given.texts for text, datatype in known.texts]
    if given.term.iri in _PLACES and any(_is_code_of(one, text) for one, text, _ in pairs):
        return 1.0
    telling = {one: _telling(one) for one in given.texts}
    compared = [_alike(one, telling[one], text, datatype) for one, text, datatype in pairs]
    comparable = [one for one in compared if one is not None]
    return max(comparable, default=None if compared and not given.ids else 0.0)


def _is_code_of(given: str, known: str) -> bool:
    """Whether a code in one of the registers of places, and nothing else, is the one that is known."""
    if any(map(str.isalpha, given + known)):
        return False
    return any(same_number(given, known, register) for register in _OF_PLACES)


def _alike(given: str, telling: Sequence[str], known: str, datatype: str) -> float | None:
    """How well two texts agree; None if what is given, whose telling words are these, is no value of the datatype."""
    if datatype in _DATES:
        # 2018 and 2018-06 are less exact than 2018-06-08, and do not say otherwise.
        day, other = dates.iso(given), known[:10]
        return float(day.startswith(other) or other.startswith(day)) if day else None
    if datatype:
        return float(_number(given) == _number(known))
    return _overlap(telling, _known(known))


def alike(asked: str, known: str) -> float:
    """What part of the longer name is the shorter, in any case and with typing errors; 0 if a word of it is missing."""
    return _overlap(_telling(asked), _known(known))


def _overlap(one: Sequence[str], other: Sequence[str]) -> float:
    shorter, longer = sorted((one, other), key=len)
    if not shorter or not all(any(_same_word(each, word) for word in longer) for each in shorter):
        return 0.0
    return len(shorter) / len(longer)


def _telling(text: str) -> list[str]:
    """The words of a name without their case endings, and without those of legal forms where there are others."""
    words = [word.text for word in polish.words(text) if word.text not in polish.JOINING]
    telling = [word for word in words if not legal_names.is_legal([word])]
    return [polish.stem(word) for word in telling or words]


@lru_cache(8192)
def _known(text: str) -> Sequence[str]:
    """The same of a name of the graph, which many ask for; what somebody asks for is not remembered."""
    return _telling(text)


def _same_word(one: str, other: str) -> bool:
    errors = min(polish.errors_forgiven(one), polish.errors_forgiven(other))
    return one == other or OSA.distance(one, other, score_cutoff=errors) <= errors


def _number(text: str) -> float | str:
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        return text.strip().casefold()
