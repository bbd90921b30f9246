"""Turns an authored YAML file into a tree of nodes that know their line, with every scalar kept as written.

Scalars stay text: `0966441` keeps its zero and `no` is not a boolean; the context says what each key means.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from esgraph.build import problems
from esgraph.errors import AuthoringError, Location, Problem, Text

# libyaml is some ten times faster; its wheel part may be missing on rare platforms.
_FASTEST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_FASTEST):  # type: ignore[misc, valid-type]  # a class that is chosen at run time
    """Leaves out what tells `no` and `12` from text, which takes a third of the time and is not asked for here."""

    def resolve(self, kind: object, value: object, implicit: object) -> str:  # noqa: ARG002  # the loader's interface
        return ""


#: What YAML takes as an escape, and XML 1.0 cannot hold (section 2.2), nor a dump in it.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text, as written, in Unicode NFC."""

    text: str
    where: Location


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    items: tuple["Node", ...]
    where: Location


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their values, in the order of the file; `entries` holds (key, place of the key, value)."""

    entries: tuple[tuple[str, Location, "Node"], ...]
    where: Location

    def __contains__(self, key: str) -> bool:
        return any(name == key for name, _, _ in self.entries)

    def get(self, key: str) -> "Node | None":
        """The value of a key, or None."""
        return next((value for name, _, value in self.entries if name == key), None)


Node = Scalar | Sequence | Mapping


def items(node: Node) -> tuple[Node, ...]:
    """The items of a list, or the node itself as the only one."""
    return node.items if isinstance(node, Sequence) else (node,)


def read(path: Path, shown: Path, begin: Text | None = None) -> Mapping:
    """Read one file; `shown` is its name in messages, `begin` how such a file begins (else with `name`).

    Raises AuthoringError for text that is not UTF-8 or not YAML, a top that is not a mapping, a key used twice
    in one mapping, a key without a value, and a character that no dump in XML could hold.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise AuthoringError([problems.not_utf8(Location(shown), error.start)]) from error
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = Location(shown, mark.line + 1, mark.column + 1) if mark else Location(shown)
        raise AuthoringError([problems.broken_yaml(where, str(error.problem or error.context))]) from error
    except yaml.YAMLError as error:
        raise AuthoringError([problems.broken_yaml(Location(shown), str(error))]) from error
    if not isinstance(root, yaml.MappingNode):
        raise AuthoringError([problems.not_a_mapping(Location(shown, 1), begin)])
    reader = _Reader(shown)
    tree = reader.mapping(root, "")
    if reader.problems:
        raise AuthoringError(reader.problems)
    return tree


class _Reader:
    def __init__(self, shown: Path) -> None:
        self.shown = shown
        self.problems: list[Problem] = []

    def where(self, node: yaml.Node, key: str) -> Location:
        mark = node.start_mark
        return Location(self.shown, mark.line + 1, mark.column + 1, key)

    def node(self, node: yaml.Node, key: str) -> Node:
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, key)
        if isinstance(node, yaml.SequenceNode):
            return Sequence(tuple(self.node(item, key) for item in node.value), self.where(node, key))
        text = unicodedata.normalize("NFC", str(node.value))
        if found := _FORBIDDEN.search(text):
            self.problems.append(problems.forbidden_character(self.where(node, key), ord(found[0])))
        if not text.strip():
            self.problems.append(problems.empty_value(self.where(node, key)))
        return Scalar(text, self.where(node, key))

    def mapping(self, node: yaml.MappingNode, key: str) -> Mapping:
        return Mapping(tuple(self._entries(node, key)), self.where(node, key))

    def _entries(self, node: yaml.MappingNode, parent: str) -> Iterator[tuple[str, Location, Node]]:
        seen: dict[str, Location] = {}
        for key_node, value_node in node.value:
            name = str(key_node.value)
            where = self.where(key_node, f"{parent}.{name}" if parent else name)
            if name in seen:
                self.problems.append(problems.duplicate_key(where, name, seen[name]))
                continue
            seen[name] = where
            yield name, where, self.node(value_node, where.key)
