"""Turns one authored value under a key into RDF terms, and checks its form, its literal and its reference."""

import re
from dataclasses import dataclass, field

from esgraph.build import literals, problems, terms
from esgraph.build.authored import Mapping, Node, Scalar, items
from esgraph.build.keys import Key, Vocabulary
from esgraph.errors import Location, Problem, Text


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

    def terms(self, key: Key, value: Node) -> list[str]:
        """The value as terms of N-Triples; none, with a problem recorded, for a value that the key does not take."""
        if key.is_language_map:
            return self.texts(value)
        if not isinstance(value, Scalar):
            self.problems.append(problems.wrong_form(value.where, _VALUE))
            return []
        if key.is_reference:
            return self.refer(key, value)
        if not key.datatype:
            return [terms.text(value.text)]
        if form := literals.expected(value.text, key.datatype):
            others = self.vocabulary.less_exact(key)
            fitting = next((one.name for one in others if not literals.expected(value.text, one.datatype)), "")
            self.problems.append(problems.wrong_value(value.where, value.text, form, fitting))
            return []
        return [terms.typed(value.text, key.datatype)]

    def texts(self, value: Node) -> list[str]:
        """Texts by language tag (as JSON-LD 1.1, section 4.6.2); none, with a problem recorded, for another form."""
        if not isinstance(value, Mapping):
            self.problems.append(problems.wrong_form(value.where, _LANGUAGES))
            return []
        found = []
        for language, where, written in value.entries:
            if _LANGUAGE.fullmatch(language):
                found += [terms.text(item.text, language) for item in items(written) if isinstance(item, Scalar)]
            else:
                self.problems.append(problems.wrong_form(where, _LANGUAGES))
        return found

    def refer(self, key: Key, value: Scalar) -> list[str]:
        """The thing that a reference names, and record it; whether it exists is known when every file has been read."""
        iri = self.vocabulary.resolve(key, value.text, self.base)
        if not literals.is_iri(iri):
            self.problems.append(problems.wrong_value(value.where, value.text, _ADDRESS if not key.base else _NAME))
            return []
        if key.target_kind and "/" in value.text and not value.text.startswith(("http://", "https://", "urn:")):
            self.problems.append(problems.kind_not_wanted(value.where, value.text, key.target_kind))
            return []
        kinds = self.vocabulary.kinds
        kind, slash, _ = value.text.partition("/")
        if key.base == "../" and iri.startswith(self.base) and (not slash or kind not in kinds):
            self.problems.append(problems.kind_missing(value.where, value.text, kinds))
            return []
        self.references.append(Reference(iri, value.text, value.where, key))
        return [terms.iri(iri)]


_LANGUAGE = re.compile("[a-z]{2,3}")
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
