"""Turns text into XML: escaped, and without the characters that XML 1.0 cannot hold (section 2.2)."""

import re
from xml.sax.saxutils import escape, quoteattr

_IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def content(value: str) -> str:
    """Text between tags."""
    return escape(_IMPOSSIBLE.sub(_REPLACEMENT, value), {"\r": "&#13;"})


def attribute(value: str) -> str:
    """The value of an attribute, with its quotation marks; line ends and tabs are kept."""
    return quoteattr(_IMPOSSIBLE.sub(_REPLACEMENT, value))
