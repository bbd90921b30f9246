"""The description of all that is here for programs: valid, complete, linked, and true of what the server answers."""

import itertools
import re
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, given, settings
from openapi_spec_validator import validate
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import positive_data_acceptance

from esgraph.release import Release
from esgraph.serve.openapi import document
from esgraph.serve.site import site_of
from tests.serve.conftest import running

ADDRESS = "/openapi.json"


@pytest.fixture(scope="module")
def described(app: Flask) -> dict[str, Any]:
    found: dict[str, Any] = app.test_client().get(ADDRESS).json or {}
    return found


def test_it_is_openapi(described: dict[str, Any]) -> None:
    assert described["openapi"].startswith("3.1.")
    validate(described)


def test_every_address_is_described_or_for_people(app: Flask) -> None:
    assert document.undescribed(app) == set()


def test_every_operation_says_what_it_does(described: dict[str, Any]) -> None:
    operations = [one for item in described["paths"].values() for one in item.values()]
    assert len({one["operationId"] for one in operations}) == len(operations) > 60
    tags = {one["name"] for one in described["tags"]}
    for one in operations:
        assert one["summary"].endswith((".", "?")) and one["tags"][0] in tags, one["operationId"]
        assert any(int(status) < 400 for status in one["responses"]), one["operationId"]


def test_it_names_the_server_as_it_was_reached(app: Flask) -> None:
    for root in ("http://localhost", "https://example.org"):
        found = app.test_client().get(ADDRESS, base_url=root).json or {}
        assert found["servers"] == [{"url": root}]
        assert found["externalDocs"]["url"].startswith(f"{root}/")


@pytest.mark.parametrize("path", ["/", "/catalogue", "/catalogue.ttl", "/sparql", "/reconcile", "/reconcile/pl"])
def test_answers_lead_to_it(client: FlaskClient, path: str) -> None:
    response = client.get(
        path, headers={"Accept": "text/turtle, text/html, application/json;q=0.9"} if path != "/" else {}
    )
    links = ", ".join(response.headers.getlist("Link"))
    found = re.search(r'<([^>]*)>; rel="service-desc"; type="application/vnd\.oai\.openapi\+json;version=3\.1"', links)
    assert found and client.get(found[1]).status_code == 200
    if response.mimetype == "text/html":
        assert 'rel="service-desc"' in response.text


def test_the_questions_are_there_with_their_parameters(described: dict[str, Any], app: Flask) -> None:
    for question in site_of(app).questions:
        item = described["paths"][f"/questions/{question.slug}.{{suffix}}"]
        names = {one["name"] for one in item["get"]["parameters"]}
        assert {one.name for one in question.parameters} - {"lang"} <= names
        assert item["get"]["summary"] == question.words["en"]


#: What stands for parameters that an address needs and that have no few values.
_NEEDED = {"id": "organization/karuzela", "from": "karuzela", "to": "powiat-legionowski"}


def _examples(parameters: list[dict[str, Any]], where: str) -> Iterator[dict[str, Any]]:
    """Every combination of what the parameters say that may stand there; of those that need not stand there none."""
    known = {
        one["name"]: one["schema"].get("enum") or one["schema"].get("examples") or [""]
        for one in parameters
        if one["in"] == where and (one.get("required") or where == "path")
    }
    for values in itertools.product(*known.values()):
        yield dict(zip(known, values, strict=True))


def test_examples_are_answered(described: dict[str, Any], client: FlaskClient) -> None:
    """With a status, and in a media type, that is described."""
    wrong, right = [], 0
    for path, item in described["paths"].items():
        if path == "/health/live":  # which another part of the server answers
            continue
        for places in _examples(item["get"]["parameters"], "path"):
            needed = next(_examples(item["get"]["parameters"], "query"))
            query = {name: value or _NEEDED[name] for name, value in needed.items()}
            response = client.get(path.format(**places), query_string=query, headers={"Accept": "*/*"})
            answer = item["get"]["responses"].get(str(response.status_code), {})
            types = answer.get("content", {}).keys()
            # The organisation of the example is no office.
            is_right = response.status_code < 400 or places.get("sort") == "post"
            if not is_right or (response.status_code == 200 and not {response.mimetype, "*/*"} & types) or not answer:
                wrong.append((path, places, response.status_code, response.mimetype))
            right += response.status_code == 200
    assert wrong == []
    assert right > 150


#: Requests that are made up for each operation; the same in every run.
_EACH = settings(
    max_examples=12, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


def test_the_server_answers_as_described(release: Release) -> None:
    """Its statuses, media types and documents; what a right query, name or id is a schema does not say."""
    with running(release.path) as address:
        assert _failures(f"{address}{ADDRESS.lstrip('/')}") == []


def _failures(address: str) -> list[str]:
    api = schemathesis.openapi.from_url(address)
    failed, number = [], 0
    for result in api.get_all_operations():
        assert isinstance(result, Ok), result
        operation = result.ok()
        number += 1

        @_EACH
        @given(case=operation.as_strategy())
        def check(case: Any) -> None:
            case.call_and_validate(excluded_checks=[positive_data_acceptance])

        try:
            check()
        except (FailureGroup, Failure) as error:
            failed.append(f"{operation.label}: {error}")
    assert number > 60
    return failed


@pytest.mark.parametrize(
    ("accept", "path"), [("text/html", "/catalogue"), ("*/*", ADDRESS), ("application/json", ADDRESS)]
)
def test_the_address_that_people_guess_leads_there(client: FlaskClient, accept: str, path: str) -> None:
    answer = client.get("/api", headers={"Accept": accept})
    assert (answer.status_code, answer.location.partition("#")[0]) == (303, path)
    assert "Accept" in answer.headers["Vary"]
    assert client.get("/api", headers={"Accept": accept}, follow_redirects=True).status_code == 200
    assert client.get("/api", headers={"Accept": "image/png"}).status_code == 406
