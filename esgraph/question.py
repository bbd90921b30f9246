"""Turns a question file (SPARQL with a YAML head) into a Question: words in two languages, parameters, query.

The head has `number`, `audience`, `question`, and where they apply `parameters`, `columns` (what each variable of the
answer is called), `chart`, `expected`. Two names of variables have a meaning of their own: `xLabel` is the name of `x`,
and `words` are the words of evidence: a literal with a language is a paraphrase, one without is a quotation.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from esgraph.errors import Language, QuestionError, Text
from esgraph.vocabulary import DEFAULT_BASE

#: The head stands in `#+` comment lines, as grlc has it, so that the file runs in any SPARQL editor.
_HEAD_LINE = re.compile(r"^#\+ ?(.*)$")
#: The answer, and the lines that are indented below it.
_EXPECTED = re.compile(r"^#\+ expected:.*\n(?:#\+(?:[ ]{2,}.*)?\n)*", re.MULTILINE)
#: What the query is: the first word after its declarations, which stands at the beginning of a line.
_FORM = re.compile(r"^[ \t]*(SELECT|CONSTRUCT|ASK|DESCRIBE)\b", re.MULTILINE | re.IGNORECASE)
#: An absolute IRI that can stand between < and > in a query.
IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a reader may choose; stands in the query as `VALUES ?name { default }`.

    `choices` is a SPARQL graph pattern that binds `?value` to every value that makes sense and, where the value itself
    has no name, `?named` to the thing whose name stands for it; "" for a parameter that takes any text.
    """

    name: str
    type: str  # "iri" or "text"
    label: Text
    default: str
    choices: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars, one for each row of the answer: the variable that names it and the variable that measures it."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Question:
    """A named query: `text` runs as it stands, with every parameter at its default."""

    slug: str
    number: int
    audience: str
    words: Text
    parameters: tuple[Parameter, ...]
    text: str
    expected: str
    columns: Mapping[str, Text] = field(default_factory=dict)
    chart: Chart | None = None

    @property
    def query(self) -> str:
        """The query without the head, for who takes it elsewhere."""
        lines = (line for line in self.text.splitlines() if not _HEAD_LINE.match(line))
        return "\n".join(lines).strip() + "\n"

    @property
    def form(self) -> str:
        """SELECT, CONSTRUCT, ASK or DESCRIBE."""
        found = _FORM.search(self.query)
        return found[1].upper() if found else ""

    def title(self, language: Language) -> str:
        """The question in words."""
        return self.words[language]

    def heading(self, variable: str, language: Language) -> str:
        """What a variable of the answer is called; its own name where the head has no words for it."""
        words = self.columns.get(variable)
        return words[language] if words else variable

    def bind(self, values: dict[str, str]) -> str:
        """The query with the given parameter values in place of the defaults.

        Raises QuestionError for a parameter that the question does not have or a value of the wrong form.
        """
        text = self.text
        known = {parameter.name: parameter for parameter in self.parameters}
        for name, value in values.items():
            if name not in known:
                raise QuestionError(
                    f"question {self.slug} has no parameter {name!r}",
                    remedy=f"its parameters are: {', '.join(known) or 'none'}",
                )
            text = _with_term(text, name, _term(known[name], value))
        return text


def _with_term(text: str, name: str, term: str) -> str:
    # A function as replacement, so that backslashes in the term stay as they are.
    return _values_block(name).sub(lambda match: f"{match[1]}{term}{match[3]}", text)


def without_head(text: str) -> str:
    """The query without its `#+` lines, for showing."""
    return "\n".join(line for line in text.splitlines() if not _HEAD_LINE.match(line))


def _values_block(name: str) -> re.Pattern[str]:
    return re.compile(rf"(VALUES\s+\?{re.escape(name)}\s*\{{\s*)(\S.*?)(\s*\}})", re.DOTALL)


