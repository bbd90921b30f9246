"""What a graph may take of memory follows what there is, and what was freed goes back."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from esgraph import memory

_MB = 1 << 20


def _system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, available: int) -> None:
    (tmp_path / "meminfo").write_text(
        f"MemTotal: 99999999 kB\nMemFree: 1 kB\nMemAvailable: {available // 1024} kB\n", "ascii"
    )
    monkeypatch.setattr(memory, "_INFORMATION", tmp_path / "meminfo")
    monkeypatch.setattr(memory, "_GROUP", tmp_path / "group")


def test_a_graph_may_take_half_of_what_is_free(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _system(tmp_path, monkeypatch, 1000 * _MB)
    assert memory.free() == 1000 * _MB
    most = 1000 * _MB // 2 // memory.STATEMENT
    assert memory.fits(most)
    assert not memory.fits(most + 1)


@pytest.mark.parametrize(("most", "free"), [("max", 1000), ("600", 500), ("90", 0)])
def test_the_limit_of_a_control_group_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: str, free: int
) -> None:
    _system(tmp_path, monkeypatch, 1000 * _MB)
    (tmp_path / "group").mkdir()
    (tmp_path / "group" / "memory.max").write_text("max\n" if most == "max" else f"{int(most) * _MB}\n", "ascii")
    (tmp_path / "group" / "memory.current").write_text(f"{100 * _MB}\n", "ascii")
    assert memory.free() == free * _MB


def test_the_limit_of_a_process_counts() -> None:
    script = "from esgraph import memory; print(memory.free())"
    limit = 3 << 30
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)),
    )  # fmt: skip
    # Less what an interpreter has by then.
    assert limit / 2 < int(done.stdout) < limit


@pytest.mark.skipif(sys.platform != "linux", reason="other systems give back by themselves")
def test_what_was_freed_goes_back() -> None:
    script = """
from pathlib import Path
import pyoxigraph as ox
from esgraph import memory
def resident():
    return int(Path("/proc/self/statm").read_text().split()[1])
node = ox.NamedNode("urn:x")
store = ox.Store()
store.extend(ox.Quad(ox.NamedNode(f"urn:{number}"), node, ox.Literal(f"a text of some length {number}")) for number in range(100_000))
full = resident()
del store
memory.give_back()
print(full, resident())
"""
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    full, after = map(int, done.stdout.split())
    assert after < full / 2
