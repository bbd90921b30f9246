"""The command line as people use it: what it prints, how it fails, and that the README tells of every command."""

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from esgraph.cli import main
from esgraph.release import Release
from tests.conftest import DATA, ROOT


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=stdin)


def test_every_command_is_in_the_readme_and_has_help() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert main.commands
    for name, command in main.commands.items():
        assert f"`esgraph {name}" in readme, f"the README does not tell of esgraph {name}"
        assert command.help
        result = run(name, "--help")
        assert result.exit_code == 0
        assert "..." not in command.get_short_help_str(limit=60)


def test_the_readme_names_no_other_command() -> None:
    named = set(re.findall(r"\besgraph (\w+)", (ROOT / "README.md").read_text("utf-8")))
    assert named & {"new", "check", "build", "query", "serve"}
    code = re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    used = set(re.findall(r"\besgraph (\w+)", "\n".join(code)))
    assert used <= set(main.commands)


def test_the_figures_in_the_readme_are_those_of_the_data(release: Release, tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    counts = release.manifest.counts
    assert f"({counts['quads']} for {counts['triples']} in the first dataset" in readme
    run("new", str(tmp_path / "mydata"))
    checked = run("check", str(tmp_path / "mydata")).output.partition(": ")[2]
    assert f"\n.: {checked}" in readme


@pytest.mark.parametrize(("language", "told"), [("pl", "esgraph: przerwano"), ("en", "esgraph: stopped")])
def test_ctrl_c_ends_a_command_with_its_number(monkeypatch: pytest.MonkeyPatch, language: str, told: str) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Release, "open", stop)
    result = run("questions", "--lang", language)
    assert result.exit_code == 130
    assert result.stderr.strip() == told


def test_help_imports_nothing_heavy() -> None:
    code = "import sys, esgraph.cli; print([m for m in ('rdflib', 'flask', 'pyoxigraph', 'pyshacl', 'yaml') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_check_lists_every_person_who_is_named(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    source = tmp_path / "data" / "sources" / "mbpr-2018-06-08.yaml"
    text = source.read_text(encoding="utf-8")
    text = text.replace(
        "    in: hydro-truck\n    evid",
        "    in: hydro-truck\n    heldBy: {value: anna-zmyslona, evidence: {quote: prezes firmy Hydro – Truck, start: 1118, end: 1144}}\n    evid",
        1,
    )
    text = text.replace(
        "posts:\n",
        "persons:\n  anna-zmyslona:\n    name: {pl: Anna Zmyślona, en: Anna Zmyślona}\n    evidence: {quote: prezes firmy Hydro – Truck, start: 1118, end: 1144}\nposts:\n",
        1,
    )
    text = text.replace(
        "    notStated:\n      heldBy: {pl: Tekst nie podaje osoby prezesa., en: The text does not name the president.}\n",
        "",
        1,
    )
    source.write_text(text, encoding="utf-8")
    told = run("check", str(tmp_path / "data"), "--lang", "pl").output
    assert "Osoby wymienione w danych:\n    Anna Zmyślona <https://w3id.org/esgraph/id/person/anna-zmyslona>" in told
    assert "mbpr-2018-06-08.yaml:132" in told
    assert "Persons named" not in run("check", str(DATA), "--lang", "en").output


def test_check_says_that_all_is_well() -> None:
    result = run("check", str(DATA))
    assert result.exit_code == 0
    assert "valid" in result.output
    assert "not compared with the text, which is not at hand (--texts): mbpr-2018-06-08" in result.output


def test_a_cache_changes_what_is_read_and_nothing_that_is_told(tmp_path: Path) -> None:
    data, cache = tmp_path / "data", ["--cache", str(tmp_path / "cache"), "--timings"]
    assert run("new", str(data)).exit_code == 0
    told = [run("check", str(data), "--lang", "en", *more).output for more in ([], cache, cache)]
    assert [one.partition("| stage")[0] for one in told] == [told[0]] * 3
    assert ["| comparing |" in one for one in told] == [False, False, True]
    source = data / "sources/przyklad-2024-05-12.yaml"
    source.write_text(source.read_text("utf-8").replace("kind: association", "kind: asociation"), "utf-8")
    broken = [run("build", str(data), "-o", str(tmp_path / "r"), "--lang", "en", *more) for more in ([], cache)]
    assert [one.exit_code for one in broken] == [1, 1]
    assert broken[0].output == broken[1].output
    assert "asociation" in broken[0].output
    assert not (tmp_path / "r").exists()
    assert sorted(path.name for path in (tmp_path / "cache").iterdir()) == [".esgraph-cache", "dataset"]


