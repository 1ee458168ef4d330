"""Typed answers: everything that any face shows of an answer, with labels and cited sources."""

from __future__ import annotations

from . import (
    brief,
    comparison,
    evidence_map,
    explanation,
    further_powers,
    gaps,
    needs,
    packages,
    paths,
    ranking,
    timeline,
    what_if,
)

__all__ = [
    "brief",
    "comparison",
    "evidence_map",
    "explanation",
    "further_powers",
    "gaps",
    "needs",
    "packages",
    "paths",
    "ranking",
    "timeline",
    "what_if",
]
