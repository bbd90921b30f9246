"""Turns what one source says into its authored file, and counts the statements that the build will make of it."""

import hashlib
from collections.abc import Sequence

from tests.benchmarks.country.yaml_text import scalar

#: Order of the sections in a file, as in the sources of the real dataset.
_SECTIONS = (
    "organizations", "posts", "persons", "places", "events", "works", "awards", "editions", "conferrals",
    "participations", "cooperations", "foundations", "headcounts", "hypotheses",
)  # fmt: skip

#: Statements of an evidence node with words: type, source, two selectors with type, words, start and end.
_QUOTED = 9
#: Statements of a claim beside its value: type, subject, predicate, object, evidence, and the source that states it.
_CLAIM = 6
#: Statements of a gap: type, subject, property, source, and a note in two languages.
_GAP = 6


def both(polish: str, english: str) -> str:
    """A text in both languages."""
    return f"{{pl: {scalar(polish)}, en: {scalar(english)}}}"


def listed(values: Sequence[str]) -> str:
    """Several values of one key; one stands alone."""
    return f"[{', '.join(values)}]" if len(values) > 1 else values[0]


class Entry:
    """An entry of a section while it is written; values are YAML, `statements` what they make together."""

    __slots__ = ("_gaps", "_lines", "statements")

    def __init__(self, slug: str, types: int = 1) -> None:
        self._lines = [f"  {slug}:"]
        self._gaps: list[str] = []
        # What the section says of its entries: their types, and that the file's node mentions or states them.
        self.statements = types + 1

    def set(self, key: str, value: str, count: int = 1) -> None:
        """A key with its value, which makes `count` statements."""
        self._lines.append(f"    {key}: {value}")
        self.statements += count

    def name(self, polish: str, english: str) -> None:
        """The names in both languages."""
        self._lines.append(f"    name: {both(polish, english)}")
        self.statements += 2

    def claim(self, key: str, value: str, evidence: str, conflict: str = "") -> None:
        """A value with evidence of its own, and the claim that it is in conflict with."""
        rest = f", conflictsWith: {conflict}" if conflict else ""
        self._lines.append(f"    {key}: {{value: {value}, evidence: {evidence}{rest}}}")
        self.statements += 1 + _CLAIM + bool(conflict)

    def evidence(self, *evidence: str) -> None:
        """The words that carry the entry."""
        self.set("evidence", listed(evidence), len(evidence))

    def gap(self, key: str, polish: str, english: str) -> None:
        """What the source does not say."""
        self._gaps.append(f"      {key}: {both(polish, english)}")
        self.statements += _GAP

    def lines(self) -> list[str]:
        """The entry as lines of YAML."""
        return [*self._lines, "    notStated:", *self._gaps] if self._gaps else self._lines


class Sheet:
    """An authored file while it is written: entries by section; `statements` counts those of all its graphs."""

    def __init__(self) -> None:
        self.statements = 0
        self._sections: dict[str, list[str]] = {}

    def add(self, section: str, entry: Entry) -> None:
        """Put an entry at the end of a section."""
        self._sections.setdefault(section, []).extend(entry.lines())
        self.statements += entry.statements

    def insert(self, text: str) -> None:
        """Put entries at the end of their sections, as they are: YAML, whose unindented lines are names of sections."""
        section = ""
        for line in text.strip("\n").split("\n"):
            if line.startswith(" "):
                self._sections[section].append(line)
            else:
                section = line.removesuffix(":")
                self._sections.setdefault(section, [])

    def __bool__(self) -> bool:
        return bool(self._sections)

    def text(self, *head: str) -> str:
        """The file: the lines of its head, then the sections."""
        lines = list(head)
        for section in sorted(self._sections, key=_SECTIONS.index):
            lines += ("", f"{section}:", *self._sections[section])
        return "\n".join(lines).lstrip("\n") + "\n"


class Source(Sheet):
    """A source while it is written: its text grows with every quotation, its head is written at the end."""

    def __init__(self, slug: str) -> None:
        super().__init__()
        self.slug = slug
        self._words: list[str] = []
        self._length = 0

    @property
    def length(self) -> int:
        """Where the next quotation will start."""
        return self._length

    def quote(self, words: str, *, open_list: bool = False) -> str:
        """Add words (at most 15) to the text; the evidence that points to them."""
        start = self._length
        end = start + len(words)
        self._words.append(words)
        self._length = end + 1
        self.statements += _QUOTED + open_list
        rest = ", listIsExhaustive: false" if open_list else ""
        return f"{{quote: {scalar(words)}, start: {start}, end: {end}{rest}}}"

    def paraphrase(self, polish: str, english: str) -> str:
        """Evidence without words of the source, which says so."""
        self.statements += 4
        return f"{{paraphrase: {both(polish, english)}}}"

    def finish(self, base: str, names: tuple[str, str], published: str, publisher: str = "") -> str:
        """The whole file, with the source's names, address, date, publisher (a slug), and the text it quotes."""
        head = [
            f"name: {both(*names)}",
            f"url: {base}texts/{self.slug}",
            *([f"publisher: {publisher}"] if publisher else []),
            "language: pl",
            f"published: {published}",
        ]
        self.statements += 6 + bool(publisher)
        if self._words:
            text = " ".join(self._words)
            head += (f"textLength: {len(text)}", f"textSha256: {hashlib.sha256(text.encode()).hexdigest()}")
            self.statements += 2
        return self.text(*head)
