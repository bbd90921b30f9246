"""The search index: the same bytes for the same statements, whatever their order; memory that does not grow with them."""

import os
import sqlite3
import subprocess
import sys
import tracemalloc
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from random import Random

import pyoxigraph as ox
import pytest

from esgraph import polish, question, regions, resources
from esgraph.build.search import writer
from esgraph.build.search.english import english_forms
from esgraph.build.search.entries import Text
from esgraph.build.search.postings import postings, spelling, spelt
from esgraph.inflection import NoDictionary, dictionary
from esgraph.release import Release
from esgraph.search_index import FACETS, FILE, QUOTED, TYPES, Field, Postings
from esgraph.vocabulary import DEFAULT_BASE, ORG, SCHEMA, SKOS
from tests.benchmarks.country.project import BASE
from tests.benchmarks.release import dataset_of

QUESTIONS = question.read_all(resources.ontology() / "questions")


def quads(release: Release) -> Iterable[ox.Quad]:
    return ox.parse(path=str(release.nquads), format=ox.RdfFormat.N_QUADS)


def write(statements: Iterable[ox.Quad], path: Path, base: str = DEFAULT_BASE) -> bytes:
    writer.write(statements, QUESTIONS, base, path)
    return path.read_bytes()


def test_the_order_of_statements_does_not_count(release: Release, tmp_path: Path) -> None:
    mixed = list(quads(release))
    Random(7).shuffle(mixed)  # noqa: S311 - the same order every time
    assert write(mixed, tmp_path / "mixed") == release.search.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mixed"], "something was left behind"


def test_other_processes_and_locales_write_the_same_bytes(release: Release, tmp_path: Path) -> None:
    script = (
        "import sys, pyoxigraph as ox; from pathlib import Path; from tests.build.test_search_index import write;"
        "write(ox.parse(path=sys.argv[1], format=ox.RdfFormat.N_QUADS), Path(sys.argv[2]))"
    )
    for name, environment in (
        ("a", {"PYTHONHASHSEED": "1", "LC_ALL": "C"}),
        ("b", {"PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8", "TZ": "Asia/Tokyo"}),
    ):
        command = [sys.executable, "-c", script, str(release.nquads), str(tmp_path / name)]
        subprocess.run(command, check=True, env=os.environ | environment, cwd=Path(__file__).parents[2])
        assert (tmp_path / name).read_bytes() == release.search.read_bytes()


def test_the_index_is_a_sound_database_that_names_no_writer(release: Release) -> None:
    assert release.search.read_bytes()[92:100] == bytes(8)
    with closing(sqlite3.connect(f"{release.search.as_uri()}?mode=ro&immutable=1", uri=True)) as index:
        assert index.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        meta = dict(index.execute("SELECT * FROM meta"))
    assert meta["dictionary"] == dictionary().name
    # The forms in it are the dictionary's, whose licence wants to be told.
    assert ("Redistribution" in meta["dictionary-notice"]) is bool(meta["dictionary"])


def test_the_words_that_an_abbreviation_stands_for_are_together_as_much_of_a_name() -> None:
    name = spelling(Text(Field.NAME, "pl", "OPS w Tłuszczu"))
    shares = {one.word: one.share for one in postings(spelt("organization", [name]), lambda _: 1.0)}
    assert shares == {
        "ops": 33, "w": 33, "tluszczu": 33, "osrodek": 11, "pomocy": 11, "spolecznej": 11,
    }  # fmt: skip


