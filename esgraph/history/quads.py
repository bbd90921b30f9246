"""Turns two sorted N-Quads files into the statements that only one of them has, one at a time."""

import gzip
import hashlib
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Literal, NamedTuple, cast

from esgraph.errors import ReleaseError

#: What happened to a statement: it was added ("A") or deleted ("D"), as RDF Patch writes it.
Sign = Literal["A", "D"]


class Change(NamedTuple):
    """A statement that one of two files has: a line of canonical N-Quads without its end."""

    sign: Sign
    quad: bytes


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """The bytes of a file, unpacked if its name says that it is compressed. Raises ReleaseError if it is damaged."""
    try:
        with cast("IO[bytes]", gzip.open(path)) if path.suffix == ".gz" else path.open("rb") as stream:
            yield stream
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise ReleaseError(f"the file is damaged: {error}", where=str(path), remedy="fetch it again") from error


def sha256(path: Path) -> str:
    """The SHA-256 of N-Quads in hex, unpacked as `lines` reads them."""
    digest = hashlib.sha256()
    with opened(path) as stream:
        while part := stream.read(1 << 20):
            digest.update(part)
    return digest.hexdigest()


def lines(path: Path) -> Iterator[bytes]:
    """The lines of sorted N-Quads (.nq, .nq.gz) without their ends.

    Raises ReleaseError where a line does not come after another.
    """
    before = b""
    with opened(path) as stream:
        for number, line in enumerate(stream, 1):
            quad = line.removesuffix(b"\n")
            if quad <= before:
                raise ReleaseError(
                    "the statements are not sorted, each once",
                    where=f"{path}:{number}",
                    remedy="build the release again with this version of esgraph",
                )
            yield quad
            before = quad


def differences(old: Iterable[bytes], new: Iterable[bytes]) -> Iterator[Change]:
    """What leads from sorted lines to others, in the order of the lines; no more than two are held at a time."""
    olds, news = iter(old), iter(new)
    left, right = next(olds, None), next(news, None)
    while left is not None and right is not None:
        if left == right:
            left, right = next(olds, None), next(news, None)
        elif left < right:
            yield Change("D", left)
            left = next(olds, None)
        else:
            yield Change("A", right)
            right = next(news, None)
    while left is not None:
        yield Change("D", left)
        left = next(olds, None)
    while right is not None:
        yield Change("A", right)
        right = next(news, None)
