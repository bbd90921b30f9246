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
#: What a name may begin with by the fourth edition of XML 1.0 and by the fifth: readers that are built on expat keep to
#: the fourth. Letters of Latin, Greek, Cyrillic, Hebrew, Arabic, kana, Chinese and Korean: no others that both have.
_START: Final = (
    "A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u0131\u0134-\u013e\u0141-\u0148\u014a-\u017e\u0180-\u01c3\u01cd-\u01f0\u01f4-\u01f5"
    "\u01fa-\u0217\u0250-\u02a8\u02bb-\u02c1\u0386\u0388-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0401-\u040c\u040e-\u044f"
    "\u0451-\u045c\u045e-\u0481\u0490-\u04c4\u05d0-\u05ea\u0621-\u063a\u0641-\u064a\u1e00-\u1e9b\u1ea0-\u1ef9\u3041-\u3094"
    "\u30a1-\u30fa\u4e00-\u9fa5\uac00-\ud7a3"
)
#: The end of an IRI that can be a name without a colon (Namespaces in XML 1.0, section 3, NCName).
_LOCAL: Final = re.compile(f"[{_START}][-.0-9\xb7\u0300-\u0345{_START}]*$")
#: A namespace that no document may declare (Namespaces in XML 1.0, section 3); that of `xml` ends in a letter, so that
#: no name begins behind it.
_BOUND: Final = "http://www.w3.org/2000/xmlns/"
#: Names that mean something else when they name a property (RDF/XML, sections 5.1 and 7.4).
_RESERVED: Final = {
    f"{RDF}{name}" for name in (
        "RDF", "ID", "about", "bagID", "parseType", "resource", "nodeID", "datatype", "Description", "aboutEach",
        "aboutEachPrefix", "li",
    )
}  # fmt: skip

#: What stands behind the last subject.
TAIL: Final = b"</rdf:RDF>\n"

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
    out.write(head(prefixes))
    for subject, statements in groupby(triples, key=lambda triple: triple.subject):
        out.write(f"<rdf:Description rdf:about={_attribute(subject)}>\n".encode())
        for triple in statements:
            out.write(_property(triple, names).encode())
        out.write(b"</rdf:Description>\n")
    out.write(TAIL)


def head(prefixes: Mapping[str, str]) -> bytes:
    """What stands before the first subject."""
    declared = sorted({**prefixes, "rdf": RDF}.items())
    namespaces = "".join(f"\n  xmlns:{prefix}={quoteattr(iri)}" for prefix, iri in declared)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{namespaces}>\n'.encode()


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
        if found is None or iri in _RESERVED or iri[: found.start()] == _BOUND:
            raise ReleaseError(_UNNAMEABLE.of(prop=iri), where=_where(triple), remedy=_RENAME)
        namespace, local = iri[: found.start()], found[0]
        if prefix := self._prefixes.get(namespace):
            return f"{prefix}:{local}", f"{prefix}:{local}"
        return f"ns:{local} xmlns:ns={quoteattr(namespace)}", f"ns:{local}"
