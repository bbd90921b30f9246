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
    # BibTeX counts braces whether or not there is a backslash before them, and these commands have a pair each.
    "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
    **{char: f"\\{char}" for char in "&%$#_"},
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
        "url": _address(settings, manifest),
        "identifiers": [{"type": "other", "value": manifest.id, "description": "Number of the release"}],
    }
    if keywords := settings.keywords.get("en"):
        told["keywords"] = list(dict.fromkeys(keywords))
    if settings.contact:
        parts = {"email": settings.contact.email, "website": settings.contact.url}
        told["contact"] = [{"name": settings.contact.name["en"], **{key: one for key, one in parts.items() if one}}]
    return yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=120)


def bibtex(settings: Settings, manifest: Manifest) -> str:
    """The text of `citation.bib`: one entry of the type misc.

    @dataset is known to biblatex alone; a style of BibTeX warns of a type that it does not know, and may leave out the
    address. @misc is known to both, and biblatex prints `version` and `url` of it too.
    """
    year, month, _ = settings.modified.split("-")
    named = licence.spdx(settings.licence) or settings.licence
    fields = {
        "author": f"{{{_escaped(settings.publisher['en'])}}}",
        "title": f"{{{_escaped(settings.title['en'])}}}",
        "year": year,
        "month": str(int(month)),
        "version": _escaped(settings.version),
        "url": _address(settings, manifest),
        "note": _escaped(f"Dataset, release {manifest.id}, {settings.modified}, {named}"),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{{_key(settings, manifest)},\n{lines}}}\n"


def _address(settings: Settings, manifest: Manifest) -> str:
    """Where the release that is cited stays; the base shows the one that is current when somebody looks."""
    return f"{settings.base}releases/{manifest.id}"


def _key(settings: Settings, manifest: Manifest) -> str:
    """The name of the entry: two releases may have one version, but no two have one id."""
    host = slug(settings.base.partition("://")[2])
    return f"{host}-{re.sub(r'[^A-Za-z0-9.]+', '-', manifest.id)}"


def _escaped(text: str) -> str:
    return "".join(_TEX.get(char, char) for char in text)
