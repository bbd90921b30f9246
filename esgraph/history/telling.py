"""Turns what happened to an entity into lines of words: which property, the value before and after, by which source."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from esgraph.errors import Language, Text
from esgraph.history.changes import WHATS, Counts, EntityChange, Fact, Summary, Term
from esgraph.release import Manifest
from esgraph.vocabulary import prefixes

#: What a line tells: a value in place of another ("changed"), one that is new or gone, one that more or fewer sources
#: give, a gap or a conflict that came or went, words of sources, or that something is left out.
Of = Literal[
    "changed", "new", "gone", "more", "fewer", "gap_added", "gap_removed", "gap_changed", "conflict_added",
    "conflict_removed", "evidence_added", "evidence_removed", "evidence_changed", "left_out",
]  # fmt: skip

#: What each line says beside its values, with places for a number or a property.
WORDS: dict[Of, Text] = {
    "changed": {"pl": "zmiana", "en": "changed"},
    "new": {"pl": "nowa wartość", "en": "new"},
    "gone": {"pl": "wycofano", "en": "withdrawn"},
    "more": {"pl": "podaje to też kolejne źródło", "en": "one more source says so"},
    "fewer": {
        "pl": "to źródło już tego nie podaje, inne nadal",
        "en": "this source says so no longer, others still do",
    },
    "gap_added": {"pl": "nowa luka: źródło tego nie podaje", "en": "new gap: the source does not say"},
    "gap_removed": {"pl": "luka zniknęła", "en": "the gap is gone"},
    "gap_changed": {"pl": "luka opisana inaczej", "en": "the gap is described otherwise"},
    "conflict_added": {"pl": "nowa sprzeczność", "en": "new conflict"},
    "conflict_removed": {"pl": "sprzeczność zniknęła", "en": "the conflict is gone"},
    "evidence_added": {"pl": "nowe wskazania słów źródeł", "en": "new pointers to words of sources"},
    "evidence_removed": {"pl": "wycofane wskazania słów źródeł", "en": "withdrawn pointers to words of sources"},
    "evidence_changed": {"pl": "słowa źródeł przytoczone inaczej", "en": "words of sources quoted otherwise"},
    "left_out": {"pl": "pominięte tu wartości", "en": "values left out here"},
}

_TOLD: dict[str, Text] = {
    "added": {"pl": "nowe", "en": "new"},
    "removed": {"pl": "wycofane", "en": "withdrawn"},
    "changed": {"pl": "zmienione", "en": "changed"},
    "statements": {"pl": "Stwierdzenia", "en": "Statements"},
    "entities": {"pl": "Rzeczy", "en": "Things"},
    "gaps": {"pl": "Luki", "en": "Gaps"},
    "conflicts": {"pl": "Sprzeczności", "en": "Conflicts"},
    "graphs": {"pl": "Według grafów", "en": "By graph"},
    "same": {"pl": "Oba wydania mówią to samo.", "en": "Both releases say the same."},
    "data_of": {"pl": "dane z", "en": "data of"},
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened to an entity: to a property (of names and texts in a language), by some graphs."""

    of: Of
    property: Term | None = None
    language: str = ""
    before: tuple[Term, ...] = ()
    after: tuple[Term, ...] = ()
    graphs: tuple[Term, ...] = ()
    number: int = 0


def lines(change: EntityChange) -> Iterator[Line]:
    """Everything that happened to an entity."""
    for fact in change.facts:
        yield from _of_fact(fact)
    for gap in change.gaps:
        told: dict[str, Of] = {"added": "gap_added", "removed": "gap_removed", "changed": "gap_changed"}
        yield Line(told[gap.what], gap.property, graphs=(gap.source,) if gap.source.value else ())
    for conflict in change.conflicts:
        if conflict.what == "added":
            yield Line("conflict_added", after=(conflict.other,))
        else:
            yield Line("conflict_removed", before=(conflict.other,))
    counted: dict[str, Of] = {
        "added": "evidence_added", "removed": "evidence_removed", "changed": "evidence_changed",
    }  # fmt: skip
    for what in WHATS:
        if number := change.evidence.get(what, 0):
            yield Line(counted[what], number=number)


