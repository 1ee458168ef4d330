"""The section on how it would work: the best evidenced path from each lever that it used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....wording import big, ended, small
from ...method.causal_paths import RANKS
from ...method.reach import ways_to
from ..answers.sentence import Section, Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...facts.records import ClaimText
    from ...method.causal_paths import Path, Step
    from .subject import Subject


def mechanism(subject: Subject) -> Section:
    """Say how each lever that it used leads to the outcome, step by step."""
    goal = subject.ranking.outcome or subject.ranking.determinant
    best = subject.candidate.paths if goal else ways_to(subject.model).paths(subject.candidate.intervention)
    if not best:
        where = subject.lever(goal) if goal else "an outcome"
        says = [Sentence(f"No path in the graph leads from a lever that it used to {where}.")]
        return Section("How it would work", tuple(says))
    texts = subject.model.claim_texts()
    says = [
        Sentence(
            f"Each lever that it used, by its best evidenced path{'' if goal else ' to any outcome'}; "
            "a path is as strong as its weakest step."
        )
    ]
    for path in best:
        says += _path(subject, path, texts)
    says.append(
        Sentence("No source states the assumptions behind these steps: they are to be judged by people.")
    )
    return Section("How it would work", tuple(says))


def _path(subject: Subject, path: Path, texts: Mapping[str, ClaimText]) -> list[Sentence]:
    weakest = f"{RANKS[path.weakest.rank]} evidence"
    if len(path.steps) > 1:
        weakest += f" at the weakest step ({_step(subject, path.weakest)})"
    ends = f"{big(subject.lever(path.nodes[0]))} to {subject.lever(path.nodes[-1])}"
    says = [Sentence(f"{ends}: {weakest}.")]
    for step in path.steps:
        for claim in step.claims:
            text = texts[claim.claim]
            turn = {"Increases": "raises it", "Decreases": "lowers it"}.get(claim.polarity, "mixed effect")
            how = f"{turn}; {RANKS[claim.rank]} evidence"
            words = text.mechanism or "the mechanism is not stated"
            says.append(
                Sentence(
                    f"{big(_step(subject, step))} ({how}): {ended(small(words))}",
                    subject.sources(text.source),
                )
            )
        if step.disputed:
            says.append(Sentence("The sources disagree about the direction of this step."))
    return says


def _step(subject: Subject, step: Step) -> str:
    return f"{subject.lever(step.cause)} → {subject.lever(step.target)}"
