"""Turns what was written for the two ends of a way into organisations and offices, or into those that may be meant."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final
from urllib.parse import urlencode

from flask import redirect, request
from werkzeug.wrappers import Response as BaseResponse

from esgraph.network import Network, Node
from esgraph.serve import messages, parameters
from esgraph.serve.network_address import iri_of, written_of
from esgraph.serve.problem import RefusedError
from esgraph.serve.search import suggestions
from esgraph.serve.search.asked import MOST_CHARACTERS
from esgraph.serve.search.index import search_index
from esgraph.serve.search.suggestions import Suggestion
from esgraph.serve.site import language, site

#: The parameters of the two ends.
_NAMES: Final = ("from", "to")
#: What a node of the network is in the search.
_TYPES: Final = ("organization", "post")
#: So many are offered where a name is not clear.
_OFFERED: Final = 8


@dataclass(frozen=True, slots=True)
class End:
    """What was written for one end, and what it names: a node, or those that may be meant."""

    name: str
    written: str
    node: Node | None
    offered: Sequence[Suggestion] = ()

    @property
    def address(self) -> str:
        """What the address of an answer says of it."""
        return written_of(self.node.iri) if self.node else self.written

    def slug(self, one: Suggestion) -> str:
        """What the address says of one that is offered."""
        return written_of(one.iri)


def read(network: Network) -> list[End]:
    """The two ends that the current request names."""
    return [_end(network, name) for name in _NAMES]


def known(ends: Sequence[End]) -> list[Node]:
    """The nodes that ends name. Raises RefusedError, with what may be meant, for an end that names none."""
    return [end.node or _refuse(end) for end in ends]


def to_their_address(ends: Sequence[End]) -> BaseResponse | None:
    """A redirect to the address that names both by their slugs; None where it is this one."""
    if all(end.address == end.written for end in ends):
        return None
    kept = request.args.to_dict(flat=False) | {end.name: [end.address] for end in ends}
    # Not by `url_for`, to which some names that anyone may write (`_scheme`) say something else.
    return redirect(f"{request.script_root}{request.path}?{urlencode(kept, doseq=True)}", HTTPStatus.SEE_OTHER)


def _end(network: Network, name: str) -> End:
    written = parameters.text(name).strip()
    iri = iri_of(written) or (written if written.startswith(f"{site().base}id/") else "")
    if node := network.organisations([iri]).get(iri) if iri else None:
        return End(name, written, node)
    index = search_index()
    if not written or index is None:
        return End(name, written, None)
    typed = written[:MOST_CHARACTERS]
    meant = suggestions.meant(index, typed, types=_TYPES)
    if node := network.organisations([meant]).get(meant) if meant else None:
        return End(name, written, node)
    return End(name, written, None, suggestions.suggest(index, typed, language(), types=_TYPES, most=_OFFERED))


def _refuse(end: End) -> Node:
    if not end.written:
        raise RefusedError(HTTPStatus.BAD_REQUEST, messages.NO_END.of(name=end.name))
    if end.offered:
        listed = ", ".join(f"{end.slug(one)} ({one.label})" for one in end.offered)
        raise parameters.wrong(end.name, end.written, messages.MAY_MEAN.of(listed=listed))
    raise parameters.wrong(end.name, end.written, messages.NOBODY_CALLED_SO, HTTPStatus.NOT_FOUND)
