"""Turns what a reader wrote for a parameter into the value that is meant, among those that the graph has for it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from esgraph.errors import LANGUAGES, Language
from esgraph.question import Parameter, is_iri, literal
from esgraph.serve import resource
from esgraph.serve.collation import alphabetical
from esgraph.serve.memo import remembered
from esgraph.serve.search.answer import Search, answer
from esgraph.serve.search.index import search_index
from esgraph.serve.site import Site
from esgraph.vocabulary import prefixes

#: A list that a reader can look through; where there are more values, the field completes what is written.
FEW = 60
#: As many are offered at a time.
OFFERED = 12
#: Characters of the longest name or IRI that is looked for; nothing in a graph for people is called more.
LONGEST = 1_000

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NAMES = "skos:prefLabel|skos:altLabel|esg:mentionedAs"


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a parameter may take, and what the graph calls it."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why what was written is no value: nothing is called so, or several things are, of which `candidates` are some."""

    reason: Literal["unknown", "ambiguous", "not_an_iri"]
    candidates: tuple[Choice, ...] = ()


def few(site: Site, parameter: Parameter, language: Language) -> tuple[Choice, ...] | None:
    """Every value of a parameter in the order of the alphabet; None where there are more than `FEW`, or any will do."""
    found = _first(site, parameter.choices, FEW + 1, language) if parameter.choices else None
    return found if found is not None and len(found) <= FEW else None


@remembered
def _first(site: Site, pattern: str, most: int, language: Language) -> tuple[Choice, ...]:
    """Some of the values that a pattern has, in the order of the alphabet; all, if they are fewer than `most`."""
    # In an order, or it would be the engine that chooses which.
    rows = site.select(f"SELECT DISTINCT {_selected(pattern)} WHERE {{ {pattern} }} ORDER BY ?value LIMIT {most}")
    return _called(site, pattern, rows, language)


def matching(site: Site, parameter: Parameter, written: str, language: Language) -> tuple[Choice, ...]:
    """Some of the values whose name or code has these words in it, by the alphabet; else what is like it."""
    if len(written) > LONGEST:
        return ()
    wanted = literal(written.lower())
    text = f"CONTAINS(LCASE(STR(?called)), {wanted})"
    if parameter.type == "text":
        text += f" || STRSTARTS(STR(?value), {wanted})"
    return _found(site, parameter, text, language) or _alike(site, parameter, written, language)


def _alike(site: Site, parameter: Parameter, written: str, language: Language) -> tuple[Choice, ...]:
    """The values among what the search finds: it knows endings, letters without their marks, and slips."""
    index = search_index()
    found = answer(index, Search(written), language) if index else None
    if found is None or not found.has_all or not found.results:
        return ()
    named = resource.listed(result.iri for result in found.results)
    return _where(site, parameter, f"VALUES {_thing(parameter.choices)} {{ {named} }}", language)


def meant(site: Site, parameter: Parameter, written: str, language: Language) -> Choice | Doubt:
    """The one value that was meant by its IRI, a prefixed name, its code, or its name or a part of it."""
    if len(written) > LONGEST and (parameter.choices or parameter.type == "iri"):
        return Doubt("unknown" if parameter.choices else "not_an_iri")
    if parameter.type == "iri" and (iri := _as_iri(site, written)):
        return Choice(iri, resource.read_labels(site, [iri], language).get(iri) or resource.short(iri))
    if not parameter.choices:
        return Choice(written, written) if parameter.type == "text" else Doubt("not_an_iri")
    for candidates in _guesses(site, parameter, written, language):
        if candidates:
            return candidates[0] if len(candidates) == 1 else Doubt("ambiguous", candidates)
    return Doubt("unknown")


