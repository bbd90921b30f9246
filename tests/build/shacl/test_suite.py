"""The W3C SHACL suite: every test is passed or refused with a word about what is not supported; none is got wrong."""

import importlib.util
import logging
import sys
from types import ModuleType

import pytest

from esgraph.errors import EsgraphError
from tests.build.shacl.suite import engine
from tests.conftest import material

#: What is refused: SPARQL-based components, what pre-binds variables in groups of their own, literals that the store
#: does not tell from others.
REFUSED = {
    "core/node/qualified-001", "core/property/datatype-ill-formed", "core/property/uniqueLang-002",
    "sparql/component/optional-001", "sparql/component/propertyValidator-select-001", "sparql/component/validator-001",
    "sparql/pre-binding/pre-binding-002", "sparql/pre-binding/pre-binding-003", "sparql/pre-binding/pre-binding-005",
    "sparql/pre-binding/pre-binding-007", "sparql/pre-binding/shapesGraph-001",
}  # fmt: skip
#: Right, but the store writes the decimal 4.0 as 4.
WRITTEN_OTHERWISE = {"core/node/maxExclusive-001", "core/node/minExclusive-001"}


@pytest.fixture(scope="module")
def suite() -> ModuleType:
    path = material("suites/shacl_suite.py")
    spec = importlib.util.spec_from_file_location("shacl_suite", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    # It silences all logging, also that of the tests that come after.
    logging.disable(logging.NOTSET)
    return module


def test_no_test_is_got_wrong(suite: ModuleType) -> None:
    refused = []

    def validate(data: str, shapes: str) -> object:
        try:
            return engine(data, shapes)
        except EsgraphError as error:
            refused.append(str(error))
            raise

    rows = suite.run(validate)
    assert len(rows) == 120
    wrong = {row["test"] for row in rows if not row["conforms"]}
    assert wrong == REFUSED
    assert all(
        "not supported" in row["error"] or "EsgraphError" in row["error"] for row in rows if row["test"] in wrong
    )
    assert {row["test"] for row in rows if row["conforms"] and row["report"] is False} == WRITTEN_OTHERWISE
    assert all("is not supported" in text for text in refused)
