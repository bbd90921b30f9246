"""Counts the statements that the rules of the ontology will derive from what accounts say."""

from collections.abc import Collection


class Derived:
    """What is derived so far; cooperating pairs are remembered until `forget`, since each is stated once.

    A pair belongs to one county, so memory does not grow with the country.
    """

    def __init__(self) -> None:
        self.statements = 0
        self._pairs: set[tuple[str, str]] = set()

    def forget(self) -> None:
        """Begin a county that shares no pair with those before it."""
        self._pairs.clear()

    def cooperation(self, parties: Collection[str], offices: int) -> None:
        """A cooperation of organisations (slugs), some of them through an office."""
        for one in parties:
            for other in parties:
                if one != other:
                    self.statements += 5 + ((one, other) not in self._pairs)
                    self._pairs.add((one, other))
        self.tie(len(parties), offices)

    def tie(self, parties: int, extra: int = 0) -> None:
        """A tie of organisations, if there are two; `extra` counts its offices, dates and target."""
        if parties > 1:
            # Its type, its kind, and what it was derived from.
            self.statements += 3 + parties + extra

    def unit(self) -> None:
        """The tie of a unit with the organisation that it belongs to."""
        self.tie(2, 1)

    def numbers(self, registers: int) -> None:
        """The identifiers that an organisation has by its numbers in registers, each in the graph of a linkset, too."""
        self.statements += 2 * registers

    def same_as(self) -> None:
        """What follows from a confirmed hypothesis."""
        self.statements += 6
