"""Turns names into keys that sort as a Polish dictionary does (PN-N-01225)."""

import re
import unicodedata

#: Polish letters as they follow those that they are made of; U+FFFF comes after every letter.
_ALPHABET = {ord(letter): f"{plain}\uffff{place}" for letter, plain, place in (
    ("ą", "a", ""), ("ć", "c", ""), ("ę", "e", ""), ("ł", "l", ""), ("ń", "n", ""), ("ó", "o", ""), ("ś", "s", ""),
    ("ź", "z", "1"), ("ż", "z", "2"),
)}  # fmt: skip
#: Quotation marks and the like at the beginning, which nobody looks a name up by.
_MARKS = re.compile(r"^[\W_]+")


def alphabetical(name: str) -> str:
    """A key that sorts by the Polish alphabet: ł after every other l, ź after every other z and before ż.

    >>> sorted(["żuromiński", "„Żaba”", "zwoleński", "łąka", "luz", "źrebię"], key=alphabetical)
    ['luz', 'łąka', 'zwoleński', 'źrebię', '„Żaba”', 'żuromiński']
    """
    return _MARKS.sub("", unicodedata.normalize("NFC", name).casefold()).translate(_ALPHABET)
