"""Turns `dataset.yaml` into Settings, or into every mistake in it, each with its line, its key and what to do.

What is required says what the dataset is; what is optional makes it easier to find, and is left out of the catalogue
where it is not given.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from esgraph.build import authored
from esgraph.build.authority import (
    ACCESS_RIGHTS,
    AREAS,
    AVAILABILITIES,
    FREQUENCIES,
    PUBLISHER_KINDS,
    THEMES,
)
from esgraph.build.parts import Part, is_address, is_iri
from esgraph.errors import LANGUAGES, AuthoringError, EsgraphError, Location, Problem, ReleaseError, Text
from esgraph.history.directory import check_id
from esgraph.vocabulary import DEFAULT_BASE

SETTINGS = "dataset.yaml"

_REQUIRED = ("title", "description", "version", "issued", "modified", "licence", "publisher", "changes")
_OPTIONAL = (
    "base", "minimumCounts", "keywords", "themes", "frequency", "access", "availability", "spatial", "temporal",
    "contact", "previous", "firstIssued",
)  # fmt: skip

#: Longer numbers are no counts, and Python refuses to read them.
_NUMBER = re.compile(r"0|[1-9][0-9]{0,17}")
_AREA = re.compile(rf"({'|'.join(AREAS)})/[A-Z0-9]+")
#: What may stand in a mailto address as it is (RFC 6068, section 2), in any alphabet.
_EMAIL = re.compile(r"[\w.!$&'*+=~-]+@[\w-]+(?:\.[\w-]+)+")

_BASE: Text = {
    "pl": "adres http(s) zakończony znakiem /, bez znaków ? i #",
    "en": "an http(s) address that ends with /, without ? and #",
}
_VERSION: Text = {
    "pl": "wersja, np. 1.0.0: litery bez polskich znaków, cyfry i . _ + ~ - (bez dwóch kropek obok siebie)",
    "en": "a version, for example 1.0.0: letters without diacritics, digits and . _ + ~ - (no two dots together)",
}
_COUNT: Text = {"pl": "liczba całkowita od zera w górę", "en": "a whole number from zero"}
_AREAS: Text = {
    "pl": "country/POL (kraj), nuts/PL9 (NUTS) albo adres http(s), np. z GeoNames",
    "en": "country/POL (a country), nuts/PL9 (NUTS) or an http(s) address, for example of GeoNames",
}
_MAIL: Text = {"pl": "adres e-mail", "en": "an e-mail address"}


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask about the dataset: an office, never a person; `email` or `url` may be ""."""

    name: dict[str, str]
    email: str
    url: str


@dataclass(frozen=True, slots=True)
class Area:
    """A place that the dataset covers: the IRI of an authority, and what it is called."""

    iri: str
    name: dict[str, str]


@dataclass(frozen=True, slots=True)
class Settings:
    """What `dataset.yaml` says of the dataset; texts are by language, dates are xsd:date.

    Fields that have a default are optional there; codes are those of `esgraph.build.authority`.
    """

    title: dict[str, str]
    description: dict[str, str]
    base: str
    version: str
    issued: str
    modified: str
    licence: str
    publisher: dict[str, str]
    publisher_url: str
    changes: dict[str, str]
    minimum_counts: dict[str, int]
    publisher_kind: str = ""
    publisher_iri: str = ""
    keywords: dict[str, tuple[str, ...]] = field(default_factory=dict)
    themes: tuple[str, ...] = ()
    frequency: str = ""
    access: str = ""
    availability: str = ""
    spatial: tuple[Area, ...] = ()
    temporal: tuple[str, str] = ("", "")
    contact: Contact | None = None
    previous: str = ""
    #: When the first release of the dataset came, if not this one.
    first_issued: str = ""
    #: Where each of the minimum counts stands.
    counted_at: dict[str, Location] = field(default_factory=dict)


def read(path: Path) -> Settings:
    """Read `dataset.yaml`.

    Raises EsgraphError if there is none, and AuthoringError with every mistake in it.
    """
    if not path.is_file():
        raise EsgraphError(
            "this is not a data directory: it has no dataset.yaml",
            where=str(path.parent),
            remedy="esgraph new DIR starts one with a small example",
        )
    found: list[Problem] = []
    settings = _settings(Part(authored.read(path, path), found, _REQUIRED, _OPTIONAL))
    if found:
        raise AuthoringError(found)
    return settings


def _settings(top: "Part") -> Settings:
    publisher = top.part("publisher", ("name", "url"), ("kind", "iri"))
    temporal = top.part("temporal", ("start", "end"))
    counts = top.part("minimumCounts")
    top.ordered("firstIssued", "issued", "modified")
    temporal.ordered("start", "end")
    return Settings(
        title=top.texts("title"),
        description=top.texts("description"),
        base=top.text("base", _is_base, _BASE) or DEFAULT_BASE,
        version=top.text("version", _is_version, _VERSION),
        issued=top.date("issued"),
        modified=top.date("modified"),
        licence=top.address("licence"),
        publisher=publisher.texts("name"),
        publisher_url=publisher.address("url"),
        changes=top.texts("changes"),
        minimum_counts=_minimum_counts(counts),
        publisher_kind=publisher.code("kind", PUBLISHER_KINDS),
        publisher_iri=publisher.address("iri"),
        keywords=_keywords(top.part("keywords", LANGUAGES)),
        themes=top.codes("themes", THEMES),
        frequency=top.code("frequency", FREQUENCIES),
        access=top.code("access", ACCESS_RIGHTS),
        availability=top.code("availability", AVAILABILITIES),
        spatial=tuple(_area(part) for part in top.parts("spatial", ("place", "name"))),
        temporal=(temporal.date("start"), temporal.date("end")),
        contact=_contact(top.part("contact", ("name",), ("email", "url"))),
        previous=top.address("previous"),
        first_issued=top.date("firstIssued"),
        counted_at={name: counts.where(name) for name in counts.names},
    )


def _minimum_counts(part: "Part") -> dict[str, int]:
    return {
        name: int(part.text(name, lambda text: _NUMBER.fullmatch(text) is not None, _COUNT) or 0) for name in part.names
    }


def _keywords(part: "Part") -> dict[str, tuple[str, ...]]:
    return {language: part.list(language) for language in LANGUAGES} if part.is_there else {}


def _area(part: "Part") -> Area:
    place = part.text("place", lambda text: bool(_AREA.fullmatch(text) or is_address(text)), _AREAS)
    table, _, code = place.partition("/")
    return Area(AREAS[table] + code if table in AREAS else place, part.texts("name"))


def _contact(part: "Part") -> Contact | None:
    if not part.is_there:
        return None
    if "email" not in part.names and "url" not in part.names:
        part.misses("email", {"pl": "podaj adres e-mail (email) albo stronę (url)", "en": "give email or url"})
    return Contact(part.texts("name"), part.text("email", _is_mail, _MAIL), part.address("url"))


def _is_base(text: str) -> bool:
    return is_address(text) and text.endswith("/") and not set(text) & set("?#")


def _is_version(text: str) -> bool:
    """Whether the id of a release, which begins with the version, can name a directory and stand in an address."""
    try:
        check_id(f"{text}-0")
    except ReleaseError:
        return False
    return True


def _is_mail(text: str) -> bool:
    return _EMAIL.fullmatch(text) is not None and is_iri(f"mailto:{text}")
