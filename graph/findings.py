"""Findings of a check and the report that counts them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..ontology.terms import curie

FEW = 3
"""How many equal remarks are listed one by one."""


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that is not as it should be."""

    level: str
    """violation, warning or info"""
    check: str
    """shape, vocabulary, short-cut, address, contradiction, correction, unread or reasoner"""
    focus: str
    """The IRI of the thing it is about."""
    label: str
    path: str
    """The property, as a curie; empty when it is about the thing as a whole."""
    message: str
    file: str = ""
    line: int = 0
    sheet: str = ""
    """The sheet that it stands on, when the file is a spreadsheet or CSV; `line` is then its row."""
    cell: str = ""
    """The cell, like C5."""
    heading: str = ""
    """The heading of its column."""
    constraint: str = field(default="", compare=False)
    """The local name of the SHACL constraint component that it violates, if it is of a shape."""

    @property
    def place(self) -> str:
        """Where it stands: file:line, or the file with sheet, row, column and cell; nothing if unknown."""
        if not (self.sheet or self.cell):
            return f"{self.file}:{self.line}" if self.line else self.file
        row = f"row {self.line}" if self.line else ""
        column = f"column “{self.heading}”" if self.heading else ""
        cell = f"({self.cell})" if self.cell else ""
        return ", ".join(filter(None, [self.file, self.sheet, row, f"{column} {cell}".strip()]))

    def __str__(self) -> str:
        """One line, beginning with the place as editors know it."""
        place = f"{self.place}:" if self.place else ""
        name = f"{curie(self.focus)} ({self.label})" if self.label else curie(self.focus)
        about = ", ".join(filter(None, [name, self.path]))
        return " ".join(filter(None, [place, f"{self.level}:", f"{about}:" if about else "", self.message]))


@dataclass
class Report:
    """The findings of a check."""

    findings: list[Finding] = field(default_factory=list)
    checked: str = ""
    seconds: float = 0.0
    reasoner: str = ""
    """The reasoner's verdict, in words."""

    @property
    def violations(self) -> list[Finding]:
        """The violations: they must be mended."""
        return [each for each in self.findings if each.level == "violation"]

    @property
    def warnings(self) -> list[Finding]:
        """The warnings: somebody should look at them."""
        return [each for each in self.findings if each.level == "warning"]

    @property
    def infos(self) -> list[Finding]:
        """The remarks: good to know."""
        return [each for each in self.findings if each.level == "info"]

    @property
    def conforms(self) -> bool:
        """Whether there is no violation."""
        return not self.violations

    def __str__(self) -> str:
        """The findings, worst first, equal remarks as one, and a line that counts them all."""
        lines = [str(each) for each in [*self.violations, *self.warnings]] + list(_grouped(self.infos))
        counts = (
            _count(self.violations, "violation"),
            _count(self.warnings, "warning"),
            _count(self.infos, "remark"),
        )
        end = f"{self.checked}: {', '.join(counts)} ({self.seconds:.1f} s)."
        return "\n".join([*lines, *([self.reasoner] if self.reasoner else []), end])


def _grouped(remarks: list[Finding]) -> Iterator[str]:
    """Remarks, those that say the same as one."""
    same: dict[str, list[Finding]] = {}
    for each in remarks:
        same.setdefault(f"{each.path} {each.message}", []).append(each)
    for group in same.values():
        if len(group) <= FEW:
            yield from map(str, group)
        else:
            yield f"info: {len(group)} things, such as {curie(group[0].focus)}: {group[0].message}"


def _count(findings: list[Finding], word: str) -> str:
    return f"{len(findings)} {word}{'' if len(findings) == 1 else 's'}"
