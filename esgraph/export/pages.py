"""Turns a page of the site into that of a static copy: links lead to files, what needs a server is left out."""

import html
import re
from collections.abc import Callable, Iterator
from typing import Final
from urllib.parse import urljoin, urlsplit

#: Our own templates quote every attribute so.
_LINK: Final = re.compile(r'(?<=[\s])(href|src|action|data-replaces)="([^"]*)"')
_PROGRAM: Final = re.compile(r'<script (?:type="module"|defer) src="[^"]*"></script>\s*')
#: What programs alone use, and shows nothing without them.
_LIVELY: Final = re.compile(
    r'<section class="netview" hidden.*?</section>\s*(?=<script type="module" src="[^"]*network-view)', re.DOTALL
)
#: Where programs would ask for what completes a word.
_SUGGESTED: Final = re.compile(r' data-suggest="[^"]*"')
_ELSEWHERE: Final = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//|#)", re.IGNORECASE)


def links(page: str, base: str, path: str) -> Iterator[str]:
    """The addresses of this site that a page names, from its root."""
    for match in _LINK.finditer(_without_programs(page)):
        if (address := own(html.unescape(match[2]), base, path)) is not None:
            yield address


def rewritten(page: str, base: str, path: str, lead: Callable[[str], str]) -> str:
    """The page with each address of this site, and its fragment, as `lead` gives it."""

    def link(match: re.Match[str]) -> str:
        address = own(html.unescape(match[2]), base, path)
        if address is None:
            return match[0]
        stem, mark, fragment = address.partition("#")
        return f'{match[1]}="{html.escape(lead(stem))}{mark}{html.escape(fragment)}"'

    return _LINK.sub(link, _without_programs(page))


def own(address: str, base: str, path: str) -> str | None:
    """An address of this site from its root, as a page at `path` has it; None for one elsewhere, or on that page."""
    if address.startswith(base):
        return f"/{address.removeprefix(base)}"
    if not address or _ELSEWHERE.match(address):
        return None
    root = urlsplit(base).path
    return f"/{address.removeprefix(root)}" if address.startswith(root) else urljoin(path, address)


def _without_programs(page: str) -> str:
    return _SUGGESTED.sub("", _PROGRAM.sub("", _LIVELY.sub("", page)))
