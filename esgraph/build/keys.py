"""Turns `context.jsonld` into the authoring keys: which there are, what each means and what it may hold.

A subset of JSON-LD 1.1 (section 4) is read, so that a key means the same here as to any JSON-LD processor; a test asks
two of them. A processor itself would not say in which line a triple stands, and takes ten times as long.
"""

import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from esgraph.vocabulary import SCHEME

#: What the names of keys for dates end with.
_EXACTNESS = re.compile("(On|InMonth|InYear)$")


@dataclass(frozen=True, slots=True)
class Key:
    """One authoring key and its predicate.

    `base` is what a reference is relative to: `../place/` (a slug of that kind), `../` (kind/slug),
    an absolute IRI of a scheme, or "" for a full IRI.
    """

    name: str
    predicate: str
    is_reference: bool = False
    is_language_map: bool = False
    is_reverse: bool = False
    datatype: str = ""
    base: str = ""

    @property
    def target_kind(self) -> str:
        """The one kind that a slug under this key names; "" where the key takes `kind/slug` or an IRI."""
        return self.base.removeprefix("../").removesuffix("/") if self.base.startswith("../") else ""

    @property
    def scheme(self) -> str:
        """IRI of the concept scheme that values come from, or ""."""
        return self.base.removesuffix("/") if self.base.startswith(SCHEME) else ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an authored file that maps slugs to entries of one kind."""

    name: str
    kind: str
    types: tuple[str, ...]
    predicate: str

    @property
    def holds_claims(self) -> bool:
        """Whether entries are claims (which need no name) rather than named entities."""
        return self.predicate.endswith("#states")


class Vocabulary:
    """The authoring keys, sections and type names of one context file."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.context: dict[str, Any] = document["@context"]
        self._sections: dict[str, Any] = document["sections"]

    @classmethod
    def read(cls, path: Path) -> "Vocabulary":
        """Read `context.jsonld`."""
        return cls(json.loads(path.read_text(encoding="utf-8")))

    def expand(self, name: str) -> str:
        """Expand a compact IRI such as `org:Post` by the prefixes of the context."""
        prefix, colon, local = name.partition(":")
        namespace = self.context.get(prefix)
        return f"{namespace}{local}" if colon and isinstance(namespace, str) else name

    def resolve(self, key: Key, value: str, base: str) -> str:
        """The IRI that a reference under a key stands for, in a dataset with the given base IRI."""
        if value.startswith(("http://", "https://", "urn:")):
            return value
        if key.base.startswith("../"):
            return f"{base}id/{key.base.removeprefix('../')}{value}"
        return f"{key.base}{value}" if key.base else self.expand(value)

    @cached_property
    def sections(self) -> dict[str, Section]:
        """Sections by name."""
        return {
            name: Section(name, entry["kind"], tuple(entry["type"]), self.expand(self.context[name]["@id"]))
            for name, entry in self._sections.items()
        }

    @cached_property
    def kinds(self) -> frozenset[str]:
        """Kinds of entities that authors may define."""
        return frozenset(section.kind for section in self.sections.values()) | {"source", "claim"}

    @cached_property
    def types(self) -> dict[str, str]:
        """Class IRIs by the names that `type:` takes."""
        return {
            name: self.expand(value)
            for name, value in self.context.items()
            if isinstance(value, str) and name[0].isupper()
        }

    def predicate(self, name: str) -> str:
        """The predicate of a key, as N-Triples writes it."""
        return f"<{self.keys[name].predicate}>"

    @cached_property
    def keys(self) -> dict[str, Key]:
        """Keys by name, without sections and the internal container of claims."""
        return {
            name: self._key(name, definition)
            for name, definition in self.context.items()
            if isinstance(definition, dict) and definition.get("@container") != "@id"
        }

    def less_exact(self, key: Key) -> list[Key]:
        """The keys that say the same as a key for a date, of which only the month or the year is known; and back."""
        stem = _EXACTNESS.sub("", key.name)
        return [
            other
            for other in self.keys.values()
            if other.predicate == key.predicate and other != key and _EXACTNESS.sub("", other.name) == stem
        ]

    def _key(self, name: str, definition: dict[str, Any]) -> Key:
        coercion = definition.get("@type", "")
        return Key(
            name=name,
            predicate=self.expand(definition.get("@id") or definition["@reverse"]),
            is_reference=coercion == "@id",
            is_language_map=definition.get("@container") == "@language",
            is_reverse="@reverse" in definition,
            datatype="" if coercion.startswith("@") else self.expand(coercion),
            base=definition.get("@context", {}).get("@base", ""),
        )
