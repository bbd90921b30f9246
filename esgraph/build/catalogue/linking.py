"""Turns the targets that links lead to into VoID linksets: what they are in the catalogue, their numbers, their method.

Describing Linked Datasets with the VoID Vocabulary (W3C Interest Group Note), section 5. What the graph `catalogue`
says of them is known while a dataset is made; how many links there are of what, by which method and as of when, is
known when all is counted.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from esgraph import linksets
from esgraph.build import terms
from esgraph.build.catalogue.counting import Counts
from esgraph.build.catalogue.statements import link, links, number, part_name, text, translations, types
from esgraph.errors import LANGUAGES, Language, Text
from esgraph.vocabulary import DCTERMS, ESG, FOAF, GEOSPARQL, OWL, RDFS, VOID, graph, prefixes

_TITLE: Text = {"pl": "Powiązania: {target}", "en": "Links: {target}"}
#: How the links of a property came to be; of all others, the next.
_METHODS: dict[str, Text] = {
    f"{OWL}sameAs": {
        "pl": "potwierdzone hipotezy tożsamości ({property}: {n})",
        "en": "confirmed identity hypotheses ({property}: {n})",
    },
    f"{DCTERMS}identifier": {
        "pl": "identyfikatory org-id, wywiedzione regułą z numerów w rejestrze ({property}: {n})",
        "en": "org-id identifiers, derived by a rule from register numbers ({property}: {n})",
    },
    f"{GEOSPARQL}sfWithin": {
        "pl": "adresy jednostek NUTS, wywiedzione regułą z ich kodów ({property}: {n})",
        "en": "addresses of NUTS units, derived by a rule from their codes ({property}: {n})",
    },
    f"{ESG}terc": {"pl": "kody TERC podane w danych ({property}: {n})", "en": "TERC codes as stated ({property}: {n})"},
    f"{ESG}simc": {"pl": "kody SIMC podane w danych ({property}: {n})", "en": "SIMC codes as stated ({property}: {n})"},
}  # fmt: skip
_STATED: Text = {"pl": "zapisane w danych ({property}: {n})", "en": "stated in the data ({property}: {n})"}
_BY: Text = {"pl": "hipotezy według „{method}”: {n}", "en": "hypotheses by “{method}”: {n}"}
_BY_NONE: Text = {"pl": "hipotezy bez nazwanego sposobu: {n}", "en": "hypotheses without a named method: {n}"}
_LAST: Text = {"pl": "ostatnia decyzja z {day}", "en": "last decision of {day}"}


def lines(base: str, targets: Iterable[str]) -> Iterator[bytes]:
    """What the graph `catalogue` says of the linksets with these targets, as lines of N-Quads."""
    triples = (triple for target in sorted(targets) for triple in _described(base, target))
    return terms.lines(triples, graph(base, "catalogue"))


def describe(counts: Counts, base: str, modified: str) -> set[ox.Triple]:
    """The linksets of a dataset with their numbers and methods; `modified` is when the dataset last changed."""
    names = {namespace: prefix for prefix, namespace in prefixes(base).items()}
    triples = set()
    for target, properties in _by_target(counts).items():
        this, how = _graph(base, target), _node(base, "method", target)
        decided = {(method, day): n for (to, method, day), n in counts.decisions.items() if to == target}
        triples |= {
            *_described(base, target),
            number(this, f"{VOID}triples", sum(properties.values())),
            *links(this, f"{VOID}linkPredicate", properties),
            link(this, f"{DCTERMS}provenance", how),
            text(this, f"{DCTERMS}modified", modified, "date"),
            *types(how, f"{DCTERMS}ProvenanceStatement"),
            *translations(how, f"{RDFS}label", {one: _method(properties, decided, names, one) for one in LANGUAGES}),
        }
        for prop, found in properties.items():
            part = f"{_node(base, 'linkset', target)}-{part_name(prop, names)}"
            triples |= {
                link(this, f"{VOID}propertyPartition", part),
                link(part, f"{VOID}property", prop),
                number(part, f"{VOID}triples", found),
            }
    return triples


def _by_target(counts: Counts) -> dict[str, dict[str, int]]:
    """How many links by which property lead to each target."""
    found: dict[str, dict[str, int]] = {}
    for (target, prop), number_of_links in sorted(counts.linksets.items()):
        found.setdefault(target, {})[prop] = number_of_links
    return found


def _described(base: str, target: str) -> set[ox.Triple]:
    """A linkset and its target, without numbers."""
    dataset, this, other = f"{base}catalogue#dataset", _graph(base, target), _node(base, "target", target)
    known = linksets.KNOWN.get(target)
    title = linksets.title(target)
    spaces = known.spaces if known else (target,)
    return {
        link(dataset, f"{VOID}subset", this),
        *types(this, f"{VOID}Linkset"),
        *translations(this, f"{DCTERMS}title", {one: _TITLE[one].format(target=title[one]) for one in LANGUAGES}),
        link(this, f"{VOID}subjectsTarget", dataset),
        link(this, f"{VOID}objectsTarget", other),
        *types(other, f"{VOID}Dataset"),
        *translations(other, f"{DCTERMS}title", title),
        *links(other, f"{FOAF}homepage", [known.homepage] if known else []),
        *(text(other, f"{VOID}uriSpace", one) for one in spaces[:1]),
    }


def _method(
    properties: Mapping[str, int], decided: Mapping[tuple[str, str], int], names: Mapping[str, str], language: Language
) -> str:
    """How the links of a linkset came to be."""
    told = []
    for prop, found in properties.items():
        words = _METHODS.get(prop, _STATED)[language]
        told.append(words.format(n=found, property=part_name(prop, names).replace("-", ":", 1)))
        told += _decisions(decided, language) if prop == f"{OWL}sameAs" else []
    whole = "; ".join(told)
    return f"{whole[:1].upper()}{whole[1:]}."


def _decisions(decided: Mapping[tuple[str, str], int], language: Language) -> list[str]:
    """By which methods hypotheses were proposed, and when the last was decided on, as far as it is on record."""
    by: Counter[str] = Counter()
    for (method, _), n in decided.items():
        by[method] += n
    told = [_BY[language].format(method=name, n=n) for name, n in sorted(by.items()) if name]
    told += [_BY_NONE[language].format(n=by[""])] if by[""] else []
    if days := [day for _, day in decided if day]:
        told.append(_LAST[language].format(day=max(days)))
    return told


def _graph(base: str, target: str) -> str:
    return graph(base, linksets.PREFIX + linksets.name(target))


def _node(base: str, role: str, target: str) -> str:
    return f"{base}catalogue#{role}-{linksets.name(target)}"