def _guesses(site: Site, parameter: Parameter, written: str, language: Language) -> Iterator[tuple[Choice, ...]]:
    """What may be meant, the surest first: code or slug, the name letter by letter, in other cases, a part of it."""
    same = literal(written)
    if parameter.type == "text":
        yield _where(site, parameter, f"VALUES ?value {{ {same} }}", language)
    elif _SLUG.fullmatch(written):
        own = (space for space in prefixes(site.base).values() if space.startswith(f"{site.base}id/"))
        named = " ".join(f"<{space}{written}>" for space in own)
        yield _where(site, parameter, f"VALUES ?value {{ {named} }}", language)
    # As a term, which is looked up, where a filter would read every name there is.
    terms = " ".join([same, *(f"{same}@{one}" for one in LANGUAGES)])
    called = f"{_thing(parameter.choices)} {_NAMES} ?called"
    yield _where(site, parameter, f"VALUES ?called {{ {terms} }} {called} .", language)
    yield _found(site, parameter, f"LCASE(STR(?called)) = {literal(written.lower())}", language)
    yield matching(site, parameter, written, language)


def default(site: Site, parameter: Parameter, language: Language) -> Choice:
    """The value that a question has unless told: its own default, else, on another graph, the first there is."""
    if not parameter.choices:
        return Choice(parameter.default, parameter.default)
    term = f"<{parameter.default}>" if parameter.type == "iri" else literal(parameter.default)
    found = _where(site, parameter, f"VALUES ?value {{ {term} }}", language) or _first(
        site, parameter.choices, FEW + 1, language
    )
    return found[0] if found else Choice(parameter.default, parameter.default)


def holds(site: Site, parameter: Parameter, value: str) -> bool:
    """Whether the graph has this value for a parameter; any text is one where there are no choices."""
    if not parameter.choices:
        return True
    term = f"<{value}>" if parameter.type == "iri" else literal(value)
    return bool(site.select(f"SELECT * WHERE {{ VALUES ?value {{ {term} }} {parameter.choices} }} LIMIT 1"))


def _as_iri(site: Site, written: str) -> str:
    """An IRI as it was written, or of a prefixed name; "" for what is neither."""
    prefix, colon, local = written.partition(":")
    if colon and (namespace := prefixes(site.base).get(prefix)) and not local.startswith("//"):
        written = namespace + local
    known = written.lower().startswith(("http://", "https://", "urn:"))
    return written if known and is_iri(written) else ""


def _thing(pattern: str) -> str:
    """The variable of what is named: `?named` where the pattern has it, else the value itself."""
    return "?named" if re.search(r"\?named\b", pattern) else "?value"


def _selected(pattern: str) -> str:
    thing = _thing(pattern)
    return thing if thing == "?value" else f"?value {thing}"


def _where(site: Site, parameter: Parameter, given: str, language: Language) -> tuple[Choice, ...]:
    """The values for which something is given, a few of them."""
    pattern = parameter.choices
    # In order, so that of many it is the same few each time.
    rows = site.select(
        f"SELECT DISTINCT {_selected(pattern)} WHERE {{ {given} {pattern} }} ORDER BY ?value LIMIT {OFFERED}"
    )
    return _called(site, pattern, rows, language)


def _found(site: Site, parameter: Parameter, condition: str, language: Language) -> tuple[Choice, ...]:
    """The values whose names fulfil a condition, a few of them."""
    pattern = parameter.choices
    rows = site.select(
        f"SELECT DISTINCT {_selected(pattern)} WHERE {{ {{ {pattern} }} {_thing(pattern)} {_NAMES} ?called "
        f"FILTER({condition}) }} ORDER BY ?value LIMIT {OFFERED}"
    )
    return _called(site, pattern, rows, language)


def _called(
    site: Site, pattern: str, rows: Sequence[dict[str, dict[str, str]]], language: Language
) -> tuple[Choice, ...]:
    thing = _thing(pattern).removeprefix("?")
    labels = resource.read_labels(site, {row[thing]["value"] for row in rows}, language)
    named = {
        row["value"]["value"]: labels.get(row[thing]["value"]) or resource.short(row[thing]["value"]) for row in rows
    }
    return tuple(
        Choice(value, label) for value, label in sorted(named.items(), key=lambda one: (alphabetical(one[1]), one[0]))
    )
