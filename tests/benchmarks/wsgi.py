"""Turns a release into a WSGI application with all that stands behind the server but the server itself."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from flask import Flask

from esgraph.release import Release
from esgraph.serve.generation import Generation
from esgraph.serve.settings import Settings


def make(path: str) -> Flask:
    """The application of a release, for a server that calls it in threads of its own."""
    return Generation(Release.open(Path(path)), Settings(), ThreadPoolExecutor(1)).app
