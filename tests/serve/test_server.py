"""The listening server: every kind of address, and no more of a body than it will read."""

import itertools
import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.parse
from pathlib import Path

import pytest
from click.testing import CliRunner

from esgraph.cli import main
from esgraph.release import UNION, Release


@pytest.mark.parametrize("host", ["no-such-host.invalid", "256.1.1.1"])
def test_a_host_that_is_none_is_told(release: Release, host: str) -> None:
    done = CliRunner().invoke(main, ["serve", str(release.path), "--host", host, "--port", "0"])
    assert done.exit_code == 1
    assert "no such host" in done.output
    assert done.exception is None or isinstance(done.exception, SystemExit)


def test_the_server_says_where_it_is_in_the_language_that_was_chosen(release: Release) -> None:
    command = [sys.executable, "-m", "esgraph", "serve", str(release.path), "--port", "0", "--lang", "pl"]
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        lines = list(itertools.takewhile(lambda line: "Ctrl-C" not in line, process.stdout))
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0
    assert f"wydanie: {release.manifest.id}; stwierdzenia: {release.manifest.counts['quads']}" in lines[0]
    assert [line.split()[0] for line in lines[1:]] == ["strony", "pytania", "SPARQL", "Turtle"]


def test_a_release_without_its_store_is_told(release: Release, tmp_path: Path) -> None:
    shutil.copytree(release.path, tmp_path / "release", ignore=shutil.ignore_patterns("CURRENT"))
    done = CliRunner().invoke(main, ["serve", str(tmp_path / "release"), "--port", "0"])
    assert done.exit_code == 1
    assert "the store cannot be opened" in done.output
    assert "build the release again" in done.output


def test_a_release_without_its_statements_is_told(release: Release, tmp_path: Path) -> None:
    shutil.copytree(release.path, tmp_path / "release")
    (tmp_path / "release" / UNION).write_text("<a> <b> <c>", "utf-8")
    done = CliRunner().invoke(main, ["serve", str(tmp_path / "release"), "--port", "0"])
    assert done.exit_code == 1
    assert f"{UNION}: the file has 11 bytes, and was written with" in done.output
    assert "build the release again" in done.output


def test_a_body_that_is_announced_too_long_is_not_waited_for(server: str) -> None:
    address = urllib.parse.urlsplit(server)
    with socket.create_connection((address.hostname, address.port), timeout=10) as client:
        client.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
            b"Content-Length: 900000000\r\n\r\nASK {}"
        )
        assert client.recv(1000).split()[1] == b"413"
