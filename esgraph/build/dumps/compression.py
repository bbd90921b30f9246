"""Turns the pieces of a file into the pieces of the same file in fewer bytes: gzip (RFC 1952), Zstandard (RFC 8878).

Each piece is compressed by itself, so that it can be used again wherever it stands.
"""

import gzip
import zlib
from io import BufferedIOBase
from pathlib import Path
from typing import Final, cast

from esgraph.zstandard import zstd

#: More effort takes three times as long for a twentieth of the bytes.
_GZIP_LEVEL: Final = 6
#: Beyond it, time doubles for a hundredth. Its window is within the 8 MiB that browsers take (RFC 9659, section 3).
_ZSTD_LEVEL: Final = 12
_ZSTD_OPTIONS: Final[dict[int, int]] = {
    zstd.CompressionParameter.compression_level: _ZSTD_LEVEL,
    zstd.CompressionParameter.checksum_flag: 1,
}

#: What reading a compressed file that is damaged raises.
DAMAGED: Final = (OSError, EOFError, zlib.error, zstd.ZstdError)

#: A member without name and time of day (RFC 1952, section 2.3.1), so that the same bytes give the same file.
GZIP_HEAD: Final = b"\x1f\x8b\x08" + bytes(6) + b"\xff"
#: A last block that is empty (RFC 1951, section 3.2.3).
_LAST_BLOCK: Final = b"\x03\x00"


def opened(path: Path) -> BufferedIOBase:
    """What a file in gzip or Zstandard holds. Reading it raises one of DAMAGED if it is damaged."""
    return cast("BufferedIOBase", gzip.open(path) if path.suffix == ".gz" else zstd.open(path))


def deflated(piece: bytes) -> bytes:
    """A piece as blocks that refer to none before them and end with a byte (RFC 1951).

    Between `GZIP_HEAD` and `gzip_tail` such pieces are one member: some readers, browsers among them, take no more than
    the first. Another zlib (zlib-ng, as some builds of Python have it) may find other matches: the file differs, what
    it holds does not. That is why the manifest, and not the release's id, tells the hash.
    """
    compressor = zlib.compressobj(_GZIP_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return compressor.compress(piece) + compressor.flush(zlib.Z_FULL_FLUSH)


def gzip_tail(crc: int, size: int) -> bytes:
    """The end of a member, from the CRC-32 and the size in bytes of all that it holds (RFC 1952, section 2.3.1)."""
    return _LAST_BLOCK + crc.to_bytes(4, "little") + (size % (1 << 32)).to_bytes(4, "little")


def zstd_frame(piece: bytes) -> bytes:
    """A piece as a frame with a checksum; a file is one or more of them (RFC 8878, section 3).

    The same bytes and the same libzstd give the same frame.
    """
    return zstd.compress(piece, options=_ZSTD_OPTIONS)
