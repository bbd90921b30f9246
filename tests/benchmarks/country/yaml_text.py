"""Turns a printable text into a YAML scalar that stands in flow and block mappings alike and reads back unchanged."""

import json
import re

# No indicator, and no sign that with a space beside it begins a value or a comment (YAML 1.2.2, section 7.3.3). Values
# that YAML takes for numbers or booleans need no quotes: the reader keeps every scalar as it is written.
_PLAIN = re.compile(r"[\w„](?:[\w „”–./+;-]*[\w”.])?").fullmatch


def scalar(text: str) -> str:
    """The text as a plain scalar if that is safe, else in double quotes, which JSON and YAML write alike."""
    return text if _PLAIN(text) else json.dumps(text, ensure_ascii=False)