def test_nothing_of_what_is_withdrawn_is_left_in_a_release_made_with_a_cache(tmp_path: Path) -> None:
    data, cache = tmp_path / "data", ["--cache", str(tmp_path / "cache")]
    assert run("new", str(data)).exit_code == 0
    more = data / "sources/wykaz.yaml"
    name = "name: {pl: Zagubiona Przystań, en: Zagubiona Przystań}"
    evidence = "evidence: {paraphrase: {pl: Jest w wykazie., en: It is in the list.}}"
    head = "name: {pl: Wykaz, en: List}\nlanguage: pl\nnotStated:\n  url: {pl: Nie ma adresu., en: No address.}\norganizations:\n"
    body = (
        f"    type: FormalOrganization\n    {name}\n    kind: association\n    legalForm: association\n    {evidence}\n"
    )
    gaps = "    notStated:\n      place: {pl: Nie podano., en: Not given.}\n"
    more.write_text(f"{head}  zagubiona-przystan:\n{body}{gaps}", "utf-8")
    first = run("build", str(data), "-o", str(tmp_path / "r"), "--lang", "en", *cache)
    assert first.exit_code == 0, first.output
    more.unlink()
    (data / "withdrawn.yaml").write_text(
        "organization/zagubiona-przystan:\n  date: 2026-11-28\n  reason: {pl: Na prośbę., en: On request.}\n"
        "  traces: [Zagubiona Przystań]\n",
        "utf-8",
    )
    second = run("build", str(data), "-o", str(tmp_path / "r"), "--lang", "en", *cache)
    assert second.exit_code == 0, second.output
    for place in ("r", "cache"):
        files = [path for path in (tmp_path / place).rglob("*") if path.is_file()]
        assert files
        assert not [path for path in files if b"Zagubiona" in path.read_bytes()]


def test_a_cache_and_a_release_need_places_of_their_own(tmp_path: Path) -> None:
    assert run("new", str(tmp_path / "data")).exit_code == 0
    for cache in ("r", "r/cache", "."):
        told = run("build", str(tmp_path / "data"), "-o", str(tmp_path / "r"), "--cache", str(tmp_path / cache))
        assert told.exit_code == 2
        assert "need places of their own" in told.output
    assert not (tmp_path / "r").exists()


def test_check_compares_the_words_where_it_can(tmp_path: Path) -> None:
    assert run("new", str(tmp_path / "data")).exit_code == 0
    assert "not compared" not in run("check", str(tmp_path / "data")).output


def test_mistakes_in_the_settings_are_told_as_those_in_sources_are(tmp_path: Path) -> None:
    assert run("new", str(tmp_path / "data")).exit_code == 0
    settings = tmp_path / "data/dataset.yaml"
    text = settings.read_text("utf-8").replace("frequency: IRREG", "frequency: weekly")
    settings.write_text(text, "utf-8")
    line = text.splitlines().index("frequency: weekly") + 1
    told = run("check", str(tmp_path / "data"), "--lang", "pl")
    assert told.exit_code == 1
    assert f"dataset.yaml:{line}:12: frequency: nie ma takiego kodu: „weekly”" in told.output
    assert "czy chodziło o „WEEKLY”?" in told.output
    assert "Do poprawienia: 1. Nic nie zapisano." in told.output


def test_build_and_query(tmp_path: Path) -> None:
    target = str(tmp_path / "release")
    result = run("build", str(DATA), "-o", target)
    assert result.exit_code == 0
    assert re.search(r"Release 1\.0\.0-[0-9a-f]{12}: \d+ statements in 16 graphs, valid", result.output)
    table = run("query", "13-words-behind-a-headcount", "-r", target, "--lang", "en")
    assert "32" in table.output
    assert "zatrudniającą 32 osoby" in table.output
    assert "(1 row)" in table.output
    assert run("query", "13", "-r", target, "--lang", "en").output == table.output


@pytest.mark.parametrize(("language", "words"), [("pl", "Do poprawienia: 1"), ("en", "1 to mend")])
def test_problems_come_in_the_readers_language(tmp_path: Path, language: str, words: str) -> None:
    assert run("new", str(tmp_path / "data")).exit_code == 0
    source = tmp_path / "data/sources/przyklad-2024-05-12.yaml"
    source.write_text(source.read_text("utf-8").replace("count: 7", "count: 7.5"), "utf-8")
    for command in (["check", str(tmp_path / "data")], ["build", str(tmp_path / "data"), "-o", str(tmp_path / "r")]):
        result = run(*command, "--lang", language)
        assert result.exit_code == 1
        assert words in result.output
        assert "headcounts.wiosna-7.count" in result.output
    assert not (tmp_path / "r").exists()


def test_both_engines_find_what_the_shapes_forbid(tmp_path: Path) -> None:
    run("new", str(tmp_path / "data"))
    source = tmp_path / "data/sources/przyklad-2024-05-12.yaml"
    source.write_text(source.read_text("utf-8").replace("count: 7", "count: -7"), "utf-8")
    own, other = (run("check", str(tmp_path / "data"), "--engine", name) for name in ("esgraph", "pyshacl"))
    assert own.exit_code == 1
    assert "headcounts.wiosna-7.count" in own.output
    assert own.output == other.output


