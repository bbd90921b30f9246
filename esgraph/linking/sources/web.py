"""Turns requests to another server into JSON, over connections that are kept; every failure is one clear sentence."""

import json
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

import urllib3

from esgraph.errors import English, EsgraphError, Message

#: Answers after which the same is asked again, as long as the server says or a little longer each time.
_AGAIN: Final = (429, 502, 503, 504)
_RETRIES: Final = 3
#: The longest answer, in bytes.
_LONGEST: Final = 64 << 20

_AWAY: Final = Message("serwer nie odpowiada: {detail}", "the server does not answer: {detail}")
_SEE: Final = Message("sprawdź adres i połączenie, i spróbuj ponownie", "check address and connection, and try again")
_LATE: Final = Message("serwer nie odpowiedział w {seconds} s", "the server did not answer within {seconds} s")
_LONGER: Final = Message("spróbuj z większym --seconds", "try again with more --seconds")
_STATUS: Final = Message("serwer odpowiada błędem {status}", "the server answers with the error {status}")
_NOT_JSON: Final = Message("odpowiedź nie jest poprawnym JSON-em", "the answer is no valid JSON")
_ADDRESS: Final = Message(
    "sprawdź, czy to adres usługi uzgadniania albo punktu SPARQL",
    "see that this is the address of a reconciliation service or of a SPARQL endpoint",
)


def away(url: str, detail: str) -> EsgraphError:
    """What is told where a server cannot be reached."""
    return EsgraphError(_AWAY.of(detail=English(detail)), where=url, remedy=_SEE)


def refused(url: str, status: int) -> EsgraphError:
    """What is told where a server answers with an error."""
    return EsgraphError(_STATUS.of(status=status), where=url, remedy=_ADDRESS)


def late(url: str, seconds: float) -> EsgraphError:
    """What is told where a server takes too long."""
    return EsgraphError(_LATE.of(seconds=f"{seconds:g}"), where=url, remedy=_LONGER)


class Web:
    """Asks servers; a request has `seconds` to connect, and as long for each part of the answer."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        retries = urllib3.Retry(
            _RETRIES, connect=1, read=0, status_forcelist=_AGAIN, allowed_methods=None, backoff_factor=1, redirect=3
        )
        timeout = urllib3.Timeout(connect=seconds, read=seconds)
        self._pool = urllib3.PoolManager(retries=retries, timeout=timeout, headers={"User-Agent": "esgraph link"})

    def close(self) -> None:
        """Close the connections."""
        self._pool.clear()

    def json(self, url: str, form: Mapping[str, str] | None = None) -> Any:
        """What an address gives, asked by GET, or by POST with a form. Raises EsgraphError for whatever goes wrong."""
        status, body = self.ask(url, form)
        if status != 200:
            raise refused(url, status)
        try:
            return json.loads(body)
        except ValueError as error:
            raise EsgraphError(_NOT_JSON, where=url, remedy=_ADDRESS) from error

    def ask(self, url: str, form: Mapping[str, str] | None = None) -> tuple[int, bytes]:
        """Status and body of an answer. Raises EsgraphError if there is none."""
        headers = {"Accept": "application/json", "User-Agent": "esgraph link"}
        body = None if form is None else urlencode(form).encode()
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            answer = self._pool.request("POST" if body else "GET", url, body, headers=headers, preload_content=False)
            try:
                return answer.status, answer.read(_LONGEST)
            finally:
                answer.release_conn()
        except urllib3.exceptions.MaxRetryError as error:
            if isinstance(error.reason, urllib3.exceptions.ResponseError):
                raise EsgraphError(_STATUS.of(status=_last(error.reason)), where=url, remedy=_SEE) from error
            is_late = isinstance(error.reason, urllib3.exceptions.TimeoutError) and not isinstance(
                error.reason, urllib3.exceptions.NewConnectionError
            )
            raise (late(url, self.seconds) if is_late else away(url, _plain(error.reason or error))) from error
        except urllib3.exceptions.TimeoutError as error:
            raise late(url, self.seconds) from error
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise away(url, _plain(error)) from error


def is_address(where: str) -> bool:
    """Whether something is an address of the web."""
    parts = urlsplit(where)
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _last(error: Exception) -> str:
    """The status at the end of what urllib3 says: too many 503 error responses."""
    return next((word for word in str(error).split() if word.isdigit()), str(error))


def _plain(error: Exception) -> str:
    """What went wrong, without the objects that urllib3 names."""
    return str(error).rpartition("object at ")[2].partition(": ")[2] or str(error)