def test_an_event_is_a_part_of_what_it_belongs_to_before_anything_else(tmp_path: Path) -> None:
    one, whole, other = (ox.NamedNode(f"{DEFAULT_BASE}id/{name}") for name in ("event/a", "event/z", "organization/b"))
    linked = [(one, f"{SCHEMA}superEvent", whole), (one, f"{ORG}unitOf", other)]
    statements = [ox.Quad(subject, ox.NamedNode(prop), value) for subject, prop, value in linked]
    statements += [
        ox.Quad(thing, ox.NamedNode(f"{SKOS}prefLabel"), ox.Literal("X", language="pl"))
        for thing in (one, whole, other)
    ]
    write(statements, tmp_path / "index")
    with closing(sqlite3.connect(tmp_path / "index")) as index:
        within = index.execute(
            "SELECT w.iri FROM entry e JOIN entry w ON w.id = e.within WHERE e.iri = ?", (one.value,)
        ).fetchone()
    assert within == (whole.value,)


def test_the_manifest_lists_the_index(release: Release) -> None:
    assert release.manifest.files[FILE].size == release.search.stat().st_size


def test_everything_with_a_name_can_be_found(release: Release, store: ox.Store) -> None:
    found = store.query(
        "SELECT DISTINCT ?s WHERE { ?s <http://www.w3.org/2004/02/skos/core#prefLabel>|"
        "<http://www.w3.org/2000/01/rdf-schema#label> ?label }"
    )
    assert isinstance(found, ox.QuerySolutions)
    named = {row["s"].value for row in found}
    named = {
        iri for iri in named if iri.startswith((f"{DEFAULT_BASE}id/", f"{DEFAULT_BASE}scheme/", f"{DEFAULT_BASE}def#"))
    }
    with closing(sqlite3.connect(release.search)) as index:
        entries = dict(index.execute("SELECT iri, type FROM entry"))
    assert named <= entries.keys()
    assert len(named) > 150
    assert set(entries.values()) <= set(TYPES)
    assert sum(kind == "question" for kind in entries.values()) == len(QUESTIONS)
    assert sum(kind == QUOTED for kind in entries.values()) > 40
    # Sources' words come last, so that the others are a range.
    with closing(sqlite3.connect(release.search)) as index:
        kinds = [kind for (kind,) in index.execute("SELECT type FROM entry ORDER BY id")]
    assert QUOTED not in kinds[: kinds.index(QUOTED)]
    assert set(kinds[kinds.index(QUOTED) :]) == {QUOTED}


def test_facets_are_bits_of_entries(release: Release) -> None:
    with closing(sqlite3.connect(release.search)) as index:
        rows = index.execute("SELECT facet, value, total, bits FROM facet").fetchall()
        entries = index.execute("SELECT id FROM entry WHERE type = 'event'").fetchall()
    assert {facet for facet, *_ in rows} == set(FACETS)
    for _, _, total, bits in rows:
        assert int.from_bytes(bits, "little").bit_count() == total
    events = next(bits for facet, value, _, bits in rows if (facet, value) == ("type", "event"))
    assert int.from_bytes(events, "little") == sum(1 << number for (number,) in entries)


def test_postings_name_entries_that_have_the_word(release: Release) -> None:
    with closing(sqlite3.connect(release.search)) as index:
        (blob,) = index.execute(
            "SELECT postings FROM posting JOIN word ON word.id = word WHERE text = 'pozytek' AND quoted = 0"
        ).fetchone()
        postings = Postings.unpack(blob)
        iris = [
            index.execute("SELECT iri FROM entry WHERE id = ?", (entry,)).fetchone()[0] for entry in postings.entries
        ]
    assert f"{DEFAULT_BASE}id/organization/pozytek" in iris
    assert list(postings.entries) == sorted(postings.entries)
    share = postings.shares[iris.index(f"{DEFAULT_BASE}id/organization/pozytek")]
    assert 50 < share <= 100, "in “Spółdzielnia Socjalna Pożytek” the last word tells most"


