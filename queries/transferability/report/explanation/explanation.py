"""One intervention for one region in plain English, every statement with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ...method.ranking import transfer
from .contacts import contacts
from .context import context
from .description import description
from .findings import findings
from .holders import holders
from .judgement import judgement
from .mechanism import mechanism
from .needs import needs
from .subject import Subject
from .summary import summary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .....graph.store import Store
    from ...method.criteria import Total
    from ...method.gate import Requirement
    from ...method.ranking import Answers
    from .sentence import Section


class Explanation(NamedTuple):
    """Why a region can or cannot take an intervention up on a day."""

    intervention: str
    label: str
    region: str
    region_label: str
    as_of: str
    verdict: str
    requirements: tuple[Requirement, ...]
    sections: tuple[Section, ...]
    total: Total | None = None

    def to_text(self) -> str:
        """As plain text, the sources at the end by number."""
        from .formats import text

        return text(self)

    def to_markdown(self) -> str:
        """As Markdown, each sentence with its links."""
        from .formats import markdown

        return markdown(self)

    def to_html(self) -> str:
        """As one HTML page that loads nothing."""
        from .formats import html

        return html(self)

    def to_json(self) -> str:
        """As JSON: the verdict, and every sentence with its sources."""
        from .formats import json

        return json(self)

    def _repr_html_(self) -> str:
        from .formats import body

        return body(self)


def explain(
    store: Store,
    intervention: str,
    to: str,
    *,
    as_of: str | None = None,
    outcome: str | None = None,
    determinant: str | None = None,
    weights: Mapping[str, int] | None = None,
    weighed_by: str | None = None,
    answers: Answers | None = None,
) -> Explanation:
    """Explain one intervention for one region; IRIs throughout, `as_of` is YYYY-MM-DD (default: today).

    The verdict and the path are those of `transfer`, from the same rows. Raises UsageError as it does.
    """
    found = transfer(
        store,
        to,
        as_of=as_of,
        intervention=intervention,
        outcome=outcome,
        determinant=determinant,
        weights=weights,
        weighed_by=weighed_by,
        answers=answers,
    )
    subject = Subject(store, found, answers)
    sections = (
        summary(subject),
        description(subject),
        needs(subject),
        holders(subject),
        findings(subject),
        mechanism(subject),
        context(subject),
        judgement(subject),
        contacts(subject),
    )
    candidate = subject.candidate
    return Explanation(
        intervention,
        candidate.label,
        to,
        found.region_label,
        found.as_of,
        candidate.verdict.verdict,
        candidate.verdict.requirements,
        tuple(section for section in sections if section.sentences),
        candidate.total,
    )
