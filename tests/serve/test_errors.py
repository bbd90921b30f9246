"""What goes wrong is told in the reader's language on pages and in English to machines; no error lacks its Polish words."""

import ast
import html
import pickle
import re
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient
from werkzeug.exceptions import default_exceptions

import esgraph.serve
from esgraph.errors import (
    LANGUAGES,
    BackendError,
    English,
    EsgraphError,
    LimitError,
    Message,
    QueryError,
    ReleaseError,
    StoreError,
    replaced,
    together,
    verbatim,
)
from esgraph.release import Release
from esgraph.serve import messages, texts
from esgraph.serve.app import create_app
from esgraph.serve.problem import RefusedError, said
from esgraph.serve.settings import Settings
from esgraph.serve.store import Answer, Query

CATALOGUE = {name: one for name, one in vars(messages).items() if isinstance(one, Message)}
#: Errors that a page may show. The words of a BackendError are for the operator, whatever they are.
SHOWN = {"EsgraphError", "QueryError", "LimitError", "StoreError", "RefusedError", "RemoteError", "ReleaseError"}
#: Modules whose other errors keep a server from starting, or are of commands: nobody sees them on a page.
BEFORE_SERVING = {
    "access_log", "console", "federation", "generation", "holding", "index", "loading", "oxigraph", "server", "target",
    "wire", "workers", "zygote",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(CATALOGUE))
def test_every_message_is_in_both_languages_with_the_same_places(name: str) -> None:
    message = CATALOGUE[name]
    places = [set(re.findall(r"\{(\w+)(?::\w+)?\}", message.template(language))) for language in LANGUAGES]
    assert places[0] == places[1] >= set(message.values)
    assert message.pl.strip() and message.en.strip()
    assert message.pl != message.en or name == "SERVICE_FAILED"


