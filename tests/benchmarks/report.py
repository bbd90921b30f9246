"""Turns what was measured, part by part, into one report in Markdown, with its pictures and its data beside it."""

import json
import os
import platform
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from tests.benchmarks.rows import Bench, Part
from tests.benchmarks.subject import Subject

#: What the figures of this project depend on.
_PACKAGES = ("esgraph", "pyoxigraph", "pyyaml", "rdflib")


def _one_after_the_other(parts: Sequence[Part]) -> str:
    return "\n\n".join(part.text for part in parts)


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the report: what it says of itself, how a size is measured, and how all sizes are told.

    `picture` is the name of a file beside the report and what draws it ("" while there is nothing to draw).
    """

    title: str
    about: str
    measure: Callable[[Subject, Bench], Part]
    summary: Callable[[Sequence[Part]], str] = _one_after_the_other
    picture: tuple[str, Callable[[Sequence[Part]], str]] | None = None


@dataclass(slots=True)
class Report:
    """A report that is written anew with every part, so that a run that is broken off leaves what it found."""

    head: str
    sections: dict[str, Section]
    path: Path
    parts: dict[str, list[Part]] = field(default_factory=dict)

    def add(self, name: str, part: Part) -> None:
        """Add what a section found at one more size."""
        self.parts.setdefault(name, []).append(part)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(self.text(), encoding="utf-8")
        data = {one: [part.data for part in parts] for one, parts in self.parts.items()}
        text = json.dumps({"head": self.head, **data}, ensure_ascii=False, indent=2, default=asdict)
        self.path.with_suffix(".json").write_text(text + "\n", encoding="utf-8")
        if (picture := self.sections[name].picture) and (drawn := picture[1](self.parts[name])):
            self.path.with_name(picture[0]).write_text(drawn, encoding="utf-8")

    def text(self) -> str:
        """The report so far."""
        return "\n".join([self.head, "", *self._told()])

    def _told(self) -> Iterator[str]:
        for name, section in self.sections.items():
            if parts := self.parts.get(name):
                yield f"## {section.title}\n\n{section.about}\n\n{section.summary(parts)}\n"


def machine(command: str, day: date, wrk: str) -> str:
    """The head of a report: the command, the day, the machine, and the versions that every section depends on.

    How busy the machine is when this is called stands there too: beside others at work, seconds say little.
    """
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    known = ", ".join([f"Python {platform.python_version()}", *map(_version, _PACKAGES), *([wrk] if wrk else [])])
    return (
        f"# Benchmark\n\n`{command}`\n\n{day.isoformat()}; {_processor()}, {os.cpu_count()} cores, {memory:.0f} GiB, load average {os.getloadavg()[0]:.1f} at the start; "
        f"{platform.system()} {platform.release()}, {platform.machine()}; {known}. The versions of the peers stand in their rows.\n\n"
        "All figures are of this one run, in which one thing was measured after the other. Seconds are those of the work, "
        "without the start of an interpreter, where a peer can tell; memory is the most that all processes of a peer had together "
        "(shared pages once). In the commands, `$WORK` is a directory that goes with the run, `$CACHE` one that stays."
    )


def _version(package: str) -> str:
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return f"{package} not installed"


def _processor() -> str:
    """The name of the processor, as the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or "a processor without a name"
