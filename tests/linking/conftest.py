"""The first dataset under another base IRI, so that it can be linked with itself as with data of others."""

import shutil
from pathlib import Path

import pytest
import yaml

from esgraph.build.settings import SETTINGS
from tests.conftest import DATA

#: A register that is made up.
REGISTER = Path(__file__).parent / "register.ttl"


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """A data directory of one's own, to write to."""
    path = tmp_path / "data"
    shutil.copytree(DATA, path)
    return path


@pytest.fixture
def other(ours: Path) -> Path:
    """The same, whose IRIs are others than those of the first dataset."""
    settings = ours / SETTINGS
    text = settings.read_text("utf-8")
    base = yaml.safe_load(text).get("base", "")
    changed = text.replace(base, "https://others.example/") if base else f"{text}\nbase: https://others.example/\n"
    settings.write_text(changed, "utf-8")
    return ours
