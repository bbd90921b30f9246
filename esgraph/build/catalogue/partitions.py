"""Turns the numbers of a dataset into VoID: statistics, partitions by class and property, linksets, parts, examples.

Describing Linked Datasets with the VoID Vocabulary (W3C Interest Group Note), sections 4 and 5.
"""

import hashlib
import re

import pyoxigraph as ox

from esgraph.build.catalogue.counting import Counts, PropertyCount
from esgraph.build.catalogue.statements import link, links, number, text, translations, types
from esgraph.errors import Text
from esgraph.vocabulary import DCTERMS, PREFIXES, VOID, prefixes, slug

#: Datasets that are known by name, by what their IRIs begin with.
_TARGETS: dict[str, Text] = {
    "https://sws.geonames.org/": {"pl": "GeoNames", "en": "GeoNames"},
    "http://www.wikidata.org/entity/": {"pl": "Wikidata", "en": "Wikidata"},
    "http://publications.europa.eu/resource/": {"pl": "EU Vocabularies", "en": "EU Vocabularies"},
    "http://purl.org/essglobal/": {"pl": "ESSGlobal", "en": "ESSGlobal"},
}
_LOCAL_NAME = re.compile(r"[A-Za-z0-9_-]+")


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
        *_linksets(counts, base, names),
        *_graphs(counts),
    }


def _vocabularies(counts: Counts) -> list[str]:
    """The namespaces of which a class or a property is used (VoID, section 4.3)."""
    used = {*counts.classes, *counts.properties}
    return [space for space in PREFIXES.values() if any(iri.startswith(space) for iri in used)]


def _properties(counts: dict[str, PropertyCount], whole: str, space: str, names: dict[str, str]) -> set[ox.Triple]:
    triples = set()
    for iri, found in counts.items():
        part = space + _name(iri, names)
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
        part = f"{base}catalogue#class-{_name(iri, names)}"
        triples |= {
            link(f"{base}catalogue#dataset", f"{VOID}classPartition", part),
            link(part, f"{VOID}class", iri),
            number(part, f"{VOID}entities", found.entities),
            number(part, f"{VOID}triples", found.triples),
            *_properties(found.properties, part, f"{part}-property-", names),
        }
    return triples


def _linksets(counts: Counts, base: str, names: dict[str, str]) -> set[ox.Triple]:
    dataset = f"{base}catalogue#dataset"
    triples = set()
    for (space, prop), found in counts.linksets.items():
        plain = (space.partition("://")[2] or space).strip("/:")
        # Spaces that are written alike, but for their scheme or a letter, are several.
        name = f"{slug(plain)}-{hashlib.sha256(space.encode()).hexdigest()[:8]}"
        target = f"{base}catalogue#target-{name}"
        linkset = f"{base}catalogue#linkset-{name}-{_name(prop, names)}"
        triples |= {
            *types(target, f"{VOID}Dataset"),
            *translations(target, f"{DCTERMS}title", _TARGETS.get(space, {"pl": plain, "en": plain})),
            text(target, f"{VOID}uriSpace", space),
            *types(linkset, f"{VOID}Linkset"),
            link(dataset, f"{VOID}subset", linkset),
            link(linkset, f"{VOID}subjectsTarget", dataset),
            link(linkset, f"{VOID}objectsTarget", target),
            link(linkset, f"{VOID}linkPredicate", prop),
            number(linkset, f"{VOID}triples", found),
        }
    return triples


def _graphs(counts: Counts) -> set[ox.Triple]:
    triples = set()
    for iri, found in counts.graphs.items():
        triples.add(number(iri, f"{VOID}triples", found.triples))
        triples.add(number(iri, f"{VOID}distinctSubjects", found.subjects))
    return triples


def _name(iri: str, names: dict[str, str]) -> str:
    """`org-Organization` for org:Organization; for what has no prefix here, the beginning of a hash."""
    cut = max(iri.rfind("#"), iri.rfind("/")) + 1
    prefix, local = names.get(iri[:cut], ""), iri[cut:]
    if prefix and _LOCAL_NAME.fullmatch(local):
        return f"{prefix}-{local}"
    return hashlib.sha256(iri.encode()).hexdigest()[:12]
