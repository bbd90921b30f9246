"""The past of a release on its site: earlier releases, what changed, a feed, and files that stay where they were."""

import gc
import gzip
import io
import json
import re
import time
import xml.etree.ElementTree as ET
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import feedparser
import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient

from esgraph.cli import main
from esgraph.errors import LANGUAGES
from esgraph.history.directory import Directory, roll_back
from esgraph.history.patch import Patch, applied
from esgraph.history.quads import lines
from esgraph.release import Release
from esgraph.serve import past
from esgraph.serve.app import create_app
from esgraph.temporary import TemporaryFolder
from tests.history.releases import SECOND, add, build, edit, example, three
from tests.serve.conftest import BufferedClient, running
from tests.serve.test_operation import get, numbers
from tests.serve.test_pages import check


@pytest.fixture(scope="module")
def ids(directory: Directory) -> list[str]:
    """Those of the releases, the first first."""
    return directory.ids()[::-1]


RELOADS = 'esgraph_reloads_total{outcome="done"}'


def client_of(release: Release) -> FlaskClient:
    app = create_app(release)
    app.test_client_class = BufferedClient
    return app.test_client()


def page(client: FlaskClient, path: str, status: int = 200) -> str:
    response = client.get(path, headers={"Accept": "text/html"})
    assert response.status_code == status, path
    text = response.get_data(as_text=True)
    check(text)
    return text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_releases_are_listed_the_latest_first(history: FlaskClient, ids: list[str], language: str) -> None:
    text = page(history, f"/releases/?lang={language}")
    places = [text.index(f">{name}</a>") for name in reversed(ids)]
    assert places == sorted(places)
    assert {"pl": "3\xa0zmienione rzeczy", "en": "3 things changed"}[language] in text
    assert text.count({"pl": "widoczne teraz", "en": "shown now"}[language]) == 1
    assert f"/releases/{ids[0]}...{ids[1]}" in text
    assert f"/releases/{ids[1]}...{ids[2]}" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_release_says_what_it_is_and_where_its_files_are(history: FlaskClient, ids: list[str], language: str) -> None:
    first, second, last = (page(history, f"/releases/{name}?lang={language}") for name in ids)
    assert {"pl": "To pierwsze wydanie", "en": "This is the first release"}[language] in first
    assert f"/releases/{ids[0]}...{ids[1]}" in second
    assert f"/dumps/{ids[1]}/esgraph.nq" in second
    assert f"/dumps/{ids[1]}/ontology/esgraph.ttl" in second
    assert {"pl": "20\xa0czerwca 2024", "en": "20\xa0June 2024"}[language] in second
    # How to cite it: by the address that stays.
    cited = second.partition('class="citation"')[2].partition("</p>")[0].replace("<wbr>", "")
    assert f"https://example.org/es/releases/{ids[1]}" in cited
    assert {"pl": "To wydanie widać na tej stronie", "en": "the release that this site shows"}[language] in last
    latest = page(history, f"/releases/latest?lang={language}")
    assert f'<link rel="canonical" href="http://localhost/releases/{ids[2]}' in latest


@pytest.mark.parametrize("path", ["/releases/nothing", "/releases/..", "/releases/current", "/releases/changes", "/releases/.lock",
                                  "/dumps/nothing/esgraph.nq", "/dumps/current/esgraph.nq", "/dumps/..%2fdata/dataset.yaml"])  # fmt: skip
def test_there_is_nothing_else(history: FlaskClient, path: str) -> None:
    assert history.get(path).status_code == 404


def test_of_releases_that_there_are_not_nothing_is_compared(history: FlaskClient, ids: list[str]) -> None:
    for name in (
        f"nothing...{ids[0]}",
        f"{ids[0]}...nothing",
        "...",
        f"{ids[0]}...",
        f"{ids[0]}...{ids[1]}.doc",
        "../...",
    ):
        assert history.get(f"/releases/{name}").status_code == 404, name


