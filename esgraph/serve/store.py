"""Turns a query into an Answer: the one seam between the server and whatever holds the graph."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from esgraph.serve.spool import SpooledFile


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
    """A complete answer in the media type that was asked for: bytes, or a file if they are many.

    `unknown_functions` are the IRIs of extension functions in the query that the store does not have: a call of one
    is an error of its expression, not of the query (SPARQL 1.1 Query, section 17.6), which the asker will want to know.
    """

    media_type: str
    body: bytes | SpooledFile
    unknown_functions: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """Bytes of the answer."""
        return len(self.body) if isinstance(self.body, bytes) else self.body.size

    def parts(self) -> Iterable[bytes]:
        """The answer bit by bit, so that a long one need not be in memory."""
        return (self.body,) if isinstance(self.body, bytes) else self.body.chunks()

    def read(self) -> bytes:
        """The whole answer in memory."""
        return b"".join(self.parts())


class Store(Protocol):
    """What holds the graph. Without a dataset clause a query sees the union of all named graphs.

    The prefixes of the dataset (`vocabulary.prefixes`) need no declaration in a query.
    """

    def query(self, query: Query, media_type: str) -> Answer:
        """Answer a query in one of the media types of `negotiation`, or its beginning in that of `excerpt.Bounds`.

        Raises QueryError for one that is not valid, LimitError for one that a limit ended, StoreError otherwise.
        """
        ...

    def graphs(self) -> frozenset[str]:
        """IRIs of all named graphs."""
        ...

    def close(self) -> None:
        """Give back what the store holds; it answers nothing after."""
        ...
