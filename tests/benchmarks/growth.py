"""Turns the builds of several sizes into a table and a picture of how time and memory grow with the statements."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.benchmarks.plot import Panel, svg
from tests.benchmarks.rows import Bench, Part
from tests.benchmarks.subject import Subject

TITLE = "Growth: the build from size to size"
PICTURE = "growth.svg"
ABOUT = """\
`esgraph build --timings`, as above: the whole release, and of it the time until the store is loaded; memory is that of all its processes together.
The exponent tells how something grew from the line before: 1 is as the statements did, below 1 less, above it more."""


@dataclass(frozen=True, slots=True)
class Grown:
    """What the build of one size took: seconds for the release and for its store, and MiB at the peak."""

    statements: int
    release: float
    store: float
    peak: float
    command: str


def measure(subject: Subject, bench: Bench) -> Part:
    """The build of a size. Raises PeerError if it fails."""
    build = subject.build()
    peak = max(build.took.peak, build.whole.peak)
    command = bench.shown(subject.command)
    return Part("", Grown(build.statements, build.whole.seconds, build.loaded.seconds, peak, command))


def summary(parts: Sequence[Part]) -> str:
    """The table of all sizes, with the name of the picture; what could not be built says so."""
    sizes = _sizes(parts)
    lines = [part.text for part in parts if part.text]
    if sizes:
        lines += [*_table(sizes), ""]
    if drawable(sizes):
        lines += [f"![Time and memory of a build by its statements]({PICTURE}); dashed: growth of exponent 1", ""]
    return "\n".join([*lines, *(f"* `{one.command}`" for one in sizes)])


def picture(parts: Sequence[Part]) -> str:
    """The picture as SVG; "" where there are not two sizes."""
    sizes = _sizes(parts)
    if not drawable(sizes):
        return ""
    seconds = tuple((float(one.statements), one.release) for one in sizes)
    memory = tuple((float(one.statements), one.peak) for one in sizes)
    return svg([Panel("seconds by statements", seconds), Panel("MiB at the peak by statements", memory)])


def drawable(sizes: Sequence[Grown]) -> bool:
    """Whether there are two sizes, and nothing that has no logarithm."""
    return len({one.statements for one in sizes}) > 1 and all(one.release > 0 and one.peak > 0 for one in sizes)


def _sizes(parts: Sequence[Part]) -> list[Grown]:
    return sorted((part.data for part in parts if isinstance(part.data, Grown)), key=lambda one: one.statements)


def _table(sizes: Sequence[Grown]) -> Iterator[str]:
    yield "| statements | release, s | µs a statement | exponent | store, s | exponent | peak MiB | exponent |"
    yield "|--:|--:|--:|--:|--:|--:|--:|--:|"
    for one, last in zip(sizes, [None, *sizes], strict=False):
        release, store, peak = (_exponent(last, one, name) for name in ("release", "store", "peak"))
        yield (
            f"| {one.statements:,} | {one.release:.1f} | {one.release / one.statements * 1e6:.0f} | {release} "
            f"| {one.store:.1f} | {store} | {one.peak:.0f} | {peak} |"
        )


def _exponent(last: Grown | None, one: Grown, name: str) -> str:
    if not last or last.statements == one.statements or min(getattr(last, name), getattr(one, name)) <= 0:
        return ""
    return f"{exponent((last.statements, getattr(last, name)), (one.statements, getattr(one, name))):.2f}"


def exponent(before: tuple[float, float], now: tuple[float, float]) -> float:
    """The power of the size with which something grew between two sizes."""
    return math.log(now[1] / before[1]) / math.log(now[0] / before[0])
