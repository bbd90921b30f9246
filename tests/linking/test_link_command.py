"""Proposals become authored hypotheses that stand beside what people wrote, and no decision is asked for twice."""

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from esgraph.cli import main
from esgraph.linking.proposals import FILE
from tests.linking.conftest import REGISTER


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--lang", "en"])


def link(data: Path, *options: str) -> Result:
    return run("link", str(data), "--against", str(REGISTER), "--on", "2026-11-29", *options)


def proposed(data: Path) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = yaml.safe_load((data / FILE).read_text("utf-8"))["hypotheses"]
    return found


def test_nothing_is_written_unless_it_is_asked_for(ours: Path) -> None:
    result = link(ours)
    assert result.exit_code == 0
    assert "organization/ab-ovo = https://register.example/id/9000000002: certain" in result.stdout
    assert "9000000003" not in result.stdout and "9000000004" not in result.stdout
    assert not (ours / FILE).exists()


def test_proposals_are_hypotheses_that_pass_the_check(ours: Path) -> None:
    assert link(ours, "--write").exit_code == 0
    one = proposed(ours)["ab-ovo-9000000002"]
    assert one["hypothesisAbout"] == "organization/ab-ovo"
    assert one["candidate"] == "https://register.example/id/9000000002"
    assert one["verdict"] == "probable"
    assert str(one["method"]).startswith("esgraph link: ") and str(one["proposedOn"]) == "2026-11-29"
    assert isinstance(one["score"], int) and 0 <= one["score"] <= 100
    assert {entry["verdict"] for entry in proposed(ours).values()} == {"probable", "possible"}
    assert run("check", str(ours)).exit_code == 0


def test_a_second_run_changes_nothing(ours: Path) -> None:
    link(ours, "--write")
    before = (ours / FILE).read_bytes()
    result = link(ours, "--write", "--on", "2027-01-01")
    assert "nothing new" in result.stdout
    assert (ours / FILE).read_bytes() == before


@pytest.mark.parametrize("verdict", ["rejected", "confirmed", "possible"])
def test_what_was_decided_is_not_proposed_again(ours: Path, verdict: str) -> None:
    """Wherever it stands, and whichever of the two it is about."""
    (ours / "identity/decided.yaml").write_text(
        "hypotheses:\n"
        "  mine:\n"
        "    hypothesisAbout: organization/ab-ovo\n"
        "    candidate: https://register.example/id/9000000002\n"
        f"    verdict: {verdict}\n"
        "    description: {pl: Sprawdzono., en: It was looked at.}\n",
        "utf-8",
    )
    result = link(ours, "--write")
    assert "9000000002" not in result.stdout
    assert "ab-ovo-9000000002" not in proposed(ours)


def test_layout_and_comments_of_a_file_are_kept(ours: Path) -> None:
    (ours / FILE).write_text(
        "# Ours.\nhypotheses:\n"
        "  ab-ovo-9000000002:   # an id that is taken\n"
        "    hypothesisAbout:  organization/ab-ovo\n"
        "    verdict: possible   # not yet\n"
        "    description: {pl: Nie wiadomo., en: Not known.}\n",
        "utf-8",
    )
    before = (ours / FILE).read_text("utf-8")
    assert link(ours, "--write").exit_code == 0
    after = (ours / FILE).read_text("utf-8")
    assert after.startswith(before)
    candidates = [entry.get("candidate") for entry in proposed(ours).values()]
    assert candidates.count("https://register.example/id/9000000002") == 1
    assert run("check", str(ours)).exit_code == 0


def test_a_file_that_cannot_be_added_to_is_left_as_it_is(ours: Path) -> None:
    text = "hypotheses: {}\norganizations:\n  x:\n    name: {pl: X, en: X}\n    kind: association\n"
    (ours / FILE).write_text(
        text.replace(
            "{}", "\n  a: {hypothesisAbout: organization/ab-ovo, verdict: possible, description: {pl: A, en: A}}"
        ),
        "utf-8",
    )
    before = (ours / FILE).read_bytes()
    result = link(ours, "--write")
    assert result.exit_code == 1 and "not the last" in result.stderr
    assert (ours / FILE).read_bytes() == before


def test_a_decision_on_a_proposal_needs_who_and_when(ours: Path) -> None:
    link(ours, "--write")
    path = ours / FILE
    text = path.read_text("utf-8").replace("verdict: probable", "verdict: confirmed", 1)
    path.write_text(text, "utf-8")
    result = run("check", str(ours))
    assert result.exit_code == 1 and "decidedBy" in result.stderr
    assert f"{FILE}:" in result.stderr
    decided = text.replace(
        "verdict: confirmed",
        'verdict: confirmed\n    decidedBy: redakcja\n    decidedOn: 2026-11-30\n    decisionReason: {pl: "Zgodny adres."}',
    )
    path.write_text(decided, "utf-8")
    assert run("check", str(ours)).exit_code == 0


def test_only_what_is_so_sure(ours: Path) -> None:
    result = link(ours, "--at-least", "certain")
    assert "certain" in result.stdout and "possible (" not in result.stdout


def test_mistakes_of_the_data_are_told_as_the_check_tells_them(ours: Path) -> None:
    (ours / "places.yaml").write_text("places: [x", "utf-8")
    result = link(ours)
    assert result.exit_code == 1 and "places.yaml" in result.stderr


def test_a_source_that_is_not_there(ours: Path) -> None:
    result = run("link", str(ours), "--against", "nowhere.ttl")
    assert result.exit_code == 1 and "nowhere.ttl" in result.stderr and "SPARQL" not in result.stdout


def test_what_our_own_data_have_twice_is_proposed_once(ours: Path) -> None:
    (ours / "identity/twice.yaml").write_text(
        "organizations:\n"
        "  ab-ovo-znowu:\n"
        "    name: {pl: Stowarzyszenie na rzecz organizowania społeczności lokalnych „Ab Ovo”, en: Ab Ovo (again)}\n"
        "    kind: association\n"
        "    place: tluszcz\n",
        "utf-8",
    )
    assert run("link", str(ours), "--against", str(ours), "--write").exit_code == 0
    (one,) = (entry for entry in proposed(ours).values() if "znowu" in str(entry))
    assert {one["hypothesisAbout"], one["candidate"]} == {"organization/ab-ovo", "organization/ab-ovo-znowu"}
    assert one["verdict"] == "probable"


def test_records_below_our_own_base_that_we_have_not_are_left_out(ours: Path, tmp_path: Path) -> None:
    """A hypothesis about them would refer to nothing."""
    register = tmp_path / "register.ttl"
    text = REGISTER.read_text("utf-8").replace(
        "https://register.example/id/", "https://w3id.org/esgraph/id/organization/"
    )
    register.write_text(text, "utf-8")
    result = run("link", str(ours), "--against", str(register), "--write")
    assert result.exit_code == 0 and "IRIs are those of our data" in result.stderr
    assert not (ours / FILE).exists()
