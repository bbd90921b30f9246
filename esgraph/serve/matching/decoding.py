"""Turns the bytes of somebody's file into its text; what is no text, such as a workbook, is refused with what to do."""

from http import HTTPStatus
from typing import Final

from esgraph import decoding
from esgraph.decoding import ENCODINGS as ENCODINGS
from esgraph.decoding import Decoded as Decoded
from esgraph.errors import Message
from esgraph.serve import texts
from esgraph.serve.problem import RefusedError

#: How files begin that are no text → the name of the text that says what they are.
_OTHERS: Final = (
    (b"PK\x03\x04", "match_workbook"),
    (b"\xd0\xcf\x11\xe0", "match_workbook"),
    (b"%PDF", "match_pdf"),
    (b"{\\rtf", "match_document"),
)


def decode(body: bytes) -> Decoded:
    """The text of a file. Raises RefusedError with 415 for what is no text, with 400 for one that cannot be read."""
    for start, name in _OTHERS:
        if body.startswith(start):
            raise RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, texts.message(name), remedy=_remedy())
    if found := decoding.decoded(body):
        return found
    told = texts.message("match_unreadable", line=decoding.line_of_fault(body))
    raise RefusedError(HTTPStatus.BAD_REQUEST, told, remedy=_remedy())


def _remedy() -> Message:
    return texts.message("match_save_as_csv")
