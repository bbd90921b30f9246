"""The twenty-five questions: each answers as expected on the first dataset, in two engines, for every parameter."""

import csv
import io
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.plugins.sparql import prepareQuery

from esgraph import resources
from esgraph.errors import LANGUAGES, QuestionError
from esgraph.question import Question, read, read_all
from esgraph.release import Release
from esgraph.serve.oxigraph import OxigraphStore
from esgraph.serve.settings import Settings
from esgraph.serve.store import Query
from esgraph.serve.syntax import outline

QUESTIONS = read_all(resources.ontology() / "questions")
SELECTS = [question for question in QUESTIONS if outline(question.text).form == "SELECT"]
named = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.slug)


@pytest.fixture(scope="module")
def oxigraph(release: Release) -> OxigraphStore:
    return OxigraphStore(release, Settings())


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def test_there_are_twenty_five() -> None:
    assert [question.number for question in QUESTIONS] == list(range(1, 26))
    assert len({question.slug for question in QUESTIONS}) == 25
    assert {question.audience for question in QUESTIONS} == {
        "regional-centre", "researcher", "journalist", "civic-hacker", "integrator",
    }  # fmt: skip


@named
def test_it_has_words_in_both_languages(question: Question) -> None:
    texts = [question.words, *(parameter.label for parameter in question.parameters)]
    for text in texts:
        assert all(text[language].strip() for language in LANGUAGES)
        assert text["pl"] != text["en"]


@named
def test_the_answer_is_the_expected_one(question: Question, oxigraph: OxigraphStore) -> None:
    if question in SELECTS:
        answer = oxigraph.query(Query(question.text), "text/csv").read().decode()
        assert rows(answer) == rows(question.expected)
    else:
        triples = oxigraph.query(Query(question.text), "application/n-triples").read().splitlines()
        assert rows(question.expected) == [["triples"], [str(len(triples))]]


def test_everything_one_source_says_is_its_graph(oxigraph: OxigraphStore, release: Release) -> None:
    question = QUESTIONS[20]
    answer = oxigraph.query(Query(question.text), "application/n-triples").read()
    name = ox.NamedNode(question.parameters[0].default)
    expected = {quad.triple for quad in ox.parse(path=release.nquads) if quad.graph_name == name}
    assert {quad.triple for quad in ox.parse(answer, ox.RdfFormat.N_TRIPLES)} == expected
    assert expected


@cache
def in_rdflib(path: Path) -> rdflib.Dataset:
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(path, format="nquads")
    return dataset


@pytest.mark.parametrize("question", SELECTS, ids=lambda question: question.slug)
def test_rdflib_gives_the_same_answer(question: Question, release: Release) -> None:
    result = in_rdflib(release.nquads).query(question.text)
    # Engines may write a number or boolean otherwise in CSV, and a union may repeat a row.
    found = {tuple("" if term is None else str(term) for term in row) for row in result}  # type: ignore[union-attr]
    assert found == {tuple(row) for row in rows(question.expected)[1:]}


@named
def test_it_stands_alone_in_any_editor(question: Question) -> None:
    """Every prefix is declared in the file, so it needs none of the endpoint's own."""
    prepareQuery(question.text)
    ox.Store().query(question.text)


@named
def test_its_parameters_can_be_chosen(question: Question, oxigraph: OxigraphStore) -> None:
    for parameter in question.parameters:
        assert parameter.default in question.text
        value = "https://example.org/other" if parameter.type == "iri" else 'o"ther\\'
        bound = question.bind({parameter.name: value})
        assert bound != question.text
        oxigraph.query(Query(bound), "text/csv" if question in SELECTS else "text/turtle")
    with pytest.raises(QuestionError, match="no parameter"):
        question.bind({"nonsense": "x"})


@named
def test_it_answers_in_english_too(question: Question, oxigraph: OxigraphStore) -> None:
    if any(parameter.name == "lang" for parameter in question.parameters):
        polish = oxigraph.query(Query(question.text), "text/csv").read()
        english = oxigraph.query(Query(question.bind({"lang": "en"})), "text/csv").read()
        assert len(rows(polish.decode())) == len(rows(english.decode()))


def test_an_iri_that_is_none_cannot_break_out_of_its_place() -> None:
    question = next(question for question in QUESTIONS if question.parameters[0].type == "iri")
    with pytest.raises(QuestionError, match="not an absolute IRI"):
        question.bind({question.parameters[0].name: "https://example.org/> } ; DROP ALL #"})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * WHERE { ?s ?p ?o }", "head"),
        ("#+ number: 1\n#+ audience: x\n#+ question: {pl: a}\nSELECT * {}", "head"),
        (
            "#+ number: 1\n#+ audience: x\n#+ question: {pl: a, en: b}\n"
            "#+ parameters: {who: {type: iri, label: {pl: a, en: b}}}\nSELECT * {}",
            "no place",
        ),
    ],
)
def test_a_broken_question_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "broken.rq"
    path.write_text(text)
    with pytest.raises(QuestionError, match=message):
        read(path)
