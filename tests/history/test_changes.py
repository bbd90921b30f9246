"""What changed between two releases, entity by entity: what sources say now, told once, where it belongs."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from esgraph.cli import main
from esgraph.errors import ReleaseError
from esgraph.history import gathering, reading
from esgraph.history.changes import EntityChange, Summary
from esgraph.history.telling import Line, lines
from esgraph.release import Release
from tests.history.releases import BASE, SOURCE, Edits, build, edit, example

ACCOUNT = f"{BASE}graph/source/przyklad-2024-05-12"


def between(old: Release, new: Release, folder: Path) -> tuple[Summary, dict[str, EntityChange]]:
    """The summary, and the changes by the name of the entity below `id/`."""
    folder.mkdir(exist_ok=True)
    gathering.gather(old, new, folder / "changes.sqlite")
    with reading.opened(folder / "changes.sqlite") as changes:
        entities = {one.entity.value.removeprefix(f"{BASE}id/"): one for one in changes.entities()}
        assert len(entities) == changes.number()
        return changes.summary, entities


def told(change: EntityChange) -> list[tuple[str, str, list[str], list[str]]]:
    """The lines about an entity: of what, of which property, values before and after."""
    return [_short(line) for line in lines(change)]


def _short(line: Line) -> tuple[str, str, list[str], list[str]]:
    label = line.property.name("en") + (f" {line.language}" if line.language else "") if line.property else ""
    return line.of, label, [one.name("en") for one in line.before], [one.name("en") for one in line.after]


@pytest.fixture(scope="module")
def found(
    first: Release, second: Release, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Summary, dict[str, EntityChange]]:
    return between(first, second, tmp_path_factory.mktemp("between"))


def test_only_what_sources_say_otherwise_is_told(found: tuple[Summary, dict[str, EntityChange]]) -> None:
    _, entities = found
    assert {name: one.what for name, one in entities.items()} == {
        "organization/stowarzyszenie-most": "changed",
        "event/nastepne": "added",
        "cooperation/most-ops": "changed",
        "headcount/wiosna-7": "changed",
    }


def test_the_value_before_and_after_stand_side_by_side(found: tuple[Summary, dict[str, EntityChange]]) -> None:
    _, entities = found
    assert told(entities["headcount/wiosna-7"]) == [("changed", "count", ["7"], ["8"])]
    most = told(entities["organization/stowarzyszenie-most"])
    assert ("changed", "name en", ["Most Association"], ["Bridge Association"]) in most
    assert ("new", "place", [], ["Przykładowo (made up)"]) in most
    assert told(entities["cooperation/most-ops"]) == [("gone", "status", ["led to a founding"], [])]
    assert entities["cooperation/most-ops"].entity.pl == (
        "Ośrodek Pomocy Społecznej w Przykładowie – Stowarzyszenie „Most”"
    )


def test_who_says_so_is_told(found: tuple[Summary, dict[str, EntityChange]]) -> None:
    _, entities = found
    (line,) = lines(entities["headcount/wiosna-7"])
    assert [graph.value for graph in line.graphs] == [ACCOUNT]
    assert line.graphs[0].pl == "Relacja ze spotkania w Przykładowie (zmyślona)"


def test_gaps_that_come_and_go_are_told_with_their_entity(found: tuple[Summary, dict[str, EntityChange]]) -> None:
    summary, entities = found
    most = told(entities["organization/stowarzyszenie-most"])
    assert ("gap_removed", "place", [], []) in most
    assert ("gap_added", "address (URL)", [], []) in most
    assert ("gap_added", "start date", [], []) in told(entities["event/nastepne"])
    assert summary.gaps == {"added": 2, "removed": 1, "changed": 0}


def test_the_summary_counts_every_statement(
    found: tuple[Summary, dict[str, EntityChange]], first: Release, second: Release
) -> None:
    summary, _ = found
    old, new = (set(release.nquads.read_bytes().splitlines()) for release in (first, second))
    assert summary.statements == {"added": len(new - old), "removed": len(old - new), "changed": 0}
    for what in ("added", "removed"):
        assert sum(counts[what] for counts in summary.graphs.values()) == summary.statements[what]
    # The version and the notes, and the version of the release in what it is part of.
    assert summary.graphs["catalogue"] == {"added": 4, "removed": 4, "changed": 0}
    assert summary.entities == {"added": 1, "removed": 0, "changed": 3}
    assert (summary.old, summary.new) == (first.manifest.id, second.manifest.id)


def test_there_and_back_is_the_same_the_other_way_round(
    found: tuple[Summary, dict[str, EntityChange]], first: Release, second: Release, tmp_path: Path
) -> None:
    summary, entities = found
    back, reverse = between(second, first, tmp_path)
    opposite = {"added": "removed", "removed": "added", "changed": "changed"}
    assert {name: opposite[one.what] for name, one in reverse.items()} == {n: one.what for n, one in entities.items()}
    assert back.statements["added"] == summary.statements["removed"]
    assert told(reverse["headcount/wiosna-7"]) == [("changed", "count", ["8"], ["7"])]


def test_nothing_changed(first: Release, tmp_path: Path) -> None:
    summary, entities = between(first, first, tmp_path)
    assert summary.is_empty
    assert entities == {}


def test_the_same_changes_have_the_same_bytes(first: Release, second: Release, tmp_path: Path) -> None:
    for name in "ab":
        gathering.gather(first, second, tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def after(edits: Edits, tmp_path: Path, first: Release, extra: dict[str, str] | None = None) -> dict[str, EntityChange]:
    """What changes by some edits, and by some files more."""
    data = example(tmp_path / "data")
    edit(data, edits)
    for name, text in (extra or {}).items():
        (data / name).write_text(text, "utf-8")
    return between(first, build(data, tmp_path / "release"), tmp_path / "changes")[1]


def test_words_that_are_quoted_otherwise_are_counted_with_what_rests_on_them(first: Release, tmp_path: Path) -> None:
    entities = after({SOURCE: {"quote: Stowarzyszenie „Most”,": "quote: Stowarzyszenie Most,"}}, tmp_path, first)
    assert set(entities) == {"organization/stowarzyszenie-most"}
    assert entities["organization/stowarzyszenie-most"].evidence == {"changed": 1}
    (line,) = lines(entities["organization/stowarzyszenie-most"])
    assert (line.of, line.number) == ("evidence_changed", 1)


def test_evidence_of_a_single_statement_is_told_with_its_entity(first: Release, tmp_path: Path) -> None:
    edits = {
        SOURCE: {
            "date: {value: 2024-05-12, evidence: {quote: W dniu 12.05.2024 r., start: 0, end: 20}}": "date: 2024-05-12"
        }
    }
    entities = after(edits, tmp_path, first)
    assert set(entities) == {"event/spotkanie-2024"}
    assert entities["event/spotkanie-2024"].facts == ()
    assert entities["event/spotkanie-2024"].evidence == {"removed": 1}


def test_the_status_of_a_claim_is_told_with_its_entity(first: Release, tmp_path: Path) -> None:
    edits: Edits = {
        SOURCE: {
            "evidence: {quote: w Przykładowie odbyło się spotkanie, start: 21, end: 56}}": (
                "evidence: {quote: w Przykładowie odbyło się spotkanie, start: 21, end: 56}, claimStatus: disputed}"
            )
        }
    }
    entities = after(edits, tmp_path, first)
    assert set(entities) == {"event/spotkanie-2024"}
    (line,) = told(entities["event/spotkanie-2024"])
    assert (line[0], line[2], len(line[3])) == ("new", [], 1)
    assert entities["event/spotkanie-2024"].evidence == {}


_SECOND_SOURCE = """
name: {pl: Inna relacja, en: Another account}
language: pl
notStated: {url: {pl: Brak adresu., en: No address.}}
organizations:
  stowarzyszenie-most:
    kind: association
