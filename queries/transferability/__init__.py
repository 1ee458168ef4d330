"""Transferability: what a region can take up from others, by powers, evidence, mechanism and context.

Everybody outside imports from here alone: the service, its typed answers and their tables.
"""

from __future__ import annotations

from importlib import import_module

_HOME = {
    "service": ("Transferability", "RankingOptions", "Day", "Scores"),
    "facts.records": ("Reply", "Source"),
    "method.causal_paths": ("STEPS",),
    "method.gate": ("STATES", "VERDICTS"),
    "method.k_best_paths": ("LOOKS",),
    "report.forms": ("table",),
    "report.words": ("VERDICT_SENTENCES", "Words"),
    "report.answers.comparison": ("Comparison",),
    "report.answers.explanation": ("Explanation",),
    "report.answers.further_powers": ("FurtherPowers",),
    "report.answers.gaps": ("Gaps",),
    "report.answers.paths": ("Paths",),
    "report.answers.ranking": ("CAVEAT", "Candidate", "ContextDistance", "Ranking"),
    "report.answers.requirement": ("Alternative", "HoldingClaim", "Requirement"),
    "report.answers.resource": ("Resource", "Word"),
}
_MODULE_OF = {name: module for module, names in _HOME.items() for name in names}

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .facts.records import Reply, Source
    from .method.causal_paths import STEPS
    from .method.gate import STATES, VERDICTS
    from .method.k_best_paths import LOOKS
    from .report.answers.comparison import Comparison
    from .report.answers.explanation import Explanation
    from .report.answers.further_powers import FurtherPowers
    from .report.answers.gaps import Gaps
    from .report.answers.paths import Paths
    from .report.answers.ranking import CAVEAT, Candidate, ContextDistance, Ranking
    from .report.answers.requirement import Alternative, HoldingClaim, Requirement
    from .report.answers.resource import Resource, Word
    from .report.forms import table
    from .report.words import VERDICT_SENTENCES, Words
    from .service import Day, RankingOptions, Scores, Transferability

__all__ = [
    "CAVEAT",
    "LOOKS",
    "STATES",
    "STEPS",
    "VERDICTS",
    "VERDICT_SENTENCES",
    "Alternative",
    "Candidate",
    "Comparison",
    "ContextDistance",
    "Day",
    "Explanation",
    "FurtherPowers",
    "Gaps",
    "HoldingClaim",
    "Paths",
    "Ranking",
    "RankingOptions",
    "Reply",
    "Requirement",
    "Resource",
    "Scores",
    "Source",
    "Transferability",
    "Word",
    "Words",
    "table",
]


def __getattr__(name: str) -> object:
    if name in _MODULE_OF:
        return getattr(import_module(f".{_MODULE_OF[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