def _of_fact(fact: Fact) -> Iterator[Line]:
    """What is gone and what is new instead, of texts language by language; then what others say of the same value."""
    for language in sorted({value.term.language for value in fact.values}):
        mine = [value for value in fact.values if value.term.language == language]
        before = tuple(value.term for value in mine if value.how == "gone")
        after = tuple(value.term for value in mine if value.how == "new")
        if before or after:
            graphs = {graph: None for value in mine if value.how in ("gone", "new") for graph in value.graphs}
            of: Of = "changed" if before and after else "new" if after else "gone"
            yield Line(of, fact.property, language, before, after, tuple(graphs))
        for value in mine:
            if value.how in ("more", "fewer"):
                yield Line(value.how, fact.property, language, after=(value.term,), graphs=value.graphs)
    if fact.left_out:
        yield Line("left_out", fact.property, number=fact.left_out)


def text(
    summary: Summary, manifests: tuple[Manifest, Manifest], changes: Iterable[EntityChange], language: Language
) -> Iterator[str]:
    """The changes in words, line by line: first in numbers, then entity by entity."""
    old, new = (f"{one.id} ({_TOLD['data_of'][language]} {one.modified})" for one in manifests)
    yield f"{old} → {new}"
    if summary.is_empty:
        yield _TOLD["same"][language]
        return
    yield from _numbers(summary, language)
    yield f"{_TOLD['graphs'][language]}: " + "; ".join(
        f"{name} {_signed(counts)}" for name, counts in summary.graphs.items()
    )
    names = prefixes(manifests[1].base)
    for change in changes:
        yield ""
        called = change.entity.name(language)
        yield f"{_short(change.entity.value, names)}  {called} – {_TOLD[change.what][language]}"
        for line in lines(change):
            yield f"    {_line(line, language)}"


def _numbers(summary: Summary, language: Language) -> Iterator[str]:
    yield f"{_TOLD['statements'][language]}: {_signed(summary.statements)}"
    for name, counts in (("entities", summary.entities), ("gaps", summary.gaps), ("conflicts", summary.conflicts)):
        if any(counts.values()):
            yield f"{_TOLD[name][language]}: {counted(counts, language)}"


def in_numbers(summary: Summary, language: Language) -> str:
    """The changes in one line, without details; "" if there are none."""
    return "" if summary.is_empty else "; ".join(_numbers(summary, language))


def counted(counts: Counts, language: Language) -> str:
    """How many are new, withdrawn and changed, of those that there are: “nowe 1, zmienione 4”."""
    return ", ".join(f"{_TOLD[what][language]} {number}" for what in WHATS if (number := counts[what]))


def _signed(counts: Counts) -> str:
    return f"+{counts['added']} −{counts['removed']}"


def _line(line: Line, language: Language) -> str:
    label = line.property.name(language) if line.property else ""
    if line.language:
        label += f" ({line.language})"
    before, after = (", ".join(_value(one, language) for one in side) for side in (line.before, line.after))
    said = {"changed": f"{before} → {after}", "new": f"+ {after}", "gone": f"− {before}"}.get(line.of)
    if said is None:
        words = WORDS[line.of][language]
        told = after or before or (str(line.number) if line.number else "")
        said = f"{told} ({words})" if label and told else ": ".join(part for part in (words, told) if part)
    by = ", ".join(graph.name(language) for graph in line.graphs)
    return (f"{label}: " if label else "") + said + (f"  [{by}]" if by else "")


def _value(term: Term, language: Language) -> str:
    if term.is_iri:
        return term.name(language)
    return f"„{term.value}”" if term.language == "pl" else f"“{term.value}”" if term.language else term.value


def _short(iri: str, names: dict[str, str]) -> str:
    """The prefixed name of an entity."""
    for prefix, namespace in names.items():
        if iri.startswith(namespace) and "/" not in iri.removeprefix(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