def test_without_a_dictionary_names_have_stems(release: Release, tmp_path: Path) -> None:
    target = tmp_path / "search.sqlite"
    writer.write(quads(release), QUESTIONS, DEFAULT_BASE, target, NoDictionary())
    with closing(sqlite3.connect(target)) as index:
        assert index.execute("SELECT value FROM meta WHERE key = 'dictionary'").fetchone() == ("",)
        stems = index.execute("SELECT stem FROM stem JOIN word ON word.id = word WHERE text = 'legionowie'").fetchall()
        regions = index.execute("SELECT text FROM stem JOIN word ON word.id = word WHERE stem = 'mazowsz'").fetchall()
    assert stems == [("legionow",)]
    assert ("mazowieckie",) in regions


@pytest.mark.parametrize(
    ("form", "word"),
    [
        ("tluszczem", "tluszcz"), ("tluszczu", "tluszcz"), ("pozytkom", "pozytek"), ("spoldzielni", "spoldzielnia"),
        ("organizowaniu", "organizowania"), ("cooperatives", "cooperative"), ("county", "county"),
        ("mazowsze", "mazowieckie"), ("mazowszu", "mazowieckie"), ("masovia", "mazovian"), ("centers", "centre"),
        ("organizations", "organisation"),
    ],
)  # fmt: skip
def test_forms_that_do_not_occur_lead_to_words_that_do(release: Release, form: str, word: str) -> None:
    with closing(sqlite3.connect(release.search)) as index:
        rows = index.execute(
            "SELECT text FROM form JOIN lemma USING (lemma) JOIN word ON word.id = lemma.word WHERE form = ?", (form,)
        ).fetchall()
    assert (word,) in rows


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("county", {"county", "counties"}), ("counties", {"county", "counties"}), ("associations", {"association", "associations"}),
        ("press", {"press", "presses"}), ("day", {"day", "days"}), ("bus", {"bus", "buses"}),
    ],
)  # fmt: skip
def test_english_words_have_a_plural(word: str, forms: set[str]) -> None:
    assert english_forms(word) == forms


@pytest.mark.parametrize(
    "spellings",
    [
        ("centre", "center"), ("centres", "centers"), ("organisation", "organization"), ("organising", "organizing"),
        ("programme", "program"), ("labour", "labor"), ("reorganised", "reorganized"), ("licences", "licenses"),
    ],
)  # fmt: skip
def test_english_words_are_the_same_in_either_spelling(spellings: tuple[str, str]) -> None:
    one, other = spellings
    assert {one, other} <= english_forms(one) == english_forms(other)


@pytest.mark.parametrize("word", ["enterprise", "exercise", "laboratory", "specialist", "improvisation"])
def test_words_of_one_spelling_have_no_other(word: str) -> None:
    assert len(english_forms(word)) == 2
    assert all("z" not in form and "our" not in form for form in english_forms(word))


@pytest.mark.skipif(not dictionary().name, reason="no dictionary here")
def test_the_names_of_regions_are_in_the_dictionary() -> None:
    for adjective in (
        "mazowiecki",
        "podlaski",
        "pomorski",
        "śląski",
        "małopolski",
        "wielkopolski",
        "lubelski",
        "opolski",
    ):
        name = regions.polish_name(polish.fold(adjective))
        for word, kind in ((name, "noun"), (adjective, "adjective")):
            assert (word, kind) in {(lemma.partition(":")[0], found) for lemma, found in dictionary().readings(word)}


def test_memory_does_not_grow_with_the_statements(tmp_path: Path) -> None:
    def peak(triples: int) -> int:
        source = dataset_of(triples, tmp_path / f"of-{triples}").nquads
        tracemalloc.start()
        write(ox.parse(path=str(source), format=ox.RdfFormat.N_QUADS), tmp_path / str(triples), BASE)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    # What is remembered of places and batches of rows fills up; beyond that only the longest list of entries grows.
    small, large = peak(15_000), peak(60_000)
    assert large < 2 * small


def test_an_index_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    def broken() -> Iterable[ox.Quad]:
        yield from ()
        raise OSError("disk trouble")

    with pytest.raises(OSError, match="disk trouble"):
        write(broken(), tmp_path / "search.sqlite")
    assert list(tmp_path.iterdir()) == []
