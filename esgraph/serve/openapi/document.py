"""Turns the routes of the application, and what is known of each, into an OpenAPI document.

Addresses, methods and what an endpoint does come from the application itself, the questions with their parameters and
the files from the release; only what no code says stands in `operations`.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from flask import Flask
from werkzeug.routing import Rule

from esgraph.question import Question
from esgraph.serve import negotiation
from esgraph.serve.openapi import places
from esgraph.serve.openapi.operations import FOR_PEOPLE, OPERATIONS
from esgraph.serve.openapi.parts import CSV, EXCEL, Operation, Parameter, Schema, one_of, refusals
from esgraph.serve.openapi.schemas import SCHEMAS, ref
from esgraph.serve.site import Site

_VERSION: Final = "3.1.1"
_LIVE: Final = "/health/live"
_METHODS: Final = ("get", "post")
_QUESTION, _COMPLETIONS = "questions.question", "questions.completions"
#: Files of questions by their suffixes → media types.
_TABLES: Final = {"csv": CSV, "json": "application/sparql-results+json", "tsv": "text/tab-separated-values"}
_GRAPHS: Final = {one.suffix: one.media_type for one in negotiation.GRAPHS if one.suffix != "rdf"}
_TEXT: Final = {"rq": "application/sparql-query"}


def document(app: Flask, site: Site, root: str) -> Schema:
    """The description of a server; `root` is the address at which it was reached, without a slash at the end."""
    manifest = site.release.manifest
    return {
        "openapi": _VERSION,
        "info": {
            "title": manifest.title["en"],
            "description": (
                "Open data: everything may be read without an account. Refusals are problem documents (RFC 9457). "
                "CORS is open. Every answer names the release it is of (Esgraph-Release) and has a validator (ETag)."
            ),
            "version": manifest.version,
            "license": {"name": manifest.licence, "url": manifest.licence},
        },
        "servers": [{"url": root}],
        "externalDocs": {"url": f"{root}/catalogue#services"},
        "tags": [{"name": name} for name in dict.fromkeys(one.tag for one in OPERATIONS.values())],
        "paths": dict(sorted(_paths(app, site))),
        "components": {
            "schemas": SCHEMAS,
            "responses": refusals(status for one in OPERATIONS.values() for status in one.statuses),
        },
    }


def undescribed(app: Flask) -> set[str]:
    """Endpoints that are neither described nor for people alone: there should be none."""
    return {rule.endpoint for rule in app.url_map.iter_rules()} - OPERATIONS.keys() - FOR_PEOPLE


def _paths(app: Flask, site: Site) -> Iterator[tuple[str, Schema]]:
    yield _LIVE, {"get": Operation({"text/plain": {}}, has_language=False, tag="Operation").written(
        "Whether the process lives.", (), "live", "get"
    )}  # fmt: skip
    for rule in app.url_map.iter_rules():
        operation = OPERATIONS.get(rule.endpoint)
        if rule.endpoint == _QUESTION:
            for question in site.questions:
                yield _question(question)
                yield from _choices(app, question)
        elif operation and rule.endpoint != _COMPLETIONS:
            yield _path(rule.rule), _item(app, site, rule, operation)


def _path(route: str) -> str:
    return places.PLACE.sub(r"{\g<name>}", route)


def _item(app: Flask, site: Site, rule: Rule, operation: Operation) -> Schema:
    told = _told(app, rule.endpoint)
    path = tuple(places.parameters(site, rule.endpoint, rule.rule))
    # In the address, or chosen beside it.
    name = f"{rule.endpoint}:{rule.rule}"
    methods = [one for one in _METHODS if rule.methods and one.upper() in rule.methods]
    return {method: operation.written(told, path, _id(name, method), method) for method in methods}


def _told(app: Flask, endpoint: str) -> str:
    """What an endpoint does, by the first line of its docstring."""
    return (app.view_functions[endpoint].__doc__ or endpoint).strip().partition("\n")[0]


def _id(name: str, method: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "_", f"{name}_{method}").strip("_")


def _question(question: Question) -> tuple[str, Schema]:
    """The files of one question, with its own parameters."""
    is_graph = question.form in ("CONSTRUCT", "DESCRIBE")
    media = (_GRAPHS if is_graph else _TABLES) | _TEXT
    suffix = one_of("suffix", "The format.", list(media), is_required=True, where="path")
    own = tuple(
        Parameter(one.name, one.label["en"], {"type": "string", "default": one.default, "examples": [one.default]})
        for one in question.parameters
        if one.name != "lang"
    )
    schemas: dict[str, Schema] = {one: ref("Results") if one.endswith("results+json") else {} for one in media.values()}
    given = OPERATIONS[_QUESTION]
    operation = Operation(schemas, own if is_graph else (*own, EXCEL), given.statuses, tag=given.tag)
    path = f"/questions/{question.slug}.{{suffix}}"
    return path, {"get": operation.written(question.words["en"], (suffix,), _id(question.slug, "get"), "get")}


def _choices(app: Flask, question: Question) -> Iterator[tuple[str, Schema]]:
    """Where the values of a question's parameters are found by a part of their names, if it has such parameters."""
    offering = [one.name for one in question.parameters if one.choices]
    if offering:
        known = OPERATIONS[_COMPLETIONS]
        operation = replace(
            known, parameters=(one_of("parameter", "Whose values.", offering, is_required=True), *known.parameters)
        )
        name = _id(f"{question.slug}_choices", "get")
        yield (
            f"/questions/{question.slug}/choices",
            {"get": operation.written(_told(app, _COMPLETIONS), (), name, "get")},
        )
