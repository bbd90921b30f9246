"""Turns a mapping of `dataset.yaml` into values that are right, and into Problems for what is missing or wrong."""

import itertools
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pyoxigraph as ox

from esgraph.build import authored, problems
from esgraph.build.authored import Node, Scalar, items
from esgraph.build.authority import Table
from esgraph.build.literals import expected
from esgraph.errors import LANGUAGES, Location, Problem, Text
from esgraph.vocabulary import XSD

#: An address that can stand between < and > in Turtle, as far as its characters go.
_ADDRESS_LIKE = re.compile(r"https?://[^\s<>\"{}|\\^`]+")

_DATE = f"{XSD}date"

_BOTH: Text = {"pl": "{pl: …, en: …}", "en": "{pl: …, en: …}"}
_ONE: Text = {"pl": "jedna wartość", "en": "one value"}
_KEYS: Text = {"pl": "klucze z wartościami", "en": "keys with values"}
_ADDRESS: Text = {"pl": "adres http(s)", "en": "an http(s) address"}


def is_iri(text: str) -> bool:
    """Whether a text is an absolute IRI (RFC 3987), as the store takes it."""
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True


def is_address(text: str) -> bool:
    """Whether a text is an http(s) address."""
    return _ADDRESS_LIKE.fullmatch(text) is not None and is_iri(text)


class Part:
    """A mapping of the file, which tells what is missing, unknown or wrong in it, and gives values that are right.

    A value that is not there, or wrong, is "" (or {}, or ()), so that all mistakes are told at once.
    """

    def __init__(
        self,
        node: Node | None,
        found: list[Problem],
        required: Iterable[str] | None = None,
        optional: Iterable[str] = (),
    ) -> None:
        self._found = found
        self._where = node.where if node else Location(Path())
        entries = node.entries if isinstance(node, authored.Mapping) else ()
        self._values: Mapping[str, Node] = {key: value for key, _, value in entries}
        self.is_there = isinstance(node, authored.Mapping)
        if node and not self.is_there:
            found.append(problems.wrong_form(node.where, _KEYS))
        if self.is_there and required is not None:
            known = (*required, *optional)
            found += [problems.unknown_key(where, key, known) for key, where, _ in entries if key not in known]
            for key in required:
                if key not in self._values:
                    self.misses(key)

    def misses(self, key: str, remedy: Text | None = None) -> None:
        """Tell that a key is not there."""
        self._found.append(problems.missing_key(self._where, key, remedy))

    @property
    def names(self) -> list[str]:
        """The keys that are there."""
        return list(self._values)

    def part(self, key: str, required: Iterable[str] | None = None, optional: Iterable[str] = ()) -> "Part":
        """The mapping below a key; one without anything if the key is not there."""
        return Part(self._values.get(key), self._found, required, optional)

    def parts(self, key: str, required: Iterable[str], optional: Iterable[str] = ()) -> list["Part"]:
        """The mappings of a list below a key."""
        node = self._values.get(key)
        return [Part(item, self._found, required, optional) for item in items(node)] if node else []

    def text(self, key: str, is_right: Callable[[str], bool] = bool, wanted: Text = _ONE) -> str:
        """The text below a key."""
        return self._text(self._values.get(key), is_right, wanted)

    def _text(self, node: Node | None, is_right: Callable[[str], bool], wanted: Text) -> str:
        if node is None:
            return ""
        if not isinstance(node, Scalar):
            self._found.append(problems.wrong_form(node.where, wanted))
        elif not is_right(node.text):
            self._found.append(problems.wrong_value(node.where, node.text, wanted))
        else:
            return node.text
        return ""

    def list(self, key: str) -> tuple[str, ...]:
        """The texts of a list below a key, or the one text that stands there."""
        node = self._values.get(key)
        return tuple(self._text(item, bool, _ONE) for item in items(node)) if node else ()

    def texts(self, key: str) -> dict[str, str]:
        """The text below a key in both languages."""
        if isinstance(node := self._values.get(key), Scalar):
            self._found.append(problems.wrong_form(node.where, _BOTH))
            return {}
        part = self.part(key, LANGUAGES)
        return {language: part.text(language) for language in LANGUAGES} if part.is_there else {}

    def typed(self, key: str, datatype: str) -> str:
        """The text below a key as a value of an XSD datatype."""
        text = self.text(key)
        if text and (wanted := expected(text, XSD + datatype)):
            self._found.append(problems.wrong_value(self._values[key].where, text, wanted))
            return ""
        return text

    def date(self, key: str) -> str:
        """The date below a key."""
        return self.typed(key, "date")

    def ordered(self, *keys: str) -> None:
        """Tell of a date that lies before that of an earlier one of these keys."""
        there = [(key, self._values[key]) for key in keys if key in self._values]
        dates = [(key, node) for key, node in there if isinstance(node, Scalar) and not expected(node.text, _DATE)]
        for (earlier, before), (_, node) in itertools.pairwise(dates):
            if node.text < before.text:  # xsd:date as it is written here, four digits of the year first
                self._found.append(problems.too_early(node.where, node.text, earlier, before.text))

    def where(self, key: str) -> Location:
        """Where a key has its value; the place of the mapping if it has none."""
        node = self._values.get(key)
        return node.where if node else self._where

    def address(self, key: str) -> str:
        """The http(s) address below a key."""
        return self.text(key, is_address, _ADDRESS)

    def code(self, key: str, table: Table) -> str:
        """The code below a key, of an authority table."""
        return next(iter(self.codes(key, table)), "")

    def codes(self, key: str, table: Table) -> tuple[str, ...]:
        """The codes of a list below a key, of an authority table."""
        node = self._values.get(key)
        texts = [(item, self._text(item, bool, _ONE)) for item in items(node)] if node else []
        wrong = [(item, text) for item, text in texts if text and text not in table.codes]
        self._found += [problems.undefined_code(item.where, text, table.codes) for item, text in wrong]
        return tuple(text for _, text in texts if text in table.codes)
