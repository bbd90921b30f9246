"""Turns a release into graphs of another server, one after the other, and verifies them.

A run that was interrupted goes on: what is done stands in a graph of that server (`places`).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox

from esgraph.errors import StoreError
from esgraph.release import Release
from esgraph.serve.graph_files import Digest, GraphFile, digest, normalised, split
from esgraph.serve.places import Places, Status, read_status
from esgraph.serve.target import GraphStore, Target, Updates

Progress = Callable[[str], None]

_SHOWN = 3
_PART = 200_000


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was done: graphs written, graphs that were there, graphs removed, and graphs whose values are written anew.

    `rewritten` are the graphs with numbers or booleans that the server keeps as values: "1.50" became "1.5".
    """

    written: tuple[str, ...]
    kept: tuple[str, ...]
    removed: tuple[str, ...]
    rewritten: tuple[str, ...]
    statements: int


def open_target(store: str, graph_store: str | None, update: str | None, seconds: float = 600.0) -> Target:
    """How to change a server: by its Graph Store Protocol if it has one, else by updates, which may go to `store`.

    One request may take `seconds`. Raises EsgraphError for an address that is none.
    """
    if graph_store:
        return GraphStore(graph_store, seconds)
    return Updates(store, update or store, seconds)


def load(release: Release, target: Target, progress: Progress) -> Loaded:
    """Bring a server to hold a release and nothing of one before it.

    Raises StoreError if it refuses or holds something else at the end, LimitError for a request that took too long;
    after either it can be run again and goes on.
    """
    places = Places(release.manifest.base)
    before = read_status(target.read(places.status), places.status)
    with TemporaryDirectory(prefix="esgraph-") as directory:
        files = split(release.nquads, places.union, Path(directory))
        kept = {name for name, file in files.items() if before.hashes.get(name) == file.digest.hex}
        gone = before.graphs - set(files)
        if before.release != release.manifest.id:
            # First of all the record must not say any more that what is about to be replaced is there.
            keeping = {name: files[name] for name in kept}
            _put(target, places.status, Status(graphs=before.graphs | set(files), hashes=_hashes(keeping)))
        for name in sorted(set(files) - kept):
            progress(name)
            _write(target, files[name])
            target.add(places.status, _lines(Status(hashes=_hashes({name: files[name]})).triples(places.status)))
        for name in sorted(gone):
            progress(name)
            target.delete(name)
        rewritten = _verify_all(target, files, places.status, Path(directory), progress)
        whole = Status(release.manifest.id, frozenset(files), _hashes(files))
        if before != whole:
            _put(target, places.status, whole)
        total = files[places.union].digest.count
    return Loaded(tuple(sorted(set(files) - kept)), tuple(sorted(kept)), tuple(sorted(gone)), rewritten, total)


def _hashes(files: Mapping[str, GraphFile]) -> dict[str, str]:
    return {name: file.digest.hex for name, file in files.items()}


def _put(target: Target, graph: str, status: Status) -> None:
    target.put(graph, _lines(status.triples(graph)))


def _lines(triples: Iterable[ox.Triple]) -> bytes:
    return b"".join(f"{triple} .\n".encode() for triple in triples)


def _write(target: Target, file: GraphFile) -> None:
    """Replace a graph, in requests of bounded size."""
    change = target.put
    for body in file.bodies(target.size):
        change(file.iri, body)
        change = target.add


def _verify_all(
    target: Target, files: Mapping[str, GraphFile], status: str, directory: Path, progress: Progress
) -> tuple[str, ...]:
    """Compare all graphs; the names of those with values that are written otherwise. Raises what `_verify` raises."""
    rewritten = []
    for name, file in sorted(files.items()):
        try:
            if _verify(target, file, directory, progress):
                rewritten.append(name)
        except StoreError:
            # It is forgotten that this graph is there, so that the next run writes it.
            others = {other: files[other] for other in files if other != name}
            _put(target, status, Status(graphs=frozenset(files), hashes=_hashes(others)))
            raise
    return tuple(rewritten)


def _verify(target: Target, file: GraphFile, directory: Path, progress: Progress) -> bool:
    """Compare a graph with what is read back; True if only values are written otherwise.

    Raises StoreError with examples for a difference.
    """
    progress(f"verifying {file.iri}")
    exact, values = Digest(), Digest()
    for triple in target.read(file.iri):
        exact.add(str(triple).encode())
        values.add(str(normalised(triple)).encode())
    if exact == file.digest:
        return False
    if values == digest(map(normalised, file.triples())):
        return True
    examples = _examples(file, target, directory)
    raise StoreError(
        f"<{file.iri}> has {file.digest.count} statements in the release and {exact.count} in the store"
        + "".join(f"\n    {example}" for example in examples),
        remedy="publish again, which writes this graph anew; if it stays so, the store cannot hold these statements",
    )


def _examples(file: GraphFile, target: Target, directory: Path) -> list[str]:
    """Some statements that are only here (-) or only there (+), within bounded memory."""
    there = GraphFile(file.iri, directory / "there.nt")
    with there.path.open("wb") as stream:
        for triple in target.read(file.iri):
            stream.write(f"{triple} .\n".encode())
    parts = 1 + file.digest.count // _PART
    for part in range(parts):
        mine, theirs = _part(file, part, parts), _part(there, part, parts)
        lines = [f"- {line}" for line in sorted(mine - theirs)] + [f"+ {line}" for line in sorted(theirs - mine)]
        if lines:
            return lines[:_SHOWN] + lines[_SHOWN:][-_SHOWN:]
    return []


def _part(file: GraphFile, part: int, parts: int) -> set[str]:
    lines = (str(normalised(triple)) for triple in file.triples())
    return {line for line in lines if hash(line) % parts == part}
