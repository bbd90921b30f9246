"""Turns lines of statements in order into pieces that stay as they are when statements elsewhere come and go.

Where a piece ends, the statements themselves say (content-defined chunking): at a subject whose hash is a multiple of a
number. So a change moves no other end, and what was made of a piece before can be used again.
"""

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from typing import Final

#: One subject in so many begins a piece, which then has about a megabyte of N-Quads. Pieces of half the size take a
#: twentieth more bytes with Zstandard, and those of twice the size are used again less often.
SUBJECTS: Final = 1000
#: From so many lines on, a subject is cut, too: a piece is made in memory. Then one line in `_LINES` begins a piece.
LONG: Final = 20_000
_LINES: Final = 4096


def cut(lines: Iterable[bytes], subjects: int = SUBJECTS, long: int = LONG) -> Iterator[bytes]:
    """The pieces of lines of N-Triples or N-Quads, each of all lines of some subjects that follow one another.

    A subject of more than `long` lines may have more than one piece.
    """
    piece: list[bytes] = []
    before, number = b"", 0
    for line in lines:
        subject = line[: line.index(b" ")]
        number = number + 1 if subject == before else 0
        if piece and (
            not zlib.crc32(subject) % subjects if not number else number > long and not zlib.crc32(line) % _LINES
        ):
            yield b"".join(piece)
            piece = []
        before = subject
        piece.append(line)
    if piece:
        yield b"".join(piece)


def digest(piece: bytes) -> str:
    """What a piece is known by."""
    return hashlib.blake2b(piece, digest_size=20).hexdigest()