def test_system_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("new", str(tmp_path / "data"))
    (tmp_path / "data/sources/przyklad-2024-05-12.yaml").write_text("kimd: x")
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    assert "unknown key" in run("check", str(tmp_path / "data")).output
    monkeypatch.setenv("LANG", "pl_PL.UTF-8")
    assert "nieznany klucz" in run("check", str(tmp_path / "data")).output


def test_query_formats_and_sources(release: Release, tmp_path: Path) -> None:
    path = str(release.path)
    text = "SELECT ?who WHERE { ?who a org:Post } ORDER BY ?who"
    as_csv = run("query", "-", "-r", path, "-f", "csv", stdin=text)
    assert [row["who"] for row in csv.DictReader(io.StringIO(as_csv.output))] == [
        "https://w3id.org/esgraph/id/post/prezes-hydro-truck",
        "https://w3id.org/esgraph/id/post/starosta-legionowski",
    ]
    as_json = json.loads(run("query", "-", "-r", path, "-f", "json", stdin=text).output)
    assert len(as_json["results"]["bindings"]) == 2
    (tmp_path / "mine.rq").write_text(text)
    assert "post:prezes-hydro-truck" in run("query", str(tmp_path / "mine.rq"), "-r", path).output
    assert run("query", "-", "-r", path, stdin="ASK { ?s a esg:Award }").output == "true\n"
    assert "@prefix" in run("query", "21", "-r", path).output


def test_parameters(release: Release) -> None:
    arguments = ["query", "20", "-r", str(release.path), "-f", "csv"]
    assert "powiat-legionowski" in run(*arguments, "-p", "area=1408").output
    assert "powiat-legionowski" not in run(*arguments).output


@pytest.mark.parametrize("written", ["pozytek", "organization:pozytek", "Pożytek", "Spółdzielnia Socjalna „Pożytek”"])
def test_a_parameter_is_written_as_people_call_it(release: Release, written: str) -> None:
    named = "https://w3id.org/esgraph/id/organization/pozytek"
    expected = run("query", "8", "-r", str(release.path), "-f", "csv", "-p", f"start={named}").output
    assert "ops-w-tluszczu" in expected
    assert run("query", "8", "-r", str(release.path), "-f", "csv", "-p", f"start={written}").output == expected


def test_a_value_that_may_be_several_is_not_guessed(release: Release) -> None:
    result = run("query", "8", "-r", str(release.path), "-p", "start=powiat", "--lang", "en")
    assert result.exit_code == 1
    assert "fits several names" in result.output
    assert "-p start=https://w3id.org/esgraph/id/organization/powiat-legionowski" in result.output


def test_a_value_that_the_release_does_not_have_is_told(release: Release) -> None:
    result = run("query", "8", "-r", str(release.path), "-p", "start=https://example.org/nobody")
    assert result.exit_code == 0
    assert "start=https://example.org/nobody is not in this release" in result.stderr
    assert "(0 rows)" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["query", "no-such-question"], "no question and no file"),
        (["query", "20", "-p", "nonsense=1"], "no parameter “nonsense”"),
        (["query", "20", "-p", "nonsense"], "NAME=VALUE"),
        (["query", "01", "-p", "edition=nobody's edition"], "nothing is called “nobody's edition”"),
        (["query", "8", "-p", "lang=de"], "lang is pl or en"),
    ],
)
def test_query_mistakes(release: Release, arguments: list[str], message: str) -> None:
    result = run(*arguments, "-r", str(release.path), "--lang", "en")
    assert result.exit_code == 1
    assert message in result.output


def test_a_syntax_error_is_placed(release: Release) -> None:
    result = run("query", "-", "-r", str(release.path), stdin="SELECT *\nWHERE { ?s ?p }")
    assert result.exit_code == 1
    assert "line 2" in result.output


def test_questions_are_listed(release: Release) -> None:
    result = run("questions", "-r", str(release.path), "--lang", "pl")
    assert len(re.findall(r"^\S", result.output, re.MULTILINE)) == 25
    assert "-p area=1434   " in result.output
    assert "Kto z kim współpracuje" in result.output


@pytest.mark.parametrize(
    "arguments",
    [["check", "nowhere"], ["build", "nowhere", "-o", "r"], ["query", "1", "-r", "nowhere"], ["serve", "nowhere"]],
)
def test_a_missing_directory_is_told_without_a_traceback(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 1
    assert "→" in result.output
    assert isinstance(result.exception, SystemExit)


def test_new_does_not_overwrite(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    result = run("new", str(tmp_path))
    assert result.exit_code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_locate(tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("Most i Most", "utf-8")
    result = run("locate", str(text), "Most")
    assert result.output.splitlines() == [
        "evidence: {quote: Most, start: 0, end: 4}",
        "evidence: {quote: Most, start: 7, end: 11}",
    ]
    assert run("locate", str(text), "Wisła").exit_code == 1
    assert run("locate", str(text)).output.startswith("textLength: 11\ntextSha256: ")
