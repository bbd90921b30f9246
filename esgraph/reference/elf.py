"""Turns GLEIF's list of legal forms (ISO 20275, ELF codes) into what a concept scheme of them lacks, as concepts of it.

GLEIF publishes the list as one CSV for all countries (“elf-code-list”); of it Poland's codes are read, with names in
Polish.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
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
HEAD: Final = """\
# Legal forms of ISO 20275 that the program's scheme does not have. GLEIF, ELF code list (CC0).
# Names are as the list has them: an English one is yours to give.
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""

_NO_CODE: Final = Message("„{value}” nie jest czteroznakowym kodem ELF", "“{value}” is no ELF code of 4 characters")
_NO_NAME: Final = Message("„{value}” nie jest nazwą formy prawnej", "“{value}” is no name of a legal form")
_AS_GIVEN: Final = Message("podaj plik tak, jak wydaje go GLEIF", "give the file as GLEIF gives it out")


_NO_TURTLE: Final = Message("to nie jest poprawny plik Turtle: {error}", "not valid Turtle: {error}")
_MEND: Final = Message("popraw schemat w tym wierszu", "mend the scheme in this line")


@dataclass(frozen=True, slots=True)
class Form:
    """A legal form of Poland: its code, its name, and whether it is still in use."""

    code: str
    name: str
    is_active: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """A list beside a scheme: forms that it lacks, that it has though they ended, and its codes that the list lacks.

    `known` is how many codes both have, `taken` the ids of the concepts that there are.
    """

    known: int
    new: tuple[Form, ...]
    ended: tuple[Form, ...]
    unlisted: tuple[str, ...]
    taken: frozenset[str] = frozenset()

    def turtle(self) -> str:
        """The new forms as concepts, to follow `HEAD` in a file of the folder `schemes`; "" if there is none."""
        names = Counter(slug(one.name) for one in self.new)
        concepts = []
        for one in self.new:
            name = slug(one.name)
            # A code that took the place of another may have its name.
            is_taken = names[name] > 1 or name in self.taken
            concepts.append(
                f"\n<{_LEGAL_FORMS}/{f'{name}-{one.code.lower()}' if is_taken else name}> a skos:Concept ;\n"
                f"    skos:prefLabel {ox.Literal(one.name, language='pl')}, {ox.Literal(one.name, language='en')} ;\n"
                f"    skos:notation {ox.Literal(one.code)} ;\n"
                f"    skos:topConceptOf <{_LEGAL_FORMS}> ;\n"
                f"    skos:inScheme <{_LEGAL_FORMS}> .\n"
            )
        return "".join(concepts)


def read(path: Path) -> list[Form]:
    """Poland's forms of a list, by code. Raises AuthoringError with what is wrong in it."""
    found, problems = dict[str, Form](), list[Problem]()
    for row in table.read(path, (_CODE, _COUNTRY, _NAME, _STATUS)):
        if row[_COUNTRY] != _POLAND:
            continue
        code = row[_CODE]
        if len(code) != _LENGTH or not code.isascii() or not code.isalnum():
            problems.append(row.problem(_CODE, _NO_CODE.of(value=code), _AS_GIVEN))
        if not slug(row[_NAME]):
            problems.append(row.problem(_NAME, _NO_NAME.of(value=row[_NAME]), _AS_GIVEN))
        found[code] = Form(code, row[_NAME], row[_STATUS] == _ACTIVE)
    if problems:
        raise AuthoringError(problems)
    return sorted(found.values(), key=lambda one: one.code)


def compare(listed: Iterable[Form], schemes: Iterable[Path]) -> Difference:
    """A list beside the legal forms that Turtle files have. Raises EsgraphError for what is no Turtle."""
    forms = {one.code: one for one in listed}
    known = {code: name for path in schemes for name, code in _codes(path)}
    return Difference(
        len(known.keys() & forms.keys()),
        tuple(one for one in forms.values() if one.code not in known and one.is_active),
        tuple(one for one in forms.values() if one.code in known and not one.is_active),
        tuple(sorted(known.keys() - forms.keys())),
        frozenset(known.values()),
    )


def _codes(path: Path) -> Iterator[tuple[str, str]]:
    """The ids and codes of the legal forms of a scheme."""
    prefix = f"{_LEGAL_FORMS}/"
    try:
        quads = list(ox.parse(path=path, format=ox.RdfFormat.TURTLE))
    except SyntaxError as error:
        raise EsgraphError(_NO_TURTLE.of(error=error), where=str(path), remedy=_MEND) from error
    for quad in quads:
        subject, code = quad.subject, quad.object
        if quad.predicate != _NOTATION or not isinstance(subject, ox.NamedNode) or not isinstance(code, ox.Literal):
            continue
        if subject.value.startswith(prefix):
            yield subject.value.removeprefix(prefix), code.value
