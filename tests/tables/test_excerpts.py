"""Answers of registers become organisations with their numbers; the answers are made up, in the form of the real ones."""

import json
import shutil
from pathlib import Path

import pytest

from esgraph import resources
from esgraph.build import dataset as datasets
from esgraph.build.project import Project
from esgraph.build.validation import read_shapes, validate
from esgraph.errors import AuthoringError
from tests.tables.test_registers import data, empty

__all__ = ["data", "empty"]

_KRS = {
    "odpis": {
        "rodzaj": "Aktualny",
        "naglowekA": {"rejestr": "RejS", "numerKRS": "0000123456", "stanZDnia": "01.10.2026", "numerOstatniegoWpisu": 7},
        "dane": {
            "dzial1": {
                "danePodmiotu": {
                    "formaPrawna": "STOWARZYSZENIE",
                    "identyfikatory": {"regon": "01400000600000", "nip": "5260250274"},
                    "nazwa": "STOWARZYSZENIE \"ZMYŚLONA KARUZELA\"",
                    "czyPosiadaStatusOPP": False,
                },
                "siedzibaIAdres": {
                    "siedziba": {
                        "kraj": "POLSKA", "wojewodztwo": "MAZOWIECKIE", "powiat": "RADOM", "gmina": "RADOM",
                        "miejscowosc": "RADOM",
                    },
                    "adresStronyInternetowej": "WWW.EXAMPLE.ORG",
                },
            },
            "dzial2": {"reprezentacja": {"sklad": [{"nazwisko": {"nazwiskoICzlon": "K*****"}}]}},
        },
    }
}  # fmt: skip
_REGON = """<?xml version="1.0" encoding="utf-8"?>
<root><dane><Regon>014000006</Regon><Nip>5260250274</Nip><StatusNip /><Nazwa>ZMYŚLONA FUNDACJA</Nazwa>
<Wojewodztwo>MAZOWIECKIE</Wojewodztwo><Powiat>wołomiński</Powiat><Gmina>Tłuszcz</Gmina><Miejscowosc>Tłuszcz</Miejscowosc>
<KodPocztowy>05-240</KodPocztowy><Typ>P</Typ><SilosID>6</SilosID></dane></root>
"""
_REGON_NONE = """<root><dane><ErrorCode>4</ErrorCode><ErrorMessagePl>Nie znaleziono podmiotu</ErrorMessagePl>
<ErrorMessageEn>No data found</ErrorMessageEn><Nip>5260250274</Nip></dane></root>
"""


def _said(data: Path, schema: str, suffix: str, answer: str) -> set[str]:
    source = data / "sources" / "lista.yaml"
    source.write_text(source.read_text("utf-8").replace("award-list", schema), "utf-8")
    (data / "sources" / f"lista{suffix}").write_text(answer, "utf-8")
    dataset = datasets.read(Project.open(data), data.parent / "work")
    assert validate(dataset, read_shapes(resources.shapes())).valid
    return {str(triple).replace("https://example.org/es/id/", "id:") for triple in dataset.graph("source/lista")}


def test_an_excerpt_of_krs(data: Path) -> None:
    said = _said(data, "krs-excerpt", ".json", json.dumps(_KRS, ensure_ascii=False))
    who = "<id:organization/stowarzyszenie-zmyslona-karuzela-radom>"
    assert {
        f'{who} <https://w3id.org/esgraph/def#krs> "0000123456"',
        f'{who} <https://w3id.org/esgraph/def#nip> "5260250274"',
        f'{who} <https://w3id.org/esgraph/def#regon> "014000006"',
        f"{who} <http://www.w3.org/ns/regorg#orgType> <https://w3id.org/esgraph/scheme/legal-form/association>",
        f"{who} <https://schema.org/location> <id:place/radom>",
        f"{who} <http://xmlns.com/foaf/0.1/homepage> <https://www.example.org>",
    } <= said
    assert not any("K*" in one for one in said)


def test_persons_of_regon_are_left_out(data: Path) -> None:
    person = "<dane><Regon>140000000</Regon><Nazwa>JAN ZMYŚLONY</Nazwa><Typ>F</Typ></dane></root>"
    said = _said(data, "regon-answer", ".xml", _REGON.replace("</root>", person))
    assert not any("JAN" in one for one in said)
    assert any("ZMYŚLONA FUNDACJA" in one for one in said)


def test_an_answer_without_anything_is_no_row(data: Path) -> None:
    said = _said(data, "regon-answer", ".xml", _REGON.replace("<root>", "<root><dane/>"))
    assert any('"row=2"' in one for one in said)


@pytest.mark.parametrize("answer", ["<root><dane/></root>", "<root/>"])
def test_answers_without_anything_are_no_answer(data: Path, answer: str) -> None:
    with pytest.raises(AuthoringError) as caught:
        _said(data, "regon-answer", ".xml", answer)
    assert "the answer of the register is empty" in caught.value.problems[0].text("en")


def test_several_excerpts_are_rows(data: Path) -> None:
    other = json.loads(
        json.dumps(_KRS).replace("0000123456", "0000654321").replace("KARUZELA", "FALA").replace("5260250274", "")
    )
    other["odpis"]["dane"]["dzial1"]["danePodmiotu"]["identyfikatory"] = {}
    said = _said(data, "krs-excerpt", ".json", json.dumps([_KRS, other]))
    assert sum("def#krs>" in one for one in said) == 2
    assert any('"row=2"' in one for one in said)


