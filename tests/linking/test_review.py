"""Decisions go into the files line by line, and only from forms of the page itself, on this machine."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from esgraph.cli import main
from esgraph.errors import LANGUAGES, EsgraphError
from esgraph.linking import wording
from esgraph.linking.proposals import FILE
from esgraph.linking.review.app import create_app
from esgraph.linking.review.decisions import Decision, decide, decided, proposals
from tests.linking.conftest import REGISTER
from tests.linking.evaluation import alone, pairs

DAY = date(2026, 11, 30)
PAGE = "http://127.0.0.1:8010"


@pytest.fixture
def data(ours: Path) -> Path:
    """A data directory with proposals, and with comments of a person among them."""
    arguments = ["link", str(ours), "--against", str(REGISTER), "--write", "--on", "2026-11-29"]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    path = ours / FILE
    text = path.read_text("utf-8")
    path.write_text(text.replace("    verdict: probable\n", "    verdict: probable  # by the program\n", 1), "utf-8")
    return ours


@pytest.fixture
def client(data: Path) -> FlaskClient:
    return create_app(data).test_client()


def form(client: FlaskClient, **more: str) -> dict[str, str]:
    """What the first form of the page would send."""
    page = client.get("/?lang=en", base_url=PAGE).text
    first = page[page.index("<form") : page.index("</form>")]
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', first))
    return {**fields, "on": "2026-11-30", "by": "redakcja", "reason": "", **more}


def send(client: FlaskClient, fields: dict[str, str], **headers: str) -> int:
    return client.post("/decide?lang=en", data=fields, base_url=PAGE, headers=headers).status_code


def test_the_page_tells_both_sides(client: FlaskClient) -> None:
    page = client.get("/?lang=en", base_url=PAGE).text
    assert "To be decided: 5" in page
    assert "organization/ab-ovo" in page and "https://register.example/id/9000000002" in page
    assert "<td>Stowarzyszenie na Rzecz Organizowania Społeczności Lokalnych AB OVO w Tłuszczu</td>" in page
    assert "Do rozstrzygnięcia: 5" in client.get("/?lang=pl", base_url=PAGE).text


@pytest.mark.parametrize(
    ("answer", "verdict"), [("confirm", "confirmed"), ("reject", "rejected"), ("leave", "probable")]
)
def test_a_decision_changes_its_own_lines_and_passes_the_check(data: Path, answer: str, verdict: str) -> None:
    path = data / FILE
    before = path.read_text("utf-8")
    client = create_app(data).test_client()
    assert send(client, form(client, answer=answer, reason="Zgodny adres, „ten sam”: 1")) == 303
    after = path.read_text("utf-8")
    old, new = before.splitlines(), after.splitlines()
    added = [line for line in new if line not in old]
    assert [line for line in old if line not in new] == (
        [] if answer == "leave" else ["    verdict: probable  # by the program"]
    )
    assert added[-3:] == [
        '    decidedBy: "redakcja"',
        "    decidedOn: 2026-11-30",
        '    decisionReason: {en: "Zgodny adres, „ten sam”: 1"}',
    ]
    assert yaml.safe_load(after)["hypotheses"]["ab-ovo-9000000002"]["verdict"] == verdict
    assert "# by the program" in after
    assert CliRunner().invoke(main, ["check", str(data)]).exit_code == 0
    assert len(proposals(data)) == (5 if answer == "leave" else 4)


def test_a_decision_may_be_thought_over(data: Path) -> None:
    (first, *_) = proposals(data)
    decide(first, Decision("leave", "redakcja", DAY, "Jeszcze nie wiadomo."))
    decide(first, Decision("confirm", "zespół", date(2026, 12, 1)))
    entry = yaml.safe_load(first.file.read_text("utf-8"))["hypotheses"][first.name]
    assert (entry["verdict"], entry["decidedBy"], str(entry["decidedOn"])) == ("confirmed", "zespół", "2026-12-01")
    assert "decisionReason" not in entry


def test_what_somebody_left_open_comes_last_and_says_so(client: FlaskClient) -> None:
    fields = form(client, answer="leave")
    assert send(client, fields) == 303
    assert form(client)["name"] != fields["name"]
    page = client.get("/?lang=en", base_url=PAGE).text
    assert page.count("left open: redakcja, 2026-11-30") == 1 and "To be decided: 5" in page


def test_a_day_that_is_yet_to_come_is_refused(data: Path, client: FlaskClient) -> None:
    before = (data / FILE).read_bytes()
    assert send(client, form(client, answer="confirm", on="2999-01-01")) == 409
    assert (data / FILE).read_bytes() == before


def test_a_proposal_that_was_decided_meanwhile_is_not_decided_again(data: Path, client: FlaskClient) -> None:
    fields = form(client, answer="confirm")
    (first, *_) = proposals(data)
    decide(first, Decision("reject", "zespół", DAY))
    before = (data / FILE).read_bytes()
    assert send(client, fields) == 409
    assert (data / FILE).read_bytes() == before


@pytest.mark.parametrize(
    ("change", "headers"),
    [
        ({"token": "guessed"}, {}),
        ({"token": ""}, {}),
        ({}, {"Origin": "https://evil.example"}),
        ({}, {"Origin": "null"}),
        ({}, {"Sec-Fetch-Site": "cross-site"}),
        ({}, {"Sec-Fetch-Site": "same-site"}),
        ({}, {"Origin": "http://127.0.0.1:9999"}),
    ],
)
def test_a_form_of_another_site_is_refused(
    data: Path, client: FlaskClient, change: dict[str, str], headers: dict[str, str]
) -> None:
    before = (data / FILE).read_bytes()
    assert send(client, form(client, answer="confirm") | change, **headers) == 403
    assert (data / FILE).read_bytes() == before


def test_a_name_of_a_stranger_cannot_stand_for_this_host(client: FlaskClient) -> None:
    for host in ("http://evil.example:8010", "http://127.0.0.1.evil.example:8010", "http://evil.example"):
        assert client.get("/", base_url=host).status_code == 403
    assert client.get("/", base_url=PAGE).status_code == 200


def test_the_page_may_load_and_be_loaded_by_nothing_else(client: FlaskClient) -> None:
    answer = client.get("/", base_url=PAGE)
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("change", "status"),
    [({"by": " "}, 409), ({"on": "yesterday"}, 409), ({"answer": "maybe"}, 409), ({"name": "other"}, 409)],
)
def test_a_form_that_is_not_filled_in_writes_nothing(
    data: Path, client: FlaskClient, change: dict[str, str], status: int
) -> None:
    before = (data / FILE).read_bytes()
    assert send(client, form(client, answer="confirm") | change) == status
    assert (data / FILE).read_bytes() == before


def test_a_file_that_is_no_yaml_is_named(data: Path, client: FlaskClient) -> None:
    (data / FILE).write_text("hypotheses: [x", "utf-8")
    answer = client.get("/?lang=en", base_url=PAGE)
    assert answer.status_code == 500 and "proposals.yaml" in answer.text


def test_an_entry_on_one_line_is_left_to_its_author() -> None:
    text = "hypotheses:\n  a: {hypothesisAbout: organization/x, verdict: possible, method: m}\n"
    with pytest.raises(EsgraphError, match="layout"):
        decided(text, "a", Decision("confirm", "redakcja", DAY), "x.yaml")


@settings(deadline=None)
@given(st.text(min_size=2).filter(lambda text: len(text.strip()) >= 2), st.text(), st.sampled_from(["\n", "\r\n"]))
def test_whatever_is_written_is_read_again(by: str, reason: str, end: str) -> None:
    text = end.join(
        ["# Ours.", "hypotheses:", "  a:", "    verdict: possible   # so far", "    method: m", "  b: {verdict: x}", ""]
    )
    try:
        after = decided(text, "a", Decision("confirm", by, DAY, reason), "x.yaml")
    except EsgraphError:
        return  # what YAML cannot hold
    entry = yaml.load(after, Loader=yaml.BaseLoader)["hypotheses"]["a"]  # noqa: S506
    assert entry["decidedBy"] == " ".join(by.split())
    assert entry["verdict"] == "confirmed"
    assert after.startswith(f"# Ours.{end}") and f"# so far{end}" in after


@settings(deadline=None)
@given(st.sampled_from(pairs()))
def test_a_description_is_read_as_it_was_written(pair: object) -> None:
    found = alone(pair)  # type: ignore[arg-type]
    if found is None:
        return
    for language in LANGUAGES:
        why, features = wording.read(wording.description(found)[language], language)
        assert why.casefold() == found.why.text(language).casefold()
        assert [one.text.casefold() for one in features] == [
            one.text(language).casefold() for one in wording.features(found.found)
        ]
