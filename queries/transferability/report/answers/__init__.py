"""Typed answers: everything that any face shows of an answer, with labels and cited sources."""

from __future__ import annotations

from . import comparison, explanation, further_powers, gaps, needs, packages, paths, ranking, what_if

__all__ = [
    "comparison",
    "explanation",
    "further_powers",
    "gaps",
    "needs",
    "packages",
    "paths",
    "ranking",
    "what_if",
]
