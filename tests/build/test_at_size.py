"""What a build takes grows with its data as far as it must, and an interrupted one leaves nothing."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pytest

from esgraph.build import workers
from esgraph.build.scaffold import create
from esgraph.errors import EsgraphError
from tests.benchmarks.country import project

pytestmark = pytest.mark.alone

_READ = """
import sys
from pathlib import Path
from esgraph.build.dataset import read
from esgraph.build.project import Project
from esgraph.build.stages import Stages
if __name__ == "__main__":
    stages = Stages()
    read(Project.open(Path(sys.argv[1])), Path(sys.argv[2]), stages=stages)
    print(max(stage.peak for stage in stages.done if stage.name in ("reading", "ordering")))
"""


def _peak(folder: Path, triples: int) -> int:
    """Bytes of the largest process while a country is read and put in order."""
    project.write(folder / f"of-{triples}", triples)
    script = folder / "read.py"
    script.write_text(_READ)
    command = [sys.executable, str(script), str(folder / f"of-{triples}"), str(folder / f"work-{triples}")]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def test_memory_hardly_grows_with_the_statements(tmp_path: Path) -> None:
    """Of eight times as many statements there are more names, but not more statements in memory."""
    small, large = _peak(tmp_path, 12_500), _peak(tmp_path, 100_000)
    assert large < 1.6 * small


@pytest.mark.parametrize("whom", ["group", "alone", "service"])
def test_ctrl_c_and_the_end_of_a_service_end_every_process_and_leave_nothing(tmp_path: Path, whom: str) -> None:
    project.write(tmp_path / "data", 300_000)
    command = [
        sys.executable,
        "-m",
        "esgraph",
        "build",
        str(tmp_path / "data"),
        "-o",
        str(tmp_path / "release"),
        "--lang",
        "en",
    ]
    # Who runs the tests in the background may have Ctrl-C ignored, which processes inherit.
    heeding = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True, preexec_fn=heeding)
    deadline = time.monotonic() + 60
    while not list(tmp_path.glob(".release~*/dataset/pieces")):
        assert time.monotonic() < deadline
        assert process.poll() is None
        time.sleep(0.01)
    time.sleep(0.5)
    if whom == "group":  # as a terminal does
        os.killpg(process.pid, signal.SIGINT)
    else:
        process.send_signal(signal.SIGTERM if whom == "service" else signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 128 + (signal.SIGTERM if whom == "service" else signal.SIGINT)
    assert "Traceback" not in told
    assert ("esgraph: stopped" in told) is (whom != "service")
    assert [path.name for path in tmp_path.iterdir()] == ["data"]
    while _is_alive(process.pid):
        assert time.monotonic() < deadline + 30
        time.sleep(0.05)


def _is_alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_full_disk_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    """Here a limit on the size of files, which the system tells in the same way."""
    create(tmp_path / "data")
    command = f"ulimit -f 300; exec {sys.executable} -m esgraph build data -o release --lang en"
    done = subprocess.run(["/bin/bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("esgraph: ")
    assert "Traceback" not in done.stderr
    assert "free some space on the disk" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def _end(task: int) -> int:
    if task:
        os.kill(os.getpid(), signal.SIGKILL)
    return task


def test_a_process_that_the_system_ends_is_an_error_that_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "number", lambda: 2)
    with pytest.raises(EsgraphError, match="ended by the system") as caught:
        list(workers.each(_end, [0, 1, 0, 0]))
    assert "memory" in caught.value.remedy


def _within(seconds: float, condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def _runs(stat: Path) -> bool:
    """Whether a process is there and is not just waiting to be asked how it ended (proc(5))."""
    try:
        return stat.read_text("ascii", "replace").rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def _wait(place: str) -> None:
    (Path(place) / str(os.getpid())).touch()
    time.sleep(600)


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
def test_work_ends_with_who_began_it(tmp_path: Path) -> None:
    """Also if that one is killed and can tell nobody (memory, a service that took too long to stop)."""
    command = (
        "from esgraph.build import workers; from tests.build.test_at_size import _wait; import sys;"
        "workers.number = lambda: 2; list(workers.each(_wait, sys.argv[1:] * 2))"
    )
    with subprocess.Popen([sys.executable, "-c", command, str(tmp_path)]) as build:
        assert _within(60, lambda: len(list(tmp_path.iterdir())) == 2)
        build.kill()
    at_work = [Path("/proc") / path.name / "stat" for path in tmp_path.iterdir()]
    assert _within(30, lambda: not any(map(_runs, at_work)))


def _double(task: int) -> int:
    if task < 0:
        raise ValueError(task)
    return 2 * task


@pytest.mark.parametrize("processors", [1, 2])
def test_results_come_in_the_order_of_the_tasks(monkeypatch: pytest.MonkeyPatch, processors: int) -> None:
    monkeypatch.setattr(workers, "number", lambda: processors)
    assert list(workers.each(_double, range(20))) == [2 * number for number in range(20)]
    with pytest.raises(ValueError, match="-1"):
        list(workers.each(_double, [1, -1, 2]))


@pytest.mark.parametrize("processors", [1, 2, 3])
def test_batches_hold_every_file_in_order(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, processors: int) -> None:
    """However the files are divided, the statements are the same (see the test of two builds)."""
    from esgraph.build import reading
    from esgraph.build.project import AuthoredFile

    monkeypatch.setattr(workers, "number", lambda: processors)
    files = [AuthoredFile(tmp_path / f"{number}.yaml", f"source/{number}") for number in range(50)]
    sizes = {file: 200_000 * (number % 5) for number, file in enumerate(files)}
    batches: Sequence[Sequence[AuthoredFile]] = list(reading._batches(files, sizes))
    assert [file for batch in batches for file in batch] == files
    assert max(sum(sizes[file] for file in batch) for batch in batches) <= reading.BATCH + max(sizes.values())
