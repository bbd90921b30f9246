"""Turns authored files into sorted statements on disk, and into what other files must know of each: several at a time.

What a file says needs no other file. So the files are read in batches on all processors, and nothing of them stays in
memory but the names that they define and those that they refer to.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from pathlib import Path

from esgraph.build import authored, workers
from esgraph.build.evidence import SourceText
from esgraph.build.expansion import Expansion, expand
from esgraph.build.keys import Vocabulary
from esgraph.build.origins import Places
from esgraph.build.project import AuthoredFile
from esgraph.build.tables.joining import Tables
from esgraph.build.tables.summary import Summary
from esgraph.errors import AuthoringError, EsgraphError, Problem
from esgraph.vocabulary import entity, graph
from esgraph.zstandard import zstd

#: Bytes of the files of a batch: of a few batches the statements fit into memory, and few pieces are to be merged.
BATCH = 8 << 20
#: Below this a second process takes longer to start than to help.
ALONE = 2 << 20
#: The level of Zstandard for what is soon read again.
_FAST = 1


class Texts(Mapping[str, SourceText]):
    """The texts of sources, as `{source}.txt` in a directory; each is read when it is asked for."""

    def __init__(self, directory: Path | None) -> None:
        """Raises EsgraphError if there is no such directory."""
        if directory is not None and not directory.is_dir():
            raise EsgraphError("no such directory of texts", where=str(directory))
        self._paths = {path.stem: path for path in sorted(directory.glob("*.txt"))} if directory else {}

    def __getitem__(self, source: str) -> SourceText:
        path = self._paths[source]
        return _text(path, path.stat().st_mtime_ns)

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)

    def hash(self, source: str) -> str:
        """The hash of a text; "" without one."""
        return self[source].sha256 if source in self._paths else ""


@lru_cache(8)
def _text(path: Path, _modified: int) -> SourceText:
    return SourceText.read(path)


@dataclass(frozen=True, slots=True)
class Reading:
    """What other files must know of a file: the things that it defines, describes and refers to, by their IRIs.

    `is_whole` says that every entry could be read; `summaries` are those of its table. Evidence is not named, since
    files do not refer to each other's.
    """

    file: AuthoredFile
    defined: frozenset[str] = frozenset()
    described: frozenset[str] = frozenset()
    referred: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()
    is_whole: bool = True
    summaries: tuple[Summary, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What a file was found to say: its hash, the hashes of the texts that it was compared with, its lines packed."""

    reading: Reading
    hash: str
    texts: dict[str, str]
    lines: bytes


@dataclass(slots=True)
class Kept:
    """What is to be remembered of files: what each says is passed on, and what several say is counted.

    `again` has how many files more than one say the same.
    """

    take: Callable[[Said], None]
    again: Counter[bytes] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the files of a dataset with this base IRI by these authoring keys."""

    vocabulary: Vocabulary
    base: str
    texts: Texts
    tables: Tables

    def expand(self, file: AuthoredFile) -> Expansion:
        """What a file says, with its table. Raises AuthoringError for one that cannot be read at all."""
        joined = self.tables.join(authored.read(file.path, file.path), file.path, file.table)
        said = expand(joined.tree, file.graph, self.vocabulary, self.base, self.texts)
        said.problems += joined.problems
        said.summaries = joined.summaries
        said.has_holes |= bool(joined.problems)
        return said

    def places(self, file: AuthoredFile) -> Places:
        """Where the statements of a file stand."""
        return self.expand(file).places

    def read(
        self,
        files: Sequence[AuthoredFile],
        folder: Path | None,
        advance: Callable[[int], None],
        kept: Kept | None = None,
    ) -> list[Reading]:
        """Read files, and write what they say to `folder`, if there is one, as pieces of sorted N-Quads.

        `advance` is told of bytes that have been read.
        """
        sizes = {file: file.size for file in files}
        tasks = [
            _Batch(self, batch, folder / f"{number:06}.nq" if folder else None, kept is not None)
            for number, batch in enumerate(_batches(files, sizes))
        ]
        readings: list[Reading] = []
        alone = sum(sizes.values()) < ALONE
        for task, (said, again) in zip(tasks, workers.each(_read_batch, tasks, alone=alone), strict=True):
            readings += [one.reading for one in said]
            if kept:
                kept.again.update(again)
                for one in said:
                    kept.take(one)
            advance(sum(map(sizes.__getitem__, task.files)))
        return readings


@dataclass(frozen=True, slots=True)
class _Batch:
    """Files that are read together, into a piece if it has a place; whether what each says `is_kept`."""

    reader: Reader
    files: list[AuthoredFile]
    target: Path | None
    is_kept: bool


def _batches(files: Sequence[AuthoredFile], sizes: Mapping[AuthoredFile, int]) -> Iterator[list[AuthoredFile]]:
    """Files in their order, up to the size of a batch and enough of them for every processor."""
    most = min(BATCH, max(ALONE, sum(sizes.values()) // (4 * workers.number())))
    batch: list[AuthoredFile] = []
    size = 0
    for file in files:
        batch.append(file)
        size += sizes[file]
        if size >= most:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _read_batch(batch: _Batch) -> tuple[list[Said], list[bytes]]:
    """Write the lines of some files; returns what they say, and the lines of several of them for each but the first."""
    lines: set[bytes] = set()
    said: list[Said] = []
    again: list[bytes] = []
    for file in batch.files:
        # Before it is read: a file that is saved meanwhile is read again the next time.
        hashed = file.hash if batch.is_kept else ""
        found = _read_one(batch.reader, file)
        if batch.is_kept:
            again += found.lines & lines
        lines |= found.lines
        said.append(found.said(hashed))
    if batch.target:
        with batch.target.open("wb") as out:
            out.writelines(sorted(lines))
    return said, again


@dataclass(frozen=True, slots=True)
class _Read:
    reading: Reading
    lines: set[bytes] = field(default_factory=set)
    compared: dict[str, str] = field(default_factory=dict)

    def said(self, hashed: str) -> Said:
        """What the file says, with the lines if there is a hash to know them by."""
        return Said(self.reading, hashed, self.compared, packed(sorted(self.lines)) if hashed else b"")


def _read_one(reader: Reader, file: AuthoredFile) -> _Read:
    """Read a file."""
    try:
        said = reader.expand(file)
    except AuthoringError as error:
        return _Read(Reading(file, problems=tuple(error.problems), is_whole=False))
    own, gaps = (f" <{graph(reader.base, name)}> .\n" for name in (file.graph, "gaps"))
    lines = {line.encode() for line in chain((row + own for row in said.rows), (row + gaps for row in said.gaps))}
    things = f"{reader.base}id/"
    # The same words may be evidence many times, and several files may make one graph.
    shared = (entity(reader.base, "evidence", ""), graph(reader.base, ""))
    reading = Reading(
        file,
        frozenset(iri for iri in said.definitions if not iri.startswith(shared)),
        frozenset(said.descriptions),
        frozenset(
            one.iri
            for one in said.references
            if one.key.scheme or (one.iri.startswith(things) and not one.iri.startswith(shared))
        ),
        tuple(said.problems),
        not said.has_holes,
        said.summaries,
    )
    return _Read(reading, lines, said.compared)


def packed(lines: Iterable[bytes]) -> bytes:
    """Lines in a tenth of their bytes."""
    return zstd.compress(b"".join(lines), level=_FAST)


def unpacked(blob: bytes) -> list[bytes]:
    """The lines that `packed` was given."""
    return zstd.decompress(blob).splitlines(keepends=True)
