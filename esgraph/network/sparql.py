"""Turns an answer about a network into the SPARQL query that gives the same edges on any server of the release.

A row of an edge has its tie, the tie's kind and the two ends, in order. Which edges an answer has follows from the same
switches, written as patterns of the ties in the derived graph (`esg:Tie`).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from esgraph.network.model import KINDS, STATED
from esgraph.network.switches import Switches
from esgraph.network.view import Whole
from esgraph.vocabulary import DCTERMS, ESG, ORG, SCHEME

#: Ties of the longest path that `paths` is meant for.
LONGEST = 3

_PREFIXES = {"dcterms": DCTERMS, "esg": ESG, "kind": f"{SCHEME}tie-kind/", "org": ORG}


@dataclass(frozen=True, slots=True)
class Asking:
    """Queries under some switches; see `Whole.standing` and `Whole.doubtful` for the others."""

    switches: Switches
    standing: Mapping[str, str] = field(default_factory=dict)
    doubtful: frozenset[str] = frozenset()

    @classmethod
    def of(cls, view: Whole, nodes: Collection[str] | None = None) -> "Asking":
        """The queries that give the edges of a view; of an answer that has some of its nodes alone, if they are given.

        Then they name those alone who are taken for these, and stay short however many are taken for others.
        """
        standing = {one: taken for one, taken in view.standing.items() if nodes is None or taken in nodes}
        # Whoever does not count where only stated ties do is none of the nodes, and must be left out by name.
        return cls(view.switches, standing, view.doubtful)

    def around(self, node: str, depth: int) -> str:
        """The edges of an ego network: among a node and all that are at most `depth` (1 or 2) steps away."""
        return _edges([self._ball(node, depth, "one"), *self._tie("tie"), *self._member("tie", "one"),
                       *self._member("tie", "other"), self._ball(node, depth, "other")])  # fmt: skip

    def whole(self) -> str:
        """Every edge."""
        return _edges([*self._tie("tie"), *self._member("tie", "one"), *self._member("tie", "other")])

    def paths(self, one: str, other: str, length: int) -> str:
        """The shortest paths of two nodes, `length` (from 1) ties long: a row has the ties and nodes on the way.

        It looks for every walk of that length, of which there can be too many for a server beyond `LONGEST`.
        """
        lines: list[str] = []
        asked: list[str] = []
        for step in range(1, length + 1):
            lines += self._tie(f"tie{step}")
            lines += self._member(f"tie{step}", f"node{step - 1}", one if step == 1 else "")
            lines += self._member(f"tie{step}", f"node{step}", other if step == length else "")
            asked += [f"?tie{step}", f"?node{step}"]
        return _query(f"SELECT DISTINCT {' '.join(asked[:-1])} WHERE {{", lines)

    def steps(self, pairs: Iterable[tuple[str, str]]) -> str:
        """The edges of pairs of nodes that are known."""
        listed = " ".join(f"(<{one}> <{other}>)" for one, other in sorted({_sorted(*pair) for pair in pairs}))
        return _edges([f"VALUES (?one ?other) {{ {listed} }}", *self._tie("tie"), *self._member("tie", "one"),
                       *self._member("tie", "other")])  # fmt: skip

    def _ball(self, node: str, depth: int, name: str) -> str:
        """A subquery that binds a variable to a node and to all around it."""
        near = name if depth == 1 else f"{name}Near"
        lines = [*self._tie(f"{name}Tie"), *self._member(f"{name}Tie", f"{name}Start", node),
                 *self._member(f"{name}Tie", near)]  # fmt: skip
        if depth > 1:
            lines += [*self._tie(f"{name}Next"), *self._member(f"{name}Next", near), *self._member(f"{name}Next", name)]
        return f"{{ SELECT DISTINCT ?{name} WHERE {{ {' '.join(lines)} }} }}"

    @property
    def _has_posts(self) -> bool:
        return self.switches.offices and "post" in self.switches.kinds

    def _tie(self, tie: str) -> list[str]:
        """That a tie counts: by its kind, by its date. The edge itself has its kind in `?kind`."""
        switches, kind = self.switches, "?kind" if tie == "tie" else f"?{tie}Kind"
        counted = [one for one in KINDS if one in switches.kinds and (one in STATED or not switches.stated_only)]
        named = [f"kind:{one}" for one in counted if one != "post"]
        lines = []
        if tie == "tie" or len(named) < len(KINDS) - 1:
            chosen = f" FILTER({kind} IN ({', '.join(named)}))" if len(named) < len(KINDS) - 1 else ""
            lines.append(self._or_post(tie, f"?{tie} esg:tieKind {kind}{chosen}", f"BIND(org:postIn AS {kind})"))
        if switches.has_years:
            year = f"SUBSTR(STR(?{tie}Date), 1, 4)"
            bounds = [f'{year} >= "{switches.since:04}"'] if switches.since is not None else []
            bounds += [f'{year} <= "{switches.until:04}"'] if switches.until is not None else []
            lines.append(self._or_post(tie, f"?{tie} dcterms:date ?{tie}Date FILTER({' && '.join(bounds)})"))
        return lines

    def _or_post(self, tie: str, pattern: str, posted: str = "") -> str:
        """A pattern of ties that the ties of offices to their organisations need not have."""
        if not self._has_posts:
            return f"{pattern} ." if "FILTER" not in pattern else pattern
        return f"{{ {pattern} }} UNION {{ ?{tie} org:postIn ?{tie}Home . {posted} }}"

    def _member(self, tie: str, name: str, node: str = "") -> list[str]:
        """Whom a tie binds: a variable, or a node that is given."""
        if self.switches.offices:
            return [self._with_offices(tie, name, node)]
        standing = [(party, taken) for party, taken in sorted(self.standing.items()) if not node or taken == node]
        # What stands between is of this tie alone: another pattern may have found the same node by another party.
        own = f"{tie}{name[0].upper()}{name[1:]}"
        party = f"?{own}Party" if standing else f"<{node}>" if node else f"?{name}"
        lines = [f"?{tie} esg:tieParty {party} ."]
        if node and standing:
            lines = [f"VALUES {party} {{ {_iris([node, *(one for one, _ in standing)])} }}", *lines]
        if self.switches.stated_only:
            lines.append(f"MINUS {{ ?{tie} esg:tieThrough/org:postIn {party} }}")
            if self.doubtful:
                lines.append(f"FILTER({party} NOT IN ({_iris(sorted(self.doubtful), ', ')}))")
        if standing and not node:
            lines.append(self._standing(own, party))
            lines.append(f"BIND(COALESCE(?{own}Taken, {party}) AS ?{name})")
            # In a group of its own, since another pattern may have bound the variable already.
            return [f"{{ {' '.join(lines)} }}"]
        return lines

    def _standing(self, own: str, party: str) -> str:
        pairs = " ".join(f"(<{one}> <{taken}>)" for one, taken in sorted(self.standing.items()))
        return f"OPTIONAL {{ VALUES ({party} ?{own}Taken) {{ {pairs} }} }}"

    def _with_offices(self, tie: str, name: str, node: str) -> str:
        """The same where an office stands for itself: a party that takes part by an office is left out for it."""
        own = f"{tie}{name[0].upper()}{name[1:]}"
        party, office = f"?{own}Party", f"?{own}Office"
        through = f"?{tie} esg:tieThrough {office} . {office} org:postIn {party}"
        standing, taken = "", party
        if self.standing:
            standing, taken = f"{self._standing(own, party)} ", f"?{own}Taken, {party}"
        if self.switches.stated_only and self.doubtful:
            standing += f"FILTER(BOUND({office}) || {party} NOT IN ({_iris(sorted(self.doubtful), ', ')})) "
        branches = [
            f"?{tie} esg:tieParty {party} . OPTIONAL {{ {through} }} {standing}"
            f"BIND(COALESCE({office}, {taken}) AS ?{name})"
        ]
        if self._has_posts:
            branches.append(f"?{tie} org:postIn ?{own}Home . BIND(?{tie} AS ?{name})")
            branches.append(f"?{tie} org:postIn {party} . {standing}BIND(COALESCE({taken}) AS ?{name})")
        chosen = f" FILTER(?{name} = <{node}>)" if node else ""
        return f"{{ {' UNION '.join(f'{{ {branch} }}' for branch in branches)}{chosen} }}"


def _edges(lines: Sequence[str]) -> str:
    return _query("SELECT DISTINCT ?tie ?kind ?one ?other WHERE {", [*lines, "FILTER(STR(?one) < STR(?other))"])


def _sorted(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one <= other else (other, one)


def _iris(iris: Iterable[str], between: str = " ") -> str:
    return between.join(f"<{iri}>" for iri in iris)


def _query(head: str, lines: Sequence[str]) -> str:
    text = "\n".join(f"  {line}" for line in lines)
    used = [f"PREFIX {name}: <{iri}>" for name, iri in _PREFIXES.items() if f"{name}:" in text]
    return "\n".join([*used, head, text, "}"]) + "\n"
