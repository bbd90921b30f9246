"""Turns a release into its Network, of which nothing is read before somebody asks."""

import sqlite3
from pathlib import Path
from typing import Final

from esgraph.errors import English, Message, ReleaseError
from esgraph.network.indexed import Indexed
from esgraph.network.network import Network
from esgraph.network_index import FORMAT
from esgraph.release import Release

_NONE: Final = Message("to wydanie nie ma sieci organizacji", "the release has no network of organisations")
_BROKEN: Final = Message(
    "nie da się odczytać indeksu sieci: {detail}", "the index of the network cannot be read: {detail}"
)
_OTHER: Final = Message(
    "indeks sieci ma format {found}, a ten program czyta format {format}",
    "the index of the network has format {found}, this program reads format {format}",
)
_AGAIN: Final = Message(
    "zbuduj wydanie ponownie tą wersją programu esgraph", "build the release again with this version of esgraph"
)


def load(release: Release | Path | str) -> Network:
    """Open the network of a release, given as such or as its directory.

    Raises ReleaseError if there is no release, or one without the index of a network, or with one of another format.
    """
    opened = release if isinstance(release, Release) else Release.open(Path(release))
    return Network(opened.manifest, Indexed(connect(opened.network)))


def connect(path: Path) -> sqlite3.Connection:
    """A connection to an index, for one thread at a time. Raises ReleaseError if this program cannot read it."""
    if not path.exists():
        raise _unreadable(_NONE, path)
    # A path may hold what has a meaning in a URI.
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        found = connection.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
    except sqlite3.DatabaseError as error:
        raise _unreadable(_BROKEN.of(detail=English(error)), path) from error
    if found != (FORMAT,):
        connection.close()
        raise _unreadable(_OTHER.of(found=found and found[0], format=FORMAT), path)
    return connection


def _unreadable(what: Message, path: Path) -> ReleaseError:
    return ReleaseError(what, where=str(path), remedy=_AGAIN)
