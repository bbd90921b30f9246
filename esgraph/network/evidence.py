"""Turns a piece of evidence into words for a reader: what a source says, where, and in which graphs it counts."""

from dataclasses import dataclass

from esgraph.errors import LANGUAGES, Language, Text


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence: its IRI, its words (a quotation has one text, whatever the language), its source.

    `graphs` are the named graphs that hold the statements which rest on it.
    """

    iri: str
    words: Text
    is_quote: bool
    source: str
    graphs: tuple[str, ...]

    def text(self, language: Language) -> str:
        """The words; a paraphrase in the reader's language, else in the other."""
        found = [self.words[one] for one in (language, *LANGUAGES) if one in self.words]
        return found[0] if found else ""
