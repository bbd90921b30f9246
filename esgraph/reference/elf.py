"""Turns GLEIF's list of legal forms (ISO 20275, ELF codes) into what a concept scheme of them lacks, as concepts of it.

GLEIF publishes the list as one CSV for all countries (“elf-code-list”); of it Poland's codes are read, with names in
Polish.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from esgraph import legal_names
from esgraph.errors import LANGUAGES, AuthoringError, EsgraphError, Message, Problem
from esgraph.reference import table
from esgraph.vocabulary import OWL, SCHEME, SKOS, slug

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
_NAMES: Final = tuple(ox.NamedNode(f"{SKOS}{name}") for name in ("prefLabel", "altLabel"))
_DEPRECATED: Final = ox.NamedNode(f"{OWL}deprecated")
_TRUE: Final = ("true", "1")
#: The prefix is for what authors add by hand.
HEAD: Final = """\
# Legal forms of ISO 20275 that the program's scheme does not have. GLEIF, ELF code list (CC0).
# Names are as the list has them: an English one is yours to give.
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""

_NO_CODE: Final = Message("„{value}” nie jest czteroznakowym kodem ELF", "“{value}” is no ELF code of 4 characters")
_NO_NAME: Final = Message("„{value}” nie jest nazwą formy prawnej", "“{value}” is no name of a legal form")
_AS_GIVEN: Final = Message("podaj plik tak, jak wydaje go GLEIF", "give the file as GLEIF gives it out")


_TWICE: Final = Message(
    "kod {code} stoi na liście dwa razy: w wierszach {first} i {line}",
    "the code {code} stands twice in the list, in lines {first} and {line}",
)
_NO_TURTLE: Final = Message("to nie jest poprawny plik Turtle: {error}", "not valid Turtle: {error}")
_MEND: Final = Message("popraw schemat w tym wierszu", "mend the scheme in this line")


@dataclass(frozen=True, slots=True)
class Form:
    """A legal form of Poland: its code, its name, and whether it is still in use."""

    code: str
    name: str
    is_active: bool


@dataclass(frozen=True, slots=True)
class Concept:
    """A legal form of a scheme: its id, its code, "" if it has none, and its names by which it is looked up."""

    id: str
    code: str
    names: frozenset[str]
    is_deprecated: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """A list beside a scheme: forms that it lacks, that it has though they ended, and its codes that the list lacks.

    `known` is how many codes both have, `taken` the ids of the concepts that there are. `namesakes` are forms that it
    lacks, too, but whose names are of others that are in use: which of the two a text means nobody could tell.
    `replaced` are the ids of concepts that ended and whose names new forms have.
    """

    known: int
    new: tuple[Form, ...]
    ended: tuple[Form, ...]
    unlisted: tuple[str, ...]
    taken: frozenset[str] = frozenset()
    namesakes: tuple[tuple[Form, str], ...] = ()
    replaced: tuple[str, ...] = ()

    def turtle(self) -> str:
        """The new forms as concepts, to follow `HEAD` or any other Turtle; "" if there is none.

        Their IRIs are written in full: a file that authors wrote may have other prefixes.
        """
        concepts = [f"\n<{_LEGAL_FORMS}/{one}> <{_DEPRECATED.value}> true .\n" for one in self.replaced]
        names = Counter(slug(one.name) for one in self.new)
        for one in self.new:
            name = slug(one.name)
            # A code that took the place of another may have its name.
            is_taken = names[name] > 1 or name in self.taken
            labels = (str(ox.Literal(one.name, language=language)) for language in LANGUAGES)
            concepts.append(
                f"\n<{_LEGAL_FORMS}/{f'{name}-{one.code.lower()}' if is_taken else name}> a <{SKOS}Concept> ;\n"
                f"    <{SKOS}prefLabel> {', '.join(labels)} ;\n"
                f"    <{SKOS}notation> {ox.Literal(one.code)} ;\n"
                f"    <{SKOS}topConceptOf> <{_LEGAL_FORMS}> ;\n"
                f"    <{SKOS}inScheme> <{_LEGAL_FORMS}> .\n"
            )
        return "".join(concepts)


