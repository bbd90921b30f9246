"""Turns the numbers of a dataset and what changed about some subjects into the numbers of now."""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from esgraph.build.catalogue import counting
from esgraph.build.catalogue.counting import ClassCount, Counts, PropertyCount
from esgraph.build.incremental.delta import Delta, by_subject
from esgraph.build.incremental.lines import SortedLines

Number = TypeVar("Number")


def recount(counts: Counts, base: str, delta: Delta, before: SortedLines, after: SortedLines) -> None:
    """Bring `counts` up to date after `delta` made the statements `before` into those `after`."""
    for name, change in by_subject(delta).items():
        subject = name[1:-1].decode()
        old = list(before.starting(name + b" "))
        new = sorted((set(old) - change.removed) | change.added)
        counting.add(counts, base, subject, old, -1)
        counting.add(counts, base, subject, new)
    _tidy(counts)
    for kind, example in sorted(counts.examples.items()):
        if not _is_there(after, example):
            del counts.examples[kind]
            if (found := _first(after, f"{base}id/{kind}/")) is not None:
                counts.examples[kind] = found


def _tidy(counts: Counts) -> None:
    """Leave out what is there no more."""
    for one in counts.classes.values():
        _drop(one.properties, lambda number: number.subjects)
    _drop(counts.classes, lambda number: number.entities)
    _drop(counts.properties, lambda number: number.subjects)
    _drop(counts.graphs, lambda number: number.subjects)
    counts.linksets = +counts.linksets
    counts.decisions = +counts.decisions


def _drop(numbers: dict[str, Number], size: Callable[[Number], int]) -> None:
    for name in [name for name, number in numbers.items() if not size(number)]:
        del numbers[name]


def _is_there(lines: SortedLines, iri: str) -> bool:
    return next(lines.starting(f"<{iri}> ".encode()), None) is not None


def _first(lines: SortedLines, prefix: str) -> str | None:
    """The first IRI that begins with a prefix and has no fragment, by code point.

    Lines have `>` after an IRI, so that one that goes on with a lesser sign stands before it: the first is that of the
    first line, or a beginning of it.
    """
    for line in lines.starting(f"<{prefix}".encode()):
        iri = line[1 : line.index(b"> ")].decode()
        whole = iri.partition("#")[0]
        for end in range(len(prefix) + 1, len(whole) + 1):
            if _is_there(lines, iri[:end]):
                return iri[:end]
    return None


def to_json(counts: Counts) -> str:
    """The numbers as text."""
    document = {
        "triples": counts.triples,
        "subjects": counts.subjects,
        "entities": counts.entities,
        "classes": {
            name: {"entities": one.entities, "triples": one.triples, "properties": _plain(one.properties)}
            for name, one in counts.classes.items()
        },
        "properties": _plain(counts.properties),
        "graphs": _plain(counts.graphs),
        "linksets": [[*link, number] for link, number in sorted(counts.linksets.items())],
        "decisions": [[*decision, number] for decision, number in sorted(counts.decisions.items())],
        "examples": counts.examples,
    }
    return json.dumps(document, sort_keys=True)


def _plain(numbers: Mapping[str, PropertyCount]) -> dict[str, tuple[int, int]]:
    return {name: (one.triples, one.subjects) for name, one in numbers.items()}


def from_json(text: str) -> Counts:
    """The numbers that `to_json` was given."""
    raw: dict[str, Any] = json.loads(text)
    counts = Counts(raw["triples"], raw["subjects"], raw["entities"], examples=raw["examples"])
    counts.properties.update(_numbers(raw["properties"]))
    counts.graphs.update(_numbers(raw["graphs"]))
    for name, one in raw["classes"].items():
        counts.classes[name] = ClassCount(one["entities"], one["triples"])
        counts.classes[name].properties.update(_numbers(one["properties"]))
    counts.linksets = Counter({(target, prop): number for target, prop, number in raw["linksets"]})
    counts.decisions = Counter({(target, method, day): number for target, method, day, number in raw["decisions"]})
    return counts


def _numbers(raw: Mapping[str, tuple[int, int]]) -> dict[str, PropertyCount]:
    return {name: PropertyCount(*one) for name, one in raw.items()}
