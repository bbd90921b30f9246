"""Turns triples in order into RDF/XML (W3C Recommendation of 2014), one subject after the other.

The engine's own writer lets a carriage return and control characters through as they are, which an XML reader changes
or refuses, and names a property that has no name in XML by a prefix alone.
"""

import re
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import IO, Final
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from esgraph.errors import Message, ReleaseError
from esgraph.vocabulary import RDF, XSD

#: What XML 1.0 cannot hold, not even as a reference (section 2.2).
_FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_START: Final = (
    "A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff"
    "\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
#: The end of an IRI that can be a name without a colon (Namespaces in XML 1.0, section 3, NCName).
_LOCAL: Final = re.compile(f"[{_START}][-.0-9\xb7\u0300-\u036f\u203f-\u2040{_START}]*$")
#: Names that mean something else when they name a property (RDF/XML, sections 5.1 and 7.4).
_RESERVED: Final = {
    f"{RDF}{name}" for name in (
        "RDF", "ID", "about", "bagID", "parseType", "resource", "nodeID", "datatype", "Description", "aboutEach",
        "aboutEachPrefix", "li",
    )
}  # fmt: skip

_CHARACTER = Message(
    "„{prop}” ma znak U+{code:04X}, którego nie może być w XML",
    "“{prop}” has the character U+{code:04X}, which XML cannot hold",
)
_REMOVE = Message("usuń ten znak z tekstu w pliku źródła", "remove this character from the text in the source’s file")
_UNNAMEABLE = Message(
    "właściwość „{prop}” nie ma nazwy w XML: koniec jej IRI nie jest nazwą",
    "the property “{prop}” has no name in XML: the end of its IRI is not a name",
)
_RENAME = Message(
    "użyj właściwości, której IRI kończy się literą i tym, co może być w nazwie",
    "use a property whose IRI ends with a letter and what a name may have",
)


def write(triples: Iterable[ox.Triple], prefixes: Mapping[str, str], out: IO[bytes]) -> None:
    """Write triples whose subjects follow one another, under these prefixes where they fit.

    Raises ReleaseError for a literal with a character that XML 1.0 has not, and for a property that is no XML name.
    """
    names = _Names({namespace: prefix for prefix, namespace in prefixes.items()})
    declared = sorted({**prefixes, "rdf": RDF}.items())
    namespaces = "".join(f"\n  xmlns:{prefix}={quoteattr(iri)}" for prefix, iri in declared)
    out.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{namespaces}>\n'.encode())
    for subject, statements in groupby(triples, key=lambda triple: triple.subject):
        out.write(f"<rdf:Description rdf:about={_attribute(subject)}>\n".encode())
        for triple in statements:
            out.write(_property(triple, names).encode())
        out.write(b"</rdf:Description>\n")
    out.write(b"</rdf:RDF>\n")


def _property(triple: ox.Triple, names: "_Names") -> str:
    opening, name = names.of(triple)
    value = triple.object
    if not isinstance(value, ox.Literal):
        return f"  <{opening} rdf:resource={_attribute(value)}/>\n"
    if value.language:
        opening += f" xml:lang={quoteattr(value.language)}"
    elif value.datatype.value != f"{XSD}string":
        opening += f" rdf:datatype={quoteattr(value.datatype.value)}"
    return f"  <{opening}>{_text(value.value, triple)}</{name}>\n"


def _attribute(node: object) -> str:
    """A node as the value of an attribute; graphs have no blank nodes."""
    if not isinstance(node, ox.NamedNode):
        raise TypeError(f"{node}: only IRIs have a place here")
    return quoteattr(node.value)


def _text(value: str, triple: ox.Triple) -> str:
    if found := _FORBIDDEN.search(value):
        told = _CHARACTER.of(prop=triple.predicate.value, code=ord(found[0]))
        raise ReleaseError(told, where=_where(triple), remedy=_REMOVE)
    # A carriage return as such would be read as the end of a line (XML 1.0, section 2.11).
    return escape(value, {"\r": "&#13;"})


def _where(triple: ox.Triple) -> str:
    return str(triple.subject).strip("<>")


class _Names:
    """The names of properties, each thought of once."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = prefixes
        self._known: dict[str, tuple[str, str]] = {}

    def of(self, triple: ox.Triple) -> tuple[str, str]:
        """How the element of a property begins, and its name."""
        iri = triple.predicate.value
        if iri not in self._known:
            self._known[iri] = self._name(iri, triple)
        return self._known[iri]

    def _name(self, iri: str, triple: ox.Triple) -> tuple[str, str]:
        found = _LOCAL.search(iri)
        if found is None or iri in _RESERVED:
            raise ReleaseError(_UNNAMEABLE.of(prop=iri), where=_where(triple), remedy=_RENAME)
        namespace, local = iri[: found.start()], found[0]
        if prefix := self._prefixes.get(namespace):
            return f"{prefix}:{local}", f"{prefix}:{local}"
        return f"ns:{local} xmlns:ns={quoteattr(namespace)}", f"ns:{local}"
