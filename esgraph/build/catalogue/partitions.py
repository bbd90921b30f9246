"""Turns the numbers of a dataset into VoID: statistics, partitions by class and property, parts, examples.

Describing Linked Datasets with the VoID Vocabulary (W3C Interest Group Note), sections 4 and 5.
"""

import pyoxigraph as ox

from esgraph.build.catalogue.counting import Counts, PropertyCount
from esgraph.build.catalogue.statements import link, links, number, part_name
from esgraph.vocabulary import PREFIXES, VOID, prefixes


def describe(counts: Counts, base: str) -> set[ox.Triple]:
    """The description of the dataset `{base}catalogue#dataset`, and of its graphs, by numbers."""
    dataset = f"{base}catalogue#dataset"
    names = {namespace: prefix for prefix, namespace in prefixes(base).items()}
    return {
        number(dataset, f"{VOID}triples", counts.triples),
        number(dataset, f"{VOID}entities", counts.entities),
        number(dataset, f"{VOID}distinctSubjects", counts.subjects),
        number(dataset, f"{VOID}classes", len(counts.classes)),
        number(dataset, f"{VOID}properties", len(counts.properties)),
        *links(dataset, f"{VOID}exampleResource", counts.examples.values()),
        *links(dataset, f"{VOID}vocabulary", _vocabularies(counts)),
        *_properties(counts.properties, dataset, f"{base}catalogue#property-", names),
        *_classes(counts, base, names),
        *_graphs(counts),
    }


def _vocabularies(counts: Counts) -> list[str]:
    """The namespaces of which a class or a property is used (VoID, section 4.3)."""
    used = {*counts.classes, *counts.properties}
    return [space for space in PREFIXES.values() if any(iri.startswith(space) for iri in used)]


def _properties(counts: dict[str, PropertyCount], whole: str, space: str, names: dict[str, str]) -> set[ox.Triple]:
    triples = set()
    for iri, found in counts.items():
        part = space + part_name(iri, names)
        triples |= {
            link(whole, f"{VOID}propertyPartition", part),
            link(part, f"{VOID}property", iri),
            number(part, f"{VOID}triples", found.triples),
            number(part, f"{VOID}distinctSubjects", found.subjects),
        }
    return triples


def _classes(counts: Counts, base: str, names: dict[str, str]) -> set[ox.Triple]:
    triples = set()
    for iri, found in counts.classes.items():
        part = f"{base}catalogue#class-{part_name(iri, names)}"
        triples |= {
            link(f"{base}catalogue#dataset", f"{VOID}classPartition", part),
            link(part, f"{VOID}class", iri),
            number(part, f"{VOID}entities", found.entities),
            number(part, f"{VOID}triples", found.triples),
            *_properties(found.properties, part, f"{part}-property-", names),
        }
    return triples


def _graphs(counts: Counts) -> set[ox.Triple]:
    triples = set()
    for iri, found in counts.graphs.items():
        triples.add(number(iri, f"{VOID}triples", found.triples))
        triples.add(number(iri, f"{VOID}distinctSubjects", found.subjects))
    return triples