def test_two_excerpts_of_one_name_are_two_organisations(data: Path) -> None:
    """Their numbers tell them apart; an answer has no column for ids."""
    other = json.loads(json.dumps(_KRS).replace("0000123456", "0000654321").replace("ZMY\\u015aLONA", "Zmy\\u015alona"))
    other["odpis"]["dane"]["dzial1"]["danePodmiotu"]["identyfikatory"] = {}
    said = _said(data, "krs-excerpt", ".json", json.dumps([_KRS, other]))
    who = "<id:organization/stowarzyszenie-zmyslona-karuzela-radom"
    krs = "<https://w3id.org/esgraph/def#krs>"
    assert {f'{who}> {krs} "0000123456"', f'{who}-0000654321> {krs} "0000654321"'} <= said


def test_two_excerpts_of_one_body_have_no_remedy_of_ids(data: Path) -> None:
    other = json.dumps(_KRS).replace("5260250274", "7740001454")
    with pytest.raises(AuthoringError) as caught:
        _said(data, "krs-excerpt", ".json", f"[{json.dumps(_KRS)}, {other}]")
    (problem,) = caught.value.problems
    assert "5260250274, and this one 7740001454" in problem.text("en")
    assert "column “id”" not in problem.text("en")


def test_an_answer_of_regon(data: Path) -> None:
    said = _said(data, "regon-answer", ".xml", _REGON)
    who = "<id:organization/zmyslona-fundacja-tluszcz>"
    assert f'{who} <https://w3id.org/esgraph/def#regon> "014000006"' in said
    assert f"{who} <https://schema.org/location> <id:place/tluszcz>" in said


@pytest.mark.parametrize(
    ("schema", "suffix", "answer", "told"),
    [
        ("krs-excerpt", ".json", "{", "this is not valid JSON"),
        ("krs-excerpt", ".json", "[]", "the answer of the register is empty"),
        ("krs-excerpt", ".json", '{"odpis": {}}', "this is no excerpt of KRS"),
        ("krs-excerpt", ".json", '{"type": "about:blank", "title": "Not Found", "status": 404}', "this is no excerpt of KRS: “404 Not Found”"),
        ("krs-excerpt", ".json", json.dumps([_KRS, {"status": 404}]), "lista.json:2: this is no excerpt of KRS: “404”"),
        ("krs-excerpt", ".json", '{"feature": [1, 2]}', "this is no excerpt of KRS"),
        ("krs-excerpt", ".json", json.dumps(_KRS).replace("Aktualny", "Pełny"), "lista.json:1: odpis.rodzaj: this is no current excerpt: “Pełny”"),
        ("krs-excerpt", ".json", json.dumps(_KRS).replace("Aktualny", "Pelny"), "OdpisAktualny instead of OdpisPelny"),
        ("regon-answer", ".xml", _REGON_NONE, "lista.xml:1: ErrorCode: REGON answered: No data found (ErrorCode 4)"),
        ("krs-excerpt", ".json", json.dumps(_KRS).replace("STOWARZYSZENIE", "BRAK", 1).replace("BRAK", "KOŁO"), "formaPrawna: the scheme"),
        ("krs-excerpt", ".json", json.dumps(_KRS).replace('"nazwa": "STOW', '"nazwa": ["x"], "nazwy": "STOW'), "nazwa: an empty cell"),
        ("krs-excerpt", ".json", json.dumps(_KRS).replace('"0000123456"', "1e999"), "numerKRS: the cell has an error"),
        ("regon-answer", ".xml", "<root>", "this is not valid XML"),
        ("regon-answer", ".xml", _REGON.replace("014000006", "014000007"), "is no REGON number"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_answer_is_told(data: Path, schema: str, suffix: str, answer: str, told: str) -> None:
    with pytest.raises(AuthoringError) as caught:
        _said(data, schema, suffix, answer)
    assert any(told in problem.text("en") for problem in caught.value.problems), caught.value.problems


def test_a_form_is_the_one_in_use_of_those_of_its_name(data: Path) -> None:
    """Of several in use none is guessed, and all are told."""
    forms = "https://w3id.org/esgraph/scheme/legal-form"
    scheme = data / "schemes" / "forms.ttl"
    scheme.parent.mkdir(exist_ok=True)
    text = (
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        f'<{forms}/zwiazek> a skos:Concept ; skos:prefLabel "Stowarzyszenie"@pl, "society"@en ; skos:inScheme <{forms}> .\n'
    )
    answer = json.dumps(_KRS, ensure_ascii=False)
    scheme.write_text(text, "utf-8")
    with pytest.raises(AuthoringError) as caught:
        _said(data, "krs-excerpt", ".json", answer)
    (told,) = (problem.text("en") for problem in caught.value.problems)
    assert "formaPrawna: “STOWARZYSZENIE” is several concepts of the scheme: association, zwiazek" in told
    assert "mark the old one in schemes/*.ttl: owl:deprecated true" in told
    old = f"<{forms}/association> <http://www.w3.org/2002/07/owl#deprecated> true .\n"
    scheme.write_text(text + old, "utf-8")
    shutil.rmtree(data.parent / "work")
    assert any(f"<{forms}/zwiazek>" in one for one in _said(data, "krs-excerpt", ".json", answer))
