"""Turns what went wrong into where, what and what to do; printed in one place, mapped to HTTP in one table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Language = Literal["pl", "en"]
LANGUAGES: tuple[Language, ...] = ("pl", "en")

#: A text in every language of the interface.
Text = Mapping[Language, str]


@dataclass(frozen=True, order=True, slots=True)
class Location:
    """A place in an authored file; `line` and `column` count from 1, `key` is the dotted path of keys."""

    file: Path
    line: int = 0
    column: int = 0
    key: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else str(self.file)
        if self.line and self.column:
            place += f":{self.column}"
        return f"{place}: {self.key}" if self.key else place


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in authored material: where it is, what it is, what to do; texts in both languages."""

    where: Location
    what: Text
    remedy: Text = field(default_factory=dict)

    def text(self, language: Language) -> str:
        """The problem as one paragraph in the reader's language."""
        lines = [f"{self.where}: {self.what[language]}"]
        if self.remedy:
            lines.append(f"    → {self.remedy[language]}")
        return "\n".join(lines)


class EsgraphError(Exception):
    """Base of all errors that a user can act on; anything else is a defect of the program."""

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        text = f"{self.where}: {self.what}" if self.where else self.what
        return f"{text}\n    → {self.remedy}" if self.remedy else text


class AuthoringError(EsgraphError):
    """Authored files that cannot become a graph; carries every problem found, not only the first."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problem(s) in the authored files")
        self.problems = sorted(problems, key=lambda problem: problem.where)


class ReleaseError(EsgraphError):
    """A directory that is not a complete release, or a release that cannot be written."""


class QuestionError(EsgraphError):
    """A question file or a parameter value that cannot be used."""


class QueryError(EsgraphError):
    """A SPARQL query that the store refuses; `line` and `column` count from 1 where the parser says."""

    def __init__(self, what: str, *, line: int = 0, column: int = 0, remedy: str = "") -> None:
        super().__init__(what, where=f"line {line}, column {column}" if line else "", remedy=remedy)
        self.line = line
        self.column = column


class LimitError(EsgraphError):
    """A query that a limit ended; `limit` names it in a word, `retry_after` is in seconds."""

    def __init__(self, what: str, *, retry_after: int, limit: str = "size") -> None:
        super().__init__(what, remedy="ask for less at once (LIMIT, fewer patterns), or download the dump")
        self.retry_after = retry_after
        self.limit = limit


class StoreError(EsgraphError):
    """The store itself cannot be reached or gave what is no answer; the query may be as right as can be."""


class BackendError(StoreError):
    """The same in words that are for the operator alone: they name hosts, files, settings, or quote another server."""
