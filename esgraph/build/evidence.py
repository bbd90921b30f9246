"""Turns authored evidence (words with their position, a row of a table, or a paraphrase) into Web Annotations.

Selectors follow the Web Annotation Data Model, sections 4.2.1 (fragment), 4.2.4 (text quote) and 4.2.5 (text position).
Positions are 0-based, end-exclusive, in Unicode code points over the NFC text whose SHA-256 stands on the source. Rows
are counted from 1, as RFC 7111 (section 2.1) and spreadsheets do.
"""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from esgraph.build import evidence_problems, problems, terms
from esgraph.build.authored import Mapping, Scalar
from esgraph.build.keys import Vocabulary
from esgraph.build.literals import expected, is_iri
from esgraph.build.terms import Row
from esgraph.errors import EsgraphError, Location, Problem, Text
from esgraph.vocabulary import DCTERMS, ESG, OA, RDF, ROW, XSD, entity
from esgraph.vocabulary import slug as folded

#: What an `evidence:` mapping may hold; the meaning of each key is in the context.
KEYS = (
    "source", "quote", "start", "end", "prefix", "suffix", "paraphrase", "listIsExhaustive", "row", "sheet", "seeAlso",
    "accessed",
)  # fmt: skip
#: How fragments of tables are written (Web Annotation Vocabulary, 3.2.2; RFC 7111).
_RFC_7111 = "http://tools.ietf.org/rfc/rfc7111"


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a source, at hand for checking and never published."""

    text: str

    @classmethod
    def read(cls, path: Path) -> "SourceText":
        """Read a UTF-8 text file and bring it to NFC. Raises EsgraphError if it is not UTF-8."""
        try:
            return cls(unicodedata.normalize("NFC", path.read_text(encoding="utf-8-sig")))
        except UnicodeDecodeError as error:
            raise EsgraphError("the text is not in UTF-8", where=str(path)) from error

    @property
    def sha256(self) -> str:
        """SHA-256 in hex over the UTF-8 form."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def find_all(self, words: str) -> list[tuple[int, int]]:
        """Start and end of every occurrence of `words`, brought to NFC."""
        words = unicodedata.normalize("NFC", words)
        return [
            (match.start(), match.start() + len(words)) for match in re.finditer(f"(?={re.escape(words)})", self.text)
        ]

    def find(self, words: str, near: int = 0) -> tuple[int, int] | None:
        """Start and end of the occurrence of `words` nearest to `near`, or None."""
        return min(self.find_all(words), key=lambda place: abs(place[0] - near), default=None)


def authored_line(words: str, start: int, end: int) -> str:
    """The evidence as an author writes it, on one line of YAML; characters that YAML would fold are escaped."""
    pair: str = yaml.safe_dump(
        {"quote": words, "start": start, "end": end},
        allow_unicode=words.isprintable(),
        sort_keys=False,
        default_flow_style=True,
        width=10**6,
    )
    return f"evidence: {pair.strip()}"


def check_words(text: SourceText, words: str, start: int, end: int, where: Location) -> Problem | None:
    """The problem with a quotation, if the text does not have exactly these words at this place."""
    if text.text[start:end] == words:
        return None
    found = text.find(words, near=start)
    if found:
        return evidence_problems.words_elsewhere(where, *found)
    return evidence_problems.words_absent(where, text.text[start:end])


def check_text(text: SourceText, source: Mapping) -> list[Problem]:
    """The problems with what a source says of its text: length in code points, SHA-256 in hex."""
    length, sha256 = source.get("textLength"), source.get("textSha256")
    if length is None or sha256 is None:
        return [evidence_problems.text_unsigned(source.where, text.sha256, len(text.text))]
    wrong = []
    if isinstance(length, Scalar) and length.text != str(len(text.text)):
        wrong.append(length.where)
    if isinstance(sha256, Scalar) and sha256.text != text.sha256:
        wrong.append(sha256.where)
    return [evidence_problems.text_changed(where, text.sha256, len(text.text)) for where in wrong]


def slug(source: str, mapping: Mapping) -> str:
    """The slug of evidence: source and position or row, or source and a hash of the paraphrase.

    The same words are thus the same node, however often they are used.
    """
    start, end = mapping.get("start"), mapping.get("end")
    if isinstance(start, Scalar) and isinstance(end, Scalar):
        return f"{source}-{start.text}-{end.text}"
    row, sheet = mapping.get("row"), mapping.get("sheet")
    if isinstance(row, Scalar):
        within = ("sheet", _of_sheet(sheet.text)) if isinstance(sheet, Scalar) else ()
        return "-".join((source, *within, "row", row.text))
    return f"{source}-{hashlib.sha256(_paraphrase_text(mapping).encode()).hexdigest()[:8]}"


def _of_sheet(name: str) -> str:
    """The name of a sheet as a slug; with a hash of it where others would have the same (a workbook tells no case)."""
    plain = folded(name)
    digest = hashlib.sha256(name.casefold().encode()).hexdigest()[:8]
    return plain if plain == name.casefold() else f"{plain}-{digest}".strip("-")


def _paraphrase_text(mapping: Mapping) -> str:
    paraphrase = mapping.get("paraphrase")
    if not isinstance(paraphrase, Mapping):
        return ""
    return "\n".join(f"{key}:{value.text}" for key, _, value in paraphrase.entries if isinstance(value, Scalar))


