"""What a graph may take of memory follows what there is, and what was freed goes back."""

import os
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
    monkeypatch.setattr(memory, "_GROUPS", tmp_path / "group")
    monkeypatch.setattr(memory, "_OWN", tmp_path / "own")


def test_a_graph_may_take_half_of_what_is_free(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _system(tmp_path, monkeypatch, 1000 * _MB)
    assert memory.free() == 1000 * _MB
    most = 500 * _MB // memory.STATEMENT
    text = 500 * _MB - most * memory.STATEMENT
    assert memory.fits(most, text)
    assert not memory.fits(most, text + 1), "long texts count"
    assert not memory.fits(most + 1, text)


@pytest.mark.parametrize(("most", "free"), [("max", 1000), ("600", 500), ("90", 0)])
def test_the_limit_of_a_control_group_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: str, free: int
) -> None:
    _system(tmp_path, monkeypatch, 1000 * _MB)
    (tmp_path / "group").mkdir()
    (tmp_path / "group" / "memory.max").write_text("max\n" if most == "max" else f"{int(most) * _MB}\n", "ascii")
    (tmp_path / "group" / "memory.current").write_text(f"{100 * _MB}\n", "ascii")
    assert memory.free() == free * _MB


@pytest.mark.parametrize(
    ("own", "group", "names"),
    [
        ("0::/a.slice/b.service\n", "a.slice/b.service", ("memory.max", "memory.current", "inactive_file")),
        ("0::/a.slice/b.service\n", "a.slice", ("memory.max", "memory.current", "inactive_file")),
        (
            "5:cpu:/elsewhere\n4:memory:/docker/c\n0::/docker/c\n",
            "memory/docker/c",
            ("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file"),
        ),
    ],
)
def test_the_limits_of_all_groups_around_a_process_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own: str, group: str, names: tuple[str, str, str]
) -> None:
    _system(tmp_path, monkeypatch, 1000 * _MB)
    (tmp_path / "own").write_text(own, "ascii")
    directory = tmp_path / "group" / group
    directory.mkdir(parents=True)
    (directory / names[0]).write_text(f"{600 * _MB}\n", "ascii")
    (directory / names[1]).write_text(f"{500 * _MB}\n", "ascii")
    assert memory.free() == 100 * _MB
    # What the group has of files is given up when it needs the memory.
    (directory / "memory.stat").write_text(f"anon 7\n{names[2]} {300 * _MB}\n", "ascii")
    assert memory.free() == 400 * _MB


def test_a_system_that_does_not_say_what_is_available_has_half_of_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _system(tmp_path, monkeypatch, 0)
    (tmp_path / "meminfo").write_text("MemTotal: 99999999 kB\nMemFree: 1 kB\n", "ascii")
    assert memory.free() == os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2


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
