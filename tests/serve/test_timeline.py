"""The timeline: counts that the data has, a picture that its list repeats, gaps and conflicts in sight, files that read."""

import csv
import re
from collections import Counter
from datetime import date
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from esgraph.serve import timescale
from esgraph.serve.pages import timeline
from esgraph.vocabulary import DCTERMS, ESG, RDF, SCHEMA
from tests.serve.varied import EVENTS

SVG = re.compile(r"<svg.*?</svg>", re.S)
DATES = {
    "events": (SCHEMA + "Event", SCHEMA + "startDate"),
    "foundings": (ESG + "Foundation", DCTERMS + "date"),
    "editions": (ESG + "AwardEdition", ESG + "editionYear"),
}


def bars(page: str) -> dict[tuple[str, str], int]:
    """What the picture of a page shows: (sort of things, month or year) → the number in its title."""
    figure = page.partition('<figure class="time">')[2]
    text = SVG.search(figure)
    assert text
    picture = ElementTree.fromstring(text[0])  # noqa: S314 - our own page
    found = {}
    for link in picture.findall("a"):
        query = dict(part.split("=") for part in link.get("href", "").partition("?")[2].partition("#")[0].split("&"))
        number = re.search(r": (\d+)", link.findtext("title") or "")
        assert number
        found[query["what"], query["when"]] = int(number[1])
    return found


def stated(store: ox.Store) -> Counter[tuple[str, str]]:
    """Dates in the data: (sort of things, date) → how many things have it."""
    found: Counter[tuple[str, str]] = Counter()
    for sort, (kind, date_of) in DATES.items():
        for quad in store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(kind), ox.DefaultGraph()):
            dates = store.quads_for_pattern(quad.subject, ox.NamedNode(date_of), None, ox.DefaultGraph())
            found.update((sort, one.object.value) for one in dates)  # type: ignore[union-attr]
    return found


def rows(client: FlaskClient, query: str = "") -> list[dict[str, str]]:
    return list(csv.DictReader(client.get(f"/timeline.csv{query}").text.splitlines()))


def test_the_picture_and_the_list_have_the_dates_of_the_data(client: FlaskClient, store: ox.Store) -> None:
    dates = stated(store)
    assert dates[("events", "2018-06-08")] == 2
    page = client.get("/timeline?lang=pl").text
    months: Counter[tuple[str, str]] = Counter()
    for (sort, day), number in dates.items():
        months[sort, day[:7]] += number
    assert bars(page) == months
    assert Counter((row["what"], row["date"]) for row in rows(client) if row["date"]) == dates
    listed = page.partition('id="list"')[2].partition('id="undated"')[0]
    assert Counter(re.findall(r'<time datetime="([^"]+)"', listed)) == Counter(
        {day: sum(number for (_, one), number in dates.items() if one == day) for _, day in dates}
    )


def test_what_has_no_date_is_listed_apart(client: FlaskClient, varied: FlaskClient) -> None:
    page = client.get("/timeline?lang=pl").text.partition('id="undated"')[2]
    assert "/page/foundation/pozytek" in page
    assert "/page/edition/mmes-poprzednia" in page
    # A part of a meeting is as undated as the meeting is.
    assert "panel" not in page
    everything = varied.get("/timeline?when=none&lang=pl").text
    assert "/page/event/bez-daty" in everything
    assert "<figure" not in everything
    assert [row["date"] for row in rows(varied, "?when=none")] == ["", "", ""]


def test_conflicts_stand_side_by_side(client: FlaskClient, varied: FlaskClient) -> None:
    page = client.get("/timeline?lang=pl").text
    dated = page.partition('id="undated"')[0]
    assert re.search(r'class="tag conflict" href="/page/foundation/pozytek\?lang=pl">sprzeczny przekaz: data', dated)
    assert "sprzeczny przekaz: kwiecień 2017" in page.partition('id="undated"')[2]
    rally = varied.get("/timeline?what=events&when=2020&lang=en").text
    assert rally.count(">Rally</a>") == 2
    assert "another source: 2\N{NO-BREAK SPACE}May 2020" in rally
    assert "another source: 1\N{NO-BREAK SPACE}May 2020" in rally


def test_every_entry_says_who_says_so(client: FlaskClient) -> None:
    listed = client.get("/timeline?lang=pl").text.partition('id="list"')[2]
    entries = re.findall(r'<li class="(?:events|foundings|editions)">.*?</li>', listed, re.S)
    assert len(entries) >= 6
    assert all("/page/source/" in entry for entry in entries)


