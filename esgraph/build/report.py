"""Turns findings of a validation into a Report: words in the reader's language, JSON for machines."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from esgraph.errors import Language, Location, Text

Severity = Literal["Violation", "Warning", "Info"]

_HEADINGS: dict[str, Text] = {
    "Violation": {"pl": "błąd", "en": "error"},
    "Warning": {"pl": "ostrzeżenie", "en": "warning"},
    "Info": {"pl": "uwaga", "en": "note"},
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One SHACL result (SHACL, section 3.6.2) with the authored place that it comes from.

    `where` is None for a node that no authored file states (a derived or reference triple).
    """

    severity: Severity
    focus: str
    path: str
    value: str
    component: str
    shape: str
    message: Text
    where: Location | None

    def text(self, language: Language) -> str:
        """The finding as one paragraph in the reader's language."""
        place = str(self.where) if self.where else f"<{self.focus}>"
        shown = f" ({self.value})" if self.value else ""
        return f"{place}: {_HEADINGS[self.severity][language]}: {self.message[language]}{shown}"

    def sort_key(self) -> tuple[str, str, str, str, str, str]:
        """Order by severity first, then by place, so that reports do not change from run to run."""
        where = f"{self.where.file}:{self.where.line:08}:{self.where.column:04}" if self.where else "~"
        # "Violation" before "Warning" before "Info"
        return (str("VWI".index(self.severity[0])), where, self.focus, self.path, self.component, self.value)


@dataclass(frozen=True, slots=True)
class Report:
    """Every finding of one validation, and the report graph as Turtle.

    `focuses` are the nodes with results of each check, which the next validation begins with.
    """

    findings: tuple[Finding, ...]
    turtle: str
    focuses: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def conforms(self) -> bool:
        """Whether there is no result at all (SHACL, section 3.6.1.1)."""
        return not self.findings

    @property
    def valid(self) -> bool:
        """Whether nothing is wrong; warnings and notes do not stand in the way of a release."""
        return not any(finding.severity == "Violation" for finding in self.findings)

    def to_json(self) -> str:
        """The report as JSON, without paths of the machine it was made on."""
        results = [self._result(finding) for finding in self.findings]
        document = {"conforms": self.conforms, "valid": self.valid, "results": results}
        return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n"

    @staticmethod
    def _result(finding: Finding) -> dict[str, Any]:
        where = finding.where
        place = {"file": where.file.name, "line": where.line, "key": where.key} if where else None
        return {
            "severity": finding.severity,
            "focusNode": finding.focus,
            "path": finding.path,
            "value": finding.value,
            "component": finding.component,
            "shape": finding.shape,
            "message": dict(finding.message),
            "where": place,
        }
