"""Turns a Neighbourhood into JSON-LD in the terms of schema.org, for search engines.

What schema.org has no term for is left out. The mapping follows `ontology/alignments/schema-org.ttl`. The context
stands in the document, so nothing is fetched to read it.
"""

import json
from collections.abc import Mapping
from typing import Any

from esgraph.serve.article.teller import Teller
from esgraph.vocabulary import CV, DCTERMS, ESG, FOAF, GEO, ORG, OWL, RDF, RDFS, SCHEMA, SKOS

_CONTEXT = {"@vocab": SCHEMA, "sameAs": {"@type": "@id"}, "url": {"@type": "@id"}}

#: What schema.org calls the things of a kind; the narrower types of schema.org go before.
_TYPES = {
    "organization": "Organization",
    "person": "Person",
    "event": "Event",
    "work": "CreativeWork",
    "place": "Place",
    "source": "CreativeWork",
    "evidence": "Quotation",
    "claim": "Claim",
    "headcount": "Observation",
}
_IDENTIFIERS = (ESG + "krs", ESG + "regon", ESG + "terc", ESG + "simc", ESG + "nuts")

#: For a kind: properties whose values are things, and what schema.org calls them.
_THINGS = {
    "organization": ((SCHEMA + "location", "location"), (ORG + "unitOf", "parentOrganization")),
    "event": (
        (SCHEMA + "location", "location"), (ESG + "venue", "location"), (SCHEMA + "organizer", "organizer"),
        (SCHEMA + "superEvent", "superEvent"), (SCHEMA + "workPresented", "workPresented"), (SCHEMA + "about", "about"),
        (DCTERMS + "subject", "about"),
    ),
    "work": ((SCHEMA + "about", "about"),),
    "place": ((SCHEMA + "containedInPlace", "containedInPlace"),),
    "source": ((DCTERMS + "publisher", "publisher"),),
    "evidence": (("http://www.w3.org/ns/oa#hasSource", "isPartOf"),),
    "headcount": ((ESG + "headcountOf", "observationAbout"),),
}  # fmt: skip
_TEXTS = {
    "event": ((SCHEMA + "startDate", "startDate"), (SCHEMA + "endDate", "endDate")),
    "source": ((DCTERMS + "issued", "datePublished"), (SCHEMA + "inLanguage", "inLanguage")),
    "organization": ((ESG + "nip", "taxID"),),
    "headcount": ((ESG + "count", "value"), (DCTERMS + "date", "observationDate")),
}


def document(teller: Teller, title: str, lead: str) -> str:
    """The thing as JSON-LD that may stand in a page: no `<` is in it."""
    near = teller.near
    kind = near.kind(near.iri)
    found: dict[str, Any] = {
        "@context": _CONTEXT,
        "@id": near.iri,
        "@type": _types(teller, kind),
        "name": title,
        "description": lead,
    }
    found |= _more(teller, kind)
    return embedded(found)


def embedded(found: Mapping[str, Any]) -> str:
    """JSON-LD that may stand in a page, without what has no value."""
    text = json.dumps({name: value for name, value in found.items() if value}, ensure_ascii=False)
    # JSON has no other place for these than strings (RFC 8259, section 7), and HTML ends a script at `</`.
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _types(teller: Teller, kind: str) -> list[str]:
    near = teller.near
    own = near.things(near.iri, RDF + "type")
    narrow = [iri.removeprefix(SCHEMA) for iri in own if iri.startswith(SCHEMA)]
    if CV + "PublicOrganisation" in own:
        narrow.append("GovernmentOrganization")
    if kind == "place" and "City" not in narrow and "AdministrativeArea" not in narrow:
        narrow.append("Place")
    return narrow or [_TYPES.get(kind, "Thing")]


def _more(teller: Teller, kind: str) -> dict[str, Any]:
    near, iri = teller.near, teller.near.iri
    others = [term.value for term in near.terms(iri, SKOS + "prefLabel", SKOS + "altLabel")]
    own = teller.name(iri)
    found: dict[str, Any] = {
        "alternateName": [name for name in dict.fromkeys(others) if name != own],
        "sameAs": near.things(iri, OWL + "sameAs", RDFS + "seeAlso"),
        "url": near.things(iri, FOAF + "homepage", SCHEMA + "url"),
        "identifier": [
            {"@type": "PropertyValue", "propertyID": teller.name(prop), "value": term.value}
            for prop in _IDENTIFIERS
            for term in near.terms(iri, prop)
        ],
    }
    for prop, name in _THINGS.get(kind, ()):
        found.setdefault(name, []).extend({"@id": one, "name": teller.name(one)} for one in near.things(iri, prop))
    for prop, name in _TEXTS.get(kind, ()):
        found[name] = [term.value for term in near.terms(iri, prop)]
    if kind in ("organization", "person"):
        editions = [one for node in near.subjects(iri, ESG + "recipient") for one in near.things(node, ESG + "edition")]
        found["award"] = sorted({teller.name(one) for one in editions})
    if kind == "evidence":
        found["text"] = teller.words(iri).words
    latitude, longitude = near.text(iri, GEO + "lat"), near.text(iri, GEO + "long")
    if latitude and longitude:
        found["geo"] = {"@type": "GeoCoordinates", "latitude": float(latitude), "longitude": float(longitude)}
    return found
