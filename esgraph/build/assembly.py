"""Turns the files of a project into sorted statements, a store and numbers: anew, or from a baseline what changed."""

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from pathlib import Path

import pyoxigraph as ox

from esgraph import linksets
from esgraph.build import derivation, terms
from esgraph.build.catalogue import counting, linking
from esgraph.build.catalogue.counting import Counts
from esgraph.build.derivation import Rule
from esgraph.build.incremental.baseline import FILES, Baseline, Cache
from esgraph.build.incremental.files import Files, name_of
from esgraph.build.incremental.update import Change, Update, update
from esgraph.build.project import AuthoredFile, Project
from esgraph.build.reading import Kept, Reader, Reading, Said
from esgraph.build.stages import Stages
from esgraph.dumps import ordering
from esgraph.release import NQUADS, STORE, UNION
from esgraph.vocabulary import graph


class Assembly:
    """Makes a dataset in the directory `work`, in two steps: read the files, then put together what they say."""

    def __init__(self, project: Project, reader: Reader, work: Path, cache: Cache | None) -> None:
        self._project = project
        self._reader = reader
        self._work = work
        self._pieces = work / "pieces"
        self._baseline: Baseline | None = None
        self._files: Files | None = None
        #: What files say that are not as they were.
        self._changed: dict[str, Said] = {}
        #: Of statements that several files make, by how many more than one.
        self._again: Counter[bytes] = Counter()
        if cache:
            self._begin(cache.baseline(project))

    def _begin(self, baseline: Baseline | None) -> None:
        """Begin with a baseline, or without one."""
        table = self._work / FILES
        self._baseline = baseline
        self._files = Files.copy(baseline.files, table) if baseline else Files.begin(table)

    def read(self, stages: Stages) -> list[Reading]:
        """What other files must know of each, in the order of the project; a file that did not change is not read."""
        self._pieces.mkdir()
        known = self._known()
        files = [file for file in self._project.files if file not in known]
        kept = Kept(self._take, self._again) if self._files else None
        pieces = None if self._baseline else self._pieces
        with stages.stage("reading", _size(files), "B") as advance:
            fresh = {one.file: one for one in self._reader.read(files, pieces, advance, kept)}
        return [known.get(file) or fresh[file] for file in self._project.files]

    def _known(self) -> dict[AuthoredFile, Reading]:
        """What those files say that are as they were; where most are not, the baseline is given up."""
        if self._files is None or self._baseline is None:
            return {}
        known = {one.file: one for one in self._files.same(self._project, self._reader.texts)}
        if _size(known) * 2 >= _size(self._project.files):
            return known
        self.close()
        (self._work / FILES).unlink()
        self._begin(None)
        return {}

    def _take(self, said: Said) -> None:
        name = name_of(said.reading.file, self._project)
        if self._baseline:
            self._changed[name] = said
        elif self._files:
            self._files.put(name, said)

    def put_together(
        self, graphs: Mapping[str, Iterable[ox.Triple]], rules: list[Rule], stages: Stages
    ) -> tuple[Counts, Change | None]:
        """Write what is stated, with `graphs` that no authored file makes, and what follows from it; count it all."""
        fixed = sorted(_lines(graphs, self._reader.base))
        if self._files is None or self._baseline is None:
            counts, change = self._anew(fixed, rules, stages), None
        else:
            gone = self._files.names() - {name_of(file, self._project) for file in self._project.files}
            new = Update(self._changed, frozenset(gone), fixed)
            counts, change = update(self._baseline, self._files, new, self._work, self._reader.base, rules, stages)
        shutil.rmtree(self._pieces)
        return counts, change

    def close(self) -> None:
        """Write what is remembered of the files."""
        if self._files:
            self._files.close()

    def _anew(self, fixed: list[bytes], rules: list[Rule], stages: Stages) -> Counts:
        stated = self._work / "stated.nq"
        with stages.stage("ordering"):
            with (self._pieces / "fixed.nq").open("wb") as out:
                out.writelines(fixed)
            again = self._again if self._files else None
            _write_distinct(ordering.merge(sorted(self._pieces.iterdir()), self._work), stated, again)
        if self._files:
            self._files.put_fixed(fixed)
            for line, number in self._again.items():
                self._files.share(line, number + 1)
        return _store(stated, self._work, self._reader.base, rules, stages)


