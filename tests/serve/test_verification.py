"""`esgraph verify`: what holds of a sound release, here and on a server, and what is told of one that is not."""

import functools
import http.server
import json
import shutil
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

from esgraph.build.dumps.pieced import PiecedFile
from esgraph.cli import main
from esgraph.errors import EsgraphError
from esgraph.release import Release, file_entry
from esgraph.verification import remote
from tests.conftest import material

GIVEN = "the catalogue conforms to the given shapes (DCAT-AP)"


def verified(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["verify", *arguments, "--lang", "en"])


def failing(result: Result) -> list[str]:
    return [line.removesuffix(": FAILS") for line in result.output.splitlines() if line.endswith(": FAILS")]


@pytest.fixture
def copy(release: Release, tmp_path: Path) -> Path:
    return Path(shutil.copytree(release.path, tmp_path / "copy"))


def test_a_sound_release_holds(release: Release) -> None:
    result = verified(str(release.path))
    assert result.exit_code == 0, result.output
    lines = [line for line in result.output.splitlines() if not line.startswith(" ")]
    assert len(lines) == 10
    assert all(line.endswith(": holds") for line in lines if not line.startswith(GIVEN))
    assert f"{GIVEN}: skipped" in lines


def test_the_catalogue_is_held_to_shapes_that_are_given(release: Release, tmp_path: Path) -> None:
    official = material("vocab/dcat-ap/3.0.1-shapes.ttl")
    assert f"{GIVEN}: holds" in verified(str(release.path), "--no-shapes", "--profile", str(official)).output
    strict = tmp_path / "strict.ttl"
    strict.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix dcat: <http://www.w3.org/ns/dcat#> . "
        '<urn:s> a sh:NodeShape ; sh:targetClass dcat:Dataset ; sh:property [ sh:path <urn:p> ; sh:minCount 1 ; sh:message "no p" ] .'
    )
    result = verified(str(release.path), "--no-shapes", "--profile", str(strict))
    assert result.exit_code == 1
    assert failing(result) == [GIVEN]
    assert "catalogue#dataset: no p" in result.output
    (tmp_path / "broken.ttl").write_text("<a> <b>")
    broken = verified(str(release.path), "--no-shapes", "--profile", str(tmp_path / "broken.ttl"))
    assert broken.exit_code == 1 and "not RDF" in broken.output