def rows(source: str, mapping: Mapping, vocabulary: Vocabulary, base: str) -> Iterator[Row]:
    """What is said of evidence that `check` found no problem with, and of its selectors."""
    node, says = entity(base, "evidence", slug(source, mapping)), vocabulary.predicate
    values = {key: value.text for key, _, value in mapping.entries if isinstance(value, Scalar)}
    yield f"<{node}> <{RDF}type> <{ESG}Evidence>"
    yield f"<{node}> {says('source')} <{entity(base, 'source', source)}>"
    if "seeAlso" in values:
        yield f"<{node}> {says('seeAlso')} <{values['seeAlso']}>"
    for key in values.keys() & {"listIsExhaustive", "accessed"}:
        yield f"<{node}> {says(key)} {terms.typed(values[key], _TYPES[key])}"
    paraphrase = mapping.get("paraphrase")
    for language, _, words in paraphrase.entries if isinstance(paraphrase, Mapping) else ():
        if isinstance(words, Scalar):
            yield f"<{node}> {says('paraphrase')} {terms.text(words.text, language)}"
    if "quote" in values:
        yield f"<{node}> {says('selector')} <{node}#quote>"
        yield f"<{node}#quote> <{RDF}type> <{OA}TextQuoteSelector>"
        for key in values.keys() & {"quote", "prefix", "suffix"}:
            yield f"<{node}#quote> {says(key)} {terms.text(values[key])}"
    if "row" in values:
        yield from _row(node, values, says)
    elif "quote" in values:
        yield from _position(node, values, says)


def _position(node: str, values: dict[str, str], says: Callable[[str], str]) -> Iterator[Row]:
    yield f"<{node}> {says('selector')} <{node}#position>"
    yield f"<{node}#position> <{RDF}type> <{OA}TextPositionSelector>"
    for key in ("start", "end"):
        yield f"<{node}#position> {says(key)} {terms.typed(values[key], _TYPES[key])}"


def _row(node: str, values: dict[str, str], says: Callable[[str], str]) -> Iterator[Row]:
    fragment = terms.text(f"{ROW}{values['row']}")
    yield f"<{node}> {says('selector')} <{node}#row>"
    yield f"<{node}#row> <{RDF}type> <{OA}FragmentSelector>"
    yield f"<{node}#row> <{DCTERMS}conformsTo> <{_RFC_7111}>"
    yield f"<{node}#row> {says('row')} {fragment}"
    if "sheet" in values:
        yield f"<{node}#row> {says('sheet')} {terms.text(values['sheet'])}"


def check(mapping: Mapping, text: SourceText | None) -> list[Problem]:
    """The problems with one piece of evidence: unknown keys, wrong forms, and the words where the text is at hand."""
    found = [problems.unknown_key(where, key, KEYS) for key, where, _ in mapping.entries if key not in KEYS]
    for key, where, value in mapping.entries:
        if (key == "paraphrase") != isinstance(value, Mapping):
            found.append(problems.wrong_form(where, _FORMS["paraphrase" if key == "paraphrase" else "text"]))
        elif key in _TYPES and isinstance(value, Scalar) and (form := expected(value.text, _TYPES[key])):
            found.append(problems.wrong_value(value.where, value.text, form))
        elif key == "seeAlso" and not (isinstance(value, Scalar) and is_iri(value.text)):
            found.append(problems.wrong_form(where, _FORMS["address"]))
    if not {"quote", "paraphrase", "row"} & {key for key, _, _ in mapping.entries}:
        found.append(problems.wrong_form(mapping.where, _FORMS["evidence"]))
    return found or _check_position(mapping, text)


def _check_position(mapping: Mapping, text: SourceText | None) -> list[Problem]:
    quote, start, end = (mapping.get(key) for key in ("quote", "start", "end"))
    if not isinstance(quote, Scalar) or "row" in mapping:
        return []
    if not (isinstance(start, Scalar) and isinstance(end, Scalar)):
        place = text.find(quote.text) if text else None
        return [evidence_problems.position_missing(quote.where, place)]
    # A negative number would count from the end of the text.
    if int(start.text) < 0 or int(end.text) < int(start.text):
        return [problems.wrong_value(start.where, start.text, _FORMS["position"])]
    wrong = check_words(text, quote.text, int(start.text), int(end.text), quote.where) if text else None
    return [wrong] if wrong else []


_TYPES = {
    "start": XSD + "integer",
    "end": XSD + "integer",
    "listIsExhaustive": XSD + "boolean",
    "row": XSD + "integer",
    "accessed": XSD + "date",
}
_FORMS: dict[str, Text] = {
    "paraphrase": {"pl": "paraphrase: {pl: …, en: …}", "en": "paraphrase: {pl: …, en: …}"},
    "position": {"pl": "start od zera, mniejszy niż end", "en": "start from zero, less than end"},
    "text": {"pl": "zwykła wartość", "en": "a plain value"},
    "address": {"pl": "pełny adres, np. https://example.org/", "en": "a full address, such as https://example.org/"},
    "evidence": {
        "pl": "słowa (quote, start, end) albo paraphrase: {pl: …, en: …}",
        "en": "words (quote, start, end) or paraphrase: {pl: …, en: …}",
    },
}