headcounts:
  wiosna-9:
    headcountOf: spoldzielnia-wiosna
    count: 9
    conflictsWith: headcount/wiosna-7
"""


def test_another_source_that_says_the_same_and_one_that_contradicts(first: Release, tmp_path: Path) -> None:
    entities = after({}, tmp_path, first, {"sources/inna-2024.yaml": _SECOND_SOURCE})
    assert told(entities["organization/stowarzyszenie-most"]) == [
        ("more", "type", [], ["organisation"]),
        ("more", "kind", [], ["association"]),
    ]
    for line in lines(entities["organization/stowarzyszenie-most"]):
        assert [graph.en for graph in line.graphs] == ["Another account"]
    other = entities["headcount/wiosna-9"]
    assert other.what == "added"
    assert [(one.what, one.other.value) for one in other.conflicts] == [("added", f"{BASE}id/headcount/wiosna-7")]
    assert entities["source/inna-2024"].what == "added"
    assert entities["source/inna-2024"].gaps[0].what == "added"


def test_what_a_source_takes_back_while_another_still_says_it(tmp_path: Path) -> None:
    data = example(tmp_path / "data")
    (data / "sources/inna-2024.yaml").write_text(_SECOND_SOURCE, "utf-8")
    both = build(data, tmp_path / "both")
    (data / "sources/inna-2024.yaml").unlink()
    summary, entities = between(both, build(data, tmp_path / "one"), tmp_path / "changes")
    assert told(entities["organization/stowarzyszenie-most"]) == [
        ("fewer", "type", [], ["organisation"]),
        ("fewer", "kind", [], ["association"]),
    ]
    assert entities["source/inna-2024"].what == entities["headcount/wiosna-9"].what == "removed"
    # What is withdrawn is still called by its name.
    assert entities["source/inna-2024"].entity.en == "Another account"
    assert summary.conflicts == {"added": 0, "removed": 1, "changed": 0}


def test_of_many_values_the_first_are_told_and_the_others_counted(first: Release, tmp_path: Path) -> None:
    names = ", ".join(f"Most {number:02}" for number in range(20))
    entities = after(
        {SOURCE: {"    mentionedAs: {pl: Spółdzielnię Socjalną „Wiosna”}": f"    mentionedAs: {{pl: [{names}]}}"}},
        tmp_path,
        first,
    )
    (fact,) = entities["organization/spoldzielnia-wiosna"].facts
    assert (len(fact.values), fact.left_out) == (gathering.SHOWN, 21 - gathering.SHOWN)
    assert any(line.of == "left_out" for line in lines(entities["organization/spoldzielnia-wiosna"]))


def test_derived_statements_are_counted_and_not_listed(first: Release, tmp_path: Path) -> None:
    data = example(tmp_path / "data")
    edit(
        data,
        {
            SOURCE: {
                "party: [organization/stowarzyszenie-most, organization/ops-w-przykladowie]": "party: [organization/stowarzyszenie-most, organization/spoldzielnia-wiosna]"
            }
        },
    )
    summary, entities = between(first, build(data, tmp_path / "release"), tmp_path / "changes")
    assert set(entities) == {"cooperation/most-ops"}
    assert summary.graphs["derived"]["added"] > 5 < summary.graphs["derived"]["removed"]


def test_changes_are_read_by_page_kind_and_what_happened(first: Release, second: Release, tmp_path: Path) -> None:
    gathering.gather(first, second, tmp_path / "c")
    with reading.opened(tmp_path / "c") as changes:
        every = list(changes.entities())
        assert [one.kind for one in every] == ["organization", "event", "cooperation", "headcount"]
        assert [*changes.entities(0, 3), *changes.entities(3, 3)] == every
        assert list(changes.entities(kind="event", what="added")) == [every[1]]
        assert changes.number(what="changed") == 3
        assert changes.what(every[1].entity.value) == "added"
        assert changes.what("https://example.org/es/id/organization/nobody") is None


def test_a_file_that_is_no_list_of_changes_is_told(tmp_path: Path) -> None:
    (tmp_path / "c").write_bytes(b"no database at all, but long enough to look at")
    for path in (tmp_path / "c", tmp_path / "nothing"):
        with pytest.raises(ReleaseError, match="cannot be read"), reading.opened(path):
            pass


def run(*arguments: object) -> str:
    result = CliRunner().invoke(main, [str(one) for one in arguments])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("pl", ["Rzeczy: nowe 1, zmienione 3", "nazwa (en): “Most Association” → “Bridge Association”", "liczba osób: 7 → 8",
                "luka zniknęła", "[Relacja ze spotkania w Przykładowie (zmyślona)]", "event:nastepne  Następne spotkanie – nowe"]),
        ("en", ["Things: new 1, changed 3", "name (en): “Most Association” → “Bridge Association”", "count: 7 → 8",
                "the gap is gone", "[Account of the meeting in Przykładowo (made up)]", "event:nastepne  Next meeting – new"]),
    ],
)  # fmt: skip
def test_the_command_says_it_in_words(first: Release, second: Release, language: str, words: list[str]) -> None:
    output = run("diff", first.path, second.path, "--lang", language)
    for part in words:
        assert part in output
    same = {"pl": "Oba wydania mówią to samo.", "en": "Both releases say the same."}
    assert same[language] in run("diff", first.path, first.path, "--lang", language)


def test_the_command_says_it_to_programs(first: Release, second: Release) -> None:
    document = json.loads(run("diff", first.path, second.path, "-f", "json"))
    assert document["summary"]["kinds"]["event"]["added"] == 1
    assert [EntityChange.of_json(one).to_json() for one in document["entities"]] == document["entities"]


def test_releases_of_two_datasets_are_not_compared(first: Release, release: Release) -> None:
    result = CliRunner().invoke(main, ["diff", str(first.path), str(release.path)])
    assert result.exit_code == 1
    assert "two datasets" in result.output


def test_a_link_is_told_where_it_is_stated_and_counted_in_its_linkset(first: Release, tmp_path: Path) -> None:
    data = example(tmp_path / "data")
    edit(data, {"places.yaml": {"    type: City\n": '    type: City\n    terc: "1465011"\n'}})
    summary, entities = between(first, build(data, tmp_path / "release"), tmp_path / "between")
    assert set(entities) == {"place/przykladowo"}
    (value,) = (value for one in entities["place/przykladowo"].facts for value in one.values)
    assert [one.value for one in value.graphs] == [f"{BASE}graph/places"]
    counts = summary.graphs["linkset/teryt"]
    assert (counts["added"], counts["removed"]) == (1, 0)
