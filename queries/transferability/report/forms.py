"""The table of any answer: for a terminal, CSV and spreadsheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from .answers.comparison import Comparison
from .answers.evidence_map import EvidenceMap
from .answers.further_powers import FurtherPowers
from .answers.gaps import Gaps
from .answers.needs import Needs
from .answers.packages import Packages
from .answers.paths import Paths
from .answers.ranking import Ranking
from .answers.timeline import Timeline
from .answers.what_if import ClassWhatIf, WhatIf
from .tables import (
    comparison,
    evidence_map,
    further_powers,
    gaps,
    needs,
    packages,
    paths,
    ranking,
    timeline,
    what_if,
)

if TYPE_CHECKING:
    from ...results.table import Table

Tabular: TypeAlias = (
    Ranking
    | FurtherPowers
    | Gaps
    | Needs
    | Packages
    | Paths
    | Comparison
    | Timeline
    | WhatIf
    | ClassWhatIf
    | EvidenceMap
)
"""An answer that has a table."""


def table(answer: Tabular) -> Table:
    """The answer as a table, with its notes and its JSON."""
    match answer:
        case Ranking():
            return ranking.table(answer)
        case FurtherPowers():
            return further_powers.table(answer)
        case Gaps():
            return gaps.table(answer)
        case Needs():
            return needs.table(answer)
        case Packages():
            return packages.table(answer)
        case Paths():
            return paths.table(answer)
        case Timeline():
            return timeline.table(answer)
        case WhatIf():
            return what_if.table(answer)
        case ClassWhatIf():
            return what_if.class_table(answer)
        case EvidenceMap():
            return evidence_map.table(answer)
        case Comparison():
            return comparison.table(answer)
