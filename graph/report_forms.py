"""The report of a check for programs: JSON, SARIF 2.1.0, and the annotations of a code host."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from .findings import Finding, Report

SARIF = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {"violation": "error", "warning": "warning", "info": "note"}
ANNOTATIONS = {"violation": "error", "warning": "warning", "info": "notice"}


def as_json(report: Report) -> str:
    """One object: what was checked, whether it conforms, and the findings; a sheet's with row and cell."""
    found = {
        "checked": report.checked,
        "conforms": report.conforms,
        "findings": [_plain(finding) for finding in report.findings],
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def _plain(finding: Finding) -> dict[str, Any]:
    return {
        "level": finding.level,
        "check": finding.check,
        "thing": finding.focus or None,
        "label": finding.label or None,
        "property": finding.path or None,
        "message": finding.message,
        "file": finding.file or None,
        "sheet": finding.sheet or None,
        "row" if finding.sheet or finding.cell else "line": finding.line or None,
        "column": finding.heading or None,
        "cell": finding.cell or None,
    }


def as_sarif(report: Report) -> str:
    """The findings as one run of SARIF 2.1.0; a row of a sheet is its line."""
    from ..ontology.terms import HOME
    from ..version import __version__

    checks = sorted({finding.check for finding in report.findings})
    driver = {
        "name": "levergraph",
        "version": __version__,
        "informationUri": HOME,
        "rules": [{"id": check} for check in checks],
    }
    run = {"tool": {"driver": driver}, "results": [_result(finding) for finding in report.findings]}
    return json.dumps({"$schema": SARIF, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _result(finding: Finding) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.check,
        "level": LEVELS[finding.level],
        "message": {"text": _words(finding)},
    }
    if finding.file:
        from urllib.parse import quote

        physical: dict[str, Any] = {"artifactLocation": {"uri": quote(finding.file)}}
        if finding.line:
            physical["region"] = {"startLine": finding.line}
        location: dict[str, Any] = {"physicalLocation": physical}
        if finding.sheet:
            name = f"{finding.sheet}!{finding.cell}" if finding.cell else finding.sheet
            location["logicalLocations"] = [{"fullyQualifiedName": name}]
        result["locations"] = [location]
    return result


def as_annotations(report: Report) -> str:
    """The findings as lines that GitHub Actions, and hosts that understand it, show beside the file."""
    return "\n".join(_annotation(finding) for finding in report.findings)


def _annotation(finding: Finding) -> str:
    places = {"file": finding.file, "line": str(finding.line or ""), "title": finding.place or finding.check}
    listed = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in places.items() if value)
    return f"::{ANNOTATIONS[finding.level]} {listed}::{_escaped(_words(finding))}"


def _escaped(text: str, more: str = "") -> str:
    for sign in "%\r\n" + more:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def _words(finding: Finding) -> str:
    from ..ontology.terms import curie

    about = ", ".join(filter(None, [finding.label or curie(finding.focus), finding.path]))
    where = f"{finding.place}: " if finding.sheet or finding.cell else ""
    return f"{where}{f'{about}: ' if about else ''}{finding.message}"


FORMS: dict[str, Callable[[Report], str]] = {
    "text": str,
    "json": as_json,
    "sarif": as_sarif,
    "github": as_annotations,
}
"""How a report is written, by the name of the form."""
