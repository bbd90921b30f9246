"""Turns stated triples into derived ones by SPARQL CONSTRUCT rules, each with a pointer to what it came from."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import pyoxigraph as ox

from esgraph.build.shacl import solutions
from esgraph.build.shacl.model import Term
from esgraph.build.shacl.patterns import Placed, declared, expanded, placed
from esgraph.build.shacl.tokens import closing, tokens
from esgraph.errors import EsgraphError

_EACH = re.compile(r"^#\+ each: (\w+)$", re.MULTILINE)
#: More nodes than these are as quickly asked about together.
_MOST = 1_000
_UNION = ox.DefaultGraph()


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule; `each` is the variable that it can be applied to one value of at a time, as its head says (`#+ each:`).

    `patterns` are those that it looks for, `constants` the tokens of what it names.
    """

    path: Path
    text: str
    each: str
    patterns: tuple[Placed, ...]
    constants: frozenset[str]

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a rule. Raises EsgraphError if it does not say what it is applied to, or its patterns cannot be read."""
        text = path.read_text(encoding="utf-8")
        each = _EACH.search(text)
        if each is None:
            raise EsgraphError(
                "a rule must say what it is applied to", where=str(path), remedy="add a line `#+ each: variable`"
            )
        try:
            found, prefixes = tokens(text), declared(text)
            start = found.index("{", found.index("WHERE"))
            patterns = placed(found[start + 1 : closing(found, start)], prefixes)
            return cls(path, text, each[1], tuple(patterns), frozenset(expanded(one, prefixes) for one in found))
        except ValueError as error:
            raise EsgraphError(f"the rule cannot be read: {error}", where=str(path)) from error

    def apply(self, store: ox.Store, nodes: Iterable[Term] | None = None) -> Iterator[ox.Triple]:
        """What the rule gives of the store's default graph: of all of it, or of some values of `each`.

        Raises EsgraphError if it is not a valid CONSTRUCT query.
        """
        bound: Iterable[dict[ox.Variable, Term | ox.Triple]]
        bound = ({},) if nodes is None else ({ox.Variable(self.each): node} for node in nodes)
        for known in bound:
            try:
                result = store.query(self.text, substitutions=known)
            except SyntaxError as error:
                raise EsgraphError(f"not a valid SPARQL query: {error}", where=str(self.path)) from error
            if not isinstance(result, ox.QueryTriples):
                raise EsgraphError("a rule must be a CONSTRUCT query", where=str(self.path))
            yield from result

    def affected(self, stores: tuple[ox.Store, ox.Store], changed: list[ox.Triple]) -> set[Term] | None:
        """The values of `each` of which the rule may give something else after a change than before; None if any."""
        found = solutions.changed(stores, self.patterns, f"?{self.each}", changed)
        return None if found is None or len(found) > _MOST else found


def read(directory: Path) -> list[Rule]:
    """The rules of a directory, in the order of their names."""
    return [Rule.read(path) for path in sorted(directory.glob("*.rq"))]


def derive(store: ox.Store, rules: Iterable[Rule]) -> Iterator[ox.Triple]:
    """What each rule gives of the store's default graph; rules see what is stated, not each other's.

    Two rules may give the same statement.
    """
    for rule in rules:
        yield from rule.apply(store)


def derive_again(
    old: ox.Store, new: ox.Store, rules: Iterable[Rule], changed: list[ox.Triple]
) -> tuple[set[ox.Triple], set[ox.Triple]]:
    """What rules do not give any more, and what they may not have given before, after the default graph changed.

    What one value does not give any more another may still give: that is asked where the statement has its ends, but
    for the classes and properties that rules name themselves.
    """
    listed = list(rules)
    before, after = set[ox.Triple](), set[ox.Triple]()
    for rule in listed:
        nodes = rule.affected((old, new), changed)
        before.update(rule.apply(old, nodes))
        after.update(rule.apply(new, nodes))
    gone = before - after
    named = frozenset[str]().union(*(rule.constants for rule in listed))
    ends = {end for triple in gone for end in (triple.subject, triple.object)}
    # What is still said of a derived statement leads to another ground of it.
    ends |= {quad.object for triple in gone for quad in new.quads_for_pattern(triple.subject, None, None, _UNION)}
    ends = {end for end in ends if str(end) not in named}
    around = [quad.triple for end in ends for quad in _around(new, end)]
    for rule in listed if around else ():
        gone.difference_update(rule.apply(new, rule.affected((new, new), around)))
    return gone, after


def _around(store: ox.Store, node: object) -> Iterator[ox.Quad]:
    """The statements with a node at one end."""
    if isinstance(node, ox.NamedNode):
        yield from store.quads_for_pattern(node, None, None, _UNION)
        yield from store.quads_for_pattern(None, None, node, _UNION)
