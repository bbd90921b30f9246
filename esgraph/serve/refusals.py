"""Turns the name of a text into the refusal of a request that asks for nonsense, in the reader's words."""

from http import HTTPStatus

from esgraph.serve import texts
from esgraph.serve.problem import RefusedError
from esgraph.serve.site import language


def refused(name: str, status: HTTPStatus = HTTPStatus.BAD_REQUEST, **values: object) -> RefusedError:
    """A refusal that says what is wrong with the address, and what would be right."""
    return RefusedError(status, texts.text(name, language(), **values), spoken=language())
