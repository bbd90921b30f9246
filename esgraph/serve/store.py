"""Turns a query into an Answer: the one seam between the server and whatever holds the graph."""

from dataclasses import dataclass
from typing import BinaryIO, Protocol

from esgraph.errors import EsgraphError


class LimitError(EsgraphError):
    """A query that a limit ended; `retry_after` is in seconds."""

    def __init__(self, what: str, *, retry_after: int) -> None:
        super().__init__(what, remedy="ask for less at once (LIMIT, fewer patterns), or download the dump")
        self.retry_after = retry_after


class StoreError(EsgraphError):
    """The store itself cannot be reached or gave what is no answer; the query may be as right as can be."""


@dataclass(frozen=True, slots=True)
class Query:
    """A SPARQL query with the dataset that the protocol request names, if any (SPARQL 1.1 Protocol, section 2.1.4).

    `base` is the IRI against which relative ones are resolved unless the text has a BASE (section 2.1.5).
    """

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    base: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A complete answer in the media type that was asked for.

    A large one is `spooled`: an open file without a name, at its beginning, which is gone when it is closed.
    """

    media_type: str
    body: bytes = b""
    spooled: BinaryIO | None = None

    def read(self) -> bytes:
        """The whole answer as bytes; closes the file of a spooled one."""
        if self.spooled is None:
            return self.body
        with self.spooled as file:
            return file.read()


class Store(Protocol):
    """What holds the graph. Without a dataset clause a query sees the union of all named graphs.

    The prefixes of the dataset (`vocabulary.prefixes`) need no declaration in a query.
    """

    def query(self, query: Query, media_type: str) -> Answer:
        """Answer a query in one of the media types of `negotiation`.

        Raises QueryError for one that is not valid, LimitError for one that a limit ended, StoreError otherwise.
        """
        ...

    def graphs(self) -> frozenset[str]:
        """IRIs of all named graphs."""
        ...

    def close(self) -> None:
        """Give back what the store holds; it answers nothing after."""
        ...