def _raised() -> Iterator[tuple[str, int, ast.expr]]:
    """Where an error that a page may show is made from words: module, line, the words."""
    for path in sorted(Path(esgraph.serve.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SHOWN):
                continue
            words = [*node.args, *(keyword.value for keyword in node.keywords if keyword.arg in ("remedy", "what"))]
            yield from ((path.stem, node.lineno, one) for one in words)


def test_every_error_that_can_reach_a_page_has_polish_words() -> None:
    english = [
        (module, line)
        for module, line, words in _raised()
        if isinstance(words, ast.JoinedStr) or (isinstance(words, ast.Constant) and isinstance(words.value, str))
    ]
    assert {module for module, _ in english} <= BEFORE_SERVING, english
    assert len(list(_raised())) > 70  # it has seen them


@pytest.mark.parametrize("limited", ["QueryError", "LimitError", "RefusedError", "RemoteError"])
def test_errors_of_requests_have_them_wherever_they_are_raised(limited: str) -> None:
    for path in sorted(Path(esgraph.serve.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == limited:
                assert not any(isinstance(one, ast.Constant | ast.JoinedStr) for one in node.args), (path, node.lineno)


@pytest.mark.parametrize("code", sorted(default_exceptions))
def test_every_status_has_words(code: int) -> None:
    told = messages.of_status(HTTPStatus(code))
    assert told.text("pl") != told.text("en")
    assert str(told) in (HTTPStatus(code).description, HTTPStatus(code).phrase, "there is nothing at this address")


#: Kind of error → the error, its status, its words in Polish, its words in English.
ERRORS: dict[str, tuple[Exception, int, str, str]] = {
    "time": (LimitError(messages.TOO_SLOW.of(seconds="10"), retry_after=30), 503, "trwało dłużej niż 10 s", "took longer than 10 s"),
    "memory": (LimitError(messages.OUT_OF_MEMORY.of(mebibytes=64), retry_after=60), 503, "więcej niż 64 MiB", "more than 64 MiB"),
    "size": (LimitError(messages.ANSWER_TOO_LONG.of(mebibytes=1024), retry_after=60), 503, "odpowiedź ma ponad 1024", "has more than 1024"),
    "crowd": (LimitError(messages.TOO_MANY_QUERIES, retry_after=5), 503, "zbyt wiele zapytań naraz", "too many queries at once"),
    "query": (QueryError(messages.not_sparql("expected <b>"), line=2, column=3), 400, "wiersz 2, kolumna 3: zapytanie nie jest poprawne", "line 2, column 3: the query is not valid SPARQL"),
    "store": (StoreError(messages.STORE_CLOSED), 502, "magazyn jest zamknięty", "the store is closed"),
    "service": (StoreError(messages.SERVICE_FAILED.of(endpoint="http://x/", reason=messages.REMOTE_AWAY), remedy=messages.SERVICE_LATER), 502, "nie można się z nim połączyć", "it cannot be reached"),
    "backend": (BackendError("host secret.example said no"), 502, "nie dał odpowiedzi", "gave no answer"),
    "release": (ReleaseError(messages.RELEASE_CHANGED, remedy=messages.RESTART), 503, "wydanie na dysku", "the release on disk"),
    "defect": (ZeroDivisionError("secret"), 500, "błąd serwera", "in trouble"),
    "refused": (RefusedError(HTTPStatus.FORBIDDEN, messages.READ_ONLY), 403, "tu można tylko czytać", "read-only"),
}  # fmt: skip


@pytest.fixture(scope="module")
def failing(release: Release) -> Flask:
    """An application with an address for every kind of error."""
    app = create_app(release)

    def fail(name: str) -> str:
        if name.isdigit():
            abort(int(name))
        raise ERRORS[name][0]

    app.add_url_rule("/fail/<name>", "fail", fail)
    return app


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_speaks_the_readers_language_and_english_to_machines(failing: Flask, name: str) -> None:
    _, status, polish, english = ERRORS[name]
    client = failing.test_client()
    for language, words, other in (("pl", polish, english), ("en", english, polish)):
        page = client.get(f"/fail/{name}?lang={language}", headers={"Accept": "text/html"})
        assert page.status_code == status
        main = html.unescape(page.text.partition("<main")[2]).replace("\N{NO-BREAK SPACE}", " ").lower()
        assert words.lower() in main
        assert other.lower() not in main
        assert "secret" not in page.text
        machine = client.get(f"/fail/{name}?lang={language}", headers={"Accept-Language": language})
        assert machine.mimetype == "application/problem+json"
        assert machine.json is not None
        assert english.lower() in machine.json["detail"].lower()
        translated = machine.json.get("translated")
        assert (translated is not None) is (language == "pl")
        assert translated is None or (translated["language"] == "pl" and polish.lower() in translated["detail"].lower())
        silent = client.get(f"/fail/{name}?lang={language}")
        assert silent.json is not None
        assert silent.json.keys() <= {"type", "title", "status", "detail", "remedy", "line", "column"}


@pytest.mark.parametrize("code", ["400", "403", "404", "405", "406", "413", "415", "416", "500", "503"])
def test_a_status_by_itself_has_a_page(failing: Flask, code: str) -> None:
    client = failing.test_client()
    page = client.get(f"/fail/{code}?lang=pl", headers={"Accept": "text/html"})
    assert page.status_code == int(code)
    assert html.escape(texts.text(f"status_{code}", "pl")) in page.text
    assert 'lang="en"' not in page.text.partition("<main")[2]
    assert client.get(f"/fail/{code}").json["detail"] == str(messages.of_status(HTTPStatus(int(code))))  # type: ignore[index]


POLISH = [
    ("/suggest?q=a&type=nonsense", 400, "parametr „type” nie może mieć wartości „nonsense”"),
    ("/sparql?query=ASK%20%7B%7D&update=x", 403, "tu można tylko czytać"),
    ("/sparql?query=%20", 400, "zapytanie jest puste"),
    ("/sparql?query=ASK%20%7B%7D&query=ASK%20%7B%7D", 400, "więcej niż jedno zapytanie"),
    ("/sparql?query=ASK%20%7B%7D%23%FF", 400, "nie jest zapisane w UTF-8"),
    ("/sparql?query=ASK%20FROM%20%3Curn:x%3E%20%7B%7D", 403, "to nie jest graf tego zbioru danych: urn:x"),
    (
        "/sparql?query=ASK%20%7B%20SERVICE%20%3Curn:x%3E%20%7B%7D%20%7D",
        403,
        "SERVICE jest tu niedozwolone: ten serwer nie pyta innych",
    ),
    ("/sparql?query=ASK%20" + "%7B" * 70, 400, "zagnieżdżone zbyt głęboko: poziomów 70"),
    ("/sparql?query=ASK%20%7B%7D%20%23" + "x" * 100_000, 413, "zapytanie jest za długie"),
    ("/sparql?query=ASK%20%7B%20'", 400, "napis nie jest zamknięty"),
    ("/sparql?query=ASK%20%7B%7D&format=nq", 406, "wynik takiego zapytania nie ma postaci „nq”"),
    ("/organizations/?page=999", 404, "strony 999 nie ma"),
    ("/dumps/latest/nothing", 404, "pod tym adresem niczego nie ma"),
]


@pytest.mark.parametrize(("address", "status", "words"), POLISH)
def test_a_polish_page_has_no_english_of_ours(client: FlaskClient, address: str, status: int, words: str) -> None:
    page = client.get(address, headers={"Accept": "text/html", "Accept-Language": "pl"})
    assert page.status_code == status
    told = html.unescape(page.text).replace("\N{NO-BREAK SPACE}", " ")
    assert words.lower() in told.lower()  # a sentence begins with a capital letter
    assert 'lang="en"' not in page.text.partition("<main")[2]


def test_the_words_of_the_parser_stay_and_say_that_they_are_english(client: FlaskClient) -> None:
    response = client.get("/sparql?query=SELECT%20%3Cb%3E", headers={"Accept": "text/html", "Accept-Language": "pl"})
    trouble = response.text.partition('id="trouble"')[2].partition("</div>")[0]
    assert re.search(r"Wiersz 1, kolumna \d+: zapytanie nie jest poprawne: <span lang=\"en\">", trouble)
    english = client.get("/sparql?query=SELECT%20%3Cb%3E", headers={"Accept": "text/html", "Accept-Language": "en"})
    assert "<span" not in english.text.partition('id="trouble"')[2].partition("</div>")[0]


def test_a_method_that_is_not_for_an_address_is_told_in_polish(client: FlaskClient) -> None:
    page = client.delete("/sparql", headers={"Accept": "text/html", "Accept-Language": "pl"})
    assert page.status_code == 405
    assert "nie używa się tej metody" in page.text.replace("\N{NO-BREAK SPACE}", " ")
    body = client.post("/sparql", data=b"x", content_type="text/plain", headers={"Accept": "text/html"})
    assert body.status_code == 415
    assert "ani formularzem, ani zapytaniem" in body.text.replace("\N{NO-BREAK SPACE}", " ")


class Failing:
    """A store that has an error for every query."""

    def __init__(self, error: EsgraphError) -> None:
        self._error = error

    def graphs(self) -> frozenset[str]:
        return frozenset()

    def query(self, _query: Query, _media_type: str) -> Answer:
        raise self._error

    def close(self) -> None:
        pass


def test_a_query_that_fails_stays_in_the_editor_with_the_reason_in_polish(release: Release) -> None:
    public = Failing(LimitError(messages.TOO_SLOW.of(seconds="10"), retry_after=30))
    client = create_app(release, Settings(), public=public).test_client()
    page = client.get("/sparql?query=ASK%20%7B%7D", headers={"Accept": "text/html", "Accept-Language": "pl"})
    assert page.status_code == 503
    assert page.headers["Retry-After"] == "30"
    trouble = page.text.partition('id="trouble"')[2].partition("</div>")[0]
    assert "trwało dłużej niż" in trouble
    assert "Poproś o" in trouble
    assert "ASK {}" in page.text


def test_a_message_keeps_its_values_between_processes() -> None:
    told = messages.AT_PLACE.of(line=1, column=2, what=messages.not_sparql("expected {x}"))
    copy = pickle.loads(pickle.dumps(told))  # noqa: S301 - our own
    assert copy == told
    assert str(copy) == "line 1, column 2: the query is not valid SPARQL: expected {x}"
    assert copy.text("pl") == "wiersz 1, kolumna 2: zapytanie nie jest poprawne: expected {x}"
    assert said(copy, "pl").endswith('<span lang="en">expected {x}</span>')


def test_what_is_told_is_escaped_on_pages() -> None:
    told = messages.SERVICE_FAILED.of(endpoint="http://x/?<b>", reason=messages.REMOTE_AWAY)
    assert said(told, "en") == "SERVICE &lt;http://x/?&lt;b&gt;&gt;: it cannot be reached"
    assert said("<b>", "pl") == '<span lang="en">&lt;b&gt;</span>'
    assert said("", "pl") == ""


def test_words_are_put_in_place_of_others_however_deep() -> None:
    told = messages.AT_PLACE.of(line=1, column=2, what=messages.not_sparql("at http://secret/"))
    changed = replaced(told, "http://secret/", "urn:x")
    assert str(changed) == "line 1, column 2: the query is not valid SPARQL: at urn:x"
    assert isinstance(changed, Message)
    assert '<span lang="en">' in said(changed, "pl")
    assert replaced(English("a"), "a", "b") == "b"


def test_messages_stand_one_after_the_other() -> None:
    told = together([verbatim({"pl": "raz {}", "en": "one {}"}), messages.EMPTY_QUERY])
    assert told.text("pl") == "raz {} zapytanie jest puste"
    assert str(told) == "one {} the query is empty"
