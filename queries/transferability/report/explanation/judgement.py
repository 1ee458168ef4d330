"""The section on what remains to be judged: the criteria, and the team's own total."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....wording import big, day, ended, figure, listed, small
from ...method.criteria import UNKNOWN, judge, unknown
from ...method.ranking import all_replies
from ..answers.ranking import ANTICIPATED
from ..answers.sentence import Section, Sentence
from ..answers.total import weighing

if TYPE_CHECKING:
    from ...method.criteria import Judged, Total
    from .subject import Subject


def judgement(subject: Subject) -> Section:
    """Say what is known of the criteria, and the team's total if there is one."""
    judged = _judged(subject)
    says = [Sentence(ANTICIPATED)]
    if judged:
        blank, every = unknown(judged)
        says.append(
            Sentence(
                f"Of {every} criteria from published tools, {blank} are unknown here: neither the data "
                f"nor answers of a team in {subject.place} settle them. The worksheet at the end lists them."
            )
        )
    says += [
        Sentence(
            f"{criterion.criterion.group}: {small(criterion.criterion.question)} {_answer(criterion)}",
            subject.sources(*criterion.criterion.sources),
        )
        for criterion in judged
        if _noted(criterion)
    ]
    if subject.candidate.total:
        says += _total(subject, subject.candidate.total)
    return Section("What people must judge", tuple(says))


def worksheet(subject: Subject) -> Section:
    """The criteria that nobody has answered and no data bears on, by group, to be filled in."""
    open_ones = [criterion for criterion in _judged(subject) if not _noted(criterion)]
    return Section(
        "Worksheet: what nobody has answered yet",
        tuple(
            Sentence(
                f"{criterion.criterion.group}: {ended(criterion.criterion.question)}",
                subject.sources(*criterion.criterion.sources),
            )
            for criterion in open_ones
        ),
    )


def _judged(subject: Subject) -> list[Judged]:
    """Every criterion by group, as data and the team's answers leave it."""
    me = subject.candidate
    replies = all_replies(subject.model, subject.asked).get(me.intervention, ())
    judged = judge(subject.model.criteria(), replies, me.verdict, me.distance, me.evidence.findings)
    groups = list(dict.fromkeys(criterion.criterion.group for criterion in judged))
    return sorted(judged, key=lambda criterion: groups.index(criterion.criterion.group))


def _total(subject: Subject, total: Total) -> list[Sentence]:
    """The team's total with its record, or that nobody scored what is weighed."""
    names = {criterion.criterion: small(criterion.label) for criterion in subject.model.criteria()}
    says = [Sentence(str(weighing(total.weighing, names, subject.labels)))]
    if total.total is None:
        return [*says, Sentence("Nobody scored any of these criteria, so there is no total.")]
    who = f", answered by {listed(total.who)}" if total.who else ""
    when = f" ({listed(day(each) for each in total.when)})" if total.when else ""
    every = len(total.weighing.weights)
    words = f"Total of score times weight: {figure(float(total.total))}, over {total.scored} of {every}"
    return [*says, Sentence(f"{words} weighed criteria{who}{when}.")]


def _noted(judged: Judged) -> bool:
    """Whether anything is known of a criterion."""
    return judged.state != UNKNOWN or bool(judged.known or judged.replies)


def _answer(judged: Judged) -> str:
    """Put the state of a criterion into words, with who gave it and what the graph knows."""
    words = big(judged.state)
    if judged.by:
        words += f", by {judged.by}"
    if judged.known:
        words += f"; on record: {judged.known}"
    who = listed(sorted({reply.who for reply in judged.replies if reply.who})) if judged.replies else ""
    when = max((reply.as_of for reply in judged.replies if reply.as_of), default=None)
    if judged.score is not None:
        given = f" ({', '.join(part for part in (who, day(when) if when else '') if part)})"
        words += f"; scored {figure(float(judged.score))} of 5{given if given != ' ()' else ''}"
    comments = " ".join(f"“{reply.comment}”" for reply in judged.replies if reply.comment)
    return " ".join([ended(words), *([f"The team's comment: {comments}"] if comments else [])])
