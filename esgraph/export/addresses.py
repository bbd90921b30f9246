"""Turns addresses of the site into files of a static copy, as far as there can be a file for each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import dirname, relpath
from typing import Final
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from esgraph.errors import LANGUAGES, Language

#: Where answers of a server are meant: searches, queries, whatever depends on what somebody writes.
_LIVE: Final = re.compile(
    r"/(search|suggest|reconcile|match|openapi|sparql|health|metrics|network/path|embed)(?:[./].*)?$"
)
#: Parameters whose values are few, and all of which are linked somewhere.
_KEPT: Final = ("page", "county", "sector", "by")
_SUFFIX: Final = re.compile(r"\.[a-z0-9]{1,10}$")
#: Files, whatever their names end with; and files that are the same in every language, whatever their addresses say.
_FILES: Final = re.compile(r"/(dumps|static|\.well-known)/")
_SAME: Final = re.compile(r"/(?:dumps|static|\.well-known)/|.*\.(?:ttl|nt|nq|trig|rdf|jsonld)$")
#: The description of the dataset for crawlers, as RDF (VoID, section 7.2).
VOID: Final = "/.well-known/void"
#: The language that a copy has without a word about it in its addresses.
_PLAIN: Final[Language] = LANGUAGES[0]


@dataclass(frozen=True, slots=True)
class Address:
    """An address of the site: its path, and the parameters that make another answer (in order)."""

    path: str
    parameters: tuple[tuple[str, str], ...]
    language: Language

    @property
    def request(self) -> str:
        """What the server is asked for."""
        # A file that names itself must not name a language where its address here has none.
        given = [*self.parameters, *([("lang", self.language)] if self.is_page or self.language != _PLAIN else [])]
        return f"{quote(self.path)}?{urlencode(given)}" if given else quote(self.path)

    @property
    def is_page(self) -> bool:
        """Whether it is for people, and so has a language."""
        return not _FILES.match(self.path) and not _SUFFIX.search(self.path.rpartition("/")[2])

    @property
    def file(self) -> str:
        """Its file, below the root of the copy: `page/organization/x/index.html`, `network.gexf`."""
        marks = [f"{name}-{_safe(value)}" for name, value in self.parameters]
        if self.language != _PLAIN:
            marks.append(self.language)
        if self.is_page:
            return "/".join(filter(None, (self.path.strip("/"), ".".join(["index", *marks, "html"]))))
        folder, slash, name = self.path.lstrip("/").rpartition("/")
        stem, dot, suffix = name.rpartition(".")
        return f"{folder}{slash}{'.'.join([stem, *marks])}{dot}{suffix}" if marks else f"{folder}{slash}{name}"


def read(address: str, language: Language) -> Address | None:
    """An address as it stands on a page of a language; None for what only a server can answer."""
    parts = urlsplit(address)
    given = parse_qsl(parts.query, keep_blank_values=True)
    others = tuple(pair for pair in given if pair[0] != "lang")
    path = unquote(parts.path)
    if not _is_below(path) or _LIVE.match(path) or any(name not in _KEPT for name, _ in others):
        return None
    if _SAME.match(path):
        return Address(path, others, _PLAIN)
    chosen = next((one for one in LANGUAGES if dict(given).get("lang") == one), language)
    found = Address(path, others, chosen)
    # Files are the same in every language unless their address says otherwise.
    return found if found.is_page or "lang" in dict(given) else Address(path, others, _PLAIN)


def relative(target: str, source: str) -> str:
    """How a file of the copy names another."""
    return quote(relpath(target, dirname(source) or "."))


def _is_below(path: str) -> bool:
    """Whether a path is one of a file below the root of a copy, on any system."""
    parts = path.strip("/").split("/")
    return path.startswith("/") and not any(part in (".", "..") or "\\" in part or "\0" in part for part in parts)


def _safe(value: str) -> str:
    """A value as a part of a file's name, another one for each value."""
    return re.sub(r"[^A-Za-z0-9-]", lambda found: "".join(f"_{byte:02x}" for byte in found[0].encode()), value)


def ids(files: Mapping[str, str]) -> Mapping[str, str]:
    """For the page of each thing, where its IRI leads: `id/organization/x/index.html` → `page/organization/x/…`."""
    return {f"id/{name.removeprefix('page/')}": name for name in files if name.startswith("page/")}