def test_files_of_earlier_releases_stay_where_they_were(
    history: FlaskClient, directory: Directory, ids: list[str]
) -> None:
    for name in ids:
        release = directory.release(name)
        for file in ("esgraph.nq", "esgraph.ttl", "manifest.json", "questions/01-who-received-the-award.rq"):
            response = history.get(f"/dumps/{name}/{file}")
            assert response.data == (release.path / file).read_bytes()
            again = history.get(f"/dumps/{name}/{file}", headers={"If-None-Match": response.headers["ETag"]})
            assert again.status_code == 304
        assert response.headers["ETag"]
    part = history.get(f"/dumps/{ids[0]}/esgraph.nq", headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.data) == (206, directory.release(ids[0]).nquads.read_bytes()[10:20])
    assert history.get(f"/dumps/{ids[0]}/store/CURRENT").status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_changed_is_told_in_words(history: FlaskClient, ids: list[str], language: str) -> None:
    text = page(history, f"/releases/{ids[0]}...{ids[1]}?lang={language}")
    for part in (
        "Most Association", "Bridge Association", "/page/headcount/wiosna-7", "/graph/source/przyklad-2024-05-12",
        {"pl": "liczba osób", "en": "count"}[language],
        {"pl": "luka zniknęła", "en": "the gap is gone"}[language],
        {"pl": "nowe (1)", "en": "new (1)"}[language],
    ):  # fmt: skip
        assert part in text, part
    # What is gone from the release that is served has a name and no link.
    assert {"pl": "Następne spotkanie", "en": "Next meeting"}[language] in text
    assert "/page/event/nastepne" not in text