def read(path: Path) -> list[Form]:
    """Poland's forms of a list, by code. Raises AuthoringError with what is wrong in it."""
    found, problems = dict[str, Form](), list[Problem]()
    lines = dict[str, int]()
    for row in table.read(path, (_CODE, _COUNTRY, _NAME, _STATUS)):
        if row[_COUNTRY] != _POLAND:
            continue
        code = row[_CODE]
        if len(code) != _LENGTH or not code.isascii() or not code.isalnum():
            problems.append(row.problem(_CODE, _NO_CODE.of(value=code), _AS_GIVEN))
        if not slug(row[_NAME]):
            problems.append(row.problem(_NAME, _NO_NAME.of(value=row[_NAME]), _AS_GIVEN))
        if (first := lines.setdefault(code, row.line)) != row.line:
            problems.append(row.problem(_CODE, _TWICE.of(code=code, first=first, line=row.line), _AS_GIVEN))
        found[code] = Form(code, row[_NAME], row[_STATUS] == _ACTIVE)
    if problems:
        raise AuthoringError(problems)
    return sorted(found.values(), key=lambda one: one.code)


def compare(listed: Iterable[Form], schemes: Iterable[Path]) -> Difference:
    """A list beside the legal forms that Turtle files have. Raises EsgraphError for what is no Turtle."""
    forms = {one.code: one for one in listed}
    concepts = _concepts(schemes)
    known = {one.code for one in concepts if one.code}
    ended = {code for code, one in forms.items() if code in known and not one.is_active}
    by_name: dict[str, list[Concept]] = defaultdict(list)
    for concept in concepts:
        for name in concept.names:
            by_name[name].append(concept)
    new, namesakes = list[Form](), list[tuple[Form, str]]()
    replaced, own = set[str](), dict[str, str]()
    for form in forms.values():
        if form.code in known or not form.is_active:
            continue
        name = legal_names.key(form.name)
        former = [one for one in by_name[name] if one.code in ended or one.is_deprecated]
        in_use = [one.code or one.id for one in by_name[name] if one not in former]
        if other := next(iter(in_use), "") or own.get(name, ""):
            namesakes.append((form, other))
            continue
        own[name] = form.code
        new.append(form)
        replaced.update(one.id for one in former if not one.is_deprecated)
    return Difference(
        len(known & forms.keys()),
        tuple(new),
        tuple(forms[code] for code in sorted(ended)),
        tuple(sorted(known - forms.keys())),
        frozenset(one.id for one in concepts),
        tuple(namesakes),
        tuple(sorted(replaced)),
    )


def _concepts(paths: Iterable[Path]) -> list[Concept]:
    """The legal forms of schemes, of which one may say more of a form of another."""
    prefix = f"{_LEGAL_FORMS}/"
    codes, deprecated = dict[str, str](), set[str]()
    names: dict[str, set[str]] = defaultdict(set)
    for quad in (quad for path in paths for quad in _parsed(path)):
        subject, said = quad.subject, quad.object
        if not isinstance(subject, ox.NamedNode) or not isinstance(said, ox.Literal):
            continue
        if not subject.value.startswith(prefix):
            continue
        concept = subject.value.removeprefix(prefix)
        if quad.predicate == _NOTATION:
            codes[concept] = said.value
        elif quad.predicate in _NAMES:
            names[concept].add(legal_names.key(said.value))
        elif quad.predicate == _DEPRECATED and said.value in _TRUE:
            deprecated.add(concept)
    return [
        Concept(one, codes.get(one, ""), frozenset(names[one]), one in deprecated)
        for one in dict.fromkeys((*codes, *names, *sorted(deprecated)))
    ]


def _parsed(path: Path) -> Iterator[ox.Quad]:
    try:
        yield from ox.parse(path=path, format=ox.RdfFormat.TURTLE)
    except SyntaxError as error:
        raise EsgraphError(_NO_TURTLE.of(error=error), where=str(path), remedy=_MEND) from error