def test_filters_combine(varied: FlaskClient) -> None:
    year = bars(varied.get("/timeline?what=events&when=2021&lang=pl").text)
    assert {when for _, when in year} == {f"2021-{month:02}" for month in range(1, 13)}
    assert set(year.values()) == {EVENTS // 12}
    assert len(rows(varied, "?what=events&when=2021")) == EVENTS
    assert len(rows(varied, "?what=events&when=2021-03")) == EVENTS // 12
    assert {row["place"] for row in rows(varied, "?what=events&area=1408&when=2020")} == {"Legionowo"}
    assert len(rows(varied, "?what=events&area=14&when=2021")) == EVENTS
    assert rows(varied, "?what=foundings&area=1463")[0]["date"] == "1995"
    assert rows(varied, "?what=foundings&area=1463&when=2001") == []
    nothing = varied.get("/timeline?what=foundings&area=1465&lang=pl").text
    assert "niczego, co odpowiada" in nothing


def test_a_long_time_is_drawn_by_years(varied: FlaskClient) -> None:
    shown = bars(varied.get("/timeline?lang=pl").text)
    assert shown["events", "2021"] == EVENTS
    assert shown["events", "2020"] == 1  # one event, though it has two dates
    assert shown["foundings", "1995"] == 1
    assert all(len(when) == 4 for _, when in shown)


def test_a_long_list_has_pages(varied: FlaskClient) -> None:
    found: list[str] = []
    for number in (1, 2):
        page = varied.get("/timeline", query_string={"what": "events", "page": number, "lang": "pl"}).text
        found += re.findall(r"/page/event/(dzien-\d+)", page.partition('id="undated"')[0])
    assert len(found) == len(set(found)) == EVENTS
    assert varied.get("/timeline?what=events&page=3").status_code == 404


def test_the_calendar_has_the_events_whose_day_is_known(varied: FlaskClient, client: FlaskClient) -> None:
    response = varied.get("/timeline.ics?when=2020&lang=en")
    assert response.mimetype == "text/calendar"
    assert all(len(line) <= 75 for line in response.data.split(b"\r\n"))
    calendar = Calendar.from_ical(response.data)
    events = sorted(calendar.events, key=lambda event: str(event.start))
    assert [(event.start, event.end) for event in events] == [
        (date(2020, 5, 1), date(2020, 5, 4)),
        (date(2020, 5, 2), date(2020, 5, 4)),
    ]
    assert len({event["UID"] for event in events}) == 2
    assert {str(event["SUMMARY"]) for event in events} == {"Rally"}
    assert "another source" in str(events[0]["DESCRIPTION"])
    assert len(Calendar.from_ical(client.get("/timeline.ics").data).events) == 2
    assert client.get("/timeline.ics?when=none").status_code == 400


def test_files_hold_the_same(client: FlaskClient) -> None:
    listed = client.get("/timeline.json?lang=pl").json
    assert listed == rows(client, "?lang=pl")
    excel = client.get("/timeline.csv?excel=1&lang=pl").data
    assert excel.startswith(b"\xef\xbb\xbfdata;co;nazwa")
    assert client.get("/timeline.csv?excel=x").status_code == 400


def test_a_file_that_is_cut_says_so(varied: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = rows(varied)
    assert "Esgraph-Left-Out" not in varied.get("/timeline.csv").headers
    assert "files of the whole graph" not in varied.get("/timeline?lang=en").text
    monkeypatch.setattr(timeline, "_MOST", 30)
    response = varied.get("/timeline.json")
    assert response.json == whole[:30]
    assert response.headers["Esgraph-Left-Out"] == str(len(whole) - 30)
    assert int(varied.get("/timeline.ics").headers["Esgraph-Left-Out"]) > 0
    assert f"the first 30 of {len(whole)} entries" in varied.get("/timeline?lang=en").text


@pytest.mark.parametrize(
    "address", ["/timeline", "/timeline?when=2018", "/timeline.ics", "/timeline.csv", "/timeline?when=none"]
)
def test_the_same_bytes_every_time(client: FlaskClient, address: str) -> None:
    assert client.get(address).data == client.get(address).data


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("query", ["", "when=2020", "when=none", "what=foundings", "when=2018-06", "page=2"])
def test_every_link_resolves(varied: FlaskClient, query: str, language: str) -> None:
    page = varied.get(f"/timeline?{query}&lang={language}").text
    assert "NaN" not in page
    assert ">None<" not in page
    links = {link for link in re.findall(r'href="(/(?:timeline|page)[^"#]*)"', page) if "/page/event/dzien" not in link}
    assert links
    for link in links:
        assert varied.get(link.replace("&amp;", "&"), follow_redirects=True).status_code == 200, link


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("what=people", "foundings"), ("area=99", "1434"), ("area=1434113", "1434"), ('area=14"%20}%20%23', "1434"),
        ("when=18", "2018"), ("when=2018-13", "2018-06"), ("when=2018-06-08", "2018-06"), ("when=²018", "2018"),
        ("page=0", "1"), ("page=x", "1"),
    ],
)  # fmt: skip
def test_bad_input_is_told_what_would_be_right(client: FlaskClient, query: str, word: str) -> None:
    response = client.get(f"/timeline?{query}", headers={"Accept": "application/json", "Accept-Language": "en"})
    assert response.status_code == 400
    assert word in response.text


periods = st.dictionaries(
    st.builds(lambda year: f"{year:04}", st.integers(1, 2100))
    | st.builds(lambda year, month: f"{year:04}-{month:02}", st.integers(1, 2100), st.integers(1, 12)),
    st.integers(1, 10_000),
)


@given(st.dictionaries(st.sampled_from(sorted(DATES)), periods), st.none() | st.integers(1, 2100))
def test_a_picture_shows_every_number_within_its_frame(counts: dict[str, dict[str, int]], year: int | None) -> None:
    chosen = f"{year:04}" if year else ""
    picture = timescale.draw(counts, chosen)
    meant = [n for found in counts.values() for when, n in found.items() if not chosen or when.startswith(chosen)]
    if picture is None:
        assert not meant
        return
    drawn = [bar for lane in picture.lanes for bar in lane.bars]
    assert sum(bar.count for bar in drawn) + picture.before == sum(meant)
    for lane in picture.lanes:
        for bar in lane.bars:
            assert 0 <= bar.x <= bar.x + bar.width <= timescale.WIDTH
            assert lane.top < bar.y <= bar.y + bar.height <= picture.height
    assert all(one.x < other.x for one, other in zip(picture.ticks, picture.ticks[1:], strict=False))
