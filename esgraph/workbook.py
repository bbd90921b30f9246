"""Turns what goes wrong when a file is read as a workbook (XLSX) into a list of errors to catch."""

import zlib
from typing import Final
from zipfile import BadZipFile

from openpyxl.utils.exceptions import InvalidFileException

#: What a file may be at fault with that is called a workbook.
FAULTS: Final = (
    InvalidFileException, BadZipFile, KeyError, ValueError, OSError, SyntaxError, TypeError, AttributeError, IndexError,
    EOFError, zlib.error,
)  # fmt: skip
