"""The documentation pages over other SPARQL servers: the same as over the embedded store."""

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from esgraph.release import Release
from esgraph.serve.app import create_app
from esgraph.serve.loading import load, open_target
from esgraph.serve.remote import RemoteStore
from esgraph.serve.settings import Settings
from tests import servers

PATHS = [
    "/def", "/def/Evidence", "/scheme/", "/scheme/kind", "/scheme/legal-form", "/scheme/kind/social-integration-centre",
    "/scheme/role/attendee", "/shape/", "/catalogue",
]  # fmt: skip


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def elsewhere(
    request: pytest.FixtureRequest, release: Release, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[FlaskClient]:
    directory: Path = tmp_path_factory.mktemp(request.param)
    with getattr(servers, request.param)(directory) as server:
        with closing(open_target(server.query, server.with_login(server.graph_store), None)) as target:
            load(release, target, lambda _: None)
        with closing(RemoteStore(server.query, release, Settings())) as store:
            yield create_app(release, store=store).test_client()


@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_the_same_elsewhere(elsewhere: FlaskClient, client: FlaskClient, path: str) -> None:
    there, here = (one.get(f"{path}?lang=pl", headers={"Accept": "text/html"}) for one in (elsewhere, client))
    assert there.status_code == here.status_code == 200
    # The first uses of a term are whichever the server finds first.
    samples = re.compile(r'<ul class="plain samples">.*?</ul>', re.DOTALL)
    assert samples.sub("", there.text) == samples.sub("", here.text)


@pytest.mark.parametrize("path", ["/scheme/kind.nt", "/scheme/kind/cooperative.nt", "/catalogue.nt"])
def test_a_graph_is_the_same_elsewhere(elsewhere: FlaskClient, client: FlaskClient, path: str) -> None:
    there, here = (sorted(one.get(path).data.splitlines()) for one in (elsewhere, client))
    assert there == here
