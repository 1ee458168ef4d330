"""Kinds of literals, kept in the page so that a graph saved from it says the same as the store."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

XSD = "http://www.w3.org/2001/XMLSchema#"
WHEN = {
    "date": re.compile(r"\d{4}-\d{2}-\d{2}"),
    "gYearMonth": re.compile(r"\d{4}-\d{2}"),
    "gYear": re.compile(r"\d{4}"),
}
"""The kinds of a date that is as precise as its source: the form of the text tells which it is."""


def kind_of(literal: Any) -> str:
    """Name the kind: `@en`, `integer`, `when` for a date, month or year, a datatype's IRI for any other."""
    if literal.language:
        return f"@{literal.language}"
    datatype = literal.datatype.value.removeprefix(XSD)
    form = WHEN.get(datatype)
    return "when" if form and form.fullmatch(literal.value) else str(datatype)


def usual(values: Iterable[tuple[str, Any]]) -> dict[str, str]:
    """Of properties with their literals, the kind that each property has most."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for name, literal in values:
        counts[name][kind_of(literal)] += 1
    return {name: min(kinds, key=lambda kind: (-kinds[kind], kind)) for name, kinds in sorted(counts.items())}
