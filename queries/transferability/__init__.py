"""Transferability: what a region can take up from others, by powers, evidence, mechanism and context.

Everybody outside imports from here alone: the service, its typed answers and their tables.
"""

from __future__ import annotations

from ...lazy import attach

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .facts.records import Reply as Reply, Source as Source
    from .facts.team_answers import (
        CHOICES as CHOICES,
        LONGEST_TEXT as LONGEST_TEXT,
        WORDED as WORDED,
        TeamAnswer as TeamAnswer,
        TeamAnswers as TeamAnswers,
        TeamScore as TeamScore,
        TeamWeight as TeamWeight,
    )
    from .facts.team_workbook import SHEETS as SHEETS
    from .method.causal_paths import STEPS as STEPS
    from .method.gate import STATES as STATES, VERDICTS as VERDICTS
    from .method.k_best_paths import LOOKS as LOOKS
    from .report.answers.brief import Brief as Brief, Statement as Statement
    from .report.answers.comparison import Comparison as Comparison, Line as Line, Value as Value
    from .report.answers.evidence_map import (
        DIRECTIONS as DIRECTIONS,
        Bubble as Bubble,
        EvidenceMap as EvidenceMap,
    )
    from .report.answers.explanation import Explanation as Explanation
    from .report.answers.further_powers import Ask as Ask, FurtherPowers as FurtherPowers
    from .report.answers.gaps import Gaps as Gaps
    from .report.answers.needs import Need as Need, Needs as Needs
    from .report.answers.packages import Package as Package, Packages as Packages
    from .report.answers.paths import Paths as Paths
    from .report.answers.plan import (
        Plan as Plan,
        PlanCell as PlanCell,
        PlanOption as PlanOption,
        PlanPrompt as PlanPrompt,
    )
    from .report.answers.ranking import (
        CAVEAT as CAVEAT,
        ORDER as ORDER,
        ORDER_OF_ALL as ORDER_OF_ALL,
        Candidate as Candidate,
        ContextDistance as ContextDistance,
        Ranking as Ranking,
    )
    from .report.answers.requirement import (
        Alternative as Alternative,
        HoldingClaim as HoldingClaim,
        Requirement as Requirement,
    )
    from .report.answers.timeline import PowerChange as PowerChange, Span as Span, Timeline as Timeline
    from .report.answers.what_if import ClassWhatIf as ClassWhatIf, WhatIf as WhatIf
    from .report.forms import table as table
    from .report.resource import Resource as Resource, Word as Word
    from .report.words import VERDICT_SENTENCES as VERDICT_SENTENCES, Words as Words
    from .service import (
        Answers as Answers,
        Day as Day,
        RankingOptions as RankingOptions,
        Scores as Scores,
        Transferability as Transferability,
    )

__getattr__, __dir__, __all__ = attach(
    __name__,
    {
        "service": "Transferability RankingOptions Answers Day Scores",
        "facts.records": "Reply Source",
        "facts.team_answers": "CHOICES LONGEST_TEXT WORDED TeamAnswer TeamAnswers TeamScore TeamWeight",
        "facts.team_workbook": "SHEETS",
        "method.causal_paths": "STEPS",
        "method.k_best_paths": "LOOKS",
        "method.gate": "STATES VERDICTS",
        "report.forms": "table",
        "report.words": "VERDICT_SENTENCES Words",
        "report.answers.brief": "Brief Statement",
        "report.answers.comparison": "Comparison Line Value",
        "report.answers.evidence_map": "DIRECTIONS Bubble EvidenceMap",
        "report.answers.explanation": "Explanation",
        "report.answers.further_powers": "Ask FurtherPowers",
        "report.answers.gaps": "Gaps",
        "report.answers.needs": "Need Needs",
        "report.answers.packages": "Package Packages",
        "report.answers.paths": "Paths",
        "report.answers.plan": "Plan PlanCell PlanOption PlanPrompt",
        "report.answers.ranking": "CAVEAT ORDER ORDER_OF_ALL Candidate ContextDistance Ranking",
        "report.answers.requirement": "Alternative HoldingClaim Requirement",
        "report.answers.timeline": "PowerChange Span Timeline",
        "report.answers.what_if": "ClassWhatIf WhatIf",
        "report.resource": "Resource Word",
    },
)
