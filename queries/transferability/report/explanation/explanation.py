"""The explanation of one intervention for one region, put together from its sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...method.ranking import rank
from ..answers.explanation import Explanation
from ..answers.ranking import CAVEAT, candidate
from ..answers.total import weighing
from ..words import VERDICT_SENTENCES
from .contacts import contacts
from .context import context
from .corrected import corrected
from .description import description
from .findings import findings
from .holders import holders
from .judgement import judgement, worksheet
from .mechanism import mechanism
from .needs import needs
from .subject import Subject
from .summary import summary

if TYPE_CHECKING:
    from ...method.model import Model
    from ...method.ranking import Question
    from ..labels import Labels

_SECTIONS = (
    summary,
    corrected,
    description,
    findings,
    needs,
    holders,
    mechanism,
    contacts,
    context,
    judgement,
    worksheet,
)


def explain(model: Model, labels: Labels, asked: Question) -> Explanation:
    """Explain the one intervention that is asked about, for one region.

    The verdict and the paths are those of the ranking, from the same rows. Raises as `rank` does.
    """
    ranking = rank(model, asked)
    subject = Subject(model, labels, asked, ranking)
    names = {criterion.criterion: criterion.label for criterion in model.criteria()}
    record = weighing(ranking.weighing, names, labels) if ranking.weighing else None
    shown = candidate(subject.candidate, record, labels)
    sections = (section(subject) for section in _SECTIONS)
    return Explanation(
        shown.intervention,
        labels.resource(asked.region),
        asked.as_of,
        asked.named,
        labels.resource(asked.outcome) if asked.outcome else None,
        labels.resource(asked.determinant) if asked.determinant else None,
        shown.verdict,
        VERDICT_SENTENCES[shown.verdict.name],
        shown.runs_here,
        shown.requirements,
        tuple(section for section in sections if section.sentences),
        CAVEAT,
        model.cited_graph(),
        shown.total,
    )
