"""Proposals decided in a browser: what is written stands in the file, and the next proposal moves up."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from playwright.sync_api import Browser, expect
from werkzeug.serving import make_server

from esgraph.cli import main
from esgraph.linking.proposals import FILE
from esgraph.linking.review.app import create_app
from tests.browser import axe
from tests.browser.watch import watched
from tests.linking.conftest import REGISTER, ours

__all__ = ["ours"]


@pytest.fixture
def served(ours: Path) -> Iterator[tuple[Path, str]]:
    """The file with proposals, and the address of the page."""
    arguments = ["link", str(ours), "--against", str(REGISTER), "--write", "--on", "2026-11-29"]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    server = make_server("127.0.0.1", 0, create_app(ours), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield ours / FILE, f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_person_decides(browser: Browser, served: tuple[Path, str], scripts: bool, tmp_path: Path) -> None:
    path, address = served
    with watched(browser.new_context(locale="pl-PL", java_script_enabled=scripts), address) as visitor:
        page = visitor.page
        visitor.go("/?lang=pl")
        expect(page.get_by_text("Do rozstrzygnięcia: 5")).to_be_visible()
        first = page.locator("article").first
        expect(first).to_contain_text("organization/ab-ovo")
        first.get_by_label("Kto rozstrzyga").fill("redakcja")
        first.get_by_label("Dlaczego").fill("Zgodny adres.")
        first.get_by_role("button", name="To ten sam byt").click()
        expect(page.get_by_role("status")).to_contain_text("ab-ovo-9000000002")
        expect(page.get_by_text("Do rozstrzygnięcia: 4")).to_be_visible()
        # Who decides is written once.
        expect(page.locator("article").first.get_by_label("Kto rozstrzyga")).to_have_value("redakcja")
        page.locator("article").first.get_by_role("button", name="To inny byt").click()
        expect(page.get_by_text("Do rozstrzygnięcia: 3")).to_be_visible()
        if scripts:
            assert axe.violations(page, axe.source(tmp_path)) == ()
        complaints = visitor.watch.complaints
    assert complaints == []
    entries = yaml.safe_load(path.read_text("utf-8"))["hypotheses"]
    assert sorted(entry["verdict"] for entry in entries.values()) == [
        "confirmed",
        "possible",
        "possible",
        "probable",
        "rejected",
    ]
    assert entries["ab-ovo-9000000002"]["decisionReason"] == {"pl": "Zgodny adres."}
