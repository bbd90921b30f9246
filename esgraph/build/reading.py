"""Turns authored files into sorted statements on disk, and into what other files must know of each: several at a time.

What a file says needs no other file. So the files are read in batches on all processors, and nothing of them stays in
memory but the names that they define and those that they refer to.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path

from esgraph.build import authored, workers
from esgraph.build.evidence import SourceText
from esgraph.build.expansion import Expansion, expand
from esgraph.build.keys import Vocabulary
from esgraph.build.origins import Places
from esgraph.build.project import AuthoredFile
from esgraph.errors import AuthoringError, EsgraphError, Problem
from esgraph.vocabulary import entity, graph

#: Bytes of the files of a batch: of a few batches the statements fit into memory, and few pieces are to be merged.
BATCH = 8 << 20
#: Below this a second process takes longer to start than to help.
ALONE = 2 << 20


class Texts(Mapping[str, SourceText]):
    """The texts of sources, as `{source}.txt` in a directory; each is read when it is asked for."""

    def __init__(self, directory: Path | None) -> None:
        """Raises EsgraphError if there is no such directory."""
        if directory is not None and not directory.is_dir():
            raise EsgraphError("no such directory of texts", where=str(directory))
        self._paths = {path.stem: path for path in sorted(directory.glob("*.txt"))} if directory else {}

    def __getitem__(self, source: str) -> SourceText:
        return _text(self._paths[source])

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


@lru_cache(8)
def _text(path: Path) -> SourceText:
    return SourceText.read(path)


@dataclass(frozen=True, slots=True)
class Reading:
    """What other files must know of a file: the things that it defines, describes and refers to, by their IRIs.

    `is_whole` says that every entry could be read. Evidence is not named, since files do not refer to each other's.
    """

    file: AuthoredFile
    defined: frozenset[str] = frozenset()
    described: frozenset[str] = frozenset()
    referred: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the files of a dataset with this base IRI by these authoring keys."""

    vocabulary: Vocabulary
    base: str
    texts: Texts

    def expand(self, file: AuthoredFile) -> Expansion:
        """What a file says. Raises AuthoringError for one that cannot be read at all."""
        return expand(authored.read(file.path, file.path), file.graph, self.vocabulary, self.base, self.texts)

    def places(self, file: AuthoredFile) -> Places:
        """Where the statements of a file stand."""
        return self.expand(file).places

    def read(self, files: Sequence[AuthoredFile], folder: Path, advance: Callable[[int], None]) -> list[Reading]:
        """Read files, and write what they say to `folder` as pieces of sorted N-Quads.

        `advance` is told of bytes that have been read.
        """
        sizes = {file: file.path.stat().st_size for file in files}
        tasks = [
            (self, batch, folder / f"{number:06}.nq", sum(map(sizes.__getitem__, batch)))
            for number, batch in enumerate(_batches(files, sizes))
        ]
        readings: list[Reading] = []
        for (_, _, _, size), found in zip(
            tasks, workers.each(_read_batch, tasks, alone=sum(sizes.values()) < ALONE), strict=True
        ):
            readings += found
            advance(size)
        return readings


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


def _read_batch(task: tuple[Reader, list[AuthoredFile], Path, int]) -> list[Reading]:
    reader, files, target, _ = task
    lines: set[bytes] = set()
    readings = [_read_one(reader, file, lines) for file in files]
    with target.open("wb") as out:
        out.writelines(sorted(lines))
    return readings


def _read_one(reader: Reader, file: AuthoredFile, lines: set[bytes]) -> Reading:
    """Read a file and add what it says to the lines."""
    try:
        said = reader.expand(file)
    except AuthoringError as error:
        return Reading(file, problems=tuple(error.problems), is_whole=False)
    own, gaps = (f" <{graph(reader.base, name)}> .\n" for name in (file.graph, "gaps"))
    lines.update(line.encode() for line in chain((row + own for row in said.rows), (row + gaps for row in said.gaps)))
    things = f"{reader.base}id/"
    # The same words may be evidence many times, and several files may make one graph.
    shared = (entity(reader.base, "evidence", ""), graph(reader.base, ""))
    return Reading(
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
    )
