"""Turns rows that a page made itself into a file: CSV, plain or as Excel opens it right, or JSON."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask import Response, jsonify

from esgraph.excel import Convention
from esgraph.serve import documents, spreadsheet
from esgraph.serve.spool import SpooledFile


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of texts and numbers; each column has a name for programs and a heading for people.

    `left_out` is how many rows there are besides, which the file does not have.
    """

    columns: tuple[tuple[str, str], ...]
    rows: Sequence[tuple[str | int | Decimal, ...]]
    left_out: int = 0

    def plain(self) -> bytes:
        """CSV for programs (RFC 4180): names of columns, UTF-8 without a mark, everything as it is."""
        target = io.StringIO()
        writer = csv.writer(target, lineterminator="\r\n")
        writer.writerow(name for name, _ in self.columns)
        # Never with an exponent, which not every reader of tables takes for a number.
        writer.writerows([f"{one:f}" if isinstance(one, Decimal) else one for one in row] for row in self.rows)
        return target.getvalue().encode()

    def excel(self, convention: Convention) -> bytes:
        """CSV for Excel: headings of columns, and what `spreadsheet` does about codes and formulas."""
        target = io.BytesIO()
        spreadsheet.write_values([heading for _, heading in self.columns], self.rows, convention, target)
        return target.getvalue()

    def respond(self, suffix: str, name: str) -> Response:
        """The file of a suffix (`csv`, `json`), saying what it leaves out."""
        if suffix == "json":
            names = [name for name, _ in self.columns]
            response = jsonify([dict(zip(names, row, strict=True)) for row in self.rows])
        else:
            convention = spreadsheet.wanted()
            response = as_csv(self.excel(convention) if convention else self.plain(), name)
        documents.leave_out(response, self.left_out)
        return response


def as_csv(body: bytes | SpooledFile, name: str) -> Response:
    """A table as a file to keep."""
    response = documents.sent(body, spreadsheet.MEDIA_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
