"""Turns authored files into the proposals that are open, and a decision into a few changed lines of one of them.

Every other line stays as it is, with its comments; what comes out is read again before it is written.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml

from esgraph.errors import English, EsgraphError, Language, Message, Text

#: What a person may say → the verdict that it gives; None leaves it as it is.
ANSWERS: Final[dict[str, str | None]] = {"confirm": "confirmed", "reject": "rejected", "leave": None}
_OPEN: Final = ("probable", "possible")
_DECISION: Final = ("decidedBy", "decidedOn", "decisionReason")
#: Fewest letters of who decides.
_SHORTEST: Final = 2
_FASTEST: Final[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_LINE_END: Final = re.compile(r"(?<=\n)")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")

GONE: Final = Message(
    "ta propozycja została w międzyczasie zmieniona lub rozstrzygnięta",
    "this proposal was changed or decided meanwhile",
)
LOOK: Final = Message("odśwież stronę i sprawdź plik", "reload the page, and look at the file")
_NO_WAY: Final = Message(
    "wpisu nie da się zmienić, zachowując jego układ", "the entry cannot be changed with its layout kept"
)
_BY_HAND: Final = Message(
    "rozpisz go w osobnych wierszach albo dopisz rozstrzygnięcie ręcznie",
    "write it in lines of their own, or add the decision by hand",
)
LATER: Final = Message("ten dzień dopiero nadejdzie", "that day is yet to come")
A_DAY: Final = Message("podaj dzień, w którym rozstrzygnięto", "give the day of the decision")
_WHO: Final = Message("nie podano, kto rozstrzyga", "it is not said who decides")
_A_NAME: Final = Message("wpisz funkcję, zespół lub inicjały", "give a function, a team or initials")


@dataclass(frozen=True, slots=True)
class Proposal:
    """An open hypothesis of a program: its file and id, what it says, and who left it open, and when, "" for nobody."""

    file: Path
    name: str
    about: str
    candidate: str
    verdict: str
    description: Text
    method: str
    score: int
    proposed: str
    left_by: str = field(default="", compare=False)
    left_on: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person says of a proposal; `reason` is in the language of who wrote it, "" for none."""

    answer: str
    by: str
    on: date
    reason: str = ""
    language: Language = "pl"


def proposals(data: Path) -> list[Proposal]:
    """The open proposals of a data directory, the best first, and those last that somebody left open.

    Of those that are as good the order is that of the files.

    Raises EsgraphError for a file that is no YAML.
    """
    found = [one for path in _files(data) for one in _of_file(path)]
    return sorted(found, key=lambda one: (bool(one.left_by), -one.score))


def decide(proposal: Proposal, decision: Decision) -> None:
    """Write a decision into the file of its proposal.

    Raises EsgraphError, and writes nothing, if it was changed meanwhile or cannot be changed line by line.
    """
    if len(decision.by.strip()) < _SHORTEST:
        raise EsgraphError(_WHO, remedy=_A_NAME)
    if proposal not in _of_file(proposal.file):
        raise EsgraphError(GONE, where=str(proposal.file), remedy=LOOK)
    # The ends of lines stay what they are.
    with proposal.file.open(encoding="utf-8", newline="") as stream:
        before = stream.read()
    after = decided(before, proposal.name, decision, str(proposal.file))
    beside = proposal.file.with_name(f"{proposal.file.name}~")
    beside.write_text(after, "utf-8", newline="")
    beside.replace(proposal.file)


def decided(text: str, name: str, decision: Decision, where: str) -> str:
    """The text of a file with a decision in one of its hypotheses, below its verdict.

    Raises EsgraphError if that changes anything else.
    """
    places = dict(_places(text, name))
    lines = _LINE_END.split(text)
    result: list[str] = []
    gone = {line for key in _DECISION if key in places for line in places[key].lines}
    for number, line in enumerate(lines):
        if "verdict" in places and number == places["verdict"].lines[0]:
            result += _with_decision(line, places["verdict"], decision)
        elif number not in gone:
            result.append(line)
    after = "".join(result)
    if not _is_sound(text, after, name, decision):
        raise EsgraphError(_NO_WAY, where=where, remedy=_BY_HAND)
    return after


