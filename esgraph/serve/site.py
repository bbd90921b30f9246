"""Turns the state of one running application (release, store, settings) into what every request handler needs."""

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from flask import current_app, g, request

from esgraph.errors import Language
from esgraph.question import Question
from esgraph.release import Release
from esgraph.serve import negotiation
from esgraph.serve.holding import HeldFiles
from esgraph.serve.memo import Memo
from esgraph.serve.settings import Settings
from esgraph.serve.store import Query, Store
from esgraph.vocabulary import DEFAULT_BASE, ESG

_EXTENSION = "esgraph"

# How long a value may be follows from how long an answer may be (`settings`).
csv.field_size_limit(2**30)


@dataclass(frozen=True, slots=True)
class Site:
    """One release, its questions and files, the operator's settings, and two ways to its graph.

    `store` answers the queries that pages are made of; `public` those that come from outside. `memo` keeps what several
    pages are made of (`esgraph.serve.memo.remembered`).
    """

    release: Release
    store: Store
    public: Store
    settings: Settings
    questions: tuple[Question, ...]
    files: HeldFiles
    memo: Memo = field(default_factory=Memo, compare=False)

    @property
    def base(self) -> str:
        """The base IRI of the dataset."""
        return self.release.manifest.base

    def select(self, text: str) -> list[dict[str, dict[str, str]]]:
        """The rows of a SELECT query: variable → term in the SPARQL 1.1 JSON results format, section 3.2.2."""
        answer = self.store.query(Query(text), negotiation.RESULTS[0].media_type)
        document: dict[str, Any] = json.loads(answer.read())
        return cast("list[dict[str, dict[str, str]]]", document["results"]["bindings"])

    def rows(self, text: str) -> Iterator[list[str]]:
        """The rows of a SELECT query of which there may be very many: the plain value of each variable, "" for none."""
        answer = self.store.query(Query(text), "text/csv")
        lines = csv.reader(_lines(answer.parts()), strict=True)
        next(lines)
        return lines

    def local_path(self, iri: str) -> str:
        """The path on this server of what an IRI names, or "" for what lies elsewhere.

        The canonical IRIs stay in the data; only links on pages lead here.
        """
        if iri.startswith(ESG):
            return f"/def/{iri.removeprefix(ESG)}".rstrip("/")
        if iri == self.base:
            return "/"
        for part in ("id/", "graph/", "catalogue", "dumps/", "questions/", "releases/", "sparql", "reconcile"):
            if iri.startswith(f"{self.base}{part}"):
                return "/" + iri.removeprefix(self.base).partition("#")[0]
        for part in ("scheme", "shape", "def"):
            if iri == f"{DEFAULT_BASE}{part}" or iri.startswith(f"{DEFAULT_BASE}{part}/"):
                return "/" + iri.removeprefix(DEFAULT_BASE)
        return ""


def _lines(parts: Iterable[bytes]) -> Iterator[str]:
    """Text as it comes in parts, line by line; a line keeps its end, which may be in a value."""
    rest = b""
    for part in parts:
        *whole, rest = (rest + part).split(b"\n")
        for line in whole:
            yield f"{line.decode()}\n"
    if rest:
        yield rest.decode()


def install(app: Any, site: Site) -> None:
    """Make the site known to the application's handlers."""
    app.extensions[_EXTENSION] = site


def site() -> Site:
    """The site of the current request."""
    return site_of(current_app)


def site_of(app: Any) -> Site:
    """The site of an application."""
    return cast("Site", app.extensions[_EXTENSION])


def language() -> Language:
    """The language of the current request, decided once."""
    if "language" not in g:
        g.language = negotiation.language(
            request.args.get("lang"), request.accept_languages, site().settings.default_language
        )
    return cast("Language", g.language)
