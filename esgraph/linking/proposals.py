"""Turns matches into hypotheses of an authored file, for people to decide on; no pair is proposed twice.

A file that is there is only added to, so that its layout and comments stay as they are.
"""

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pyoxigraph as ox
import yaml

from esgraph.errors import EsgraphError, Message
from esgraph.linking import wording
from esgraph.linking.matching import Match
from esgraph.linking.outcome import Outcome
from esgraph.vocabulary import ESG, entity, slug

#: The file of a data directory that proposals go to.
FILE: Final = "identity/proposals.yaml"
_HEAD: Final = """\
# Proposals of `esgraph link`, for people to decide on: the verdict `confirmed` or `rejected` needs `decidedBy` and
# `decidedOn`. What stands here is not proposed again, whatever its verdict.
"""
#: A program never confirms.
_VERDICTS: Final = {Outcome.CERTAIN: "probable", Outcome.PROBABLE: "probable", Outcome.POSSIBLE: "possible"}
_LONGEST: Final = 90
_HASH: Final = 8
_NOT_LAST: Final = Message(
    "część `hypotheses` nie jest w tym pliku ostatnia; nic nie zapisano",
    "the part `hypotheses` is not the last one of this file; nothing was written",
)
_MOVE: Final = Message("przenieś ją na koniec pliku", "move it to the end of the file")
#: IRIs that YAML takes for nothing else.
_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9:/._~%?=&+-]*[A-Za-z0-9/_~=+-]")


@dataclass(frozen=True, slots=True)
class Decided:
    """The pairs that some hypothesis is about already, either way round, and the ids of hypotheses."""

    pairs: frozenset[frozenset[str]]
    ids: frozenset[str]

    @classmethod
    def read(cls, store: ox.Store, base: str) -> "Decided":
        """Those of a dataset; of a hypothesis without a candidate only the id."""
        about = _by_subject(store, "hypothesisAbout")
        candidates = _by_subject(store, "hypothesisCandidate")
        pairs = {frozenset((about[one], other)) for one, other in candidates.items() if one in about}
        prefix = entity(base, "hypothesis", "")
        return cls(frozenset(pairs), frozenset(one.removeprefix(prefix) for one in about))


def _by_subject(store: ox.Store, name: str) -> dict[str, str]:
    found = store.quads_for_pattern(None, ox.NamedNode(ESG + name), None, ox.DefaultGraph())
    return {quad.subject.value: quad.object.value for quad in found if isinstance(quad.subject, ox.NamedNode)}  # type: ignore[union-attr]


def new(matches: Iterable[Match], decided: Decided) -> Iterator[Match]:
    """The matches of pairs that no hypothesis is about yet, each pair once."""
    seen = set(decided.pairs)
    for one in matches:
        if (pair := frozenset(one.pair)) not in seen:
            seen.add(pair)
            yield one


def entries(matches: Iterable[Match], base: str, taken: Collection[str], day: date) -> str:
    """Entries for the part `hypotheses` of an authored file, in the order of the matches."""
    ids = set(taken)
    lines: list[str] = []
    for one in matches:
        name = _id(one, base, ids)
        ids.add(name)
        lines += _entry(name, one, base, day)
    return "".join(f"{line}\n" for line in lines)


def append(text: str, added: str, where: str) -> str:
    """An authored file with more hypotheses at its end. Raises EsgraphError if their part is not the last."""
    before = text or _HEAD
    before = before if before.endswith("\n") else f"{before}\n"
    if not _hypotheses(text):
        before += "hypotheses:\n"
    after = before + added
    try:
        is_there = _hypotheses(after) == _hypotheses(text) | _hypotheses(f"hypotheses:\n{added}")
    except yaml.YAMLError:
        is_there = False
    if not is_there:
        raise EsgraphError(_NOT_LAST, where=where, remedy=_MOVE)
    return after


def _hypotheses(text: str) -> dict[str, Any]:
    document = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - of texts alone
    found = document.get("hypotheses") if isinstance(document, dict) else None
    return found if isinstance(found, dict) else {}


def _id(match: Match, base: str, taken: Collection[str]) -> str:
    """The id of a hypothesis: of both things where that is short and free, else with a hash of both."""
    one, other = match.pair
    name = f"{slug(one.rpartition('/')[2])}-{slug(other.rstrip('/#').rpartition('/')[2].rpartition('#')[2])}".strip("-")
    if len(name) <= _LONGEST and name not in taken:
        return name
    digest = hashlib.sha256(f"{_short(one, base)} {_short(other, base)}".encode()).hexdigest()
    return f"{slug(name[: _LONGEST - _HASH - 1])}-{digest[:_HASH]}"


def _entry(name: str, match: Match, base: str, day: date) -> Iterator[str]:
    one, other = match.pair
    described = wording.description(match)
    yield f"  {name}:"
    yield f"    hypothesisAbout: {_short(one, base)}"
    yield f"    candidate: {_plain(_short(other, base))}"
    yield f"    verdict: {_VERDICTS[match.outcome]}"
    yield "    description:"
    yield f"      pl: {_quoted(described['pl'])}"
    yield f"      en: {_quoted(described['en'])}"
    yield f"    method: {_quoted(f'esgraph link: {match.rule}')}"
    yield f"    score: {match.score}"
    yield f"    proposedOn: {day.isoformat()}"


def _short(iri: str, base: str) -> str:
    return iri.removeprefix(f"{base}id/")


def _plain(iri: str) -> str:
    """An IRI as a scalar of YAML, in quotation marks where it would be something else without them."""
    return iri if _PLAIN.fullmatch(iri) else _quoted(iri)


def _quoted(text: str) -> str:
    """A text as a scalar of YAML, on one line."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