def _with_decision(line: str, place: "_Place", decision: Decision) -> list[str]:
    """The line of a verdict, changed, and those of the decision below it."""
    if verdict := ANSWERS[decision.answer]:
        line = f"{line[: place.value[0]]}{verdict}{line[place.value[1] :]}"
    end = "\r\n" if line.endswith("\r\n") else "\n"
    indent = " " * place.key
    told = [f"{key}: {_scalar(value)}" for key, value in _values(decision).items()]
    return [line if line.endswith("\n") else f"{line}{end}", *(f"{indent}{one}{end}" for one in told)]


def _values(decision: Decision) -> dict[str, Any]:
    """The keys of a decision and their values."""
    values: dict[str, Any] = {"decidedBy": " ".join(decision.by.split()), "decidedOn": decision.on.isoformat()}
    if reason := " ".join(decision.reason.split()):
        values["decisionReason"] = {decision.language: reason}
    return values


def _scalar(value: object) -> str:
    """A value on one line of YAML."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_scalar(each)}' for key, each in value.items())}}}"
    return str(value) if _DAY.fullmatch(str(value)) else json.dumps(value, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a key of an entry stands: its lines from 0, its column, and the columns of its value (end exclusive)."""

    lines: range
    key: int
    value: tuple[int, int]


def _places(text: str, name: str) -> Iterator[tuple[str, _Place]]:
    """Where the keys of a hypothesis stand."""
    root = yaml.compose(text, Loader=_FASTEST)
    part = _value(root, "hypotheses")
    entry = _value(part, name)
    for key, value in entry.value if isinstance(entry, yaml.MappingNode) else ():
        first, last = key.start_mark.line, _last(value)
        columns = (value.start_mark.column, value.end_mark.column)
        yield key.value, _Place(range(first, last + 1), key.start_mark.column, columns)


def _value(node: yaml.Node | None, wanted: str) -> yaml.Node | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for key, value in node.value if key.value == wanted), None)


def _last(node: yaml.Node) -> int:
    """The last line of a value: that of a block ends before the comments behind it."""
    if isinstance(node, yaml.MappingNode) and not node.flow_style and node.value:
        return _last(node.value[-1][1])
    if isinstance(node, yaml.SequenceNode) and not node.flow_style and node.value:
        return _last(node.value[-1])
    mark = node.end_mark
    return int(mark.line) if mark.column else int(mark.line) - 1


def _is_sound(before: str, after: str, name: str, decision: Decision) -> bool:
    """Whether the decision, and nothing else, is what the text says now beside what it said before."""
    try:
        expected, found = (yaml.load(text, Loader=_FASTEST) for text in (before, after))  # noqa: S506 - texts alone
        entry = expected["hypotheses"][name]
        for key in _DECISION:
            entry.pop(key, None)
        entry |= _values(decision) | ({"verdict": verdict} if (verdict := ANSWERS[decision.answer]) else {})
    except (yaml.YAMLError, KeyError, TypeError, AttributeError):
        return False
    return bool(expected == found)


def _files(data: Path) -> list[Path]:
    alone = [path for path in (data / "identity.yaml", data / "identity.yml") if path.is_file()]
    return alone + sorted([*(data / "identity").glob("*.yaml"), *(data / "identity").glob("*.yml")])


def _of_file(path: Path) -> list[Proposal]:
    try:
        document = yaml.load(path.read_text("utf-8-sig"), Loader=_FASTEST)  # noqa: S506 - texts alone
    except yaml.YAMLError as error:
        raise EsgraphError(English(" ".join(str(error).split())), where=str(path)) from error
    part = document.get("hypotheses") if isinstance(document, dict) else None
    entries = part.items() if isinstance(part, dict) else ()
    return [_proposal(path, name, entry) for name, entry in entries if isinstance(entry, dict) and _is_open(entry)]


def _is_open(entry: dict[str, Any]) -> bool:
    return "method" in entry and entry.get("verdict") in _OPEN


def _proposal(path: Path, name: str, entry: dict[str, Any]) -> Proposal:
    told = entry.get("description")
    spoken = told if isinstance(told, dict) else {}
    words: Text = {"pl": str(spoken.get("pl", "")), "en": str(spoken.get("en", ""))}
    keys = ("hypothesisAbout", "candidate", "verdict", "method", "proposedOn", "decidedBy", "decidedOn")
    texts = {key: str(entry.get(key, "")) for key in keys}
    score = str(entry.get("score", ""))
    return Proposal(
        path,
        str(name),
        texts["hypothesisAbout"],
        texts["candidate"],
        texts["verdict"],
        words,
        texts["method"],
        int(score) if score.isdigit() else 0,
        texts["proposedOn"],
        texts["decidedBy"],
        texts["decidedOn"],
    )