def changed(name: str, change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def act(directory: Path) -> None:
        (directory / name).write_bytes(change((directory / name).read_bytes()))

    return act


def told_otherwise(key: str) -> Callable[[Path], None]:
    def act(directory: Path) -> None:
        manifest = json.loads((directory / "manifest.json").read_text())
        manifest["counts"][key] += 1
        (directory / "manifest.json").write_text(json.dumps(manifest))

    return act


def without_a_statement_in_the_store(directory: Path) -> None:
    store = ox.Store(str(directory / "store"))
    store.remove(next(iter(store.quads_for_pattern(None, None, None, ox.DefaultGraph()))))
    store.flush()


def consistently(name: str, old: bytes, new: bytes) -> Callable[[Path], None]:
    """Another text, and hashes and sizes of it wherever there are some: what a program would write that is wrong."""

    def act(directory: Path) -> None:
        entries = json.loads((directory / "manifest.json").read_text())["files"]
        text = (directory / name).read_bytes()
        assert old in text
        (directory / name).write_bytes(text.replace(old, new))
        with ThreadPoolExecutor(1) as threads, PiecedFile(directory / name, threads, None, is_there=True) as file:
            file.add("", (directory / name).read_bytes)
        for changed_name in (name, f"{name}.gz", f"{name}.zst", "catalogue.ttl", "SHA256SUMS"):
            now, before = file_entry(directory / changed_name), entries[changed_name]
            assert now is not None
            for told in ("catalogue.ttl", "SHA256SUMS", "manifest.json"):
                path = directory / told
                said = path.read_text().replace(before["sha256"], now.sha256)
                if told == "catalogue.ttl":
                    said = said.replace(f'"{before["size"]}"', f'"{now.size}"')
                path.write_text(said)
        manifest = json.loads((directory / "manifest.json").read_text())
        for changed_name in entries:
            manifest["files"][changed_name]["size"] = (directory / changed_name).stat().st_size
        (directory / "manifest.json").write_text(json.dumps(manifest))

    return act


FILES, NQUADS = "files: sizes and SHA-256 of the manifest", "N-Quads: well formed, in order, without blank nodes"
IDENTITY, COUNTS = "the release's id: from the hash of its N-Quads", "the manifest's numbers, counted again"
FORMATS, PACKED = "every format: the same statements", "compressed files: the same bytes"
STORE = "the store: the same statements"
CATALOGUE = "the catalogue: sizes and hashes of files"


@pytest.mark.parametrize(
    ("damage", "expected", "said"),
    [
        (changed("esgraph.nq", lambda text: text.replace(b"Hydro", b"Hydra", 1)), {FILES, IDENTITY, FORMATS, STORE}, "esgraph.nq"),
        (changed("esgraph.nq", lambda text: text[text.index(b"\n") + 1 :]), {FILES, IDENTITY, NQUADS, COUNTS, FORMATS, STORE}, "triples: "),
        (changed("esgraph.nq", lambda text: b"_:b <u:p> <u:o> <u:g> .\n" + text), {FILES, IDENTITY, NQUADS, COUNTS, FORMATS, STORE}, "blank node"),
        (changed("esgraph.nq", lambda text: b"".join(sorted(text.splitlines(keepends=True), reverse=True))), {FILES, IDENTITY, NQUADS, FORMATS}, "out of order"),
        (changed("esgraph.trig", lambda text: text[: len(text) // 2]), {FILES, FORMATS}, "esgraph.trig"),
        (changed("esgraph.nt.zst", lambda data: data[:-9]), {FILES, PACKED}, "esgraph.nt.zst"),
        (changed("SHA256SUMS", lambda text: b"0" + text[1:]), {FILES}, "SHA256SUMS says otherwise of"),
        (lambda directory: (directory / "report.json").unlink(), {FILES}, "report.json"),
        (changed("esgraph.nq", lambda text: b"no statement\n" + text), {FILES, IDENTITY, NQUADS}, "esgraph.nq: "),
        (lambda directory: (directory / "notes.txt").write_text("x"), {FILES}, "the manifest does not name notes.txt"),
        (lambda directory: shutil.rmtree(directory / "store"), {STORE}, "there is no directory store"),
        (without_a_statement_in_the_store, {STORE}, "store: this is missing: "),
        (consistently("esgraph.ttl", b"Radom", b"Krakow"), {FORMATS}, "esgraph.ttl: "),
        (consistently("esgraph.jsonld", b"Radom", b"Krakow"), {FORMATS}, "esgraph.jsonld: "),
        (told_otherwise("triples"), {COUNTS}, "triples: "),
        (told_otherwise("https://w3id.org/esgraph/def#Tie"), {COUNTS}, "def#Tie: 9 ≠ 8"),
        (changed("catalogue.ttl", lambda text: text.replace(b'byteSize "', b'byteSize "1', 1)), {FILES, CATALOGUE}, "esgraph."),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_told(copy: Path, damage: Callable[[Path], None], expected: set[str], said: str) -> None:
    damage(copy)
    result = verified(str(copy), "--no-shapes")
    assert result.exit_code == 1
    assert set(failing(result)) == expected
    assert said in result.output


def test_data_that_the_shapes_refuse_are_told(copy: Path) -> None:
    conferral = b"<https://w3id.org/esgraph/def#AwardConferral>"
    changed("esgraph.nq", lambda text: b"".join(
        line for line in text.splitlines(keepends=True) if conferral in line or b"/def#recipient>" not in line
    ))(copy)  # fmt: skip
    result = verified(str(copy))
    assert "the data conform to the release's SHACL shapes" in failing(result)


def test_a_server_is_looked_at_from_outside(server: str) -> None:
    result = verified(server, "--no-shapes", "--sample", "5")
    assert result.exit_code == 0, result.output
    assert "IRIs of a sample lead to descriptions in RDF and HTML: holds" in result.output
    assert "files on the server: sizes of the manifest: holds" in result.output


@pytest.mark.parametrize("place", ["dumps", "releases"])
def test_a_release_of_a_server_is_looked_at_by_its_own_address(server: str, release: Release, place: str) -> None:
    result = verified(f"{server}{place}/{release.manifest.id}/", "--no-shapes")
    assert result.exit_code == 0, result.output
    assert "fetched files: SHA-256 of the manifest: holds" in result.output
    other = verified(f"{server}{place}/9.9.9-000000000000", "--no-shapes")
    assert other.exit_code == 1 and "does not answer as esgraph does: 404" in other.output


def test_no_more_of_a_file_is_taken_than_the_manifest_says(tmp_path: Path) -> None:
    files = tmp_path / "dumps" / "latest"
    files.mkdir(parents=True)
    (files / "esgraph.nq").write_bytes(b"x" * 3_000_000)
    (files / "manifest.json").write_text(json.dumps({"files": {"esgraph.nq": {"size": 1_000_000, "sha256": ""}}}))
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(tmp_path))
    handler.log_message = lambda *_: None  # type: ignore[attr-defined]
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as hostile:
        threading.Thread(target=hostile.serve_forever, daemon=True).start()
        work = tmp_path / "work"
        work.mkdir()
        with pytest.raises(EsgraphError, match="larger than the manifest says"):
            remote.fetch(remote.Server.read(f"http://127.0.0.1:{hostile.server_address[1]}/"), work)
        hostile.shutdown()
    assert (work / "esgraph.nq").stat().st_size <= 1_000_000


@pytest.mark.parametrize("path", ["nothing", "network"])
def test_what_is_no_server_of_a_release_is_refused(server: str, path: str) -> None:
    result = verified(f"{server}{path}")
    assert result.exit_code == 1
    assert "does not answer as esgraph does" in result.output
    assert "give the address of the home page" in result.output
