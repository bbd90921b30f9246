"""A build that is killed before its nth step on the disk: DATA, DIR, n (0: it is not), HOW.

HOW is `releases` for a directory of releases; or a release takes the place of the one at DIR, by `exchange` if the system
can do that, or by `rename` of both.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from esgraph.build import placing
from esgraph.build.project import Project
from esgraph.build.publish import publish
from esgraph.build.report import Report
from esgraph.build.series import build
from esgraph.build.stages import Stages
from tests.reading import read

#: What changes names on the disk, or makes small files at once.
STEPS = ("hardlink_to", "rename", "replace", "symlink_to", "unlink", "write_text", "mkdir", "chmod")


def main(data: Path, directory: Path, number: int, how: str) -> None:
    steps = 0

    def counted(step: Callable[..., Any]) -> Callable[..., Any]:
        def dying(self: Path, *arguments: Any, **named: Any) -> Any:
            nonlocal steps
            if self.is_relative_to(directory if how == "releases" else directory.parent):
                steps += 1
                if steps == number:
                    os.kill(os.getpid(), signal.SIGKILL)
            return step(self, *arguments, **named)

        return dying

    project = Project.open(data)
    dataset = read(project)
    for name in STEPS:
        setattr(Path, name, counted(getattr(Path, name)))
    if how == "rename":
        placing._exchange = lambda *_: False
    if how == "releases":
        built = build(dataset, Report((), ""), project.settings, directory, Stages())
        print(built.release.manifest.id, built.outcome, steps)  # noqa: T201
    else:
        print(publish(dataset, Report((), ""), project.settings, directory, Stages()).manifest.id, steps)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
