"""One intervention for one region in plain English, every statement with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .sections.contacts import contacts
from .sections.context import context
from .sections.description import description
from .sections.findings import findings
from .sections.holders import holders
from .sections.judgement import judgement
from .sections.mechanism import mechanism
from .sections.needs import needs
from .sections.subject import Subject
from .sections.summary import summary
from .transfer import transfer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...graph.store import Store
    from .criteria import Total
    from .gate import Requirement
    from .sections.sentence import Section
    from .transfer import Answers


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
        from .writing import text

        return text(self)

    def to_markdown(self) -> str:
        """As Markdown, each sentence with its links."""
        from .writing import markdown

        return markdown(self)

    def to_html(self) -> str:
        """As one HTML page that loads nothing."""
        from .writing import html

        return html(self)

    def to_json(self) -> str:
        """As JSON: the verdict, and every sentence with its sources."""
        from .writing import json

        return json(self)

    def _repr_html_(self) -> str:
        from .writing import body

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
