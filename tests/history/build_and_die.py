"""A build into a directory of releases that is killed before its nth step on the disk: DATA, DIR, n (0: it is not)."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from esgraph.build.dataset import read
from esgraph.build.project import Project
from esgraph.build.report import Report
from esgraph.build.series import build

#: What changes names on the disk, or makes small files at once.
STEPS = ("rename", "replace", "symlink_to", "unlink", "write_text", "mkdir", "chmod")


def main(data: Path, directory: Path, number: int) -> None:
    steps = 0

    def counted(step: Callable[..., Any]) -> Callable[..., Any]:
        def dying(self: Path, *arguments: Any, **named: Any) -> Any:
            nonlocal steps
            if self.is_relative_to(directory):
                steps += 1
                if steps == number:
                    os.kill(os.getpid(), signal.SIGKILL)
            return step(self, *arguments, **named)

        return dying

    project = Project.open(data)
    dataset = read(project)
    for name in STEPS:
        setattr(Path, name, counted(getattr(Path, name)))
    built = build(dataset, Report((), ""), project.settings, directory, lambda _: None)
    print(built.release.manifest.id, built.outcome, steps)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
