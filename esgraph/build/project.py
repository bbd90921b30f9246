"""Turns a data directory into a Project: its settings from `dataset.yaml` and the authored files in order."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from esgraph import resources
from esgraph.build import settings
from esgraph.build.keys import Vocabulary
from esgraph.build.settings import SETTINGS
from esgraph.build.settings import Settings as Settings
from esgraph.build.tables import excerpts, problems, sheets
from esgraph.build.tables.joining import Tables
from esgraph.errors import AuthoringError, Location, Problem
from esgraph.file_types import OTHER_SPREADSHEETS


@dataclass(frozen=True, slots=True)
class AuthoredFile:
    """An authored file, the name of the graph it becomes, and the table that lies beside it.

    `told` is a hash of what its table needs of other files.
    """

    path: Path
    graph: str
    table: Path | None = None
    told: str = ""

    @property
    def size(self) -> int:
        """Bytes that are to be read."""
        return sum(path.stat().st_size for path in (self.path, self.table) if path)

    @property
    def hash(self) -> str:
        """The hash of the file and its table, and of the graph that it becomes."""
        hashed = hashlib.sha256(f"{self.graph}\n{self.told}\n{self.table.name if self.table else ''}".encode())
        for path in (self.path, self.table):
            if path:
                hashed.update(path.read_bytes())
        return hashed.hexdigest()


@dataclass(frozen=True, slots=True)
class Project:
    """A data directory: settings, authored files, concept schemes of one's own, and what its tables need of it."""

    directory: Path
    settings: Settings
    files: tuple[AuthoredFile, ...]
    schemes: tuple[Path, ...]
    tables: Tables

    @classmethod
    def open(cls, directory: Path) -> "Project":
        """Open a data directory.

        Raises EsgraphError if it has no `dataset.yaml`, and AuthoringError with every mistake in the one it has, or for
        a table without its source.
        """
        known = settings.read(directory / SETTINGS)
        schemes = tuple(sorted((directory / "schemes").glob("*.ttl")))
        sources = _yaml(directory / "sources")
        places = _yaml(directory / "places")
        beside = _tables(directory / "sources", {path.stem for path in sources})
        own = resources.ontology()
        tables = Tables.read(
            [(path, beside[path.stem]) for path in sources if path.stem in beside],
            places,
            [*sorted((own / "schemes").glob("*.ttl")), *schemes],
            Vocabulary.read(own / "context.jsonld"),
            known.base,
        )
        schemas = _hash(path for path in directory.glob("sources/*.json") if path.stem not in beside)
        files = [_source(path, beside.get(path.stem), tables, schemas) for path in sources]
        files += [AuthoredFile(path, "places") for path in places]
        files += [AuthoredFile(path, "identity") for path in _yaml(directory / "identity")]
        return cls(directory, known, tuple(files), schemes, tables)


def _source(path: Path, table: Path | None, tables: Tables, schemas: str) -> AuthoredFile:
    return AuthoredFile(path, f"source/{path.stem}", table, f"{tables.told(path.stem)} {schemas}" if table else "")


def _hash(paths: Iterable[Path]) -> str:
    hashed = hashlib.sha256()
    for path in sorted(paths):
        hashed.update(path.read_bytes())
    return hashed.hexdigest()


def _tables(directory: Path, sources: set[str]) -> dict[str, Path]:
    """The tables and answers of registers beside sources, by the names that they have with them.

    Raises AuthoringError for one that has no source, or has another one beside it.
    """
    found: dict[str, Path] = {}
    wrong: list[Problem] = []
    every = sorted(path for suffix in (*sheets.SUFFIXES, *excerpts.SUFFIXES) for path in directory.glob(f"*{suffix}"))
    for path in every:
        if path.stem not in sources and path.suffix in excerpts.SUFFIXES:
            continue  # a schema of tables, say
        if path.stem not in sources:
            wrong.append(problems.no_source(Location(path)))
        elif path.stem in found:
            wrong.append(problems.two_tables(Location(path), found[path.stem].name))
        found[path.stem] = path
    others = (path for suffix in OTHER_SPREADSHEETS for path in sorted(directory.glob(f"*{suffix}")))
    wrong += [problems.other_spreadsheet(Location(path)) for path in others if path.stem in sources]
    if wrong:
        raise AuthoringError(wrong)
    return found


def _yaml(stem: Path) -> list[Path]:
    """The files of a directory, or the one file of that name: `places.yaml` may grow into `places/*.yaml`."""
    alone = [path for path in (stem.with_suffix(".yaml"), stem.with_suffix(".yml")) if path.is_file()]
    return alone + sorted([*stem.glob("*.yaml"), *stem.glob("*.yml")])
