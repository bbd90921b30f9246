"""Turns terms into what SPARQL says of them: `<` of two terms, a regular expression, a well-formed literal.

The store's own functions are asked, so that one set of rules holds for queries and for single values.
"""

import re

import pyoxigraph as ox

from esgraph.build.shacl.model import Bound, LanguageIn, Length, OfDatatype, OfKind, OneOf, Pattern, Term
from esgraph.vocabulary import XSD

_EMPTY = ox.Store()
_NUMBERS = {
    f"{XSD}integer": re.compile(r"[+-]?[0-9]+"),
    f"{XSD}decimal": re.compile(r"[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)"),
}
_CAST = frozenset(
    XSD + name
    for name in (
        "boolean", "float", "double", "dateTime", "date", "time", "duration", "dayTimeDuration", "yearMonthDuration",
        "gYear", "gYearMonth", "gMonth", "gMonthDay", "gDay",
    )
)  # fmt: skip


OfOneTerm = OfKind | OneOf | OfDatatype | Bound | Length | Pattern | LanguageIn


def passes(constraint: OfOneTerm, term: Term) -> bool:
    """Whether a value node satisfies a constraint that looks at nothing else."""
    match constraint:
        case OfKind():
            return constraint.takes(term)
        case OneOf(terms):
            return term in terms
        case OfDatatype():
            return is_of_datatype(term, constraint)
        case Bound(operator, limit):
            return compares(term, operator, limit)
        case Length():
            return is_of_length(term, constraint)
        case Pattern():
            return matches(term, constraint)
        case LanguageIn():
            return is_in_language(term, constraint)


def _asks(expression: str) -> bool:
    return bool(_EMPTY.query(f"ASK {{ FILTER({expression}) }}"))


def compares(left: Term, operator: str, right: Term) -> bool:
    """Whether `left operator right` holds in SPARQL; False if they cannot be compared (SHACL, section 4.3)."""
    if isinstance(left, ox.BlankNode) or isinstance(right, ox.BlankNode):
        return False
    return _asks(f"{left} {operator} {right}")


def is_regular_expression(expression: str, flags: str) -> bool:
    """Whether the store knows what to do with a regular expression."""
    call = f'REGEX("", {ox.Literal(expression)}, {ox.Literal(flags)})'
    return _asks(f"{call} || !({call})")


def matches(term: Term, pattern: Pattern) -> bool:
    """sh:pattern; a blank node matches none."""
    if isinstance(term, ox.BlankNode):
        return False
    return _asks(regular_expression(str(ox.Literal(term.value)), pattern))


def regular_expression(text: str, pattern: Pattern) -> str:
    """The call of REGEX for a text that is an expression of SPARQL."""
    flags = f", {ox.Literal(pattern.flags)}" if pattern.flags else ""
    return f"REGEX({text}, {ox.Literal(pattern.expression)}{flags})"


def is_of_length(term: Term, length: Length) -> bool:
    """sh:minLength and sh:maxLength; a blank node has no length."""
    if isinstance(term, ox.BlankNode):
        return False
    return len(term.value) <= length.number if length.is_most else len(term.value) >= length.number


def is_in_language(term: Term, allowed: LanguageIn) -> bool:
    """sh:languageIn: basic filtering (RFC 4647, section 3.3.1) as SPARQL's langMatches does it."""
    if not isinstance(term, ox.Literal) or not term.language:
        return False
    tag = term.language.lower()
    return any(one == "*" or tag == one.lower() or tag.startswith(f"{one.lower()}-") for one in allowed.ranges)


def is_of_datatype(term: Term, datatype: OfDatatype) -> bool:
    """sh:datatype: the datatype itself, and a lexical form that it has."""
    if not isinstance(term, ox.Literal) or term.datatype != datatype.iri:
        return False
    return bool(term.language) or is_well_formed(term.value, datatype.iri.value)


def is_well_formed(text: str, datatype: str) -> bool:
    """Whether a text is of the lexical space of a datatype of those that SPARQL knows; any text is of others."""
    if datatype in _NUMBERS:
        # The store's own numbers end somewhere, those of XML Schema do not.
        return _NUMBERS[datatype].fullmatch(text) is not None
    if datatype not in _CAST:
        return True
    return bool(_EMPTY.query(f"ASK {{ BIND(<{datatype}>({ox.Literal(text)}) AS ?value) FILTER(BOUND(?value)) }}"))
