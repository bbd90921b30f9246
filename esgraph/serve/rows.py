"""Turns rows that a page made itself into a CSV file: the plain one, or that which Excel opens right."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from esgraph.serve import spreadsheet
from esgraph.serve.spreadsheet import Convention
from esgraph.serve.tables import Cell, Column, Row, Sheet
from esgraph.vocabulary import XSD


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of texts and numbers; each column has a name for programs and a heading for people."""

    columns: tuple[tuple[str, str], ...]
    rows: Sequence[tuple[str | int, ...]]

    def plain(self) -> bytes:
        """CSV for programs (RFC 4180): names of columns, UTF-8 without a mark, everything as it is."""
        target = io.StringIO()
        writer = csv.writer(target, lineterminator="\r\n")
        writer.writerow(name for name, _ in self.columns)
        writer.writerows(self.rows)
        return target.getvalue().encode()

    def excel(self, convention: Convention) -> bytes:
        """CSV for Excel: headings of columns, and what `spreadsheet` does about codes and formulas."""
        names = [name for name, _ in self.columns]
        sheet = Sheet(
            tuple(Column(name, heading) for name, heading in self.columns),
            tuple(False for _ in names),
            (
                Row(
                    tuple(Cell(str(value)) if value != "" else None for value in row),
                    {name: _term(value) for name, value in zip(names, row, strict=True)},
                )
                for row in self.rows
            ),
            len(self.rows),
            len(self.rows),
        )
        target = io.BytesIO()
        spreadsheet.write(sheet, convention, "", target)
        return target.getvalue()


def _term(value: str | int) -> dict[str, str]:
    if isinstance(value, int):
        return {"type": "literal", "value": str(value), "datatype": f"{XSD}integer"}
    return {"type": "literal", "value": value}
