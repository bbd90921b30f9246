"""Turns a release into the times that its network takes: to read, to ask and to write, with the memory beside.

python -m tests.benchmarks.network RELEASE
"""

import argparse
import resource
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from esgraph.network import View, load
from esgraph.network.crossing import by_year, cross_county
from esgraph.network.files import FORMATS, Content
from esgraph.network.measures import Measures
from esgraph.network.paths import common_partners, components, connection, ego

_Result = TypeVar("_Result")


def timed(name: str, act: Callable[[], _Result]) -> _Result:
    """Do it, and print how long it took in seconds of the processor and how much memory the process has had at most."""
    begun = time.process_time()
    done = act()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{name:40} {time.process_time() - begun:8.3f} s {most:6} MiB", flush=True)  # noqa: T201
    return done


def main() -> None:
    """Time everything on the release that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("release", type=Path)
    network = timed("load", lambda: load(parser.parse_args().release))
    view = timed("view", network.view)
    size = f"{len(network.nodes)} organisations and offices, {len(network.ties)} ties"
    print(f"{size}; {len(view.nodes)} nodes, {view.size} edges")  # noqa: T201
    hub, other = _ends(view)
    timed("ego, depth 1, of the largest hub", lambda: ego(view, hub))
    timed("ego, depth 2", lambda: ego(view, hub, 2))
    timed("shortest paths of two far ends", lambda: connection(view, hub, other))
    timed("partners in common", lambda: common_partners(view, hub, view.neighbours(hub)[0]))
    timed("components", lambda: components(view))
    timed("cross-county edges", lambda: sum(1 for _ in cross_county(view)))
    timed("ties by year", lambda: by_year(view))
    measures = timed("pairs", lambda: Measures(view))
    for name in ("degree", "core", "bridges", "articulation_points", "communities", "betweenness"):
        timed(name, lambda name=name: getattr(measures, name))  # type: ignore[misc]
    content = Content(network, view)
    for form in FORMATS:
        timed(form.suffix, lambda form=form: sum(len(piece) for piece in form.write(content)))  # type: ignore[misc]


def _ends(view: View) -> tuple[str, str]:
    """The node with most bonds, and the last of those that hang together with it."""
    hub = max(view.nodes, key=lambda node: sum(1 for _ in view.bonds_of(node)))
    part = next(part for part in components(view) if hub in part)
    return hub, part[-1] if part[-1] != hub else part[0]


if __name__ == "__main__":
    main()
