"""Turns the description of a release into a Dataset in the terms of schema.org, for search engines of datasets.

What the catalogue does not say is left out. Addresses of files are those of this server, where they can be fetched.
"""

from typing import Any

from flask import url_for

from esgraph.errors import LANGUAGES, Language
from esgraph.release import Manifest
from esgraph.serve.article import schema_org
from esgraph.serve.description import Described
from esgraph.vocabulary import DCAT, DCTERMS, FOAF, SCHEMA, SKOS, SPDX

#: Media types are written as text here, and as IRIs in DCAT.
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"


def document(described: Described, manifest: Manifest, language: Language) -> str:
    """The dataset as JSON-LD that may stand in a page: no `<` is in it."""
    dataset = described.dataset
    publisher = _publisher(described, language)
    return schema_org.embedded(
        {
            "@context": {"@vocab": SCHEMA, **{name: {"@type": "@id"} for name in _ADDRESSES}},
            "@id": dataset,
            "@type": "Dataset",
            "name": manifest.title[language],
            "alternateName": [manifest.title[one] for one in LANGUAGES if one != language],
            "description": described.text(dataset, f"{DCTERMS}description", language),
            "url": manifest.base,
            "sameAs": f"{manifest.base}catalogue",
            "identifier": manifest.id,
            "version": manifest.version,
            "datePublished": manifest.issued,
            "dateModified": manifest.modified,
            "license": manifest.licence,
            "isAccessibleForFree": True,
            "inLanguage": list(LANGUAGES),
            "keywords": described.texts(dataset, f"{DCAT}keyword", language),
            "about": described.names(dataset, f"{DCAT}theme", language),
            "creator": publisher,
            "publisher": publisher,
            "spatialCoverage": _places(described, language),
            "temporalCoverage": _period(described),
            "includedInDataCatalog": {"@type": "DataCatalog", "@id": f"{manifest.base}catalogue"},
            "distribution": [_file(described, manifest, name, node) for name, node in described.distributions()],
        }
    )


_ADDRESSES = ("url", "sameAs", "license", "contentUrl")


def _publisher(described: Described, language: Language) -> dict[str, Any]:
    iri = described.first(described.dataset, f"{DCTERMS}publisher")
    return {
        "@type": "Organization",
        "@id": iri,
        "name": described.text(iri, f"{FOAF}name", language),
        "url": described.first(iri, f"{FOAF}homepage"),
    }


def _places(described: Described, language: Language) -> list[dict[str, Any]]:
    places = described.iris(described.dataset, f"{DCTERMS}spatial")
    return [{"@type": "Place", "@id": iri, "name": described.text(iri, f"{SKOS}prefLabel", language)} for iri in places]


def _period(described: Described) -> str:
    """The period as schema.org has it (ISO 8601)."""
    period = described.first(described.dataset, f"{DCTERMS}temporal")
    start, end = described.text(period, f"{DCAT}startDate"), described.text(period, f"{DCAT}endDate")
    return f"{start}/{end}" if start and end else ""


def _file(described: Described, manifest: Manifest, name: str, node: str) -> dict[str, Any]:
    wrapping = described.first(node, f"{DCAT}compressFormat") or described.first(node, f"{DCAT}mediaType")
    return {
        "@type": "DataDownload",
        "name": described.text(node, f"{DCTERMS}title"),
        "encodingFormat": wrapping.removeprefix(_MEDIA_TYPES),
        "contentUrl": url_for("downloads.dump", release=manifest.id, file=name, _external=True),
        "contentSize": f"{described.number(node, f'{DCAT}byteSize')} B",
        "sha256": described.text(described.first(node, f"{SPDX}checksum"), f"{SPDX}checksumValue"),
    }
