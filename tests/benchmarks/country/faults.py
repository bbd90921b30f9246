"""Turns kinds of errors and mistakes into faults that are spread over a country's files, and a list of where each is.

An error is what the shapes find (`errors.yaml`), a mistake what the reader refuses (`mistakes.yaml`). Each is an entry, or
a file, of its own, so that it is found at its own key and nothing else is.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from string import Template
from typing import Any

import yaml

from esgraph.vocabulary import SCHEME
from tests.benchmarks.country.source import Sheet, Source
from tests.benchmarks.country.yaml_text import scalar

#: The list of faults, in the project's directory; the build does not read it.
MANIFEST = "errors.json"

_HERE = Path(__file__).parent
_SHA256 = "0" * 64


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of fault: which constraint or problem is told at which key, and the YAML that does it.

    `place` is sources, places, identity, or file for a source of its own; `hides` says that the reader does not look for
    names of nothing beside it; `once` that it is found once in a dataset.
    """

    finds: dict[str, str]
    text: str
    place: str
    once: bool
    hides: bool
    encoding: str


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault with its id, which is that of its entry or source."""

    id: str
    kind: Kind


def kinds(name: str) -> list[Kind]:
    """The kinds of `errors` or `mistakes`."""
    with (_HERE / f"{name}.yaml").open(encoding="utf-8") as stream:
        return [_kind(one) for one in yaml.load(stream, Loader=yaml.CSafeLoader)]  # the safe one, in C


def _kind(one: dict[str, Any]) -> Kind:
    return Kind(
        one["finds"],
        one["text"],
        one.get("in", "sources"),
        one.get("once", False),
        one.get("holes", False),
        one.get("encoding", "utf-8"),
    )


class Faults:
    """The faults of a country: `errors` and `mistakes` of them, every kind before any comes twice."""

    def __init__(self, errors: int = 0, mistakes: int = 0, seed: int = 1) -> None:
        random = Random(f"{seed}/faults")
        self._faults = [
            *_choose("blad", kinds("errors") if errors else [], errors, random),
            *_choose("pomylka", kinds("mistakes") if mistakes else [], mistakes, random),
        ]
        # So that errors and mistakes are in all parts of the country.
        random.shuffle(self._faults)
        self.told: list[dict[str, Any]] = []

    def part(self, begun: float, end: float, names: Mapping[str, str]) -> "Part":
        """The faults of a part of the country, from one fraction to another; `names` are of what is there."""
        count = len(self._faults)
        # The last part ends where rounding says.
        last = count if end > 1 - 1e-9 else round(count * end)
        return Part(self._faults[round(count * begun) : last], names, self.told)

    def write(self, directory: Path) -> None:
        """Write the list of all faults, if there are any: file, dotted key, and the constraint or problem that is told.

        What `hides` is to be mended before what is `hidden` is told.
        """
        if not self.told:
            return
        if any("hides" in one for one in self.told):
            for one in self.told:
                if one["finds"].startswith("undefined_"):
                    one["hidden"] = True
        told = sorted(self.told, key=lambda one: (one["file"], one["key"], one["finds"]))
        text = json.dumps(told, ensure_ascii=False, indent=1)
        (directory / MANIFEST).write_text(text + "\n", encoding="utf-8")


def _choose(stem: str, known: list[Kind], count: int, random: Random) -> Iterator[Fault]:
    left: list[Kind] = []
    again = [kind for kind in known if not kind.once]
    for number in range(1, count + 1):
        if not left:
            left = random.sample(known, len(known)) if number == 1 else random.sample(again, len(again))
        yield Fault(f"{stem}-{number}", left.pop())


class Part:
    """The faults of a county, each put into the file that it belongs to while that is written."""

    def __init__(self, faults: list[Fault], names: Mapping[str, str], told: list[dict[str, Any]]) -> None:
        self._left = {place: [one for one in faults if one.kind.place == place] for place in _PLACES}
        self._accounts = len(self._left["sources"])
        self._names = names
        self._told = told

    def spoil(self, sheet: Sheet, place: str, name: str) -> None:
        """Put the faults of a folder (places, identity) into its file of that name."""
        for fault in self._left[place]:
            sheet.insert(self._text(fault, f"{place}/{name}.yaml", _Words(fault, self._names)))

    def spoil_account(self, source: Source, event: str, progress: float) -> None:
        """Put as many faults into an account as are due at this fraction of the accounts."""
        left = self._left["sources"]
        while left and self._accounts - len(left) < self._accounts * progress:
            fault = left.pop()
            names = {**self._names, "event": event, "source": source.slug}
            source.insert(self._text(fault, f"sources/{source.slug}.yaml", _Words(fault, names, source)))

    def files(self) -> Iterator[tuple[str, bytes]]:
        """The sources that are wrong as a whole: slugs and contents."""
        for fault in self._left["file"]:
            # The reader goes by the alphabet: behind the lists, so that these are what comes first.
            name = f"zrodlo-{fault.id}"
            text = self._text(fault, f"sources/{name}.yaml", _Words(fault, self._names))
            yield name, text.encode(fault.kind.encoding)

    def _text(self, fault: Fault, file: str, words: "_Words") -> str:
        for finds, key in fault.kind.finds.items():
            told = {"file": file, "key": Template(key).substitute(words), "finds": finds}
            self._told.append(told | ({"hides": True} if fault.kind.hides else {}))
        return Template(fault.kind.text).substitute(words)


_PLACES = ("sources", "places", "identity", "file")


class _Words(dict[str, str]):
    """What the $-words of a fault stand for; quotations are put into the text of its source when they are asked for."""

    def __init__(self, fault: Fault, names: Mapping[str, str], source: Source | None = None) -> None:
        super().__init__(names)
        self._source = source
        named = f"name: {{pl: Błąd {fault.id}, en: Error {fault.id}}}"
        words = f"słowa o błędzie {fault.id}"
        url = f"https://example.org/{fault.id}"
        self.update(id=fault.id, named=named, words=words, scheme=SCHEME, sha256=_SHA256, url=url)
        self["head"] = f"{named}\nurl: {url}\nlanguage: pl"
        self["foreign"] = f"{{source: wykaz-krajowy-1, paraphrase: {{pl: Tak ({fault.id})., en: Yes ({fault.id}).}}}}"

    def __missing__(self, word: str) -> str:
        if word in ("ev", "start", "end"):
            start = self._source.length if self._source else 0
            self["start"], self["end"] = str(start), str(start + len(self["words"]))
            self["ev"] = self._quote(self["words"])
        elif word == "long":
            self["long"] = self._quote(" ".join(["słowo"] * 16))
        elif word == "mail":
            self["mail"] = self._quote(f"adres {self['id']}@example.org")
        elif word == "body":
            self["body"] = f"{self['named']}, kind: business, place: {self['place']}, evidence: {self['ev']}"
        elif word == "edition":
            self["edition"] = f"{self['named']}, editionOf: {self['award']}, year: 2020, evidence: {self['ev']}"
        else:
            raise KeyError(word)
        return self[word]

    def _quote(self, words: str) -> str:
        if self._source:
            return self._source.quote(words)
        return f"{{quote: {scalar(words)}, start: 0, end: {len(words)}}}"
