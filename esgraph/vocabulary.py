"""Turns names into IRIs: namespaces, the prefixes of every output, and the minting of slugs and entity IRIs."""

import hashlib
import re
import unicodedata
from typing import Final

#: Namespace of the own terms; the same for every dataset, whatever its base IRI.
ESG: Final = "https://w3id.org/esgraph/def#"
SCHEME: Final = "https://w3id.org/esgraph/scheme/"
SHAPE: Final = "https://w3id.org/esgraph/shape/"

#: Base of a dataset's own IRIs unless `dataset.yaml` says otherwise.
DEFAULT_BASE: Final = "https://w3id.org/esgraph/"

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
DCTERMS: Final = "http://purl.org/dc/terms/"
DCAT: Final = "http://www.w3.org/ns/dcat#"
VOID: Final = "http://rdfs.org/ns/void#"
SH: Final = "http://www.w3.org/ns/shacl#"
PROV: Final = "http://www.w3.org/ns/prov#"
OA: Final = "http://www.w3.org/ns/oa#"
ORG: Final = "http://www.w3.org/ns/org#"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
SCHEMA: Final = "https://schema.org/"
CV: Final = "http://data.europa.eu/m8g/"
GEO: Final = "http://www.w3.org/2003/01/geo/wgs84_pos#"
GEOSPARQL: Final = "http://www.opengis.net/ont/geosparql#"
ROV: Final = "http://www.w3.org/ns/regorg#"
SD: Final = "http://www.w3.org/ns/sparql-service-description#"
ADMS: Final = "http://www.w3.org/ns/adms#"
DCATAP: Final = "http://data.europa.eu/r5r/"
SPDX: Final = "http://spdx.org/rdf/terms#"
VCARD: Final = "http://www.w3.org/2006/vcard/ns#"

#: Prefixes of every Turtle file, of the query editor and of `esgraph query`, without a dataset's own.
PREFIXES: Final[dict[str, str]] = {
    "cv": CV,
    "dcat": DCAT,
    "dcterms": DCTERMS,
    "esg": ESG,
    "foaf": FOAF,
    "geo": GEO,
    "gsp": GEOSPARQL,
    "oa": OA,
    "org": ORG,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "rov": ROV,
    "schema": SCHEMA,
    "sd": SD,
    "sh": SH,
    "skos": SKOS,
    "void": VOID,
    "xsd": XSD,
}

#: Kinds of entities: the middle part of `{base}id/{kind}/{slug}`, and the prefixes of a dataset's own IRIs.
KINDS: Final = (
    "award", "claim", "conferral", "cooperation", "derivation", "edition", "event", "evidence", "foundation", "gap",
    "headcount", "hypothesis", "organization", "participation", "person", "place", "post", "source", "tie", "work",
)  # fmt: skip

#: Concept schemes: the middle part of `{SCHEME}{scheme}/{slug}`.
SCHEMES: Final = (
    "award-group", "claim-status", "employment", "kind", "legal-form", "rank", "role", "status", "tie-kind", "topic",
    "verdict",
)  # fmt: skip

#: By what nodes are called that have no name of their own: a conferral by recipient and edition, a claim by what it is
#: about, and so on, in this order.
KEYS: Final = (
    ESG + "recipient", ESG + "edition",
    CV + "hasParticipant", ESG + "participatingPost", ESG + "participantKind",
    ESG + "cooperationParty",
    ORG + "resultingOrganization",
    ESG + "headcountOf",
    ESG + "hypothesisAbout", ESG + "hypothesisCandidate",
    ESG + "gapSubject", ESG + "gapProperty",
    RDF + "subject", RDF + "predicate",
    ESG + "tieKind",
)  # fmt: skip

#: What the fragment of a table that is a row begins with (RFC 7111, section 2.1).
ROW: Final = "row="

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def is_slug(text: str) -> bool:
    """Whether `text` is a slug: lower-case ASCII letters and digits in groups joined by single hyphens."""
    return _SLUG.fullmatch(text) is not None


def slug(text: str) -> str:
    """Fold a Polish text to a slug (ł→l, ą→a …); '' if it has no letter or digit.

    >>> slug("Spółdzielnia Socjalna „Pożytek”")
    'spoldzielnia-socjalna-pozytek'
    """
    # ł has no decomposition in Unicode, so NFKD alone would drop it.
    folded = unicodedata.normalize("NFKD", text.lower().replace("ł", "l"))
    plain = "".join(char for char in folded if not unicodedata.combining(char))
    return _NOT_SLUG.sub("-", plain).strip("-")


def short_slug(text: str, limit: int = 40) -> str:
    """A slug of at most `limit` characters; a longer text becomes eight hex digits of its SHA-256."""
    folded = slug(text)
    if folded and len(folded) <= limit:
        return folded
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def entity(base: str, kind: str, name: str) -> str:
    """IRI of an entity, `{base}id/{kind}/{name}`."""
    return f"{base}id/{kind}/{name}"


def graph(base: str, name: str) -> str:
    """IRI of a named graph, `{base}graph/{name}`; of a source's own graph with name `source/{slug}`."""
    return f"{base}graph/{name}"


def prefixes(base: str) -> dict[str, str]:
    """All prefixes of a dataset: the shared ones, one for each kind of its own entities, one for each scheme.

    A prefix for the kind, not for all of `{base}id/`, since a slash in a prefixed name must be escaped in Turtle.
    """
    own = {kind: entity(base, kind, "") for kind in KINDS}
    schemes = {scheme: f"{SCHEME}{scheme}/" for scheme in SCHEMES}
    return dict(sorted({**PREFIXES, **own, **schemes}.items()))
