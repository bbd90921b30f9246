"""Turns one authored value under a key into JSON-LD, and checks its form, its literal and its reference."""

import re
from dataclasses import dataclass, field
from typing import Any

from esgraph.build import literals, problems
from esgraph.build.authored import Mapping, Node, Scalar, items
from esgraph.build.keys import Key, Vocabulary
from esgraph.errors import Location, Problem, Text

LanguageMap = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Reference:
    """A value that names another thing: which IRI, as written, and where."""

    iri: str
    written: str
    where: Location
    key: Key


@dataclass(slots=True)
class Values:
    """Reads values, and collects what they refer to and what is wrong with them."""

    vocabulary: Vocabulary
    base: str
    references: list[Reference] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def plain(self, key: Key, value: Node) -> str | LanguageMap | None:
        """The value as the context expects it, or None with a problem recorded."""
        if key.is_language_map:
            return self.language_map(value)
        if not isinstance(value, Scalar):
            self.problems.append(problems.wrong_form(value.where, _VALUE))
            return None
        if key.is_reference:
            self.refer(key, value)
        elif form := literals.expected(value.text, key.datatype):
            others = self.vocabulary.less_exact(key)
            fitting = next((one.name for one in others if not literals.expected(value.text, one.datatype)), "")
            self.problems.append(problems.wrong_value(value.where, value.text, form, fitting))
        return value.text

    def language_map(self, value: Node) -> LanguageMap | None:
        """Texts by language tag (JSON-LD 1.1, section 4.6.2), or None with a problem recorded."""
        if not isinstance(value, Mapping):
            self.problems.append(problems.wrong_form(value.where, _LANGUAGES))
            return None
        result: LanguageMap = {}
        for language, where, texts in value.entries:
            if not (language.isascii() and language.isalpha() and language.islower() and len(language) in (2, 3)):
                self.problems.append(problems.wrong_form(where, _LANGUAGES))
            result[language] = [item.text for item in items(texts) if isinstance(item, Scalar)]
        return result

    def refer(self, key: Key, value: Scalar) -> None:
        """Record what a reference names; whether it exists is known when every file has been read."""
        iri = key.resolve(value.text, self.base)
        if not _IRI.fullmatch(iri):
            self.problems.append(problems.wrong_value(value.where, value.text, _ADDRESS if not key.base else _NAME))
            return
        if key.target_kind and "/" in value.text and not value.text.startswith(("http://", "https://", "urn:")):
            self.problems.append(problems.kind_not_wanted(value.where, value.text, key.target_kind))
            return
        kinds = self.vocabulary.kinds
        kind, slash, _ = value.text.partition("/")
        if key.base == "../" and iri.startswith(self.base) and (not slash or kind not in kinds):
            self.problems.append(problems.kind_missing(value.where, value.text, kinds))
            return
        self.references.append(Reference(iri, value.text, value.where, key))

    def terms(self, key: Key, value: Node) -> list[dict[str, Any]]:
        """The value as expanded JSON-LD terms, for the object of a reified statement."""
        if isinstance(value, Mapping):
            return [
                {"@value": item.text, "@language": language}
                for language, _, texts in value.entries
                for item in items(texts)
                if isinstance(item, Scalar)
            ]
        if not isinstance(value, Scalar):
            return []
        if key.is_reference:
            return [{"@id": key.resolve(value.text, self.base)}]
        return [{"@value": value.text, **({"@type": key.datatype} if key.datatype else {})}]


def merge(values: list[str | LanguageMap | None]) -> list[str] | LanguageMap:
    """Several values of one key as JSON-LD takes them: a list, or one language map with all the texts."""
    merged: LanguageMap = {}
    for one in values:
        if isinstance(one, dict):
            for language, texts in one.items():
                merged.setdefault(language, []).extend(texts)
    return merged or [one for one in values if isinstance(one, str)]


# RFC 3987 in outline: a scheme, and none of the characters that an IRI cannot hold. The JSON-LD processor would
# drop such a value without a word.
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]+")
_ADDRESS: Text = {
    "pl": "pełny adres, np. https://example.org/",
    "en": "a full address, for example https://example.org/",
}
_NAME: Text = {"pl": "identyfikator bez spacji", "en": "an id without spaces"}
_VALUE: Text = {
    "pl": "zwykła wartość albo {value: …, evidence: …}",
    "en": "a plain value or {value: …, evidence: …}",
}
_LANGUAGES: Text = {"pl": "{pl: …, en: …}", "en": "{pl: …, en: …}"}
