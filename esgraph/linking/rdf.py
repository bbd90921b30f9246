"""Turns RDF statements, in our vocabulary or in those of org, rov, schema.org, FOAF and SKOS, into records."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

import pyoxigraph as ox

from esgraph.comparison.numbers import digits
from esgraph.linking.kinds import Kinds
from esgraph.linking.record import REGISTERS, Record, Sort
from esgraph.vocabulary import CV, DCTERMS, ESG, FOAF, GEO, ORG, OWL, RDF, RDFS, ROV, SCHEMA, SKOS, VCARD

_LOCN: Final = "http://www.w3.org/ns/locn#"
#: schema.org is written with and without TLS.
_SCHEMAS: Final = (SCHEMA, "http://schema.org/")


def _schema(*names: str) -> tuple[str, ...]:
    return tuple(namespace + name for name in names for namespace in _SCHEMAS)


_ORGANIZATIONS: Final = frozenset(
    (
        *(ORG + name for name in ("Organization", "FormalOrganization", "OrganizationalUnit")),
        CV + "PublicOrganisation", ROV + "RegisteredOrganization", FOAF + "Organization",
        *_schema("Organization", "NGO", "GovernmentOrganization", "Corporation", "LocalBusiness", "Cooperative"),
    )
)  # fmt: skip
_PLACES: Final = frozenset(
    (DCTERMS + "Location", *_schema("Place", "City", "AdministrativeArea"), _LOCN + "Location", GEO + "SpatialThing")
)
_LOCAL: Final = frozenset(iri.rpartition("#")[2].rpartition("/")[2].casefold() for iri in _PLACES)
#: The main names before the others.
_NAMES: Final = (
    SKOS + "prefLabel", ROV + "legalName", *_schema("legalName"), FOAF + "name", *_schema("name"), RDFS + "label",
    SKOS + "altLabel", *_schema("alternateName"), ESG + "mentionedAs",
)  # fmt: skip
_NUMBERS: Final = {
    **{register: (ESG + register,) for register in REGISTERS},
    "nip": (ESG + "nip", *_schema("taxID", "vatID")),
}
#: Where a number says itself of which register it is: KRS 0000123456.
_IDENTIFIERS: Final = (ORG + "identifier", *_schema("identifier"), DCTERMS + "identifier", SKOS + "notation")
_REGISTRATION: Final = (ROV + "registration",)
_NAMED_NUMBER: Final = re.compile(r"\b(krs|nip|regon)\b\W{0,3}(\d[\d -]{7,16})", re.IGNORECASE)
_LEADING: Final = (
    *_schema("location", "address"), DCTERMS + "spatial", ORG + "hasPrimarySite", ORG + "hasRegisteredSite",
    ORG + "hasSite", ORG + "siteAddress", VCARD + "hasAddress", ROV + "registeredAddress", _LOCN + "address",
)  # fmt: skip
_LOCALITY: Final = (*_schema("addressLocality"), VCARD + "locality", _LOCN + "postName")
_INSIDE: Final = _schema("containedInPlace")
_KIND, _FORM = (ORG + "classification",), (ROV + "orgType",)
_FOUNDED: Final = (*_schema("foundingDate"),)
_RESULTING, _DATE = ORG + "resultingOrganization", DCTERMS + "date"
_LATITUDE, _LONGITUDE = (GEO + "lat", *_schema("latitude")), (GEO + "long", *_schema("longitude"))
_TERC, _SIMC = (ESG + "terc",), (ESG + "simc",)
_TYPE: Final = RDF + "type"
_WANTED: Final = frozenset(
    (
        *_NAMES, *(one for some in _NUMBERS.values() for one in some), *_IDENTIFIERS, *_REGISTRATION, *_LEADING,
        *_LOCALITY, *_INSIDE, *_KIND, *_FORM, *_FOUNDED, *_LATITUDE, *_LONGITUDE, *_TERC, *_SIMC, _RESULTING, _DATE,
        OWL + "sameAs",
    )
)  # fmt: skip
#: How many steps lead from a thing to its place: a site, its address.
_STEPS: Final = 3
_DEEPEST: Final = 8


def is_of_places(kind: str) -> bool:
    """Whether a class is one of places, by its IRI, its prefixed name or its local name: schema:City."""
    return kind.rpartition("#")[2].rpartition("/")[2].rpartition(":")[2].casefold() in _LOCAL


def records(triples: Iterable[ox.Triple | ox.Quad], concepts: Kinds) -> Iterator[Record]:
    """The organisations and places of some statements, in the order in which they are told of first."""
    graph = _Graph(concepts)
    for triple in triples:
        graph.add(triple)
    return graph.records()


class _Graph:
    """The statements that matter, by subject."""

    def __init__(self, concepts: Kinds) -> None:
        self._concepts = concepts
        self._sorts: dict[str, Sort] = {}
        self._facts: dict[str, dict[str, list[str]]] = defaultdict(dict)

    def add(self, triple: ox.Triple | ox.Quad) -> None:
        predicate = triple.predicate.value
        if predicate == _TYPE:
            self._classify(_value(triple.subject), _value(triple.object))
        elif predicate in _WANTED:
            values = self._facts[_value(triple.subject)].setdefault(predicate, [])
            # Polish names first: in one language forms and cases are compared with less doubt.
            is_polish = isinstance(triple.object, ox.Literal) and triple.object.language == "pl"
            values.insert(0 if is_polish else len(values), _value(triple.object))

    def _classify(self, subject: str, kind: str) -> None:
        if kind in _ORGANIZATIONS:
            self._sorts[subject] = Sort.ORGANIZATION
        elif kind in _PLACES:
            self._sorts.setdefault(subject, Sort.PLACE)

    def records(self) -> Iterator[Record]:
        founded: dict[str, list[str]] = defaultdict(list)
        for facts in self._facts.values():
            for founding in facts.get(_RESULTING, ()):
                founded[founding] += facts.get(_DATE, ())
        for subject, sort in self._sorts.items():
            if not subject.startswith("_:") and (names := tuple(dict.fromkeys(self._all(subject, _NAMES)))):
                yield self._record(subject, sort, names, founded.get(subject, []))

    def _record(self, subject: str, sort: Sort, names: tuple[str, ...], founded: list[str]) -> Record:
        leading = [subject] if sort is Sort.PLACE else self._all(subject, _LEADING)
        places = self._places(leading)
        around = self._around(places)
        named = [name for place in places for name in (*self._all(place, _NAMES)[:2], *self._all(place, _LOCALITY))]
        kinds, forms = self._all(subject, _KIND), self._all(subject, _FORM)
        return Record(
            subject,
            names,
            sort,
            self._numbers(subject) if sort is Sort.ORGANIZATION else self._own_codes(subject),
            tuple(self._concepts.label(one) for one in (*forms, *kinds)),
            frozenset(kinds),
            frozenset(self._codes(places, _TERC)),
            frozenset(self._codes(places, _SIMC)),
            tuple(dict.fromkeys((*named, *(one for one in leading if one not in self._facts and not _is_iri(one))))),
            tuple(dict.fromkeys(name for place in around for name in self._all(place, _NAMES)[:1])),
            frozenset((*founded, *self._all(subject, _FOUNDED))),
            self._on_globe(places),
        )

    def _all(self, subject: str, predicates: Iterable[str]) -> list[str]:
        facts = self._facts.get(subject, {})
        return [value for predicate in predicates for value in facts.get(predicate, ())]

    def _numbers(self, subject: str) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for register, predicates in _NUMBERS.items():
            found[register].update(digits(value, register) for value in self._all(subject, predicates))
        identifiers = [*self._all(subject, _IDENTIFIERS)]
        identifiers += [one for node in self._all(subject, _REGISTRATION) for one in self._all(node, _IDENTIFIERS)]
        for value in identifiers:
            for register, number in _NAMED_NUMBER.findall(value):
                found[register.lower()].add(digits(number, register.lower()))
        return {register: frozenset(one - {""}) for register, one in found.items() if one - {""}}

    def _own_codes(self, subject: str) -> dict[str, frozenset[str]]:
        codes = {"terc": frozenset(self._all(subject, _TERC)), "simc": frozenset(self._all(subject, _SIMC))}
        return {register: found for register, found in codes.items() if found}

    def _places(self, leading: Iterable[str]) -> list[str]:
        """The nodes that say where something is: a place, or the site or address that leads to it."""
        found: dict[str, None] = {}
        step = [one for one in leading if one in self._facts]
        for _ in range(_STEPS):
            found |= dict.fromkeys(step)
            step = [place for one in step for place in self._all(one, _LEADING) if place in self._facts]
        return list(found)

    def _around(self, places: Iterable[str]) -> list[str]:
        found: dict[str, None] = {}
        step = list(places)
        for _ in range(_DEEPEST):
            step = [outer for one in step for outer in self._all(one, _INSIDE) if outer not in found]
            found |= dict.fromkeys(step)
        return list(found)

    def _codes(self, places: Iterable[str], predicates: Iterable[str]) -> Iterator[str]:
        return (code for place in places for code in self._all(place, predicates))

    def _on_globe(self, places: Iterable[str]) -> tuple[float, float] | None:
        for place in places:
            latitude, longitude = self._all(place, _LATITUDE), self._all(place, _LONGITUDE)
            try:
                if latitude and longitude:
                    return float(latitude[0]), float(longitude[0])
            except ValueError:
                continue
        return None


def _is_iri(value: str) -> bool:
    return value.startswith(("http://", "https://", "urn:", "_:"))


def _value(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    """An IRI, a label of a blank node with its mark, or the text of a literal."""
    return str(term) if isinstance(term, ox.BlankNode | ox.Triple) else term.value
