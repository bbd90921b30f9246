"""Turns a page in a browser into the violations that axe-core finds on it."""

from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page

from tests import node
from tests.conftest import ROOT

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_OPTIONS = {
    "runOnly": {"type": "tag", "values": _TAGS},
    "resultTypes": ["violations"],
    # Off unless it is asked for, though WCAG 2.2 has it at level AA.
    "rules": {"target-size": {"enabled": True}},
}
#: What the colours of a page decide.
COLOURS = ("color-contrast", "link-in-text-block")
_RUN = """async options => (await axe.run(document, options)).violations.flatMap(found => found.nodes.map(
    node => `${found.id}: ${node.target.join(' ')}: ${node.any.concat(node.all, node.none).map(one => one.message)}`))"""


def source(folder: Path) -> str:
    """The program, at the version of the committed lock."""
    installed = node.install(ROOT / "tests" / "clients" / "pages", folder) / "node_modules" / "axe-core" / "axe.min.js"
    return installed.read_text(encoding="utf-8")


def violations(page: Page, program: str, rules: Sequence[str] = ()) -> tuple[str, ...]:
    """One line for each element that breaks a rule, of all or of some: rule, element, why.

    The program is evaluated through the debugger, which no Content-Security-Policy stops; as a script element it would
    need the policy switched off, and then the page would not be the one that readers get.
    """
    page.evaluate(program)
    only = {"runOnly": {"type": "rule", "values": list(rules)}} if rules else {}
    return tuple(page.evaluate(_RUN, {**_OPTIONS, **only}))
