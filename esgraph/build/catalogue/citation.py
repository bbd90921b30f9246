"""Turns settings and a release into how it is cited: `CITATION.cff` (Citation File Format 1.2.0) and BibTeX.

Both formats have one language; theirs is English here. The page of the catalogue says the same in Polish too.
"""

import re
from typing import Any

import yaml

from esgraph.build import licence
from esgraph.build.project import Settings
from esgraph.release import Manifest
from esgraph.vocabulary import slug

_TEX = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    **{char: f"\\{char}" for char in "&%$#_{}"},
}  # fmt: skip


def cff(settings: Settings, manifest: Manifest) -> str:
    """The text of `CITATION.cff`: a dataset whose author is its publisher, an entity."""
    spdx = licence.spdx(settings.licence)
    author = {"name": settings.publisher["en"], "website": settings.publisher_url}
    told: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "If you use this dataset, please cite this release of it.",
        "type": "dataset",
        "title": settings.title["en"],
        "abstract": settings.description["en"],
        "authors": [author],
        "version": settings.version,
        "date-released": settings.modified,
        "license" if spdx else "license-url": spdx or settings.licence,
        "url": settings.base,
        "identifiers": [{"type": "other", "value": manifest.id, "description": "Number of the release"}],
    }
    if settings.keywords:
        told["keywords"] = list(settings.keywords["en"])
    if settings.contact:
        parts = {"email": settings.contact.email, "website": settings.contact.url}
        told["contact"] = [{"name": settings.contact.name["en"], **{key: one for key, one in parts.items() if one}}]
    return yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=120)


def bibtex(settings: Settings, manifest: Manifest) -> str:
    """The text of `citation.bib`: one entry, of a type that every style of BibTeX knows."""
    year, month, _ = settings.modified.split("-")
    named = licence.spdx(settings.licence) or settings.licence
    fields = {
        "author": f"{{{_escaped(settings.publisher['en'])}}}",
        "title": f"{{{_escaped(settings.title['en'])}}}",
        "year": year,
        "month": str(int(month)),
        "version": _escaped(settings.version),
        "url": settings.base,
        "note": _escaped(f"Dataset, release {manifest.id}, {settings.modified}, {named}"),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{{_key(settings)},\n{lines}}}\n"


def _key(settings: Settings) -> str:
    host = slug(settings.base.partition("://")[2])
    return f"{host}-{re.sub(r'[^A-Za-z0-9.]+', '-', settings.version)}"


def _escaped(text: str) -> str:
    return "".join(_TEX.get(char, char) for char in text)
