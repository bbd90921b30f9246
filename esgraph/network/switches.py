"""Turns what somebody wants to count into yes or no for each tie."""

from dataclasses import dataclass, replace

from esgraph.network.model import KINDS, STATED, Kind, Tie


@dataclass(frozen=True, slots=True)
class Switches:
    """Which ties count, and who stands for whom.

    `since` and `until` are years, both counted in; where either is set, a tie without a date is left out, but for
    `post`. `merge_probable` takes organisations that are probably the same for one (those that are confirmed to be the
    same always are). With `offices` an office is a node of its own and tied to its organisation. With `isolates`
    organisations without any tie are nodes, too.
    """

    kinds: frozenset[Kind] = frozenset(KINDS)
    stated_only: bool = False
    since: int | None = None
    until: int | None = None
    merge_probable: bool = False
    offices: bool = False
    isolates: bool = False

    def with_isolates(self) -> "Switches":
        """The same, with organisations without any tie as nodes."""
        return replace(self, isolates=True)

    def take(self, tie: Tie) -> bool:
        """Whether a tie counts, whatever its date."""
        return (
            tie.kind in self.kinds
            and (self.offices or tie.kind != "post")
            and (not self.stated_only or tie.kind in STATED)
        )

    @property
    def has_years(self) -> bool:
        """Whether dates matter."""
        return self.since is not None or self.until is not None

    def cover(self, tie: Tie) -> bool:
        """Whether one of a tie's years is wanted, or no year is asked for."""
        return not self.has_years or any(
            (self.since is None or year >= self.since) and (self.until is None or year <= self.until)
            for year in tie.years
        )