def _term(parameter: Parameter, value: str) -> str:
    if parameter.type == "iri":
        if not is_iri(value):
            raise QuestionError(f"parameter {parameter.name}: {value!r} is not an absolute IRI")
        return f"<{value}>"
    return literal(value)


def literal(text: str) -> str:
    """A text as a SPARQL string literal (SPARQL 1.1 Query, section 19.7: escape sequences in strings)."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'


def is_iri(text: str) -> bool:
    """Whether a text is an absolute IRI that can stand between < and > in a query."""
    return IRI.fullmatch(text) is not None


def for_base(text: str, base: str) -> str:
    """The text of a question that asks for the entities and graphs of a dataset; it is written for the default base."""
    for part in ("id/", "graph/", "catalogue"):
        text = text.replace(f"<{DEFAULT_BASE}{part}", f"<{base}{part}")
    return text


def without(text: str, base: str, gone: Callable[[str], bool]) -> str:
    """The text of a question for a base with `example` in place of what is gone from its dataset."""

    def other(match: re.Match[str]) -> str:
        return f"<{match[2]}example>" if gone(match[1]) else match[0]

    return re.sub(rf"<(({re.escape(base)}(?:id|graph)/[^<>/]+/)[^<>/]+)>", other, text)


def without_expected(text: str) -> str:
    """The text of a question without what it answers on the dataset that it was written on."""
    return _EXPECTED.sub("", text)


def read(path: Path, base: str = DEFAULT_BASE, gone: Callable[[str], bool] = lambda _: False) -> Question:
    """Read one question file, without what is gone. Raises QuestionError naming the file and what its head lacks."""
    text = without(for_base(path.read_text(encoding="utf-8"), base), base, gone)
    lines = [match[1] for line in text.splitlines() if (match := _HEAD_LINE.match(line))]
    try:
        head = yaml.safe_load("\n".join(lines))
        return _question(path.stem, head, text)
    except (yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise QuestionError(
            f"the head of the question cannot be read: {error}",
            where=str(path),
            remedy="the `#+` lines are YAML with number, audience, question (pl, en), parameters, columns and so on",
        ) from error


def _question(slug: str, head: dict[str, Any], text: str) -> Question:
    parameters = tuple(
        _parameter(slug, name, details, text) for name, details in (head.get("parameters") or {}).items()
    )
    return Question(
        slug=slug,
        number=int(head["number"]),
        audience=head["audience"],
        words=_both(head["question"]),
        parameters=parameters,
        text=text,
        expected=head.get("expected", ""),
        columns={name: _both(words) for name, words in (head.get("columns") or {}).items()},
        chart=Chart(head["chart"]["label"], head["chart"]["value"]) if "chart" in head else None,
    )


def _both(words: dict[str, str]) -> Text:
    return {"pl": words["pl"], "en": words["en"]}


def _parameter(slug: str, name: str, details: dict[str, Any], text: str) -> Parameter:
    match = _values_block(name).search(text)
    if match is None:
        raise QuestionError(
            f"question {slug}: parameter {name} has no place in the query",
            remedy=f"write VALUES ?{name} {{ … }} with its default value",
        )
    return Parameter(name, details["type"], _both(details["label"]), match[2].strip('<>"'), details.get("choices", ""))


def read_all(
    directory: Path, base: str = DEFAULT_BASE, gone: Callable[[str], bool] = lambda _: False
) -> tuple[Question, ...]:
    """Every question of a directory, by number. Raises QuestionError for a number used twice.

    `base` is that of the dataset that is asked, where the files are not yet those of its release; `gone` says which of
    its IRIs are withdrawn.
    """
    questions = sorted((read(path, base, gone) for path in directory.glob("*.rq")), key=lambda item: item.number)
    numbers = [question.number for question in questions]
    if len(set(numbers)) != len(numbers):
        raise QuestionError("two questions have the same number", where=str(directory))
    return tuple(questions)
