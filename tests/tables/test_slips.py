"""What people slip into when they write a table is told: lost letters, two names in a cell, rows that contradict."""

from pathlib import Path

from tests.tables.test_registers import data, empty, read

__all__ = ["data", "empty"]


def _rows(data: Path, *rows: str, headings: str = "Rok;Edycja;Nagroda;Nazwa;Ranga") -> None:
    (data / "sources" / "lista.csv").write_text("\n".join((headings, *rows)) + "\n", "utf-8")


def _schema(data: Path, name: str) -> None:
    source = data / "sources" / "lista.yaml"
    source.write_text(source.read_text("utf-8").replace("award-list", name), "utf-8")


def test_columns_of_which_nothing_is_used_may_be_several(data: Path) -> None:
    _schema(data, "cis-register")
    _rows(data, "CIS Kos;ul. Długa 5;26-600;Radom", headings="Nazwa;Adres;Kod pocztowy;Miejscowość")
    (summary,) = read(data).summaries
    assert (summary.used, summary.unused) == (1, ("Adres", "Kod pocztowy"))
