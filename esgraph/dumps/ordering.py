"""Turns lines of N-Quads into the order that a format needs, however many they are: sorted in pieces on disk."""

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import count, groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

#: Bytes of the lines that are sorted in memory at a time; Python needs a third more, and for a moment room for two.
PIECE = 1 << 25
#: Files that are open at a time, of the 256 that some systems allow.
OPEN = 128

Key = Callable[[bytes], bytes]


def union(quads: Iterable[bytes]) -> Iterator[bytes]:
    """Sorted lines of canonical N-Quads as sorted N-Triples, each once.

    A statement without its graph is the beginning of no other one, since a space follows it: so the graphs of a
    statement follow one another, and statements keep their order.
    """
    before = b""
    for line in quads:
        triple = line[: line.rindex(b" <")]
        if triple != before:
            yield triple + b" .\n"
            before = triple


def by_graph(quads: Iterable[bytes], scratch: Path, most: int = PIECE) -> Iterator[bytes]:
    """Sorted lines of canonical N-Quads by graph first; within a graph they keep their order."""
    return sort(quads, scratch, key=_graph, most=most)


def _graph(line: bytes) -> bytes:
    return line[line.rindex(b" <") :]


def distinct(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Sorted lines, each once."""
    return (line for line, _ in groupby(lines))


def merge(files: Sequence[Path], scratch: Path) -> Iterator[bytes]:
    """The lines of sorted files in their order; of very many files some are merged on disk before."""
    with TemporaryDirectory(prefix=".merging-", dir=scratch) as directory:
        names = count()
        while len(files) > OPEN:
            target = Path(directory) / str(next(names))
            with target.open("wb") as out:
                out.writelines(_merged(files[:OPEN]))
            files = [*files[OPEN:], target]
        yield from _merged(files)


def _merged(files: Sequence[Path]) -> Iterator[bytes]:
    with ExitStack() as opened:
        yield from heapq.merge(*(opened.enter_context(path.open("rb")) for path in files))


def sort(lines: Iterable[bytes], scratch: Path, key: Key | None = None, most: int = PIECE) -> Iterator[bytes]:
    """Lines by code point, or by `key`; equals keep their order. Pieces of `most` bytes wait in `scratch`."""
    with TemporaryDirectory(prefix=".sorting-", dir=scratch) as directory, ExitStack() as opened:
        pieces: list[Iterable[bytes]] = []
        for piece in _pieces(lines, most):
            piece.sort(key=key)
            if not pieces:  # the only one need not wait on disk
                pieces.append(piece)
                continue
            if isinstance(pieces[0], list):
                pieces[0] = _kept(pieces[0], Path(directory) / "0", opened)
            pieces.append(_kept(piece, Path(directory) / str(len(pieces)), opened))
        # Between equals, merging takes from the earlier piece first.
        yield from heapq.merge(*pieces, key=key)


def _pieces(lines: Iterable[bytes], most: int) -> Iterator[list[bytes]]:
    piece: list[bytes] = []
    size = 0
    for line in lines:
        piece.append(line)
        size += len(line)
        if size >= most:
            yield piece
            piece, size = [], 0
    if piece:
        yield piece


def _kept(piece: list[bytes], path: Path, opened: ExitStack) -> BinaryIO:
    with path.open("wb") as stream:
        stream.writelines(piece)
    return opened.enter_context(path.open("rb"))
