"""Turns GLEIF's list of legal forms (ISO 20275, ELF codes) into what a concept scheme of them lacks, as concepts of it.

GLEIF publishes the list as one CSV for all countries (“elf-code-list”); of it Poland's codes are read, with names in
Polish.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from esgraph.errors import AuthoringError, EsgraphError, Message, Problem
from esgraph.reference import table
from esgraph.vocabulary import SCHEME, SKOS, slug

_CODE, _COUNTRY, _NAME, _STATUS = (
    "ELF Code",
    "Country Code (ISO 3166-1)",
    "Entity Legal Form name Local name",
    "ELF Status ACTV/INAC",
)
_POLAND: Final = "PL"
_ACTIVE: Final = "ACTV"
_LENGTH: Final = 4
_LEGAL_FORMS: Final = f"{SCHEME}legal-form"
_NOTATION: Final = ox.NamedNode(f"{SKOS}notation")
_HEAD: Final = """\
# Legal forms of ISO 20275 that the program's scheme does not have. GLEIF, ELF code list (CC0).
# Names are as the list has them: an English one is yours to give.
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""

_NO_CODE: Final = Message("„{value}” nie jest kodem ELF o 4 znakach", "“{value}” is no ELF code of 4 characters")
_AS_GIVEN: Final = Message("podaj plik tak, jak wydaje go GLEIF", "give the file as GLEIF gives it out")


@dataclass(frozen=True, slots=True)
class Form:
    """A legal form of Poland: its code, its name, and whether it is still in use."""

    code: str
    name: str
    is_active: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """A list beside a scheme: forms that it lacks, that it has though they ended, and its codes that the list lacks.

    `known` is how many codes both have.
    """

    known: int
    new: tuple[Form, ...]
    ended: tuple[Form, ...]
    unlisted: tuple[str, ...]

    def turtle(self) -> str:
        """The new forms as concepts, for a file of the folder `schemes`; "" if there is none."""
        concepts = (
            f"\n<{_LEGAL_FORMS}/{slug(one.name)}> a skos:Concept ;\n"
            f"    skos:prefLabel {ox.Literal(one.name, language='pl')}, {ox.Literal(one.name, language='en')} ;\n"
            f"    skos:notation {ox.Literal(one.code)} ;\n"
            f"    skos:topConceptOf <{_LEGAL_FORMS}> ;\n"
            f"    skos:inScheme <{_LEGAL_FORMS}> .\n"
            for one in self.new
        )
        return _HEAD + "".join(concepts) if self.new else ""


def read(path: Path) -> list[Form]:
    """Poland's forms of a list, by code. Raises AuthoringError with what is wrong in it."""
    found, problems = dict[str, Form](), list[Problem]()
    for row in table.read(path, (_CODE, _COUNTRY, _NAME, _STATUS)):
        if row[_COUNTRY] != _POLAND:
            continue
        code = row[_CODE]
        if len(code) != _LENGTH or not code.isascii() or not code.isalnum():
            problems.append(row.problem(_CODE, _NO_CODE.of(value=code), _AS_GIVEN))
        found[code] = Form(code, row[_NAME], row[_STATUS] == _ACTIVE)
    if problems:
        raise AuthoringError(problems)
    return sorted(found.values(), key=lambda one: one.code)


def compare(listed: Iterable[Form], schemes: Iterable[Path]) -> Difference:
    """A list beside the legal forms that Turtle files have. Raises EsgraphError for what is no Turtle."""
    forms = {one.code: one for one in listed}
    known = {code for path in schemes for code in _codes(path)}
    return Difference(
        len(known & forms.keys()),
        tuple(one for one in forms.values() if one.code not in known and one.is_active),
        tuple(one for one in forms.values() if one.code in known and not one.is_active),
        tuple(sorted(known - forms.keys())),
    )


def _codes(path: Path) -> set[str]:
    """The codes of the legal forms of a scheme."""
    prefix = f"{_LEGAL_FORMS}/"
    try:
        quads = list(ox.parse(path=path, format=ox.RdfFormat.TURTLE))
    except SyntaxError as error:
        raise EsgraphError(f"not valid Turtle: {error}", where=str(path)) from error
    return {
        quad.object.value
        for quad in quads
        if quad.predicate == _NOTATION
        and isinstance(quad.subject, ox.NamedNode)
        and quad.subject.value.startswith(prefix)
        and isinstance(quad.object, ox.Literal)
    }
