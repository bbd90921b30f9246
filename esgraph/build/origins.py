"""Turns a subject and predicate of the graph back into the place in the authored file that they came from."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

import pyoxigraph as ox

from esgraph.build.project import AuthoredFile
from esgraph.errors import Location
from esgraph.vocabulary import DCTERMS, ESG, RDF, graph

#: Where the statements of a file stand: (subject, predicate) → place; a subject itself has the predicate "".
Places = Mapping[tuple[str, str], Location]

_TYPE, _SOURCE = ox.NamedNode(f"{RDF}type"), ox.NamedNode(f"{DCTERMS}source")
_GAP = ox.NamedNode(f"{ESG}NotStated")
#: Files whose places are remembered while the places of many findings are looked for.
_REMEMBERED = 1_000


#: Places by what they are known by: the number among the files that were looked at, the name of the file with the place
#: (or of its table), and the place in it.
Known = dict[str, tuple[int, str, tuple[int, int, str, str]] | None]


class Origins:
    """Where authored statements stand; the first mention of a statement wins.

    Places are looked for when they are asked, in the files whose graphs know the subject: nobody asks about nearly all
    of them, and in memory they would be larger than the statements. Those that an earlier run was asked for (`known`)
    are still there if the files are the same.
    """

    def __init__(
        self,
        store: Path,
        base: str,
        files: Sequence[AuthoredFile],
        read: Callable[[AuthoredFile], Places],
        known: Known | None = None,
    ) -> None:
        self._store = store
        self._base = base
        self._files: dict[str, list[AuthoredFile]] = {}
        for file in files:
            self._files.setdefault(graph(base, file.graph), []).append(file)
        self._order = {file: number for number, file in enumerate(files)}
        self._read = lru_cache(_REMEMBERED)(read)
        self._hash = cache(lambda file: file.hash)
        self._opened: ox.Store | None = None
        self._known = dict(known or {})
        #: The places that were asked for.
        self.asked: Known = {}

    def find(self, subject: str, predicate: str = "") -> Location | None:
        """The place of the statement, else of its subject, else of the node that a fragment belongs to."""
        for candidate in dict.fromkeys((subject, subject.partition("#")[0])):
            if where := self._find(candidate, predicate, self._files_with(candidate)):
                return where
        return None

    def _find(self, subject: str, predicate: str, files: Sequence[AuthoredFile]) -> Location | None:
        """The place of a statement, or of its subject, in some files."""
        key = _digest(subject, predicate, *map(self._hash, files))
        if key not in self._known:
            number, where = self._look(subject, predicate, files)
            if where and where.file.parent != files[number].path.parent:  # its name alone would not lead to it
                return where
            self._known[key] = (number, where.file.name, where[1:]) if where else None
        found = self.asked[key] = self._known[key]
        return Location(files[found[0]].path.with_name(found[1]), *found[2]) if found else None

    def _look(self, subject: str, predicate: str, files: Sequence[AuthoredFile]) -> tuple[int, Location | None]:
        """The number of the first file that has the statement, else of the first that has its subject, and the place.

        One file is read after the other: that takes longest, and mostly the first one has it.
        """
        for key in ((subject, predicate), (subject, "")):
            for number, file in enumerate(files):
                if where := self._read(file).get(key):
                    return number, where
        return 0, None

    def _files_with(self, subject: str) -> list[AuthoredFile]:
        """The files whose graphs say something of a subject, in their order."""
        if not self._files:
            return []
        try:
            node = ox.NamedNode(subject)
        except ValueError:  # a value out of place may be a literal
            return []
        store = self._opened = self._opened or ox.Store.read_only(str(self._store))
        graphs = {quad.graph_name for quad in store.quads_for_pattern(node, None, None)}
        if ox.Quad(node, _TYPE, _GAP, ox.NamedNode(graph(self._base, "gaps"))) in store:
            graphs |= set(self._of_gap(store, node))
        found = {file for name in graphs if isinstance(name, ox.NamedNode) for file in self._files.get(name.value, ())}
        return sorted(found, key=self._order.__getitem__)

    def _of_gap(self, store: ox.Store, gap: ox.NamedNode) -> Iterator[ox.NamedNode]:
        """The graph of the file that records a gap: that of its source, or the one that the gap names itself."""
        for quad in store.quads_for_pattern(gap, _SOURCE, None):
            if isinstance(quad.object, ox.NamedNode):
                name = quad.object.value.removeprefix(f"{self._base}id/")
                yield ox.NamedNode(graph(self._base, name)) if name != quad.object.value else quad.object


def _digest(*parts: str) -> str:
    """What a place is known by."""
    return hashlib.blake2b(repr(parts).encode(), digest_size=20).hexdigest()
