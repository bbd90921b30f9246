"""The examples in the documentation of functions give what they say."""

import doctest
import importlib
from pathlib import Path

import pytest

import esgraph

_PACKAGE = Path(esgraph.__file__).parent
MODULES = sorted(
    ".".join(path.relative_to(_PACKAGE.parent).with_suffix("").parts)
    for path in _PACKAGE.rglob("*.py")
    if ">>> " in path.read_text("utf-8")
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_are_right(name: str) -> None:
    told: list[str] = []
    runner = doctest.DocTestRunner()
    for example in doctest.DocTestFinder().find(importlib.import_module(name)):
        runner.run(example, out=told.append)
    assert runner.tries > 0
    assert not told, "\n".join(told)


def test_there_are_examples() -> None:
    assert "esgraph.serve.typography" in MODULES
