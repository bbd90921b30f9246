"""Turns a query into an Answer: the one seam between the server and whatever holds the graph."""

from dataclasses import dataclass
from typing import Protocol

from esgraph.errors import EsgraphError


class LimitError(EsgraphError):
    """A query that a limit ended; `retry_after` is in seconds."""

    def __init__(self, what: str, *, retry_after: int) -> None:
        super().__init__(what, remedy="ask for less at once (LIMIT, fewer patterns), or download the dump")
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Query:
    """A SPARQL query with the dataset that the protocol request names, if any (SPARQL 1.1 Protocol, section 2.1.4)."""

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """A complete answer: bytes in the media type that was asked for."""

    media_type: str
    body: bytes


class Store(Protocol):
    """What holds the graph. Without a dataset clause a query sees the union of all named graphs."""

    def query(self, query: Query, media_type: str) -> Answer:
        """Answer a query in one of the media types of `negotiation`; raises QueryError for one that is not valid."""
        ...

    def graphs(self) -> frozenset[str]:
        """IRIs of all named graphs."""
        ...