def _size(files: Iterable[AuthoredFile]) -> int:
    """Bytes of some files."""
    return sum(file.size for file in files)


def _lines(graphs: Mapping[str, Iterable[ox.Triple]], base: str) -> list[bytes]:
    """Graphs as N-Quads, with literals as the store keeps them (52.10 is 52.1)."""
    store = ox.Store()
    for name, triples in graphs.items():
        node = ox.NamedNode(graph(base, name))
        store.extend(ox.Quad(triple.subject, triple.predicate, triple.object, node) for triple in triples)
    return (ox.serialize(store, format=ox.RdfFormat.N_QUADS) or b"").splitlines(keepends=True)


def _store(stated: Path, work: Path, base: str, rules: list[Rule], stages: Stages) -> Counts:
    """Load what is stated, derive what follows, load that and the linksets, too; returns what there is of what.

    The store has the union as its default graph: Oxigraph can make it while it answers, but then a statement that two
    graphs make counts twice, and what rules ask takes ten times as long. The named graphs are loaded while they ask:
    to load both at once would take no less time, and twice the memory.
    """
    store = ox.Store(str(work / STORE))
    derived, linked = work / "derived.nq", work / "linked.nq"
    with ThreadPoolExecutor(1) as beside:
        with stages.stage("loading", stated.stat().st_size, "B"):
            _load_union(store, stated, work)
        named = beside.submit(store.bulk_load, path=str(stated), format=ox.RdfFormat.N_QUADS)
        with stages.stage("deriving"):
            lines = terms.lines(derivation.derive(store, rules), graph(base, "derived"))
            _write_distinct(ordering.sort(lines, work), derived)
            _write_distinct(ordering.sort(_linked([stated, derived], base), work), linked)
            _load_union(store, derived, work)
            store.extend(_told(linked, base))
            _write_distinct(ordering.merge([stated, derived, linked], work), work / NQUADS)
            with (work / NQUADS).open("rb") as quads, (work / UNION).open("wb") as out:
                out.writelines(ordering.union(quads))
        with stages.stage("counting"):
            counts = counting.count(work / NQUADS, base)
        with stages.stage("loading the graphs"):
            named.result()
            for file in (derived, linked):
                store.bulk_load(path=str(file), format=ox.RdfFormat.N_QUADS)
            store.optimize()
            store.flush()
    for file in (stated, derived, linked):
        file.unlink()
    return counts


def _linked(files: Iterable[Path], base: str) -> Iterator[bytes]:
    """The graphs of linksets, and what the catalogue says of them."""
    targets = set()
    for file in files:
        with file.open("rb") as quads:
            for target, line in linksets.of(base).links(quad[: quad.rindex(b" <")] for quad in quads):
                targets.add(target)
                yield line
    yield from linking.lines(base, targets)


def _told(linked: Path, base: str) -> Iterator[ox.Quad]:
    """What is in no graph of a linkset, for the default graph: links are there already, by whoever states them."""
    with linked.open("rb") as quads:
        lines = b"".join(line for line in quads if linksets.of(base).holds_not(line))
    for quad in ox.parse(lines, format=ox.RdfFormat.N_QUADS):
        yield ox.Quad(quad.subject, quad.predicate, quad.object)


def _load_union(store: ox.Store, nquads: Path, scratch: Path) -> None:
    """Load the union of sorted N-Quads into the default graph."""
    union = scratch / "loading.nt"
    with nquads.open("rb") as quads, union.open("wb") as out:
        out.writelines(ordering.union(quads))
    store.bulk_load(path=str(union), format=ox.RdfFormat.N_TRIPLES)
    union.unlink()


def _write_distinct(lines: Iterable[bytes], target: Path, again: Counter[bytes] | None = None) -> None:
    """Write sorted lines, each once; `again` gets those that were there more often, by how much."""
    with target.open("wb") as out:
        out.writelines(ordering.distinct(lines) if again is None else _counted(lines, again))


def _counted(lines: Iterable[bytes], again: Counter[bytes]) -> Iterator[bytes]:
    for line, same in groupby(lines):
        if more := sum(1 for _ in same) - 1:
            again[line] += more
        yield line
