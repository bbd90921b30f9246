"""Turns pieces of a dump into its file and both compressed forms; what an earlier file has of them is copied."""

import hashlib
import json
import os
import zlib
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, NamedTuple, Self

from esgraph.build import placing
from esgraph.build.dumps import compression
from esgraph.build.handover import Handover

#: What the names of a dump and of its compressed forms end with.
FORMS: Final = ("", ".gz", ".zst")
_INDEX: Final = ".pieces.json"
#: Pieces of a file that wait to be compressed; each may take some megabytes.
_WAITING: Final = 4


class Piece(NamedTuple):
    """A piece as it stands in a file and in its compressed forms."""

    plain: bytes
    gzip: bytes
    zstd: bytes


def compressed(plain: bytes) -> Piece:
    """A piece in all forms."""
    return Piece(plain, compression.deflated(plain), compression.zstd_frame(plain))


def _digest(piece: Piece) -> str:
    """By which a copy is known to be what was written."""
    hashed = hashlib.blake2b(digest_size=20)
    for part in piece:
        hashed.update(part)
    return hashed.hexdigest()


class _Earlier:
    """The pieces of the file that the build before wrote."""

    def __init__(self, directory: Path | None, name: str, opened: ExitStack) -> None:
        #: By the key of a piece, its digest, and offset and size in each form.
        self._places: dict[str, tuple[str, list[tuple[int, int]]]] = {}
        self._files: list[BinaryIO] = []
        if directory is None or not (directory / f"{name}{_INDEX}").is_file():
            return
        offsets = [0, len(compression.GZIP_HEAD), 0]
        for key, digest, *sizes in json.loads((directory / f"{name}{_INDEX}").read_text(encoding="utf-8")):
            self._places[key] = digest, list(zip(offsets, sizes, strict=True))
            offsets = [offset + size for offset, size in zip(offsets, sizes, strict=True)]
        self._files = [opened.enter_context((directory / f"{name}{form}").open("rb")) for form in FORMS]

    def read(self, key: str) -> Piece | None:
        """The piece of a key; None if there is none, or it is not as it was written."""
        if key not in self._places:
            return None
        digest, places = self._places[key]
        pairs = zip(self._files, places, strict=True)
        piece = Piece(*(os.pread(file.fileno(), size, offset) for file, (offset, size) in pairs))
        return piece if _digest(piece) == digest else None


class PiecedFile:
    """A file that grows by pieces, with its compressed forms beside it.

    The file itself may be there already (`is_there`): then its pieces are those of the compressed forms alone.
    """

    def __init__(self, path: Path, threads: Executor, handover: Handover | None, *, is_there: bool = False) -> None:
        self._path = path
        self._threads = threads
        self._handover = handover
        self._opened = ExitStack()
        self._earlier = _Earlier(handover.before if handover else None, path.name, self._opened)
        forms = [form for form in FORMS if form or not is_there]
        self._files = {form: self._opened.enter_context(path.with_name(path.name + form).open("wb")) for form in forms}
        self._files[".gz"].write(compression.GZIP_HEAD)
        self._waiting: deque[tuple[str, Future[Piece] | Piece]] = deque()
        #: Of each piece its key, its digest, and its size in each form.
        self._index: list[tuple[str, str, int, int, int]] = []
        self._crc, self._size = 0, 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._opened:
            if error is None:
                self._finish()
        if error is None and self._handover:
            self._leave(self._handover.after)

    def add(self, key: str, make: Callable[[], bytes]) -> None:
        """Let a piece follow; `key` says what it is made from. It is made if the earlier file has none of this key."""
        self._waiting.append((key, self._earlier.read(key) or self._threads.submit(compressed, make())))
        if len(self._waiting) > _WAITING:
            self._write()

    def _write(self) -> None:
        """Write the piece that has waited longest."""
        key, made = self._waiting.popleft()
        piece = made.result() if isinstance(made, Future) else made
        for form, part in zip(FORMS, piece, strict=True):
            if form in self._files:
                self._files[form].write(part)
        if self._handover:
            self._index.append((key, _digest(piece), len(piece.plain), len(piece.gzip), len(piece.zstd)))
        self._crc, self._size = zlib.crc32(piece.plain, self._crc), self._size + len(piece.plain)

    def _finish(self) -> None:
        while self._waiting:
            self._write()
        if not self._size:  # no frame at all would be no Zstandard (RFC 8878, section 3)
            self._files[".zst"].write(compression.zstd_frame(b""))
        self._files[".gz"].write(compression.gzip_tail(self._crc, self._size))

    def _leave(self, directory: Path) -> None:
        """Leave the file to the next build, which may copy from it."""
        directory.mkdir(exist_ok=True)
        (directory / f"{self._path.name}{_INDEX}").write_text(json.dumps(self._index), encoding="utf-8")
        for path in _forms(self._path):
            placing.link(path, directory / path.name)


def _forms(path: Path) -> Iterator[Path]:
    return (path.with_name(path.name + form) for form in FORMS)