def test_changes_are_read_by_kind_by_what_happened_and_by_page(
    history: FlaskClient, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"/releases/{ids[0]}...{ids[1]}"
    only = page(history, f"{address}?kind=event&lang=en")
    assert "Next meeting" in only
    assert "Bridge Association" not in only
    assert "Next meeting" not in page(history, f"{address}?what=changed&lang=en")
    assert "Nothing of what sources say" in page(history, f"{address}?what=changed&kind=event&lang=en")
    monkeypatch.setattr("esgraph.serve.pages.changes.SIZE", 3)
    first, second = page(history, f"{address}?lang=en"), page(history, f"{address}?lang=en&page=2")
    assert ("Bridge Association" in first, "Bridge Association" in second) == (True, False)
    assert ("/page/headcount/wiosna-7" in first, "/page/headcount/wiosna-7" in second) == (False, True)
    page(history, f"{address}?page=3", 404)
    page(history, f"{address}?kind=nothing", 400)
    page(history, f"{address}?what=nothing", 400)


def test_the_files_of_changes_are_the_changes(history: FlaskClient, directory: Directory, ids: list[str]) -> None:
    old, new = (directory.release(name) for name in ids[:2])
    address = f"/releases/{ids[0]}...{ids[1]}"
    response = history.get(f"{address}.rdfp")
    assert response.mimetype == "application/rdf-patch"
    patch = Patch(io.BytesIO(response.data), "the patch")
    assert patch.header.id == f"https://example.org/es{address}"
    assert list(applied(patch, lines(old.nquads))) == list(lines(new.nquads))
    added, removed = (history.get(f"{address}.{name}.nq") for name in ("added", "removed"))
    assert added.mimetype == removed.mimetype == "application/n-quads"
    sets = [set(one.data.splitlines()) for one in (added, removed)]
    before, after = (set(one.nquads.read_bytes().splitlines()) for one in (old, new))
    assert sets == [after - before, before - after]
    assert len(list(ox.parse(added.data, ox.RdfFormat.N_QUADS))) == len(sets[0])

    whole = history.get(f"{address}.json")
    for suffix, plain in ((".rdfp", response), (".added.nq", added), (".removed.nq", removed), (".json", whole)):
        packed = history.get(f"{address}{suffix}.gz")
        assert (packed.mimetype, gzip.decompress(packed.data)) == ("application/gzip", plain.data)
        # Who understands it gets what is kept, which nobody has to unpack; that is another representation.
        coded = history.get(f"{address}{suffix}", headers={"Accept-Encoding": "gzip"})
        assert (coded.headers["Content-Encoding"], coded.data) == ("gzip", packed.data)
        assert coded.mimetype == plain.mimetype
        assert len({one.headers["ETag"] for one in (plain, coded, packed)}) == 3
        assert "Accept-Encoding" in plain.vary and "Accept-Encoding" in coded.vary
    document = history.get(f"{address}.json").get_json()
    told = CliRunner().invoke(main, ["diff", *ids[:2], "--releases", str(directory.path), "-f", "json"])
    assert json.loads(told.output) == document
    assert document["summary"]["statements"]["added"] == len(sets[0])
    assert [one["what"] for one in document["entities"]].count("added") == 1
    again = history.get(f"{address}.rdfp", headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("suffix", [".rdfp", ".added.nq", ".json"])
def test_what_a_file_of_changes_is_can_be_asked_without_its_bytes(
    history: FlaskClient, ids: list[str], monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    address = f"/releases/{ids[0]}...{ids[1]}{suffix}"
    for coding in ("gzip", "identity"):
        whole = history.get(address, headers={"Accept-Encoding": coding})
        with monkeypatch.context() as patched:
            patched.setattr("gzip.open", lambda _: pytest.fail("it was unpacked for nobody"))
            head = history.head(address, headers={"Accept-Encoding": coding})
        for name in ("Content-Type", "ETag", "Content-Encoding", "Vary"):
            assert head.headers.get(name) == whole.headers.get(name)
        assert head.headers.get("Content-Length", whole.headers["Content-Length"]) == whole.headers["Content-Length"]
        assert head.status_code == 200


def test_the_validator_of_changes_up_to_the_latest_release_is_another_after_a_rollback(tmp_path: Path) -> None:
    directory = three(tmp_path)
    last, two, one = directory.ids()
    address = f"/releases/{one}...latest.rdfp"
    before = client_of(directory.release(last)).get(address)
    assert before.data == client_of(directory.release(last)).get(f"/releases/{one}...{last}.rdfp").data
    roll_back(directory)
    after = client_of(directory.release(two)).get(address, headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert after.data == client_of(directory.release(two)).get(f"/releases/{one}...{two}.rdfp").data


def test_releases_that_do_not_follow_each_other_are_compared_on_request(
    history: FlaskClient, directory: Directory, ids: list[str]
) -> None:
    for old, new in ((ids[0], ids[2]), (ids[1], ids[0]), (ids[2], ids[2])):
        page(history, f"/releases/{old}...{new}")
        patch = Patch(io.BytesIO(history.get(f"/releases/{old}...{new}.rdfp").data), "the patch")
        assert list(applied(patch, lines(directory.release(old).nquads))) == list(lines(directory.release(new).nquads))
    assert "Oba wydania mówią to samo" in page(history, f"/releases/{ids[2]}...{ids[2]}?lang=pl")


def test_what_is_compared_on_request_ends_with_the_server(
    directory: Directory, ids: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a killed server left goes with the next one; what others use stays."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    others = TemporaryFolder(past.FOLDERS)
    left = tmp_path / "esgraph-changes-killed"
    left.mkdir()
    with running(directory.path) as address:
        assert temporary(tmp_path) == [others.path]
        assert get(f"{address}releases/{ids[0]}...{ids[2]}.rdfp")[0] == 200
        assert len(temporary(tmp_path)) == 2
    assert temporary(tmp_path) == [others.path]


def test_a_release_that_is_forgotten_is_gone_from_a_server_at_once(tmp_path: Path) -> None:
    place = three(tmp_path).path
    last, two, one = Directory.open(place).ids()
    of_past = [
        f"releases/{one}...{two}", f"releases/{one}...{two}.json", f"releases/{one}...{last}.rdfp", f"releases/{two}",
        f"dumps/{two}/tables/events.csv", f"dumps/{two}/esgraph.nq.gz", f"dumps/{two}/esgraph.nt",
    ]  # fmt: skip
    with running(place) as address:
        for _ in range(2):
            assert {get(f"{address}{path}")[0] for path in [*of_past, "releases/"]} == {200}
        assert RELOADS not in numbers(address)
        assert CliRunner().invoke(main, ["forget", str(place), "--earlier"]).exit_code == 0
        assert {get(f"{address}{path}")[0] for path in of_past} == {404}
        assert one not in get(f"{address}releases/")[2].decode()
        assert get(f"{address}dumps/{last}/esgraph.nt")[0] == 200
        # What was remembered, and compared on request, goes when the server has seen it.
        deadline = time.monotonic() + 20
        while RELOADS not in numbers(address) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert numbers(address)[RELOADS] == 1


def temporary(folder: Path) -> list[Path]:
    return list(folder.glob("esgraph-changes-*"))


def test_what_is_compared_on_request_is_remembered_and_bounded(
    directory: Directory, ids: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(past, "_REMEMBERED", 2)
    client = client_of(Release.open(directory.path))
    pairs = [f"/releases/{old}...{new}" for old in ids for new in ids if (old, new) not in set(pairwise(ids))]
    assert len(pairs) == 7
    for address in (pairs[0], pairs[0], f"{pairs[0]}.json"):
        assert client.get(address).status_code == 200
    assert len(temporary(tmp_path)) == 1
    for address in pairs:
        assert client.get(address).status_code == 200
    assert len(temporary(tmp_path)) == 2
    # It ends with the application.
    del client
    gc.collect()
    assert temporary(tmp_path) == []


@pytest.mark.parametrize(("limit", "most"), [("MOST_STATEMENTS", 3), ("MOST_BYTES", 1000)])
def test_too_much_is_not_compared_on_request(
    directory: Directory, ids: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, most: int
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(past, limit, most)
    client = client_of(Release.open(directory.path))
    response = client.get(f"/releases/{ids[0]}...{ids[2]}", headers={"Accept": "application/json"})
    assert response.status_code == 413
    assert "esgraph diff" in json.loads(response.data)["remedy"]
    assert ids[0] in json.loads(response.data)["detail"]
    text = page(client, f"/releases/{ids[0]}...{ids[2]}?lang=pl", 413)
    assert "zmieniło się za dużo" in text
    assert temporary(tmp_path) == []
    # What is computed beforehand is there, however much it is.
    page(client, f"/releases/{ids[0]}...{ids[1]}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_feed_is_one(history: FlaskClient, ids: list[str], language: str) -> None:
    """RFC 4287: what a feed and an entry must have, each once; IRIs for ids; moments for dates."""
    response = history.get(f"/releases/feed.atom?lang={language}")
    assert response.mimetype == "application/atom+xml"
    atom = "{http://www.w3.org/2005/Atom}"
    root = ET.fromstring(response.data)  # noqa: S314 - our own
    assert root.tag == f"{atom}feed"
    entries = root.findall(f"{atom}entry")
    assert len(entries) == 3
    for one in (root, *entries):
        for name in ("id", "title", "updated"):
            assert len(one.findall(f"{atom}{name}")) == 1
        assert (one.findtext(f"{atom}id") or "").startswith("https://example.org/es/releases/")
        moment = one.findtext(f"{atom}updated") or ""
        assert datetime.fromisoformat(moment).utcoffset() is not None
    assert root.find(f"{atom}author/{atom}name") is not None
    assert {link.get("rel") for link in root.findall(f"{atom}link")} == {"self", "alternate"}
    ids_of = {one.findtext(f"{atom}id") for one in (root, *entries)}
    assert len(ids_of) == 4
    # Other words are another feed with other entries (section 4.2.6).
    other = ET.fromstring(history.get(f"/releases/feed.atom?lang={'en' if language == 'pl' else 'pl'}").data)  # noqa: S314
    assert ids_of.isdisjoint(one.text for one in other.iter(f"{atom}id"))
    # What changed, as a page and as files, and some of what it was.
    for entry, (old, new) in zip(entries, reversed(list(pairwise(ids))), strict=False):
        related = [link for link in entry.findall(f"{atom}link") if link.get("rel") == "related"]
        assert [link.get("type") for link in related] == ["text/html", "application/rdf-patch", "application/json"]
        for link in related:
            path = (link.get("href") or "").removeprefix("http://localhost")
            assert path.startswith(f"/releases/{old}...{new}")
            assert history.get(path).mimetype == link.get("type")
    assert [link.get("rel") for link in entries[-1].findall(f"{atom}link")] == ["alternate"]
    changed = entries[1].findtext(f"{atom}summary") or ""
    assert {"pl": "Dotyczy: ", "en": "About: "}[language] in changed
    assert {"pl": "Następne spotkanie", "en": "Next meeting"}[language] in changed
    parsed = feedparser.parse(response.data)
    assert not parsed.bozo
    assert parsed.version == "atom10"
    assert [entry.title.rpartition(" ")[2] for entry in parsed.entries] == ids[::-1]
    assert [entry.updated[:10] for entry in parsed.entries] == ["2024-07-20", "2024-06-20", "2024-05-20"]
    assert parsed.feed.updated == parsed.entries[0].updated
    assert {"pl": "3 zmienione rzeczy", "en": "3 things changed"}[language] in parsed.entries[1].summary
    for entry in parsed.entries:
        assert history.get(entry.link.removeprefix("http://localhost")).status_code == 200
    assert history.get("/releases/").get_data(as_text=True).count('type="application/atom+xml"') == 2


def test_the_feed_names_its_author_whatever_iri_it_has(tmp_path: Path) -> None:
    data = example(tmp_path / "data")
    name = re.search(r"^publisher:\n  name: \{pl: (.+?), en:", (data / "dataset.yaml").read_text("utf-8"), re.MULTILINE)
    assert name is not None
    edit(data, {"dataset.yaml": {"publisher:\n": "publisher:\n  iri: https://example.com/elsewhere\n"}})
    feed = feedparser.parse(client_of(build(data, tmp_path / "release")).get("/releases/feed.atom?lang=pl").data)
    assert feed.feed.author == name[1]


def test_a_feed_names_a_few_of_many_things(history: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("esgraph.serve.pages.releases.NAMED", 2)
    summary = feedparser.parse(history.get("/releases/feed.atom?lang=en").data).entries[1].summary
    assert summary.partition("About, among others: ")[2].count(",") == 1


def test_the_list_says_what_was_rolled_back(tmp_path: Path) -> None:
    directory = three(tmp_path)
    last, two, _ = directory.ids()
    words = "cofnięte: strona pokazuje znów wcześniejsze"
    # Whoever serves an earlier one by its own place has rolled nothing back.
    for shown in (last, two):
        assert words not in page(client_of(directory.release(shown)), "/releases/?lang=pl").replace("\xa0", " ")
    roll_back(directory)
    text = page(client_of(directory.release(two)), "/releases/?lang=pl").replace("\xa0", " ")
    assert text.count(words) == 1
    assert text.index(f">{last}</a>") < text.index(words) < text.index(f">{two}</a>")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_says_since_when_its_thing_is_here_and_when_it_changed(
    history: FlaskClient, directory: Directory, ids: list[str], language: str
) -> None:
    changed = page(history, f"/page/headcount/wiosna-7?lang={language}")
    assert {"pl": "od najstarszego wydania", "en": "since the oldest release"}[language] in changed
    assert f"/releases/{ids[0]}...{ids[1]}" in changed
    same = page(history, f"/page/organization/spoldzielnia-wiosna?lang={language}")
    assert {"pl": "Od tamtej pory bez zmian", "en": "Not changed since"}[language] in same
    assert "..." not in same.partition("</h1>")[2].partition("</main>")[0]
    second = client_of(directory.release(ids[1]))
    appeared = page(second, f"/page/event/nastepne?lang={language}")
    assert {"pl": "Jest tu od wydania", "en": "Here since release"}[language] in appeared
    assert f"/releases/{ids[1]}" in appeared
    assert {"pl": "Historia", "en": "History"}[language] not in page(
        client_of(directory.release(ids[0])), f"/page/headcount/wiosna-7?lang={language}"
    )


def test_of_what_was_withdrawn_it_is_told_when(history: FlaskClient, ids: list[str]) -> None:
    text = page(history, "/page/event/nastepne?lang=pl", 404)
    assert f"Wycofano to w\xa0wydaniu {ids[2]}" in text
    assert f"/releases/{ids[1]}...{ids[2]}" in text
    assert "Wycofano" not in page(history, "/page/event/nobody?lang=pl", 404)


def test_a_release_by_itself_is_the_only_one(app: Flask, release: Release) -> None:
    client = app.test_client()
    text = page(client, "/releases/?lang=pl")
    assert "To wydanie jest jedyne" in text
    assert release.manifest.id in text
    assert len(feedparser.parse(client.get("/releases/feed.atom").data).entries) == 1
    assert "To pierwsze wydanie" in page(client, f"/releases/{release.manifest.id}?lang=pl")
    assert "Historia" not in page(client, "/page/organization/pozytek?lang=pl")


def test_a_file_that_was_changed_is_not_sent(tmp_path: Path) -> None:
    data = example(tmp_path / "data")
    first = add(data, tmp_path / "releases")
    edit(data, SECOND)
    add(data, tmp_path / "releases")
    client = client_of(Release.open(tmp_path / "releases"))
    with (tmp_path / "releases" / first / "esgraph.ttl").open("ab") as file:
        file.write(b"#")
    assert client.get(f"/dumps/{first}/esgraph.ttl").status_code == 503
    assert client.get(f"/dumps/{first}/esgraph.nq").status_code == 200
    (tmp_path / "releases" / first).rename(tmp_path / "elsewhere")
    assert client.get(f"/dumps/{first}/esgraph.nq").status_code == 404
    assert client.get(f"/releases/{first}").status_code == 404


@pytest.mark.parametrize("name", ["", "current"])
def test_a_server_of_a_directory_follows_what_is_current(tmp_path: Path, name: str) -> None:
    place, data = tmp_path / "releases", example(tmp_path / "data")
    one = add(data, place)

    def served(address: str) -> str:
        return get(f"{address}page/headcount/wiosna-7")[1]["Esgraph-Release"]

    def until(address: str, wanted: str) -> None:
        deadline = time.monotonic() + 20
        while served(address) != wanted and time.monotonic() < deadline:
            time.sleep(0.05)
        assert served(address) == wanted

    with running(place / name) as address:
        assert served(address) == one
        edit(data, SECOND)
        two = add(data, place)
        until(address, two)
        assert get(f"{address}dumps/{one}/esgraph.nq")[2] == (place / one / "esgraph.nq").read_bytes()
        assert get(f"{address}releases/{one}...{two}")[0] == 200
        assert get(f"{address}releases/{one}...{two}.rdfp")[0] == 200
        assert b"Bridge Association" in get(f"{address}page/organization/stowarzyszenie-most?lang=en")[2]
        roll_back(Directory.open(place))
        until(address, one)
        assert b"Most Association" in get(f"{address}page/organization/stowarzyszenie-most?lang=en")[2]
        assert get(f"{address}dumps/{two}/esgraph.nq")[0] == 200
        assert get(f"{address}releases/")[2].count(b"<time") == 3  # the two, and the foot of the page
