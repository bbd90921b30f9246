"""Turns a subject and predicate of the graph back into the place in the authored file that they came from."""

from dataclasses import dataclass, field

from esgraph.errors import Location


@dataclass(slots=True)
class Origins:
    """Where each authored statement stands; the first mention of a statement wins."""

    _places: dict[tuple[str, str], Location] = field(default_factory=dict)

    def add(self, subject: str, where: Location, predicate: str = "") -> None:
        """Record where a subject, or one of its predicates, is authored."""
        self._places.setdefault((subject, predicate), where)

    def update(self, other: "Origins") -> None:
        """Take over what another file adds; what is known already stays."""
        for place, where in other._places.items():
            self._places.setdefault(place, where)

    def find(self, subject: str, predicate: str = "") -> Location | None:
        """The place of the statement, else of its subject, else of the node that a fragment belongs to."""
        for candidate in (subject, subject.partition("#")[0]):
            where = self._places.get((candidate, predicate)) or self._places.get((candidate, ""))
            if where is not None:
                return where
        return None
