"""Withdrawing: what the data still say is told, what a release still holds stops it, and an IRI says when and why."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from esgraph import tombstones
from esgraph.build.project import Project
from esgraph.build.publish import publish
from esgraph.build.scaffold import create
from esgraph.build.stages import Stages
from esgraph.build.validation import read_shapes, validate
from esgraph.cli import main
from esgraph.errors import AuthoringError, ReleaseError
from esgraph.question import read_all
from esgraph.release import Release
from esgraph.resources import ontology, shapes
from esgraph.serve.app import create_app
from tests.reading import read

GONE = "organization/jan-kowalski-uslugi"
ENTRY = f"""\
{GONE}:
  date: 2026-11-28
  reason: {{pl: Na prośbę osoby., en: At the request of a person.}}
  traces: [Jan Kowalski]
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    create(tmp_path / "data")
    return tmp_path / "data"


def built(data: Path, target: Path) -> Release:
    project = Project.open(data)
    dataset = read(project)
    return publish(dataset, validate(dataset, read_shapes(shapes())), project.settings, target, Stages())


def test_what_the_data_still_say_is_told_once_for_its_entry_and_once_for_each_reference(data: Path) -> None:
    (source,) = (data / "sources").glob("*.yaml")
    (data / "withdrawn.yaml").write_text(ENTRY.replace(GONE, "organization/stowarzyszenie-most"), encoding="utf-8")
    with pytest.raises(AuthoringError) as told:
        read(Project.open(data))
    texts = [problem.text("en") for problem in told.value.problems]
    assert all("“organization/stowarzyszenie-most” is withdrawn" in text and "line 1" in text for text in texts)
    assert [(problem.where.file.name, problem.where.key) for problem in told.value.problems] == [
        (source.name, "organizations.stowarzyszenie-most"),
        (source.name, "cooperations.most-ops.party"),
        (source.name, "foundations.wiosna.founder"),
    ]
    lines = source.read_text(encoding="utf-8").splitlines()
    assert "stowarzyszenie-most:" in lines[told.value.problems[0].where.line - 1]
    assert "still has an entry here" in texts[0] and "with all that is below it" in texts[0]
    assert all("still referred to here" in text for text in texts[1:])


