"""The HTML of every kind of page is well formed, by a validator from a package."""

import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from esgraph.errors import LANGUAGES
from esgraph.history.directory import Directory
from tests import node
from tests.conftest import ROOT
from tests.site import PAGES, in_language

FOLDER = ROOT / "tests" / "clients" / "pages"
_PROGRAM = "node_modules/html-validate/bin/html-validate.mjs"

# What htmlvalidate.json switches off or loosens is no matter of being well formed:
# aria-label-misuse        ARIA lets every list have a name
# doctype-style            the standard takes either case
# form-dup-name            boxes of one question share its name
# long-title               a title is as long as the name of what the page is about
# no-implicit-button-type  a button submits its form, as the standard says it does
# no-trailing-whitespace   white space at the end of a line is white space
# prefer-native-element    <div role="region"> is what <section> with a name is
# valid-id                 an id may have any character but white space


@pytest.fixture(scope="module")
def validator(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return node.install(FOLDER, tmp_path_factory.mktemp("validator"), "htmlvalidate.json")


def _complaints(validator: Path, pages: Path) -> list[str]:
    # Into a file: what it prints may end before it is all there.
    report = pages / "report.json"
    done = node.run(
        validator, _PROGRAM, "--config=htmlvalidate.json", f"--formatter=json={report}", f"{pages.as_posix()}/*.html"
    )
    assert done.returncode in (0, 1), done.stderr
    return [
        f"{Path(file['filePath']).name}:{message['line']}: {message['ruleId']}: {message['message']}"
        for file in json.loads(report.read_text(encoding="utf-8"))
        for message in file["messages"]
    ]


def test_every_kind_of_page_is_well_formed(client: FlaskClient, validator: Path, tmp_path: Path) -> None:
    for kind, (path, status) in PAGES.items():
        for language in LANGUAGES:
            response = client.get(in_language(path, language), headers={"Accept": "text/html"})
            assert (response.status_code, response.mimetype) == (status, "text/html"), kind
            (tmp_path / f"{kind}-{language}.html").write_bytes(response.data)
    complaints = _complaints(validator, tmp_path)
    if complaints:
        pytest.fail("\n".join(complaints), pytrace=False)


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        ("<p>a<div>b</div></p>", "no-implicit-close"),
        ('<i id="x">a</i><i id="x">b</i>', "no-dup-id"),
        ("<ul><p>a</p></ul>", "element-permitted-content"),
        ('<p style="color: red">a</p>', "no-inline-style"),
    ],
)
def test_the_validator_finds_what_is_wrong(validator: Path, tmp_path: Path, html: str, rule: str) -> None:
    (tmp_path / "page.html").write_text(f'<!doctype html><html lang="en"><title>x</title><main>{html}</main></html>')
    assert rule in " ".join(_complaints(validator, tmp_path))


def test_pages_about_the_past_are_well_formed(
    history: FlaskClient, directory: Directory, validator: Path, tmp_path: Path
) -> None:
    last, second, first = directory.ids()
    paths = [
        "/releases/", f"/releases/{first}", f"/releases/{second}", f"/releases/{first}...{second}",
        f"/releases/{first}...{last}", "/page/headcount/wiosna-7", "/page/event/nastepne",
    ]  # fmt: skip
    for number, path in enumerate(paths):
        for language in LANGUAGES:
            response = history.get(in_language(path, language), headers={"Accept": "text/html"})
            (tmp_path / f"{number}.{language}.html").write_bytes(response.data)
    assert _complaints(validator, tmp_path) == []
