"""`esgraph verify` on what was downloaded of a release: a file by itself, by a list, and a folder with some files."""

import shutil
from pathlib import Path

import pytest

from esgraph.release import Release
from tests.serve.test_verification import failing, verified


def lines(output: str) -> list[str]:
    return [line for line in output.splitlines() if not line.startswith(" ")]


@pytest.fixture
def name(release: Release) -> str:
    """What a browser calls the N-Quads."""
    return f"esgraph-{release.manifest.id}.nq"


@pytest.mark.parametrize("ending", ["", ".gz", ".zst"])
def test_one_file_tells_whether_it_is_what_it_is_called(
    release: Release, tmp_path: Path, name: str, ending: str
) -> None:
    path = tmp_path / f"{name}{ending}"
    shutil.copy(release.path / f"esgraph.nq{ending}", path)
    result = verified(str(path))
    assert result.exit_code == 0, result.output
    assert lines(result.output) == [
        f"{path.name}: SHA-256 of the list: skipped",
        f"{path.name}: the release in its name, from its hash: holds",
        f"{path.name}: N-Quads: well formed, in order, without blank nodes: holds",
    ]
    assert "--sums" in result.output


def test_one_file_of_other_bytes_is_told(release: Release, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(release.nquads.read_bytes().replace(b"Radom", b"Krakow"))
    assert failing(verified(str(tmp_path / name))) == [f"{name}: the release in its name, from its hash"]
    (tmp_path / name).write_bytes(release.nquads.read_bytes()[:-9])
    assert failing(verified(str(tmp_path / name))) == [
        f"{name}: the release in its name, from its hash",
        f"{name}: N-Quads: well formed, in order, without blank nodes",
    ]
    (tmp_path / f"{name}.gz").write_bytes((release.path / "esgraph.nq.gz").read_bytes()[:-99])
    assert failing(verified(str(tmp_path / f"{name}.gz"))) == [f"{name}.gz: can be read"]


@pytest.mark.parametrize("told", ["SHA256SUMS", "catalogue.ttl", "manifest.json"])
def test_one_file_is_held_to_a_list(release: Release, tmp_path: Path, told: str) -> None:
    for file in ("esgraph.ttl", "tables/organizations.csv"):
        plain = Path(file)
        path = tmp_path / f"{plain.stem}-{release.manifest.id}{plain.suffix}"
        shutil.copy(release.path / file, path)
        title = f"{path.name}: SHA-256 of the list"
        assert f"{title}: holds" in lines(verified(str(path), "--sums", str(release.path / told)).output)
        path.write_bytes(path.read_bytes().replace("Tłuszcz".encode(), b"Radom"))
        assert failing(verified(str(path), "--sums", str(release.path / told))) == [title]


@pytest.mark.parametrize("listed", ["SHA256SUMS", "SHA256SUMS-{id}", "esgraph.sha256", "esgraph-{id}.sha256"])
def test_of_a_folder_what_was_not_fetched_is_no_mistake(
    release: Release, tmp_path: Path, name: str, listed: str
) -> None:
    shutil.copy(release.path / "SHA256SUMS", tmp_path / listed.format(id=release.manifest.id))
    shutil.copy(release.nquads, tmp_path / name)
    shutil.copy(release.turtle, tmp_path / "esgraph.ttl")
    result = verified(str(tmp_path))
    assert result.exit_code == 0, result.output
    assert f"{name}: SHA-256 of the list: holds" in lines(result.output)
    assert "esgraph.ttl: SHA-256 of the list: holds" in lines(result.output)
    assert "esgraph.ttl: can be read: holds" in lines(result.output)
    assert "the other files of the list: skipped" in lines(result.output)
    (tmp_path / "esgraph.ttl").write_bytes(release.turtle.read_bytes() + b"<a> <b>")
    assert set(failing(verified(str(tmp_path)))) == {"esgraph.ttl: SHA-256 of the list", "esgraph.ttl: can be read"}


def test_a_folder_with_a_manifest_and_some_files_is_a_download_and_with_all_a_release(
    release: Release, tmp_path: Path
) -> None:
    for file in ("manifest.json", "esgraph.nq"):
        shutil.copy(release.path / file, tmp_path / file)
    some = verified(str(tmp_path))
    assert "esgraph.nq: SHA-256 of the list: holds" in lines(some.output)
    assert some.exit_code == 0 and "the other files of the list: skipped" in lines(some.output)
    whole = tmp_path / "whole"
    shutil.copytree(release.path, whole, ignore=shutil.ignore_patterns("store"))
    assert failing(verified(str(whole), "--no-shapes")) == ["the store: the same statements"]


def test_what_cannot_be_checked_is_told_with_what_can(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "nothing"):
        result = verified(str(place))
        assert result.exit_code == 1 and "a file that you downloaded" in result.output and "DATA" not in result.output
    (tmp_path / "SHA256SUMS").write_text("no hash  esgraph.nq\n")
    (tmp_path / "esgraph.nq").write_text("")
    assert "this is no list of hashes" in verified(str(tmp_path)).output
