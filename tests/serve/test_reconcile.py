"""The reconciliation service, as OpenRefine and the specification's schemas ask it: who is matched, and who is not."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from esgraph.comparison import names
from esgraph.comparison.dates import iso
from esgraph.comparison.numbers import NUMBERS, digits, same_number
from esgraph.errors import LANGUAGES, Language
from esgraph.release import Release
from esgraph.serve.app import create_app
from tests.conftest import material
from tests.serve.conftest import BufferedClient, running
from tests.serve.namesakes import GONE, KRS, MERGED, NIP, OTHER_NIP, REGON

ORGANIZATION, PLACE = "org:Organization", "dcterms:Location"


@pytest.fixture
def without_index(release: Release, tmp_path: Path) -> Iterator[FlaskClient]:
    copy = Release(tmp_path / "release", release.manifest)
    shutil.copytree(release.path, copy.path)
    copy.search.unlink()
    app = create_app(copy)
    app.test_client_class = BufferedClient
    yield app.test_client()


def found(client: FlaskClient, language: Language = "pl", **query: Any) -> list[dict[str, Any]]:
    """The candidates of one query."""
    response = client.post(f"/reconcile/{language}", data={"queries": json.dumps({"q0": query})})
    assert response.status_code == 200, response.text
    listed: list[dict[str, Any]] = (response.json or {})["q0"]["result"]
    scores = [one["score"] for one in listed]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 100 for score in scores)
    return listed


def matched(client: FlaskClient, **query: Any) -> str:
    """The one candidate that is a match, "" if none is."""
    ids = [one["id"] for one in found(client, **query) if one["match"]]
    assert len(ids) < 2
    return ids[0] if ids else ""


def extended(client: FlaskClient, ids: list[str], properties: list[dict[str, Any]], language: str) -> dict[str, Any]:
    asked = json.dumps({"ids": ids, "properties": properties})
    document: dict[str, Any] = client.post(f"/reconcile/{language}", data={"extend": asked}).json or {}
    return document


def test_the_checker_of_the_specification_passes(release: Release) -> None:
    with running(release.path) as address:
        done = subprocess.run(
            [sys.executable, str(material("suites") / "reconcile_check.py"), f"{address}reconcile",
             "--query", "Tłuszcz", "--type", ORGANIZATION, "--property", "schema:location"],
            capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
    assert done.stdout.splitlines()[-1] == "34 passed, 0 failed, 0 skipped", done.stdout


def test_the_manifest_names_addresses_that_answer(client: FlaskClient) -> None:
    manifest = client.get("/reconcile").json or {}
    assert manifest["versions"] == ["0.2"]
    assert manifest["identifierSpace"] == "https://w3id.org/esgraph/id/"
    entity = "organization/ops-w-tluszczu"
    addresses = [
        manifest["preview"]["url"].replace("{{id}}", entity),
        manifest["view"]["url"].replace("{{id}}", entity),
    ]
    addresses += [one["service_url"] + one["service_path"] + "?prefix=o" for one in manifest["suggest"].values()]
    addresses += [
        one["flyout_service_url"] + one["flyout_service_path"].replace("${id}", name)
        for one, name in zip(manifest["suggest"].values(), (entity, "schema:location", ORGANIZATION), strict=True)
    ]
    proposed = manifest["extend"]["propose_properties"]
    addresses += [proposed["service_url"] + proposed["service_path"], manifest["documentation"], manifest["logo"]]
    assert len(addresses) == 11
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_is_kept_in_every_address(client: FlaskClient, language: Language) -> None:
    by_path = client.get(f"/reconcile/{language}").json or {}
    assert by_path == client.get("/reconcile", query_string={"lang": language}).json
    for one in by_path["suggest"].values():
        assert one["service_path"].startswith(f"/reconcile/{language}/suggest/")
        assert "?" not in one["service_path"], "tools put their parameters behind it"
    assert by_path["view"]["url"].endswith(f"/page/{{{{id}}}}?lang={language}")
    names = {"pl": "organizacja", "en": "organisation"}
    assert by_path["defaultTypes"][0] == {"id": ORGANIZATION, "name": names[language]}
    preferred = client.get("/reconcile", headers={"Accept-Language": language})
    assert (preferred.json or {})["defaultTypes"][0]["name"] == names[language]
    assert "Accept-Language" in preferred.headers["Vary"]
    assert preferred.headers["Access-Control-Allow-Origin"] == "*"
    called = {"pl": "Ośrodek Pomocy Społecznej w Tłuszczu", "en": "Social Assistance Centre in Tłuszcz"}
    assert found(client, language, query="OPS w Tłuszczu")[0]["name"] == called[language]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"query": "Ośrodek Pomocy Społecznej w Tłuszczu"}, "organization/ops-w-tluszczu"),
        ({"query": "osrodek pomocy spolecznej w tluszczu"}, "organization/ops-w-tluszczu"),
        ({"query": "OPS w Tłuszczu"}, "organization/ops-w-tluszczu"),
        ({"query": "Social Assistance Centre in Tłuszcz"}, "organization/ops-w-tluszczu"),
        ({"query": "Spółdzielnia Socjalna „Pożytek”"}, "organization/pozytek"),
        ({"query": "gmina Tłuszcz", "type": PLACE}, "place/gmina-tluszcz"),
        ({"query": "gmina Tłuszcz", "type": f"https://w3id.org/esgraph/def/{ORGANIZATION}"}, "organization/gmina-tluszcz"),
        ({"query": "gmina Tłuszcz"}, ""),  # an organisation and a place
        ({"query": "Tłuszcz", "type": [PLACE]}, ""),  # the town, and the commune
        ({"query": "Tłuszcz", "properties": [{"pid": "terc", "v": "14-34-114"}]}, "place/tluszcz"),
        ({"query": "Tłuszcz", "properties": [{"pid": "terc", "v": 1434113}]}, "place/gmina-tluszcz"),
        ({"query": "Tłuszcz", "properties": [{"pid": "terc", "v": "143411"}]}, ""),  # both begin so
        ({"properties": [{"pid": "simc", "v": "966441"}]}, "place/tluszcz"),
        ({"query": "Karuzela"}, ""),  # it is not called only that
        ({"query": "Stowarzyszenie Karuzela", "properties": [{"pid": "schema:location", "v": "Radom"}]}, "organization/karuzela"),
        ({"query": "Stowarzyszenie Karuzela", "properties": [{"pid": "schema:location", "v": "mazowieckie"}]}, "organization/karuzela"),
        ({"query": "Stowarzyszenie Karuzela", "properties": [{"pid": "schema:location", "v": "Płock"}]}, ""),
        ({"query": "Stowarzyszenie Karuzela", "type": [ORGANIZATION, PLACE], "type_strict": "all"}, ""),
        ({"query": "Stowarzyszenie Karuzela w Gdańsku"}, ""),
        ({"query": "Stowarzyszenie Karuzella"}, ""),
        ({"query": "1434"}, ""),  # too short to be more than a number
        ({"query": "PL912"}, ""),  # five places are in it
        ({"query": ""}, ""),
    ],
)  # fmt: skip
def test_who_is_matched(client: FlaskClient, query: dict[str, Any], expected: str) -> None:
    assert matched(client, **query) == expected


@pytest.mark.parametrize(
    ("query", "first"),
    [("Ośrodka Pomocy Społecznej w Tłuszczu", "organization/ops-w-tluszczu"), ("Stowarzyszenie Karuzella", "organization/karuzela"),
     ("Pożytek", "organization/pozytek"), ("AB OVO Tłuszcz", "organization/ab-ovo")],
)  # fmt: skip
def test_what_is_written_otherwise_is_offered(client: FlaskClient, query: str, first: str) -> None:
    best, *others = found(client, query=query, type=ORGANIZATION)
    assert best["id"] == first
    assert best["type"] == [{"id": ORGANIZATION, "name": "organizacja"}]
    assert 40 < best["score"] < 85
    assert all(other["score"] < best["score"] for other in others)


@pytest.mark.parametrize(
    ("query", "identity", "score", "match"),
    [
        # The form is written otherwise, and the name is the same.
        ("Sp. Socj. Pożytek", "pozytek", 95, True),
        ('Sp. Socjalna "Pożytek"', "pozytek", 95, True),
        ("SS Pożytek", "pozytek", 95, True),
        ("Spółdz. Socj. Pożytek", "pozytek", 95, True),
        ("Pożytek Spółdzielnia Socjalna", "pozytek", 95, True),
        ("Stow. Karuzela", "karuzela", 95, True),
        ("hydrotruck", "hydro-truck", 95, False),
        # Where it is, or its address, follows: of a name that is cut nobody is sure.
        ("Spółdzielnia Socjalna Pożytek z siedzibą w Tłuszczu", "pozytek", 95, False),
        ("Spółdzielnia Socjalna Pożytek w Tłuszczu", "pozytek", 95, False),
        ("Spółdzielnia Socjalna „Pożytek” ul. Kościelna 1, 05-240 Tłuszcz", "pozytek", 95, False),
        ("OPS w Tłuszczu, ul. Szkolna 1, 05-240 Tłuszcz", "ops-w-tluszczu", 95, False),
        ("OPS w Tłuszczu, ul. Szkolna 1, 26-600 Radom", "ops-w-tluszczu", 76, False),
        # One says no form, or a more general one.
        ("Hydro – Truck Spółka Jawna", "hydro-truck", 84, False),
        ("Hydro Truck s.j.", "hydro-truck", 84, False),
        ("HYDRO TRUCK Sp. z o.o.", "hydro-truck", 84, False),
        ("Spółdzielnia Pożytek", "pozytek", 84, False),
        ("Karuzela", "karuzela", 84, False),
        # Another form is another organisation.
        ("Fundacja Pożytek", "pozytek", 60, False),
        ("Pożytek Sp. z o.o.", "pozytek", 60, False),
        ("Fundacja Karuzela", "karuzela", 60, False),
        ("Stowarzyszenie Karuzela sp. z o.o.", "karuzela", 60, False),
        ("spółdzielnia " * 400, "pozytek", 40, False),
    ],
)
def test_legal_forms_seats_and_addresses_are_no_part_of_a_name(
    client: FlaskClient, query: str, identity: str, score: float, match: bool
) -> None:
    best = found(client, query=query, type=ORGANIZATION)[0]
    assert (best["id"], best["score"], best["match"]) == (f"organization/{identity}", score, match)


def test_a_form_and_words_that_join_name_nobody(client: FlaskClient) -> None:
    assert found(client, query="w") == found(client, query="i w z") == []
    assert all(one["score"] <= 40 for one in found(client, query="Stowarzyszenie"))
    assert found(client, query="Oddział Stowarzyszenia Karuzela")[0]["score"] < 84, "a branch is another"


def test_a_form_written_otherwise_is_no_licence_to_guess(namesakes: FlaskClient) -> None:
    for query in ("Stow. Nadzieja", "Nadzieja", "Stowarzyszenie Nadzieja z siedzibą w Radomiu", "Spółka Nadzieja"):
        assert matched(namesakes, query=query) == "", query
    # That an association has no form in its name does not make it a foundation.
    for query, score in (("Stowarzyszenie Jutrzenka", 84), ("Fundacja Jutrzenka", 60)):
        best = found(namesakes, query=query)[0]
        assert (best["id"], best["score"], best["match"]) == ("organization/jutrzenka", score, False)
    best, second, *_ = found(namesakes, query="Stowarzyszenie Nadzieja z siedzibą w Radomiu")
    assert (best["id"], best["score"], second["score"]) == ("organization/nadzieja-w-radomiu", 95, 76)
    best, *_ = found(namesakes, query="Stowarzyszenie Nadzieja w Radomiu")
    assert (best["id"], best["score"], best["match"]) == ("organization/nadzieja-w-radomiu", 95, False)
    assert matched(namesakes, query="Fund. Nadzieja") == "organization/nadzieja-fundacja"


@given(
    core=st.lists(st.sampled_from(["pozytek", "hydro", "truck", "dom", "pracy", "w"]), min_size=1, max_size=3),
    forms=st.lists(st.sampled_from(["Fundacja", "Sp. z o.o.", "s. j.", "Spółdzielnia Socjalna", "Stow."]), max_size=2),
    seat=st.sampled_from(["", " z siedzibą w Radomiu", ", ul. Polna 1", " 05-240 Tłuszcz"]),
)
def test_a_name_is_taken_apart_whatever_stands_around_it(core: list[str], forms: list[str], seat: str) -> None:
    name = names.read(" ".join([*forms, *core, *reversed(forms)]) + seat)
    assert name.core == tuple(core)
    assert bool(name.form) == bool(forms)
    assert name.seat == seat.strip(" ,")
    assert names.read(name.spelt_out).core == name.core


def test_of_namesakes_none_is_matched_until_something_tells_them_apart(namesakes: FlaskClient) -> None:
    asked: dict[str, Any] = {"query": "Stowarzyszenie Nadzieja", "type": ORGANIZATION}
    candidates = found(namesakes, **asked)
    assert [one["score"] for one in candidates[:2]] == [100, 100]
    assert not any(one["match"] for one in candidates)
    assert {one["description"] for one in candidates[:2]} == {"stowarzyszenie, Radom", "stowarzyszenie, Płock"}
    for place, expected in (("Radom", "radomiu"), ("w Płocku", "plocku"), ("Warszawa", ""), ("mazowieckie", "")):
        given = [{"pid": "schema:location", "v": place}]
        assert matched(namesakes, **asked, properties=given).endswith(expected), place
    by_id = [{"pid": "schema:location", "v": {"id": "place/plock", "name": "Płock"}}]
    assert matched(namesakes, **asked, properties=by_id) == "organization/nadzieja-w-plocku"
    # Who is called nearly so may be meant; who is called otherwise is not.
    assert matched(namesakes, query="Nadzieja") == ""
    assert matched(namesakes, query="Fundacja Nadzieja") == "organization/nadzieja-fundacja"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"query": NIP}, "organization/nadzieja-w-radomiu"),
        ({"query": "NIP 525-000-10-03"}, "organization/nadzieja-w-radomiu"),
        ({"query": "PL5250001003"}, "organization/nadzieja-w-radomiu"),
        ({"query": "0000 123 456"}, "organization/nadzieja-w-radomiu"),
        ({"query": "123456"}, "organization/nadzieja-w-radomiu"),
        ({"query": REGON, "type": ORGANIZATION}, "organization/jutrzenka"),
        ({"query": REGON, "type": PLACE}, ""),
        ({"query": "5250001121"}, ""),
        ({"query": f"Stowarzyszenie Nadzieja, NIP {OTHER_NIP}"}, "organization/nadzieja-w-plocku"),
        ({"query": "Stowarzyszenie Nadzieja", "properties": [{"pid": "nip", "v": NIP}]}, "organization/nadzieja-w-radomiu"),
        ({"query": "Stowarzyszenie Nadzieja", "properties": [{"pid": "nip", "v": int(NIP)}]}, "organization/nadzieja-w-radomiu"),
        ({"query": "Stowarzyszenie Nadzieja", "properties": [{"pid": "esg:krs", "v": ["1", "123456"]}]}, "organization/nadzieja-w-radomiu"),
        ({"properties": [{"pid": "nip", "v": OTHER_NIP}]}, "organization/nadzieja-w-plocku"),
        ({"query": "Jutrzenki", "properties": [{"pid": "regon", "v": REGON}]}, "organization/jutrzenka"),
        # A number of one, and the name of another, or of nobody, or the legal form of another.
        ({"query": "Fundacja Jutrzenka", "properties": [{"pid": "regon", "v": REGON}]}, ""),
        ({"query": "Jutrzenka", "properties": [{"pid": "nip", "v": NIP}]}, ""),
        ({"query": "Zupełnie Inna Nazwa", "properties": [{"pid": "nip", "v": NIP}]}, ""),
        ({"query": "Stowarzyszenie Nadzieja", "properties": [{"pid": "nip", "v": "5250001121"}]}, ""),
    ],
)  # fmt: skip
def test_a_number_in_a_register_says_who_is_meant(namesakes: FlaskClient, query: dict[str, Any], expected: str) -> None:
    assert matched(namesakes, **query) == expected


def test_what_a_query_gives_is_weighed_and_told(namesakes: FlaskClient) -> None:
    given = [{"pid": "schema:location", "v": "Radom"}, {"pid": "nip", "v": NIP}]
    best, *others = found(namesakes, query="Stowarzyszenie Nadzieja", type=ORGANIZATION, properties=given)
    second = next(one for one in others if one["id"] == "organization/nadzieja-w-plocku")
    assert {one["id"]: one["value"] for one in best["features"]} == {"name": 100, "schema:location": 100, "nip": 100}
    assert {one["id"]: one["value"] for one in second["features"]} == {"name": 100, "schema:location": 0, "nip": 0}
    assert (best["score"], round(second["score"])) == (100, round(100 / 3.4))


#: What two associations of one name are given, of whom only one has a KRS, and who is meant by it.
KRS_GIVEN, OTHER_PLACE = {"pid": "krs", "v": KRS}, {"pid": "schema:location", "v": "Płock"}


def test_a_match_stands_first_before_who_has_no_such_number(namesakes: FlaskClient) -> None:
    asked: dict[str, Any] = {"query": "Stowarzyszenie Nadzieja", "type": ORGANIZATION, "properties": [KRS_GIVEN]}
    first, second, *_ = found(namesakes, **asked)
    assert (first["id"], first["match"], first["score"]) == ("organization/nadzieja-w-radomiu", True, 100)
    assert (second["id"], second["score"]) == ("organization/nadzieja-w-plocku", 33.3)
    assert found(namesakes, **asked, limit=1) == [first]


def test_a_number_of_another_contradicts(namesakes: FlaskClient) -> None:
    asked: dict[str, Any] = {"query": "Stowarzyszenie Nadzieja", "properties": [KRS_GIVEN, OTHER_PLACE]}
    assert matched(namesakes, **asked) == ""
    one = next(one for one in found(namesakes, **asked) if one["id"] == "organization/nadzieja-w-plocku")
    assert {each["id"]: each["value"] for each in one["features"]}["krs"] == 0


#: What tables write where there is no number, and what can be none: by length, by check digit, of one digit only.
NO_NUMBERS = ["brak", "b/d", "-", "0000000000", "9999999999", "525-000-10-19", "525000100", "12345678901", 0]


@pytest.mark.parametrize("written", NO_NUMBERS)
@pytest.mark.parametrize("register", ["nip", "regon"])
def test_what_is_no_number_says_nothing(namesakes: FlaskClient, register: str, written: object) -> None:
    for query in ("Stowarzyszenie Nadzieja", "Fundacja Nadzieja", "Jutrzenka"):
        empty, given = (
            found(namesakes, query=query, type=ORGANIZATION, properties=[{"pid": register, "v": one}])
            for one in ("", written)
        )
        assert empty == given
    assert matched(namesakes, query="Jutrzenka", properties=[{"pid": register, "v": written}]) != ""


def test_to_be_left_over_is_not_to_be_meant(namesakes: FlaskClient) -> None:
    # Nobody has this number; one of the namesakes has another, of the other none is known.
    given = [{"pid": "krs", "v": "0000999999"}]
    assert matched(namesakes, query="Stowarzyszenie Nadzieja", properties=given) == ""


@given(
    short=st.integers(1, 10**10 - 1).map(str),
    register=st.sampled_from(sorted(NUMBERS.values())),
)
def test_numbers_are_read_however_they_are_written(short: str, register: str) -> None:
    read_so = digits(short, register)
    assert read_so in ("", short)
    assert digits(f"{register.upper()}: {short.zfill(10)}", register) == read_so
    assert bool(read_so) == same_number(short, short, register)


@pytest.mark.parametrize(
    ("register", "number"),
    [("nip", "5261040828"), ("regon", "000331501"), ("regon", "331501"), ("regon", "12345678512347"), ("krs", "0000123456"),
     ("terc", "22"), ("terc", "0201011"), ("simc", "0966441")],
)  # fmt: skip
def test_of_a_number_one_wrong_digit_is_enough(register: str, number: str) -> None:
    assert digits(number, register) == number.lstrip("0")
    if register in ("nip", "regon"):
        assert not digits(f"{number[:-1]}{(int(number[-1]) + 1) % 10}", register)


@pytest.mark.parametrize(
    ("place", "value"),
    [("Radom", 100), ("w Radomiu", 100), ("woj. mazowieckie", 100), ("województwo mazowieckie", 100), ("Mazovian Voivodeship", 100),
     ("Radomsko", 0), ("powiat wołomiński", 0), ("Radom, Płock", 50), (26, 0), (["Płock", "Radom"], 100)],
)  # fmt: skip
def test_a_place_agrees_in_any_case_and_with_what_it_lies_in(client: FlaskClient, place: object, value: float) -> None:
    best = found(client, query="Stowarzyszenie Karuzela", properties=[{"pid": "schema:location", "v": place}])[0]
    assert {one["id"]: one["value"] for one in best["features"]} == {"name": 100, "schema:location": value}
    assert best["match"] == (value >= 50)


@pytest.mark.parametrize(
    ("day", "value"),
    [("2018-06-08", 100), ("2018-06", 100), (2018, 100), ("2018-06-09", 0), ("08.06.2018", 100), ("8.6.2018 r.", 100), ("08/06/2018", 100),
     ("06.2018", 100), ("2018.06.08", 100), ("2018-06-08T09:00:00Z", 100), ("06.08.2018", 0), ("9.06.2018", 0)],
)  # fmt: skip
def test_a_date_agrees_with_what_is_less_exact(client: FlaskClient, day: object, value: float) -> None:
    event = "IV Mazowieckie Spotkania z Ekonomią Społeczną"
    best = found(client, query=event, properties=[{"pid": "schema:startDate", "v": day}])[0]
    assert {one["id"]: one["value"] for one in best["features"]} == {"name": 100, "schema:startDate": value}


@pytest.mark.parametrize("written", ["brak", "b/d", "-", "", "31.13.2018", "w czerwcu", "2018-06-08x"])
def test_what_is_no_date_says_nothing(client: FlaskClient, written: str) -> None:
    event = "IV Mazowieckie Spotkania z Ekonomią Społeczną"
    asked: dict[str, Any] = {"query": event, "properties": [{"pid": "schema:startDate", "v": written}]}
    assert found(client, **asked) == found(client, query=event)
    assert matched(client, **asked) == "event/iv-mazowieckie-spotkania"


@given(day=st.dates())
def test_dates_are_read_the_day_first_or_the_year_first(day: date) -> None:
    year = f"{day.year:04d}"
    for written in (f"{day.day}.{day.month}.{year}", f"{day.day:02d}-{day.month:02d}-{year} r.", day.isoformat()):
        assert iso(written) == day.isoformat()
    assert iso(f"{day.month}/{year}") == day.isoformat()[:7]
    assert iso(year) == year


IRI = "https://w3id.org/esgraph/id/"


@pytest.mark.parametrize("query", ["organization/pozytek", f" {IRI}organization/pozytek\n"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_id_or_iri_is_who_it_names(client: FlaskClient, language: Language, query: str) -> None:
    (one,) = found(client, language, query=query)
    assert (one["id"], one["score"], one["match"]) == ("organization/pozytek", 100, True)
    by_name = found(client, language, query="Spółdzielnia Socjalna „Pożytek”", type=ORGANIZATION)[0]
    assert one == by_name
    assert found(client, query=query, type=PLACE) == []
    assert matched(client, query="organization/karuzela") == "organization/karuzela"
    assert matched(client, query="organization/karuzela", properties=[{"pid": "schema:location", "v": "Płock"}]) == ""
    assert matched(client, query="organization/nobody") == ""


@pytest.mark.parametrize(
    ("place", "value"),
    [("place/tluszcz", 100), (f"{IRI}place/tluszcz", 100), ("place/radom", 0), (f"{IRI}place/radom", 0), ("place/nie-ma", 0),
     ({"id": "place/tluszcz"}, 100), ({"id": "place/radom", "name": "Tłuszcz"}, 0), ({"id": "place/nie-ma", "name": "Tłuszcz"}, 100),
     ("1434114", 100), (1434114, 100), ("14-34-114", 100), ("1434", 100), ("0966441", 100), ("1463011", 0), ("-", None), ("brak", None)],
)  # fmt: skip
def test_a_place_is_named_by_its_id_its_code_or_its_name(
    client: FlaskClient, place: object, value: float | None
) -> None:
    given = [{"pid": "schema:location", "v": place}]
    best = found(client, query="Ośrodek Pomocy Społecznej w Tłuszczu", properties=given)[0]
    told = {"name": 100} | ({} if value is None else {"schema:location": value})
    assert {one["id"]: one["value"] for one in best["features"]} == told
    assert best["match"] == (value != 0)


def test_who_took_the_place_of_another_answers_for_it(namesakes: FlaskClient) -> None:
    (one,) = found(namesakes, query=MERGED)
    assert (one["id"], one["match"]) == ("organization/nadzieja-w-radomiu", True)
    preview = namesakes.get(f"/reconcile/en/preview?id={MERGED}")
    assert preview.status_code == 200 and KRS in preview.text
    assert '<link rel="canonical" href="http://localhost/page/organization/nadzieja-w-radomiu?lang=en">' in preview.text
    box = namesakes.get(f"/reconcile/en/flyout?id={MERGED}").json or {}
    assert box["id"] == MERGED and KRS in box["html"]
    rows = extended(namesakes, [MERGED, GONE], [{"id": "krs"}], "pl")["rows"]
    assert rows == {MERGED: {"krs": [{"str": KRS}]}, GONE: {"krs": []}}


def test_what_was_withdrawn_is_told_as_such(namesakes: FlaskClient) -> None:
    for what in ("preview", "flyout"):
        response = namesakes.get(f"/reconcile/{what}?id={GONE}", headers={"Accept": "application/json"})
        assert response.status_code == 410, what
        assert "this was withdrawn on 2026-11-28: At the request of a person." in (response.json or {})["detail"]
    assert matched(namesakes, query=GONE) == ""


@pytest.mark.parametrize(
    ("named", "status", "told"),
    [("organization/nobody", 404, {"pl": "organization/nobody", "en": "organization/nobody"}),
     (GONE, 410, {"pl": "Na prośbę osoby", "en": "At the request of a person"})],
)  # fmt: skip
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_frame_says_why_there_is_nothing(
    namesakes: FlaskClient, language: Language, named: str, status: int, told: dict[str, str]
) -> None:
    page = namesakes.get(f"/reconcile/{language}/preview?id={named}", headers={"Accept": "text/html"})
    assert page.status_code == status
    assert "frame-ancestors *" in page.headers["Content-Security-Policy"]
    assert f'<html lang="{language}">' in page.text and told[language] in page.text.replace("\N{NO-BREAK SPACE}", " ")
    assert "<nav" not in page.text and "canonical" not in page.text


def test_types_narrow_or_are_preferred(client: FlaskClient) -> None:
    assert {one["type"][0]["id"] for one in found(client, query="Tłuszcz", type=PLACE)} == {PLACE}
    assert {one["type"][0]["id"] for one in found(client, query="Tłuszcz")} > {PLACE}
    preferred = found(client, query="gmina Tłuszcz", type=[ORGANIZATION], type_strict="should")
    assert [(one["id"], one["score"]) for one in preferred[:2]] == [
        ("organization/gmina-tluszcz", 100),
        ("place/gmina-tluszcz", 70),
    ]
    assert found(client, query="Tłuszcz", type="urn:nothing") == []
    assert len(found(client, query="Tłuszcz", limit=2)) == 2


BAD = [
    ({"queries": "{"}, 400, "queries: line 1, column 2: this is not JSON"),
    ({"queries": '{"q0": {"query": NaN}}'}, 400, "queries: this is not JSON"),
    ({"queries": "[" * 100_000}, 400, "queries: this is not JSON"),
    ({"queries": "9" * 10_000}, 400, "queries: this is not JSON"),
    ({"queries": "[1]"}, 400, "queries: a JSON object is expected here"),
    ({"queries": '{"q0": "x"}'}, 400, "queries.q0: a JSON object is expected here"),
    ({"queries": '{"q0": {}}'}, 400, "queries.q0: a query needs “query”"),
    ({"queries": '{"q0": {"properties": []}}'}, 400, "queries.q0: a query needs “query”"),
    ({"queries": '{"q0": {"query": 5}}'}, 400, "queries.q0.query: a string is expected here"),
    ({"queries": '{"q0": {"query": "x", "limit": -1}}'}, 400, "queries.q0.limit: a whole number is expected here, 1 or more"),
    ({"queries": '{"q0": {"query": "x", "limit": 1.5}}'}, 400, "queries.q0.limit: a whole number is expected here"),
    ({"queries": '{"q0": {"query": "x", "limit": true}}'}, 400, "queries.q0.limit: a whole number is expected here"),
    ({"queries": '{"q0": {"query": "x", "limit": 1e999}}'}, 400, "queries.q0.limit: a whole number is expected here"),
    ({"queries": '{"q0": {"query": "x", "type": 1}}'}, 400, "queries.q0.type: a JSON array is expected here"),
    ({"queries": '{"q0": {"query": "x", "type": [1]}}'}, 400, "queries.q0.type[0]: a string is expected here"),
    ({"queries": '{"q0": {"query": "x", "type_strict": "none"}}'}, 400, "queries.q0.type_strict: it is one of: any, should, all"),
    ({"queries": '{"q0": {"query": "x", "type_strict": []}}'}, 400, "queries.q0.type_strict: it is one of: any, should, all"),
    ({"queries": '{"q0": {"query": "x", "properties": {}}}'}, 400, "queries.q0.properties: a JSON array is expected here"),
    ({"queries": '{"q0": {"query": "x", "properties": [{"v": 1}]}}'}, 400, "queries.q0.properties[0].pid: a string is expected"),
    ({"queries": '{"q0": {"query": "x", "properties": [{"pid": "nip"}]}}'}, 400, "queries.q0.properties[0].v: a string, a number"),
    ({"queries": '{"q0": {"query": "x", "properties": [{"pid": "nip", "v": [[]]}]}}'}, 400, "properties[0].v[0]: a string, a number"),
    ({"queries": '{"q0": {"query": "x", "properties": [{"pid": "color", "v": 1}]}}'}, 400, "there is no property “color” here"),
    ({"queries": json.dumps({f"q{n}": {"query": "x"} for n in range(101)})}, 413, "queries: there are 101; at most 100 are taken"),
    ({"queries": json.dumps({"q0": {"query": "x" * 10_001}})}, 413, "queries.q0.query: it has 10001 characters; at most 10000 are taken"),
    ({"queries": json.dumps({"q0": {"properties": [{"pid": "nip", "v": ["1" * 200_000]}]}})}, 413, "properties[0].v[0]: it has 200000"),
    ({"extend": "{"}, 400, "extend: line 1, column 2: this is not JSON"),
    ({"extend": "[]"}, 400, "extend: a JSON object is expected here"),
    ({"extend": '{"properties": []}'}, 400, "extend.ids: a JSON array is expected here"),
    ({"extend": '{"ids": [1], "properties": []}'}, 400, "extend.ids[0]: a string is expected here"),
    ({"extend": '{"ids": []}'}, 400, "extend.properties: a JSON array is expected here"),
    ({"extend": '{"ids": [], "properties": [{"id": "Award"}]}'}, 400, "there is no property “Award” here"),
    ({"extend": '{"ids": [], "properties": [{"id": "nip", "settings": {"limit": "many"}}]}'}, 400, "extend.properties[0].settings.limit"),
    ({"extend": '{"ids": [], "properties": [{"id": "nip", "settings": {"content": "all"}}]}'}, 400, "it is one of: entity, name, id"),
    ({"extend": json.dumps({"ids": ["x"] * 501, "properties": []})}, 413, "extend.ids: there are 501; at most 500"),
    ({"queries": "{}", "extend": "{}"}, 400, "both “queries” and “extend”"),
    ({"query": "x"}, 400, "neither the parameter “queries” nor “extend”"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "status", "told"), BAD, ids=range(len(BAD)))
def test_what_is_wrong_is_told_with_its_place(
    client: FlaskClient, form: dict[str, str], status: int, told: str
) -> None:
    response = client.post("/reconcile", data=form)
    document = response.json or {}
    assert (response.status_code, response.mimetype) == (status, "application/problem+json")
    assert told in document["detail"]
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    polish = client.post("/reconcile", data=form, headers={"Accept-Language": "pl"}).json or {}
    assert polish["translated"]["detail"] != document["detail"]


def test_other_requests_are_refused(client: FlaskClient) -> None:
    assert client.post("/reconcile", data="{}", content_type="application/json").status_code == 415
    assert client.put("/reconcile").status_code == 405
    for path in (
        "preview?id=organization/nobody",
        "preview",
        "flyout?id=nothing",
        "preview?id=evidence/x%3E",
        "suggest/entities",
    ):
        assert client.get(f"/reconcile/{path}").status_code == 404, path
    for path in (
        "suggest/entity?cursor=-1",
        "suggest/type?limit=0",
        "properties?limit=x",
        "preview?lang=de&id=place/radom",
    ):
        assert client.get(f"/reconcile/{path}").status_code == 400, path
    assert client.options("/reconcile").headers["Access-Control-Allow-Methods"] == "GET, HEAD, POST, OPTIONS"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["query", "type", "limit", "properties", "pid", "v", "id", "ids", "q0"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(document=JSON, name=st.sampled_from(["queries", "extend"]))
def test_no_document_breaks_it(namesakes: FlaskClient, document: Any, name: str) -> None:
    response = namesakes.post(
        "/reconcile", data={name: json.dumps({"q0": document} if name == "queries" else document)}
    )
    assert response.status_code in (200, 400)


def test_a_batch_is_answered_by_its_keys_also_by_get(client: FlaskClient) -> None:
    batch = {f"q{number}": {"query": "Tłuszcz", "limit": 1} for number in range(10)} | {"zażółć": {"query": "Radom"}}
    posted = client.post("/reconcile/pl", data={"queries": json.dumps(batch)}).json or {}
    assert posted == client.get("/reconcile/pl", query_string={"queries": json.dumps(batch)}).json
    assert posted.keys() == batch.keys()
    assert client.post("/reconcile", data={"queries": "{}"}).json == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_suggestions_complete_what_is_typed(client: FlaskClient, language: Language) -> None:
    def suggested(what: str, **query: str) -> list[dict[str, Any]]:
        document: dict[str, list[dict[str, Any]]] = (
            client.get(f"/reconcile/{language}/suggest/{what}", query_string=query).json or {}
        )
        return document["result"]

    first = suggested("entity", prefix="ośrod", type=ORGANIZATION)[0]
    assert first["id"] == "organization/ops-w-tluszczu"
    assert first["notable"] == [{"id": ORGANIZATION, "name": {"pl": "organizacja", "en": "organisation"}[language]}]
    assert {one["notable"][0]["id"] for one in suggested("entity", prefix="tłusz", type=PLACE)} == {PLACE}
    assert suggested("entity", prefix="tłusz", cursor="1") == suggested("entity", prefix="tłusz")[1:]
    assert [one["id"] for one in suggested("type", prefix="organi")] == [ORGANIZATION]
    assert {"Award", "AwardEdition"} <= {one["id"] for one in suggested("type", prefix="")}
    (place,) = suggested("property", prefix={"pl": "miejs", "en": "plac"}[language])
    assert place["id"] == "schema:location"
    assert [one["id"] for one in suggested("property", prefix="esg:ni")] == []
    assert [one["id"] for one in suggested("property", prefix="nip")] == ["nip"]


def test_properties_are_those_of_the_type(client: FlaskClient) -> None:
    def proposed(**query: str) -> set[str]:
        return {one["id"] for one in (client.get("/reconcile/properties", query_string=query).json or {})["properties"]}

    assert {"nip", "krs", "schema:location", "org:classification", "cooperatesWith"} <= proposed(type=ORGANIZATION)
    assert "terc" not in proposed(type=ORGANIZATION)
    assert {"terc", "simc", "geo:lat", "owl:sameAs"} <= proposed(type=PLACE)
    assert proposed() >= proposed(type=PLACE) | proposed(type=ORGANIZATION)
    assert proposed(type="urn:nothing") == set()
    assert len(proposed(limit="3")) == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_values_come_in_the_forms_of_the_specification(client: FlaskClient, language: Language) -> None:
    event, place = "event/iv-mazowieckie-spotkania", "place/tluszcz"
    properties = (
        "skos:prefLabel",
        "schema:location",
        "schema:startDate",
        "geo:lat",
        "terc",
        "schema:containedInPlace",
        "owl:sameAs",
    )
    answer = extended(client, [event, place, "place/nowhere", "no id"], [{"id": one} for one in properties], language)
    assert [one["id"] for one in answer["meta"]] == list(properties)
    assert answer["meta"][1]["type"]["id"] == PLACE
    assert "type" not in answer["meta"][0]
    rows = answer["rows"]
    assert rows[event]["schema:location"] == [
        {"id": "place/warszawa", "name": {"pl": "Warszawa", "en": "Warsaw"}[language]}
    ]
    assert rows[event]["schema:startDate"] == [{"date": "2018-06-08T00:00:00Z"}]
    assert rows[place]["geo:lat"] == [{"float": 52.43058}]
    assert rows[place]["terc"] == [{"str": "1434114"}]
    assert rows[place]["owl:sameAs"] == [{"str": "https://sws.geonames.org/756919/"}]
    assert rows[place]["skos:prefLabel"] == [{"str": "Tłuszcz"}]
    assert rows["place/nowhere"] == rows["no id"] == {one: [] for one in properties}


def test_settings_of_a_property_are_followed(client: FlaskClient) -> None:
    event = "event/iv-mazowieckie-spotkania"

    def places(**chosen: object) -> list[dict[str, str]]:
        answer = extended(client, [event], [{"id": "schema:location", "settings": chosen}], "en")
        assert ("type" in answer["meta"][0]) == (chosen.get("content", "entity") == "entity")
        listed: list[dict[str, str]] = answer["rows"][event]["schema:location"]
        return listed

    assert places(content="name") == [{"str": "Warsaw"}]
    assert places(content="id") == [{"str": "place/warszawa"}]
    source = "source/mbpr-2018-06-08"
    everything = extended(client, [source], [{"id": "schema:inLanguage"}], "pl")["rows"][source]["schema:inLanguage"]
    assert everything == [{"str": "pl"}]
    kinds = [{"id": "skos:altLabel", "settings": {"limit": limit}} for limit in (0, "1", 1.0)]
    assert all(extended(client, ["award/mmes"], [one], "pl")["rows"]["award/mmes"]["skos:altLabel"] for one in kinds)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_preview_may_stand_in_a_frame_and_leads_to_the_page(client: FlaskClient, language: Language) -> None:
    response = client.get(f"/reconcile/{language}/preview?id=place%2Ftluszcz")
    assert "frame-ancestors *" in response.headers["Content-Security-Policy"]
    assert f'<html lang="{language}">' in response.text
    assert "1434114" in response.text
    assert f'href="http://localhost/page/place/tluszcz?lang={language}"' in response.text
    box = client.get(f"/reconcile/{language}/flyout?id=place/tluszcz").json or {}
    assert box["id"] == "place/tluszcz"
    assert "1434114" in box["html"] and "<html" not in box["html"]
    meaning = client.get(f"/reconcile/{language}/flyout?id=nip").json or {}
    assert {"pl": "cyfrą kontrolną", "en": "check digit"}[language] in meaning["html"].replace(
        "\N{NO-BREAK SPACE}", " "
    )


def test_a_release_without_an_index_says_so(without_index: FlaskClient) -> None:
    for path in ('/reconcile?queries={"q0": {"query": "x"}}', "/reconcile/suggest/entity?prefix=x"):
        response = without_index.get(path)
        assert response.status_code == 404
        assert "esgraph build" in (response.json or {})["detail"]
    assert without_index.get("/reconcile").status_code == 200
    assert without_index.get("/reconcile/preview?id=place/radom").status_code == 200
    assert extended(without_index, ["place/radom"], [{"id": "terc"}], "pl")["rows"] == {
        "place/radom": {"terc": [{"str": "1463011"}]}
    }


def test_it_stands_where_a_proxy_puts_it(client: FlaskClient) -> None:
    manifest = client.get("/reconcile/pl", base_url="https://example.org/graf/").json or {}
    assert manifest["suggest"]["entity"]["service_url"] == "https://example.org"
    assert manifest["suggest"]["entity"]["service_path"] == "/graf/reconcile/pl/suggest/entity"
    assert manifest["view"]["url"] == "https://example.org/graf/page/{{id}}?lang=pl"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_documentation_says_what_the_service_does(client: FlaskClient, language: Language) -> None:
    address = (client.get(f"/reconcile/{language}").json or {})["documentation"]
    page, _, anchor = address.partition("#")
    text = client.get(page, headers={"Accept": "text/html"}).text
    assert f'<html lang="{language}">' in text
    told = (
        text.partition(f'id="{anchor}"')[2].partition("<h2")[0].replace("\N{NO-BREAK SPACE}", " ").replace("<wbr>", "")
    )
    assert f"<code>http://localhost/reconcile/{language}</code>" in told
    assert " /reconcile/pl" in told and " /reconcile/en" in told
    assert told.count("<dt>") == 6
    for number in ("95", "84", "60", "40", "100", "500", "50", "200", {"pl": "10 000", "en": "10,000"}[language]):
        assert re.search(rf"(?<!\d){number}(?!\d)", told), number


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_tells_of_it(client: FlaskClient, language: Language) -> None:
    page = client.get("/catalogue", query_string={"lang": language}, headers={"Accept": "text/html"}).text
    services = page.partition('id="services"')[2].partition("<h2")[0]
    assert {"pl": "Usługa uzgadniania", "en": "Reconciliation service"}[language] in services
    assert "https://<wbr>w3id.org/<wbr>esgraph/<wbr>reconcile" in services
    assert f'href="/reconcile?lang={language}"' in services
    turtle = client.get("/catalogue.nt").text
    service = "<https://w3id.org/esgraph/catalogue#reconciliation>"
    for predicate, value in (
        ("http://www.w3.org/ns/dcat#endpointURL", "https://w3id.org/esgraph/reconcile"),
        ("http://purl.org/dc/terms/conformsTo", "https://reconciliation-api.github.io/specs/0.2/"),
        ("http://www.w3.org/ns/dcat#servesDataset", "https://w3id.org/esgraph/catalogue#dataset"),
    ):
        assert f"{service} <{predicate}> <{value}> ." in turtle
