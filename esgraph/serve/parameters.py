"""Turns the parameters of an address into values, by one rule for every page.

A value that is not of its parameter's type, or none of its choices, is refused with 400, and the refusal names the
parameter, the value and what is allowed; so is a text that is too long, which is not repeated. An empty value of a
choice is how a form says that nothing was chosen. The number of a page that a list does not have is 404. Names that a
page does not know are passed over, since links get marks of campaigns; only the pages of questions are strict about
them (`fields`), because a misspelt parameter there would give the answer to another question.
"""

import re
from collections.abc import Collection, Iterable
from http import HTTPStatus

from flask import request

from esgraph.errors import LANGUAGES, Message
from esgraph.serve import messages
from esgraph.serve.problem import RefusedError

#: Characters of the longest text that is looked for, and of a value that a refusal repeats.
LONGEST = 500
_REPEATED = 60
#: Choices that a refusal lists; there may be hundreds.
_LISTED = 50
#: Digits of the largest number: no list has ten million pages.
_DIGITS = 7

_YEAR = re.compile(r"\d{4}", re.ASCII)
#: What search engines, networks and newsletters add to links.
_CAMPAIGN = re.compile(r"utm_\w+|[a-z]*clid|mc_[ce]id|_gl", re.ASCII)


def text(name: str, most: int = LONGEST) -> str:
    """A text, "" without one. Raises RefusedError for one that is too long."""
    written = request.args.get(name, "")
    if len(written) > most:
        told = messages.PARAMETER_TOO_LONG.of(name=name, length=len(written), most=most)
        raise RefusedError(HTTPStatus.BAD_REQUEST, told)
    return written


def choice(name: str, choices: Collection[str], allowed: Message | None = None) -> str:
    """One of some values, "" without one. Raises RefusedError for any other; `allowed` says what these are."""
    written = request.args.get(name, "").strip()
    if written and written not in choices:
        raise wrong(name, written, allowed or one_of(choices))
    return written


def pattern(name: str, form: re.Pattern[str], allowed: Message) -> str:
    """A value of a form, "" without one. Raises RefusedError for any other."""
    written = request.args.get(name, "").strip()
    if written and not form.fullmatch(written):
        raise wrong(name, written, allowed)
    return written


def year(name: str) -> str:
    """A year of four digits, "" without one. Raises RefusedError for anything else."""
    return pattern(name, _YEAR, messages.A_YEAR)


def number(name: str, least: int, most: int, default: int) -> int:
    """A number within bounds. Raises RefusedError for anything else."""
    written = request.args.get(name, str(default))
    is_number = written.isascii() and written.isdecimal() and len(written) <= _DIGITS
    if not is_number or not least <= int(written) <= most:
        raise wrong(name, written, messages.A_NUMBER.of(least=least, most=most))
    return int(written)


def page() -> int:
    """The page of a list, the first unless the address says. Raises RefusedError for what is no number of one."""
    return number("page", 1, 10**_DIGITS - 1, 1)


def within(number: int, pages: int) -> None:
    """Raise RefusedError with 404 for a page beyond the last one."""
    if number > max(1, pages):
        raise RefusedError(HTTPStatus.NOT_FOUND, messages.NO_SUCH_PAGE.of(number=number, pages=max(1, pages)))


def check_language() -> None:
    """Raise RefusedError for a language that no page has."""
    choice("lang", LANGUAGES)


def is_campaign(name: str) -> bool:
    """Whether a parameter is a mark that others put on links, and nothing that was asked for."""
    return _CAMPAIGN.fullmatch(name) is not None


def one_of(choices: Iterable[str]) -> Message:
    """What is allowed where there are choices."""
    listed = list(choices)
    more = ["…"] if len(listed) > _LISTED else []
    return messages.ONE_OF.of(choices=", ".join(listed[:_LISTED] + more))


def wrong(name: str, written: str, allowed: Message, status: HTTPStatus = HTTPStatus.BAD_REQUEST) -> RefusedError:
    """The refusal of a value."""
    # What cannot be printed is not repeated: line breaks in it may mean to be a header.
    shown = written if written.isprintable() else "…"
    shown = shown if len(shown) <= _REPEATED else f"{shown[:_REPEATED]}…"
    told = messages.PARAMETER.of(name=name, value=shown) if shown else messages.NOTHING_WRITTEN.of(name=name)
    return RefusedError(status, told.of(allowed=allowed))
