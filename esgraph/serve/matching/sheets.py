"""Turns the bytes of a workbook (XLSX) into the text of its first sheet that has rows, cells divided by tabs."""

import json
import subprocess
import sys
from http import HTTPStatus
from typing import Any, Final, NamedTuple

from esgraph.serve import texts
from esgraph.serve.matching import table
from esgraph.serve.problem import RefusedError

#: What reads workbooks, in a process with limits; it takes a while to begin with, and most lists are texts.
_READER: Final = "esgraph.serve.matching.sheet_reader"
#: Seconds that it may take in all, also where others keep the processors busy.
_SECONDS: Final = 20
_START: Final = b"PK\x03\x04"
#: What every workbook has, and documents and other archives have not; the binary kind (XLSB) has another one, too.
_PART, _BINARY = b"xl/worksheets/", b"xl/workbook.bin"


class Taken(NamedTuple):
    """The text of a sheet whose lines are its rows; `sheets` names it, and behind it others that have rows, too."""

    text: str
    sheets: tuple[str, ...]


def is_workbook(body: bytes) -> bool:
    """Whether a file looks like a workbook."""
    return body.startswith(_START) and _PART in body and _BINARY not in body


def taken(body: bytes) -> Taken:
    """The rows of a workbook. Raises RefusedError: 415 for what cannot be read, 413 for too much, 400 for nothing."""
    told = _read(body)
    if why := told.get("refused"):
        raise _refusal(why, told.get("row", 0))
    return Taken(told["text"], tuple(told["sheets"]))


def _read(body: bytes) -> dict[str, Any]:
    command = [sys.executable, "-m", _READER]
    try:
        done = subprocess.run(command, input=body, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
        answer = json.loads(done.stdout) if done.returncode == 0 else None
    except (subprocess.TimeoutExpired, ValueError):
        answer = None
    # It was ended for what it took.
    return answer if isinstance(answer, dict) else {"refused": "heavy"}


def _refusal(why: str, row: int) -> RefusedError:
    remedy = texts.message("match_save_as_csv")
    match why:
        case "large":
            return table.too_large()
        case "empty":
            return RefusedError(
                HTTPStatus.BAD_REQUEST, texts.message("match_empty"), remedy=texts.message("match_paste")
            )
        case "far":
            return RefusedError(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                texts.message("match_far_row", row=row),
                remedy=texts.message("match_far_row_remedy"),
            )
        case "unworked":
            return RefusedError(
                HTTPStatus.BAD_REQUEST,
                texts.message("match_unworked", row=row),
                remedy=texts.message("match_unworked_remedy"),
            )
        case "heavy":
            return RefusedError(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE, texts.message("match_heavy_workbook"), remedy=remedy
            )
    return RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, texts.message("match_broken_workbook"), remedy=remedy)
