"""Turns what went wrong into where, what and what to do; printed in one place, mapped to HTTP in one table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, NamedTuple

Language = Literal["pl", "en"]
LANGUAGES: tuple[Language, ...] = ("pl", "en")

#: A text in every language of the interface.
Text = Mapping[Language, str]


class English(str):
    """Words in a message that are English in every language: another program's, such as those of a parser."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Message:
    """What a reader is told, in both languages: a text with places for values (`{name}`), and the values.

    A value may be a message itself. As a string it is English.
    """

    pl: str
    en: str
    values: Mapping[str, object] = field(default_factory=dict, hash=False)

    def of(self, **values: object) -> "Message":
        """The same with these values."""
        return replace(self, values={**self.values, **values})

    def text(self, language: Language) -> str:
        """The message as a text."""
        told = {name: one.text(language) if isinstance(one, Message) else one for name, one in self.values.items()}
        return self.template(language).format_map(told)

    def template(self, language: Language) -> str:
        """The text whose places have no values yet."""
        return self.pl if language == "pl" else self.en

    def __str__(self) -> str:
        return self.text("en")


#: What is told of an error: in both languages where a page may show it, else in English.
Told = Message | str


def replaced(told: Told, old: str, new: str) -> Told:
    """What is told, with other words in its values."""
    if isinstance(told, str):
        return type(told)(told.replace(old, new))
    return told.of(
        **{name: replaced(one, old, new) for name, one in told.values.items() if isinstance(one, Message | str)}
    )


def verbatim(words: Text) -> Message:
    """A message of words that have no places for values."""
    return Message("{pl}", "{en}", {"pl": words["pl"], "en": words["en"]})


def together(messages: Iterable[Message]) -> Message:
    """Messages one after the other."""
    values = {f"part{number}": message for number, message in enumerate(messages)}
    template = " ".join(f"{{{name}}}" for name in values)
    return Message(template, template, values)


class Location(NamedTuple):
    """A place in an authored file; `line` and `column` count from 1, `key` is the dotted path of keys.

    In a table `line` is the row as a spreadsheet shows it, `key` the heading of the column, and there may be a `sheet`.
    """

    file: Path
    line: int = 0
    column: int = 0
    key: str = ""
    sheet: str = ""

    def __str__(self) -> str:
        place = f"{self.file}[{self.sheet}]" if self.sheet else str(self.file)
        place = f"{place}:{self.line}" if self.line else place
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
    """Base of all errors that a user can act on; anything else is a defect of the program.

    `what` and `remedy` are English, for machines and logs; `message` and `advice` the same for a reader.
    """

    def __init__(self, what: Told, *, where: str = "", remedy: Told = "") -> None:
        super().__init__(str(what))
        self.message = what
        self.advice = remedy
        self.what = str(what)
        self.where = where
        self.remedy = str(remedy)

    def text(self, language: Language) -> str:
        """Where, what and what to do, as a paragraph in the reader's language as far as there are words in it."""
        what, remedy = (one.text(language) if isinstance(one, Message) else one for one in (self.message, self.advice))
        text = f"{self.where}: {what}" if self.where else what
        return f"{text}\n    → {remedy}" if remedy else text

    def __str__(self) -> str:
        return self.text("en")


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

    def __init__(self, what: Told, *, line: int = 0, column: int = 0, remedy: Told = "") -> None:
        super().__init__(what, where=f"line {line}, column {column}" if line else "", remedy=remedy)
        self.line = line
        self.column = column


class LimitError(EsgraphError):
    """A query that a limit ended; `limit` names it in a word, `retry_after` is in seconds."""

    REMEDY = Message(
        "poproś o mniej naraz (LIMIT, mniej wzorców) albo pobierz całość jako plik",
        "ask for less at once (LIMIT, fewer patterns), or download the dump",
    )

    def __init__(self, what: Told, *, retry_after: int, limit: str = "size", remedy: Told = REMEDY) -> None:
        super().__init__(what, remedy=remedy)
        self.retry_after = retry_after
        self.limit = limit


class StoreError(EsgraphError):
    """The store itself cannot be reached or gave what is no answer; the query may be as right as can be."""


class BackendError(StoreError):
    """The same in words that are for the operator alone: they name hosts, files, settings, or quote another server."""
