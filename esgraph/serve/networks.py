"""Turns the network of the release being served into what a request may ask of it, on a connection of its own."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final, cast

from flask import current_app

from esgraph.errors import ReleaseError
from esgraph.network.indexed import Indexed
from esgraph.network.network import Network
from esgraph.network.overview import Overview
from esgraph.network.reading import connect
from esgraph.network_index import Scope
from esgraph.release import Release
from esgraph.serve import messages
from esgraph.serve.pool import Pool
from esgraph.serve.problem import RefusedError

_LOG: Final = logging.getLogger(__name__)
_EXTENSION: Final = "esgraph-network"
#: What an answer may take of the processor: to find the ties of a few kinds reads each of a large network once.
_SECONDS: Final = 5.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A network for one request: its ties, and what was counted of all of them (or of those that are stated)."""

    network: Network
    overviews: dict[Scope, Overview]


class Networks:
    """The network of one release. Raises ReleaseError if this program cannot read its index."""

    def __init__(self, release: Release) -> None:
        self._manifest = release.manifest
        self._pool = Pool(release.network, connect, _SECONDS, messages.TOO_MANY_NETWORKS, messages.NETWORK_TOO_SLOW)

    @contextmanager
    def asked(self) -> Iterator[Asked]:
        """The network, on a connection that is nobody else's. Raises LimitError where the request takes too long."""
        with self._pool.borrowed() as connection:
            overviews: dict[Scope, Overview] = {
                "all": Overview(connection, "all"), "stated": Overview(connection, "stated"),
            }  # fmt: skip
            yield Asked(Network(self._manifest, Indexed(connection)), overviews)


def install(app: Any, release: Release) -> None:
    """Open the network of an application's release, if it has one.

    At once, since another release may take the place of this one's files later. An index that cannot be read is logged,
    and everything but the network is served.
    """
    found = None
    try:
        found = Networks(release) if release.network.is_file() else None
    except ReleaseError as error:
        _LOG.warning("the pages of the network are left out: %s", error)
    app.extensions[_EXTENSION] = found
    if found is None:
        app.jinja_env.globals["absent"] = frozenset({"network.overview.index"})


def has_network() -> bool:
    """Whether the current request's release has a network."""
    return current_app.extensions[_EXTENSION] is not None


@contextmanager
def asked() -> Iterator[Asked]:
    """The network of the current request's release. Raises RefusedError with 404 for a release without one."""
    found = cast("Networks | None", current_app.extensions[_EXTENSION])
    if found is None:
        raise RefusedError(HTTPStatus.NOT_FOUND, messages.NO_NETWORK, remedy=messages.BUILD_AGAIN)
    with found.asked() as one:
        yield one
