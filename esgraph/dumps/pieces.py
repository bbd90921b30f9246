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


def cut(lines: Iterable[bytes], subjects: int = SUBJECTS) -> Iterator[bytes]:
    """The pieces of lines of N-Triples or N-Quads, each of the whole lines of some subjects that follow one another."""
    piece: list[bytes] = []
    before = b""
    for line in lines:
        subject = line[: line.index(b" ")]
        if subject != before:
            before = subject
            if piece and not zlib.crc32(subject) % subjects:
                yield b"".join(piece)
                piece = []
        piece.append(line)
    if piece:
        yield b"".join(piece)


def digest(piece: bytes) -> str:
    """What a piece is known by."""
    return hashlib.blake2b(piece, digest_size=20).hexdigest()
