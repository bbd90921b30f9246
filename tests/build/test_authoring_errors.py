"""What goes wrong when people author: every mistake names file, line, key and remedy, in both languages."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import Graph

from esgraph.build.project import Project
from esgraph.build.scaffold import create
from esgraph.build.validation import validate
from esgraph.errors import LANGUAGES, AuthoringError, Problem
from tests.reading import read

SOURCE = "sources/przyklad-2024-05-12.yaml"


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The worked example of `esgraph new`."""
    create(tmp_path / "data")
    return tmp_path / "data"


def line_of(path: Path, text: str) -> int:
    return next(number for number, line in enumerate(path.read_text("utf-8").splitlines(), 1) if text in line)


def problems(directory: Path) -> list[Problem]:
    texts = directory / "texts"
    with pytest.raises(AuthoringError) as error:
        read(Project.open(directory), texts if texts.is_dir() else None)
    return error.value.problems


def edit(directory: Path, old: str, new: str, file: str = SOURCE) -> Path:
    path = directory / file
    text = path.read_text("utf-8")
    assert old in text, f"the example no longer has {old!r}"
    path.write_text(text.replace(old, new, 1), "utf-8")
    return path


#: name → (what to replace, by what, where the finger points, key, what the message holds, what the remedy holds)
MISTAKES: dict[str, tuple[str, str, str, str, str, str]] = {
    "unknown key": ("    kind: association", "    kimd: association", "kimd:", "organizations.stowarzyszenie-most.kimd",
                    "kimd", "“kind”"),
    "unknown type": ("type: FormalOrganization", "type: FormalOrganisation", "type: FormalOrganisation",
                     "organizations.stowarzyszenie-most.type", "FormalOrganisation", "“FormalOrganization”"),
    "undefined reference": ("organization/ops-w-przykladowie]", "organization/ops-w-przykladowo]", "ops-w-przykladowo]",
                            "cooperations.most-ops.party", "organization/ops-w-przykladowo",
                            "“organization/ops-w-przykladowie”"),
    "undefined place": ("value: przykladowo\n", "value: przykladow\n", "value: przykladow",
                        "organizations.ops-w-przykladowie.place.value", "przykladow", "“przykladowo”"),
    "undefined concept": ("kind: social-cooperative", "kind: socal-cooperative", "kind: socal-cooperative",
                          "organizations.spoldzielnia-wiosna.kind", "socal-cooperative", "“social-cooperative”"),
    "reference without kind": ("[organization/stowarzyszenie-most,", "[stowarzyszenie-most,", "[stowarzyszenie-most,",
                               "cooperations.most-ops.party", "stowarzyszenie-most",
                               "organization/stowarzyszenie-most"),
    "duplicate id": ("  spoldzielnia-wiosna:", "  stowarzyszenie-most:", "  stowarzyszenie-most:",
                     "organizations.stowarzyszenie-most", "second time", "another id"),
    "id with diacritics": ("  stowarzyszenie-most:\n    type", "  Stowarzyszenie_Mość:\n    type", "Stowarzyszenie_Mość",
                           "organizations.Stowarzyszenie_Mość", "Stowarzyszenie_Mość", "stowarzyszenie-mosc"),
    "no such date": ("value: 2024-05-12", "value: 2024-05-32", "2024-05-32", "events.spotkanie-2024.date.value",
                     "2024-05-32", "YYYY-MM-DD"),
    "date the Polish way": ("value: 2024-05-12", "value: 12.05.2024", "12.05.2024", "events.spotkanie-2024.date.value",
                            "12.05.2024", "YYYY-MM-DD"),
    "not a number": ("count: 7", "count: siedem", "count: siedem", "headcounts.wiosna-7.count", "siedem",
                     "whole number"),
    "bad offset": ("start: 0, end: 20", "start: 1, end: 21", "start: 1, end: 21",
                   "events.spotkanie-2024.date.evidence.quote", "not at that place", "start: 0, end: 20"),
    "other words": ("quote: odbyło się spotkanie lokalnych", "quote: odbyło się zebranie lokalnych",
                    "odbyło się zebranie", "events.spotkanie-2024.evidence.quote", "not in the source", "odbyło się spotkanie"),
    "no offset": (", start: 0, end: 20", "", "W dniu 12.05.2024 r.", "events.spotkanie-2024.date.evidence.quote",
                  "without the positions", "start: 0, end: 20"),
    "empty value": ("kind: association", "kind:", "kind:", "organizations.stowarzyszenie-most.kind",
                    "without a value", "notStated"),
    "text instead of languages": ("name: {pl: Stowarzyszenie „Most”, en: Most Association}", "name: Most",
                                  "name: Most", "organizations.stowarzyszenie-most.name", "wrong form", "{pl: …, en: …}"),
    "evidence without words": ("evidence: {quote: Stowarzyszenie „Most”, start: 80, end: 101}", "evidence: {start: 80}",
                               "evidence: {start: 80}", "organizations.stowarzyszenie-most.evidence", "wrong form",
                               "quote"),
    "not an address": (
        "  url: {pl: Źródło nie ma adresu., en: The source has no address.}\n",
        "  published: {pl: a, en: b}\nurl: example org\n",
        "url: example org",
        "url",
        "example org",
        "https://example.org/",
    ),
    "kind where none is wanted": (
        "headcountOf: spoldzielnia-wiosna",
        "headcountOf: organization/spoldzielnia-wiosna",
        "headcountOf: organization/",
        "headcounts.wiosna-7.headcountOf",
        "the id alone",
        "write: spoldzielnia-wiosna",
    ),
    "wrong kind": (
        "headcountOf: spoldzielnia-wiosna",
        "headcountOf: event/spotkanie-2024",
        "headcountOf: event/",
        "headcounts.wiosna-7.headcountOf",
        "nothing of the kind “event”",
        "“organization”",
    ),
    "negative offset": (
        "start: 0, end: 20",
        "start: -221, end: -201",
        "start: -221",
        "events.spotkanie-2024.date.evidence.start",
        "-221",
        "from zero",
    ),
    "character that XML cannot hold": ("name: {pl: Stowarzyszenie „Most”,", 'name: {pl: "Stowarzyszenie\\x01 „Most”",', '"Stowarzyszenie\\x01',
                                       "organizations.stowarzyszenie-most.name.pl", "U+0001", "remove this character"),
    "unknown gap": ("      foundedOn:", "      fundedOn:", "fundedOn:", "foundations.wiosna.notStated.fundedOn",
                    "fundedOn", "“foundedOn”"),
    "a month for a day": ("    founded: spoldzielnia-wiosna\n", "    founded: spoldzielnia-wiosna\n    foundedOn: 2022-05\n",
                          "foundedOn: 2022-05", "foundations.wiosna.foundedOn", "2022-05",
                          "YYYY-MM-DD, for example 2018-06-08; such a value goes under the key “foundedInMonth”"),
    "a year for a month": ("    founded: spoldzielnia-wiosna\n", "    founded: spoldzielnia-wiosna\n    foundedInMonth: 2022\n",
                           "foundedInMonth: 2022", "foundations.wiosna.foundedInMonth", "2022", "the key “foundedInYear”"),
    "other text": ("textLength: 221", "textLength: 222", "textLength: 222", "textLength", "is not the one",
                   "textLength: 221"),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_mistake_names_line_key_and_remedy(example: Path, name: str) -> None:
    old, new, pointed, key, what, remedy = MISTAKES[name]
    path = edit(example, old, new)
    found = problems(example)
    assert found, "the mistake went unnoticed"
    problem = next(item for item in found if item.where.key == key)
    assert problem.where.file == path
    # The last place, since a duplicate is reported where it repeats.
    lines = [n for n, line in enumerate(path.read_text("utf-8").splitlines(), 1) if pointed in line]
    assert problem.where.line in lines
    assert what in problem.what["en"]
    assert remedy in problem.remedy["en"]
    for language in LANGUAGES:
        assert str(path) in problem.text(language)
    assert problem.what["pl"] != problem.what["en"]


def test_duplicate_across_files(example: Path) -> None:
    first = example / SOURCE
    second = example / "sources/drugie.yaml"
    second.write_text(first.read_text("utf-8"), "utf-8")
    found = problems(example)
    duplicate = next(item for item in found if item.where.key == "organizations.stowarzyszenie-most")
    assert duplicate.where.file in (first, second)
    assert "already defined" in duplicate.what["en"]
    assert "remove `name`" in duplicate.remedy["en"]


def test_a_claim_defined_twice_gets_its_own_advice(example: Path) -> None:
    second = example / "sources/drugie.yaml"
    second.write_text((example / SOURCE).read_text("utf-8"), "utf-8")
    claim = next(item for item in problems(example) if item.where.key == "cooperations.most-ops")
    assert "another id" in claim.remedy["en"]
    assert "remove `name`" not in claim.remedy["en"]


def test_a_bad_id_is_not_blamed_on_what_refers_to_it(example: Path) -> None:
    edit(example, "  stowarzyszenie-most:\n    type", "  Stowarzyszenie Most:\n    type")
    (problem,) = problems(example)
    assert problem.remedy["en"] == "use: stowarzyszenie-most"


def test_a_text_at_hand_is_signed_by_its_source(example: Path) -> None:
    path = edit(example, "textLength: 221\n", "")
    (problem,) = problems(example)
    assert "textLength: 221" in problem.remedy["en"]
    assert re.search("textSha256: [0-9a-f]{64}", problem.remedy["en"])
    assert problem.where.file == path


def test_broken_yaml_names_line(example: Path) -> None:
    path = edit(example, "    kind: association", "\tkind: association")
    (problem,) = problems(example)
    assert problem.where.file == path
    assert abs(problem.where.line - line_of(path, "\tkind")) <= 1
    assert "YAML" in problem.what["pl"]


def test_file_in_cp1250(example: Path) -> None:
    path = example / SOURCE
    path.write_bytes("name: {pl: Żółw, en: Turtle}\n".encode("cp1250"))
    (problem,) = problems(example)
    assert "UTF-8" in problem.remedy["pl"]


def test_several_problems_are_told_at_once(example: Path) -> None:
    edit(example, "    kind: association", "    kimd: association")
    edit(example, "count: 7", "count: siedem")
    assert len(problems(example)) == 2


def test_no_sources(example: Path) -> None:
    (example / SOURCE).unlink()
    assert any("source" in problem.what["en"] for problem in problems(example))


def mistakes(directory: Path) -> list[Problem]:
    """What is wrong in `dataset.yaml`."""
    with pytest.raises(AuthoringError) as error:
        Project.open(directory)
    for problem in error.value.problems:
        assert problem.where.file.name == "dataset.yaml"
        assert problem.where.line
        assert problem.remedy["pl"] != problem.remedy["en"] or "{" in problem.remedy["pl"]
    return error.value.problems


@pytest.mark.parametrize(
    ("old", "new", "key", "message"),
    [
        ("version: 0.1.0\n", "", "", "“version” is missing"),
        ("issued: 2024-05-20", "issued: May 2024", "issued", "YYYY-MM-DD"),
        ("base: https://example.org/es/", "base: example.org", "base", "ends with /"),
        ("version: 0.1.0", "version: 0.1.0\nfrequncy: IRREG", "frequncy", "“frequency”"),
        ("licence: https://creativecommons.org/licenses/by/4.0/", "licence: CC BY", "licence", "an http(s) address"),
        ("  url: https://example.org/\n", "  url: example.org\n", "publisher.url", "an http(s) address"),
        ("org:Organization: 3", "org:Organization: three", "minimumCounts.org:Organization", "a whole number"),
        ("version: 0.1.0", "version: [1, 2]", "version", "the value has the wrong form"),
        ("keywords: {pl: [przykład, ekonomia społeczna]", "keywords: {pl: [[a]]", "keywords.pl", "one value"),
        ("themes: [SOCI]", "themes: [SOCJ]", "themes", "“SOCI”"),
        ("frequency: IRREG", "frequency: weekly", "frequency", "“WEEKLY”"),
        ("access: PUBLIC", "access: open", "access", "PUBLIC (public)"),
        ("version: 0.1.0", "version: 0.1.0\navailability: [always]", "availability", "STABLE (stable)"),
        ("place: country/POL", "place: Poland", "spatial.place", "country/POL"),
        ("country/POL, name: {pl: Polska, en: Poland}", "nuts/PL9", "spatial", "“name” is missing"),
        ("version: 0.1.0", "version: 0.1.0\ntemporal: {start: 2017-01-01, end: now}", "temporal.end", "YYYY-MM-DD"),
        ("keywords: {pl: [przykład, ekonomia społeczna], en: [example, social economy]}", "keywords: [a, b]", "keywords", "keys with values"),
        (", en: [example, social economy]}", "}", "keywords", "“en” is missing"),
        ("version: 0.1.0", "version: 0.1.0\ncontact: {name: {pl: a, en: b}}", "contact", "give email or url"),
        ("version: 0.1.0", "version: 0.1.0\ncontact: {name: {pl: a, en: b}, email: me}", "contact.email", "an e-mail"),
        ("kind: NonGovernmentalOrganisation", "kind: NGO", "publisher.kind", "NonGovernmentalOrganisation (Non"),
        ("version: 0.1.0", "version: 0.1.0\nprevious: 0.0.9", "previous", "an http(s) address"),
        ("version: 0.1.0", "version: 0.1.0\nprevious: 'http://[x/'", "previous", "an http(s) address"),
        ("base: https://example.org/es/", "base: https://example.org/#es/", "base", "without ? and #"),
        ("base: https://example.org/es/", "base: https://example.org/?es/", "base", "without ? and #"),
        ("base: https://example.org/es/", "base: 'https://example.org/<es>/'", "base", "without ? and #"),
        ("version: 0.1.0", "version: 1/2", "version", "a version, for example"),
        ("version: 0.1.0", "version: 1.0-ł", "version", "a version, for example"),
        ("version: 0.1.0", 'version: "1\\n2"', "version", "a version, for example"),
        ("version: 0.1.0", "version: '1\"2'", "version", "a version, for example"),
        ("version: 0.1.0", "version: 0.1.0\ncontact: {name: {pl: a, en: b}, email: 'a{b|@c.d'}", "contact.email", "an e-mail"),
        ("version: 0.1.0", "version: 0.1.0\ntemporal: {start: 2017-01-02, end: 2017-01-01}", "temporal.end", "before the date of “start” (2017-01-02)"),
        ("modified: 2024-05-20", "modified: 2024-05-19", "modified", "before the date of “issued” (2024-05-20)"),
        ("version: 0.1.0", "version: 0.1.0\nfirstIssued: 2024-05-21", "issued", "before the date of “firstIssued”"),
        ("org:Organization: 3", "org:Organization: -3", "minimumCounts.org:Organization", "a whole number from zero"),
    ],
)  # fmt: skip
def test_settings(example: Path, old: str, new: str, key: str, message: str) -> None:
    edit(example, old, new, "dataset.yaml")
    (problem,) = mistakes(example)
    assert problem.where.key == key
    assert message in problem.text("en")


def test_all_mistakes_in_the_settings_are_told_at_once(example: Path) -> None:
    edit(example, "version: 0.1.0", "versoin: 0.1.0", "dataset.yaml")
    edit(example, "issued: 2024-05-20", "issued: yesterday", "dataset.yaml")
    assert len(mistakes(example)) == 3


def _without_name_in(language: str) -> Callable[[Path], Path]:
    names = {"pl": "pl: Stowarzyszenie „Most”, ", "en": ", en: Most Association"}
    return lambda directory: edit(directory, names[language], "")


#: What only the shapes can see: name → (the edit, key, where the finger points).
SHAPE_MISTAKES: dict[str, tuple[Callable[[Path], Path], str, str]] = {
    "label missing in English": (_without_name_in("en"), "organizations.stowarzyszenie-most.name", "Stowarzyszenie „Most”}"),
    "label missing in Polish": (_without_name_in("pl"), "organizations.stowarzyszenie-most.name", "{en: Most Association}"),
    "one party only": (
        lambda directory: edit(directory, "party: [organization/stowarzyszenie-most, organization/ops-w-przykladowie]",
                               "party: organization/stowarzyszenie-most"),
        "cooperations.most-ops.party", "party: organization/stowarzyszenie-most"),
    "claim without evidence": (
        lambda directory: edit(directory, "    status: founded\n    evidence:", "    status: founded\n    #"),
        "cooperations.most-ops", "  most-ops:"),
    "NIP with a wrong check digit": (
        lambda directory: edit(directory, "    kind: association", "    nip: 1234563219\n    kind: association"),
        "organizations.stowarzyszenie-most.nip", "nip: 1234563219"),
    "a concept of another scheme": (
        lambda directory: edit(
            directory, "    kind: association", "    kind: https://w3id.org/esgraph/scheme/role/host"
        ),
        "organizations.stowarzyszenie-most.kind",
        "kind: https://w3id.org/esgraph/scheme/role/host",
    ),
    "words of another length": (
        lambda directory: edit(directory, "start: 0, end: 20", "start: 0, end: 21"),
        "events.spotkanie-2024.date.evidence",
        "start: 0, end: 21",
    ),
    "KRS without leading zeros": (
        lambda directory: edit(directory, "    kind: association", "    krs: 123456\n    kind: association"),
        "organizations.stowarzyszenie-most.krs", "krs: 123456"),
}  # fmt: skip


@pytest.mark.parametrize("name", SHAPE_MISTAKES)
def test_shapes_report_the_line_of_the_fact(example: Path, shapes: Graph, name: str) -> None:
    change, key, pointed = SHAPE_MISTAKES[name]
    path = change(example)
    report = validate(read(Project.open(example)), shapes)
    assert not report.valid
    places = {(finding.where.key, finding.where.line) for finding in report.findings if finding.where}
    assert (key, line_of(path, pointed)) in places
    for finding in report.findings:
        assert finding.message["pl"] != finding.message["en"]
        assert f"{path}:" in finding.text("pl")


def test_codes_keep_their_zeros_unquoted(example: Path, shapes: Graph) -> None:
    """`0000123456` is an octal number to a YAML 1.1 parser; to an author it is a KRS number."""
    edit(example, "    kind: association", "    krs: 0000123456\n    kind: association")
    dataset = read(Project.open(example))
    assert any('"0000123456"' in str(triple.object) for triple in dataset.triples())
    assert validate(dataset, shapes).valid


def test_the_example_is_valid(example: Path, shapes: Graph) -> None:
    dataset = read(Project.open(example), example / "texts")
    report = validate(dataset, shapes)
    assert report.findings == ()
