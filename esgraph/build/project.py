"""Turns a data directory into a Project: its settings from `dataset.yaml` and the authored files in order."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from esgraph.build.literals import expected
from esgraph.errors import EsgraphError
from esgraph.vocabulary import DEFAULT_BASE, XSD

SETTINGS = "dataset.yaml"
_KEYS = {"title", "description", "base", "version", "issued", "modified", "licence", "publisher", "changes"}


@dataclass(frozen=True, slots=True)
class Settings:
    """What `dataset.yaml` says of the dataset; texts are by language, dates are xsd:date."""

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


@dataclass(frozen=True, slots=True)
class AuthoredFile:
    """An authored file and the name of the graph it becomes."""

    path: Path
    graph: str


@dataclass(frozen=True, slots=True)
class Project:
    """A data directory: settings, authored files, and concept schemes of one's own."""

    directory: Path
    settings: Settings
    files: tuple[AuthoredFile, ...]
    schemes: tuple[Path, ...]

    @classmethod
    def open(cls, directory: Path) -> "Project":
        """Open a data directory.

        Raises EsgraphError if it has no `dataset.yaml`, or one that is incomplete or wrong.
        """
        settings = _settings(directory / SETTINGS)
        files = [AuthoredFile(path, f"source/{path.stem}") for path in _yaml(directory / "sources")]
        files += [AuthoredFile(path, "places") for path in _yaml(directory / "places")]
        files += [AuthoredFile(path, "identity") for path in _yaml(directory / "identity")]
        return cls(directory, settings, tuple(files), tuple(sorted((directory / "schemes").glob("*.ttl"))))


def _yaml(stem: Path) -> list[Path]:
    """The files of a directory, or the one file of that name: `places.yaml` may grow into `places/*.yaml`."""
    alone = [path for path in (stem.with_suffix(".yaml"), stem.with_suffix(".yml")) if path.is_file()]
    return alone + sorted([*stem.glob("*.yaml"), *stem.glob("*.yml")])


def _settings(path: Path) -> Settings:
    if not path.is_file():
        raise EsgraphError(
            "this is not a data directory: it has no dataset.yaml",
            where=str(path.parent),
            remedy="esgraph new DIR starts one with a small example",
        )
    try:
        raw = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=yaml.BaseLoader)  # noqa: S506 - text only
        return _read(raw)
    except yaml.YAMLError as error:
        raise EsgraphError(f"not valid YAML: {error}", where=str(path)) from error
    except (KeyError, TypeError, AttributeError) as error:
        raise EsgraphError(
            f"missing or wrong: {error}", where=str(path), remedy=f"it needs {', '.join(sorted(_KEYS))}"
        ) from error
    except ValueError as error:
        raise EsgraphError(str(error), where=str(path)) from error


def _read(raw: dict[str, Any]) -> Settings:
    unknown = set(raw) - _KEYS - {"minimumCounts"}
    if unknown:
        raise ValueError(f"unknown key: {', '.join(sorted(unknown))}")
    for key in ("issued", "modified"):
        if form := expected(raw[key], XSD + "date"):
            raise ValueError(f"{key}: {raw[key]!r} is not {form['en']}")
    base = raw.get("base", DEFAULT_BASE)
    if not base.startswith(("http://", "https://")) or not base.endswith("/"):
        raise ValueError(f"base: {base!r} must be an http(s) address that ends with /")
    return Settings(
        title=_texts(raw["title"]),
        description=_texts(raw["description"]),
        base=base,
        version=raw["version"],
        issued=raw["issued"],
        modified=raw["modified"],
        licence=raw["licence"],
        publisher=_texts(raw["publisher"]["name"]),
        publisher_url=raw["publisher"]["url"],
        changes=_texts(raw["changes"]),
        minimum_counts={name: int(count) for name, count in raw.get("minimumCounts", {}).items()},
    )


def _texts(raw: dict[str, str]) -> dict[str, str]:
    return {"pl": raw["pl"], "en": raw["en"]}
