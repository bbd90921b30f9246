"""The application over the first dataset's release, and a real server of it."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from esgraph.build.report import Report
from esgraph.history.directory import Directory
from esgraph.release import Release
from esgraph.serve.app import create_app
from tests.conftest import DATA
from tests.history.releases import three
from tests.serve.namesakes import build as build_namesakes
from tests.serve.varied import build as build_varied


@pytest.fixture(scope="session")
def app(release: Release) -> Flask:
    app = create_app(release)
    app.test_client_class = BufferedClient
    return app


class BufferedClient(FlaskClient):
    """A client that reads every answer at once, so that no file stays open."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        return super().open(*args, **{"buffered": True, **kwargs})


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="session")
def varied(report: Report, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A client of a release with places and dates of every kind."""
    app = create_app(build_varied(DATA, report, tmp_path_factory.mktemp("varied")))
    app.test_client_class = BufferedClient
    return app.test_client()


@pytest.fixture(scope="session")
def namesakes(report: Report, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A client of a release with two associations of one name, and numbers in registers."""
    app = create_app(build_namesakes(report, tmp_path_factory.mktemp("namesakes")))
    app.test_client_class = BufferedClient
    return app.test_client()


@pytest.fixture(scope="session")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Directory:
    """Three releases that follow each other, of the small example."""
    return three(tmp_path_factory.mktemp("history"))


@pytest.fixture(scope="session")
def history(directory: Directory) -> FlaskClient:
    """A client of the last of them."""
    app = create_app(Release.open(directory.path))
    app.test_client_class = BufferedClient
    return app.test_client()


@contextmanager
def running(path: Path, *options: str) -> Iterator[str]:
    """The address of `esgraph serve` in a process of its own, on a free port; it must end as it is told."""
    command = [sys.executable, "-m", "esgraph", "serve", str(path), "--port", "0", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"})
    assert process.stdout is not None
    address = ""
    for line in process.stdout:
        if match := re.search(r"http://127\.0\.0\.1:\d+/", line):
            address = match[0]
        if "Ctrl-C" in line:
            break
    assert address, "the server did not start"
    try:
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        status = process.wait(timeout=20)
        process.stdout.close()
    assert status == 0


@pytest.fixture(scope="session")
def server(release: Release) -> Iterator[str]:
    """A server with tight limits."""
    with running(release.path, "--query-seconds", "2", "--query-memory", "256") as address:
        yield address
