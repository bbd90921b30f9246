"""Turns classes, properties and entities into what the service calls types, properties and ids.

The id of an entity is what follows `id/` in its IRI: `organization/pozytek`. The id of a type or a property is what
follows `def/` in the address of its page: `org:Organization`, `nip`. Whole IRIs are understood, too.
"""

import re
from collections.abc import Iterator
from typing import Final

from esgraph.errors import Language
from esgraph.serve.collation import alphabetical
from esgraph.serve.reference import Reference
from esgraph.serve.terms import Term
from esgraph.vocabulary import DCTERMS, DEFAULT_BASE, ESG, FOAF, ORG, OWL, RDFS, SCHEMA, SKOS

#: What types and properties are named within.
SCHEMA_SPACE: Final = f"{DEFAULT_BASE}def/"

#: What can be found, by the type that it has in the search index (`esgraph.search_index.TYPES`) → its class.
CLASSES: Final = {
    "organization": ORG + "Organization",
    "event": SCHEMA + "Event",
    "award": ESG + "Award",
    "edition": ESG + "AwardEdition",
    "place": DCTERMS + "Location",
    "person": FOAF + "Person",
    "post": ORG + "Post",
    "work": SCHEMA + "CreativeWork",
    "source": ESG + "Source",
}
#: Classes of values beside them: a building is found among the places.
_OF_VALUES: Final = {iri: kind for kind, iri in CLASSES.items()} | {SCHEMA + "Place": "place"}

#: What anything may have, whatever its class, and what is derived for one.
_OF_ALL: Final = (
    SKOS + "altLabel", ESG + "mentionedAs", OWL + "sameAs", SKOS + "exactMatch", RDFS + "seeAlso",
)  # fmt: skip
_DERIVED: Final = {"organization": (ESG + "cooperatesWith",)}

_ID: Final = re.compile(rf"(?:{'|'.join(CLASSES)})/[A-Za-z0-9._~-]+", re.ASCII)


def identifier_space(base: str) -> str:
    """What entities are named within."""
    return f"{base}id/"


def entity_id(base: str, iri: str) -> str:
    """The id of an entity; "" for what this service does not find."""
    space = identifier_space(base)
    return iri.removeprefix(space) if iri.startswith(space) and _ID.fullmatch(iri.removeprefix(space)) else ""


def entity_iri(base: str, named: str) -> str:
    """The IRI of an entity by its id, or by the IRI itself; "" for what can be none."""
    space = identifier_space(base)
    return space + named.removeprefix(space) if _ID.fullmatch(named.removeprefix(space)) else ""


def kind_of(iri: str) -> str:
    """The type in the search index of an entity that `entity_id` has an id for."""
    return iri.rsplit("/", 2)[-2]


def types(known: Reference) -> Iterator[tuple[str, Term]]:
    """Every type: what it is in the search index, and its class."""
    return ((kind, known.terms[iri]) for kind, iri in CLASSES.items() if iri in known.terms)


def type_named(known: Reference, named: str) -> str:
    """A type, as it is in the search index, by an id; "" if there is none."""
    term = _term(known, named)
    return next((kind for kind, iri in CLASSES.items() if term and term.iri == iri), "")


def properties(known: Reference, kind: str, language: Language) -> list[Term]:
    """The properties that a type has in the model, or that any has for "", by their names."""
    kinds = [kind] if kind else list(CLASSES)
    own = (one.property for each in kinds for one in known.attributes.get(CLASSES[each], ()))
    derived = (prop for each in kinds for prop in _DERIVED.get(each, ()))
    found = dict.fromkeys((*own, *_OF_ALL, *derived))
    return sorted(
        (known.terms[iri] for iri in found if iri in known.terms),
        key=lambda term: alphabetical(term.labels.get(language, term.local)),
    )


def property_named(known: Reference, named: str) -> Term | None:
    """A property that any type has, by an id; None if there is none."""
    term = _term(known, named)
    return term if term and term in properties(known, "", "en") else None


def values_of(known: Reference, prop: Term) -> str:
    """The one type, as in the search index, of which a property's values are; "" if they are of none, or of several."""
    found = {_OF_VALUES[one] for one in (*prop.ranges, *known.values(prop.iri)) if one in _OF_VALUES}
    return found.pop() if len(found) == 1 else ""


def _term(known: Reference, named: str) -> Term | None:
    local = named.removeprefix(SCHEMA_SPACE).removeprefix("esg:")
    return known.by_address.get(local) or known.terms.get(named)
