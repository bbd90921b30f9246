"""Turns a file into the same file in fewer bytes beside it: gzip (RFC 1952) and Zstandard (RFC 8878)."""

import gzip
import shutil
from collections.abc import Callable
from io import BufferedIOBase
from pathlib import Path
from typing import Final, cast

from esgraph.zstandard import zstd

_CHUNK: Final = 1 << 20
#: More effort takes three times as long for a twentieth of the bytes.
_GZIP_LEVEL: Final = 6
#: Beyond it, time doubles for a hundredth. Its window is within the 8 MiB that browsers take (RFC 9659, section 3).
_ZSTD_LEVEL: Final = 12


#: What reading a compressed file that is damaged raises.
DAMAGED: Final = (OSError, EOFError, zstd.ZstdError)


def opened(path: Path) -> BufferedIOBase:
    """What a file in gzip or Zstandard holds. Reading it raises one of DAMAGED if it is damaged."""
    return cast("BufferedIOBase", gzip.open(path) if path.suffix == ".gz" else zstd.open(path))


def to_gzip(source: Path) -> Path:
    """Write `source.gz`. Without name and time of day, so that the same bytes and the same zlib give the same file.

    Another zlib (zlib-ng, as some builds of Python have it) may find other matches: the file differs, what it holds
    does not. That is why the manifest, and not the release's id, tells the hash.
    """
    target = _beside(source, ".gz")
    with (
        source.open("rb") as whole,
        target.open("wb") as out,
        gzip.GzipFile(filename="", mode="wb", compresslevel=_GZIP_LEVEL, fileobj=out, mtime=0) as small,
    ):
        shutil.copyfileobj(whole, small, _CHUNK)
    return target


def to_zstd(source: Path) -> Path:
    """Write `source.zst`, with a checksum. The same bytes and the same libzstd give the same file; see `to_gzip`."""
    target = _beside(source, ".zst")
    parameters = zstd.CompressionParameter
    options: dict[int, int] = {parameters.compression_level: _ZSTD_LEVEL, parameters.checksum_flag: 1}
    with source.open("rb") as whole, zstd.open(target, "wb", options=options) as small:
        shutil.copyfileobj(whole, small, _CHUNK)
    return target


#: Every way to compress.
WAYS: Final[tuple[Callable[[Path], Path], ...]] = (to_gzip, to_zstd)


def _beside(source: Path, suffix: str) -> Path:
    return source.with_name(source.name + suffix)
