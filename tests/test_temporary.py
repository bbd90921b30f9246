"""The directory that a build works in goes with it; what is left of one that was killed goes with the next."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from esgraph.temporary import workplace

_HELD = """
import sys, time
from pathlib import Path
from esgraph.temporary import workplace
with workplace(Path(sys.argv[1]), ".x-") as work:
    (work / "file").write_text("here")
    print(work, flush=True)
    time.sleep(60)
"""


def test_it_goes_at_the_end_and_after_an_error(tmp_path: Path) -> None:
    with workplace(tmp_path / "new", ".x-") as work:
        (work / "file").write_text("here")
    with pytest.raises(ValueError, match="trouble"), workplace(tmp_path / "new", ".x-"):
        raise ValueError("trouble")
    assert list((tmp_path / "new").iterdir()) == []


def test_what_killed_work_left_goes_and_what_is_at_work_stays(tmp_path: Path) -> None:
    other = tmp_path / "a-file-of-somebody"
    other.write_text("theirs")
    process = subprocess.Popen([sys.executable, "-c", _HELD, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    work = Path(process.stdout.readline().strip())
    try:
        with workplace(tmp_path, ".x-"):
            assert (work / "file").read_text() == "here"
    finally:
        process.kill()
        process.communicate()
    with workplace(tmp_path, ".x-"):
        assert not work.exists()
    assert list(tmp_path.iterdir()) == [other]


def test_who_stops_it_while_it_goes_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    remove = shutil.rmtree
    stopped: list[Path] = []

    def stop_once(path: Path, *, ignore_errors: bool) -> None:
        if not stopped:
            stopped.append(path)
            raise KeyboardInterrupt
        remove(path, ignore_errors=ignore_errors)

    monkeypatch.setattr(shutil, "rmtree", stop_once)
    with pytest.raises(KeyboardInterrupt), workplace(tmp_path, ".x-") as work:
        (work / "file").write_text("here")
    assert stopped == [work]
    assert list(tmp_path.iterdir()) == []