def test_an_entry_in_each_file_is_told(data: Path) -> None:
    (source,) = (data / "sources").glob("*.yaml")
    second = source.read_text(encoding="utf-8").partition("organizations:")[0] + (
        "organizations:\n  stowarzyszenie-most:\n    topic: [cooperation]\n"
        "    evidence: {paraphrase: {pl: Zatrudnia., en: It employs.}}\n"
    )
    source.with_name("druga-relacja.yaml").write_text(second, encoding="utf-8")
    (data / "withdrawn.yaml").write_text(ENTRY.replace(GONE, "organization/stowarzyszenie-most"), encoding="utf-8")
    with pytest.raises(AuthoringError) as told:
        read(Project.open(data))
    entries = [problem.where for problem in told.value.problems if "has an entry" in problem.what["en"]]
    assert {where.file.name for where in entries} == {source.name, "druga-relacja.yaml"}
    assert len(entries) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ENTRY.replace(GONE, "Jan Kowalski"), "kind/slug, such as organization/pozytek"),
        (ENTRY.replace("date: 2026-11-28", "date: yesterday"), "yesterday"),
        (ENTRY.replace("  date: 2026-11-28\n", ""), "date"),
        (ENTRY.replace("traces", "trace"), "trace"),
        (f"- {GONE}\n", "begin with what is withdrawn (kind/slug), and below it: date, reason: {pl: …, en: …}"),
        (ENTRY.partition("  reason")[0], "add why, in both languages: reason: {pl: …, en: …}"),
        (ENTRY + "  replacedBy: organization/nobody\n", "organization/nobody"),
    ],
)
def test_mistakes_in_a_withdrawal_are_told(data: Path, text: str, said: str) -> None:
    (data / "withdrawn.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(AuthoringError) as told:
        read(Project.open(data))
    assert any(
        said in problem.text("en") and "withdrawn.yaml:" in problem.text("en") for problem in told.value.problems
    )


def test_words_that_are_left_anywhere_stop_the_release(data: Path, tmp_path: Path) -> None:
    (data / "withdrawn.yaml").write_text(ENTRY, encoding="utf-8")
    dataset = (data / "dataset.yaml").read_text(encoding="utf-8")
    changed = dataset.replace("Pierwsze wydanie.", "Wycofano JAN KOWALSKI.")
    (data / "dataset.yaml").write_text(changed, encoding="utf-8")
    built_before = tmp_path / "release"
    with pytest.raises(ReleaseError, match=r"esgraph\.nq .*withdrawn\.yaml:1") as told:
        built(data, built_before)
    assert "from `traces`" in told.value.remedy
    assert not built_before.exists()


@pytest.mark.parametrize("successor", ["", "  replacedBy: organization/stowarzyszenie-most\n"])
def test_what_is_called_the_beginning_of_another_thing_can_be_withdrawn(
    data: Path, tmp_path: Path, successor: str
) -> None:
    entry = ENTRY.replace(GONE, "organization/stowarzyszenie") + successor
    (data / "withdrawn.yaml").write_text(entry, encoding="utf-8")
    release = built(data, tmp_path / "release")
    client = create_app(release).test_client()
    assert client.get("/id/organization/stowarzyszenie").status_code == (301 if successor else 410)
    assert client.get("/data/organization/stowarzyszenie-most.ttl").status_code == 200


def test_what_a_question_of_the_program_asks_for_can_be_withdrawn(data: Path, tmp_path: Path) -> None:
    entry = ENTRY.replace(GONE, "organization/powiat-legionowski").replace("Jan Kowalski", "Powiat Legionowski")
    source = ENTRY.replace(GONE, "source/mbpr-2018-06-08").replace("  traces: [Jan Kowalski]\n", "")
    (data / "withdrawn.yaml").write_text(entry + source, encoding="utf-8")
    release = built(data, tmp_path / "release")
    ontology = (release.path / "ontology" / "esgraph.ttl").read_text(encoding="utf-8")
    assert "powiat-legionowski" not in ontology and "organization:pozytek" in ontology
    assert sum(1 for _ in ox.parse(ontology, ox.RdfFormat.TURTLE)) > 900
    asked = {question.number: question for question in release.questions()}
    assert asked[8].parameters[0].default == f"{release.manifest.base}id/organization/example"
    assert asked[21].parameters[0].default == f"{release.manifest.base}graph/source/example"
    assert asked[1].parameters[0].default == f"{release.manifest.base}id/edition/mmes-2018", "what stays is as it was"
    assert asked[8].query in {literal.value for literal in literals(release.nquads)}, "the example of the catalogue"
    client = create_app(release).test_client()
    assert client.get("/questions/08-within-two-steps").status_code == 200


def literals(nquads: Path) -> Iterator[ox.Literal]:
    return (quad.object for quad in ox.parse(path=nquads) if isinstance(quad.object, ox.Literal))


def test_a_published_question_has_no_answer_of_another_dataset(release: Release) -> None:
    for path in (release.path / "questions").glob("*.rq"):
        text = path.read_text(encoding="utf-8")
        assert "expected" not in text and "#+   " in text
        assert text.count("\n#+ ") < 40, path
    assert all(not question.expected and question.query for question in release.questions())
    written = {question.slug: question for question in read_all(ontology() / "questions")}
    assert {question.slug: question.query for question in release.questions()} == {
        slug: question.query for slug, question in written.items()
    }


def test_traces_in_files_of_the_program_are_told_as_such(data: Path, tmp_path: Path) -> None:
    (data / "withdrawn.yaml").write_text(ENTRY.replace("Jan Kowalski", "within two steps"), encoding="utf-8")
    with pytest.raises(ReleaseError, match="something is left") as told:
        built(data, tmp_path / "release")
    assert "questions/08-within-two-steps.rq" in told.value.remedy and "program's" in told.value.remedy


def test_nothing_is_left_and_the_iri_says_when_and_why(data: Path, tmp_path: Path) -> None:
    entries = ENTRY + ENTRY.replace(GONE, "organization/dawna-nazwa").replace("[Jan Kowalski]", "[Dawna Nazwa]")
    entries += "  replacedBy: organization/stowarzyszenie-most\n"
    entries += ENTRY.replace(GONE, "source/stara-relacja").replace("[Jan Kowalski]", "[Stara relacja]")
    (data / "withdrawn.yaml").write_text(entries, encoding="utf-8")
    release = built(data, tmp_path / "release")
    for path in release.path.rglob("*"):
        if path.is_file():
            held = path.read_bytes().lower()
            assert not any(word in held for word in (b"kowalski", b"dawna-nazwa", b"dawna nazwa")), path
    assert set(json.loads((release.path / tombstones.FILE).read_text())) >= {
        tombstones.key(f"{release.manifest.base}id/{GONE}")
    }
    client = create_app(release).test_client()
    slug = GONE.partition("/")[2]
    for address in (
        f"/id/{GONE}",
        f"/page/{GONE}",
        f"/data/{GONE}",
        f"/data/{GONE}.ttl",
        f"/page/{GONE}/statements",
        f"/network/{slug}",
        f"/network/{slug}.gexf",
        f"/network/{slug}/nodes.csv",
        f"/network/organization/{slug}/edges.csv",
        f"/embed/network/{slug}",
        "/graph/source/stara-relacja",
        "/graph/source/stara-relacja.ttl",
        "/dumps/latest/graphs/source/stara-relacja.ttl",
        "/page/source/stara-relacja",
    ):
        found = client.get(address, headers={"Accept": "application/json"})
        assert (found.status_code, found.json and found.json["detail"]) == (
            410, "this was withdrawn on 2026-11-28: At the request of a person.",
        ), address  # fmt: skip
        page = client.get(f"{address}?lang=pl", headers={"Accept": "text/html"})
        assert page.status_code == 410 and "Na prośbę osoby." in page.text, address
        assert "<h1>To zostało wycofane</h1>" in page.text
        # The switch of languages has the address that was asked; nothing else says it.
        said = re.sub(r'href="[^"]*"', "", page.text).casefold()
        assert not re.search("kowalski|stara.relacja|search for|szukaj:", said), address
    # To the same sort of address, so that who asks for RDF, or for a table, gets it.
    for asked in (
        "/id/organization/{}", "/id/organization/{}.ttl", "/page/organization/{}?lang=en", "/data/organization/{}.nt",
        "/page/organization/{}/statements", "/network/{}", "/network/{}.gexf", "/network/organization/{}/edges.csv",
    ):  # fmt: skip
        merged = client.get(asked.format("dawna-nazwa"))
        assert merged.status_code == 301
        assert merged.headers["Location"] == asked.format("stowarzyszenie-most")
    assert client.get("/id/organization/nobody-ever").status_code == 404


def test_a_release_without_withdrawals_has_no_file_of_them(release: Release, client: FlaskClient) -> None:
    assert tombstones.FILE not in release.manifest.files
    assert client.get("/id/organization/nobody").status_code == 404


def test_tombstones_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    tombstones.write(
        {f"https://example.org/id/{GONE}": tombstones.Tombstone("2026-11-28", {"pl": "a", "en": "b"})},
        tmp_path / "t.json",
    )
    assert "kowalski" not in (tmp_path / "t.json").read_text()
    assert tombstones.read(tmp_path / "t.json")[tombstones.key(f"https://example.org/id/{GONE}")].date == "2026-11-28"
    (tmp_path / "t.json").write_text('{"a": {"b": 1}}')
    with pytest.raises(ReleaseError, match="cannot be read"):
        tombstones.read(tmp_path / "t.json")
    shutil.rmtree(tmp_path)


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("stowarzyszenie-mosst", "stowarzyszenie-most"),
        ("stowarzyszenie-mots", "stowarzyszenie-most"),
        ("zupelnie-inna", ""),
    ],
)
def test_a_slip_in_the_name_of_what_is_withdrawn_is_asked_about(data: Path, name: str, near: str) -> None:
    """It withdraws nothing, and nothing is wrong with it: so it is no error."""
    (data / "withdrawn.yaml").write_text(ENTRY.replace(GONE, f"organization/{name}"), encoding="utf-8")
    result = CliRunner().invoke(main, ["check", str(data), "--lang", "en"])
    assert result.exit_code == 0
    assert ("is that what was to be withdrawn?" in result.stderr) is bool(near)
    assert not near or f"withdrawn.yaml:1:1: organization/{name}: the data have nothing of this name" in result.stderr
    assert not near or f"“organization/{near}”" in result.stderr


def test_a_withdrawal_says_that_earlier_releases_still_have_it(data: Path, tmp_path: Path) -> None:
    def build() -> str:
        result = CliRunner().invoke(
            main, ["build", str(data), "--releases", str(tmp_path / "releases"), "--lang", "en"]
        )
        assert result.exit_code == 0, result.output
        return result.stderr

    assert "forget" not in build()
    (data / "withdrawn.yaml").write_text(ENTRY, encoding="utf-8")
    text = (data / "dataset.yaml").read_text("utf-8")
    (data / "dataset.yaml").write_text(text.replace("version: 0.1.0", "version: 0.2.0"), "utf-8")
    assert f"esgraph forget {tmp_path / 'releases'} --earlier" in build()
