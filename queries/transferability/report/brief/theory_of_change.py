"""The theory of change: from the powers that the options use to the problem, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....wording import ended, small
from ...method.gate import CONTRADICTORY, HELD, NOT_HELD, SHARED, option
from ..answers.brief import OPTIONS, CausalStep, Lever, Statement
from ..resource import Word
from .options import holds, lacks

if TYPE_CHECKING:
    from ...method.causal_paths import Path, Step
    from .subject import Subject

LEVERS = 6
"""So many powers begin it."""
STEPS = 4
"""A path with more steps than these is left out."""
TURNS = {"Increases": "raises", "Decreases": "lowers"}


def theory(subject: Subject) -> tuple[tuple[Lever, ...], tuple[CausalStep, ...]]:
    """The powers of the options told, and the best path of each, without doubles."""
    paths = _paths(subject)
    levers = tuple(_lever(subject, lever) for lever in paths)
    steps = {(step.cause, step.target): step for path in paths.values() for step in path.steps}
    return levers, tuple(_step(subject, step) for step in steps.values())


def _paths(subject: Subject) -> dict[str, Path]:
    """The best path of each power that the options use, in the order of the options."""
    paths: dict[str, Path] = {}
    for candidate in subject.candidates[:OPTIONS]:
        for path in candidate.paths:
            if len(path.steps) <= STEPS and len(paths) < LEVERS:
                paths.setdefault(path.nodes[0], path)
    return paths


def _lever(subject: Subject, lever: str) -> Lever:
    judged = option(subject.model.holding(subject.region, lever, subject.day))
    resource, words = subject.labels.resource(lever), subject.labels.words
    if judged.rows[0].soft:
        text = f"{resource.label} needs no power in law: it is open to every region."
        return Lever(resource, words.state("soft"), Statement(text))
    if judged.state in (HELD, SHARED, CONTRADICTORY):
        says = holds(subject, judged, judged.state)
    elif judged.state == NOT_HELD and judged.said:
        says = lacks(subject, judged)
    else:
        says = Statement(f"Whether {subject.place} holds {small(resource.label)} is not stated.")
    return Lever(resource, words.state(judged.state), says)


def _step(subject: Subject, step: Step) -> CausalStep:
    """One step by its strongest claim."""
    claim = step.claims[0]
    text = subject.model.claim_texts()[claim.claim]
    turn = TURNS.get(claim.polarity, "mixed")
    cause, target = subject.labels.resource(step.cause), subject.labels.resource(step.target)
    does = {"raises": "raises it", "lowers": "lowers it", "mixed": "acts both ways"}[turn]
    how = ended(small(text.mechanism)) if text.mechanism else "how is not stated."
    strength = subject.labels.words.strength(claim.rank)
    graded = f", {small(strength.label)}" if strength else ""
    return CausalStep(
        cause,
        target,
        turn,
        Word(strength.name, strength.label) if strength else None,
        Statement(
            f"From {small(cause.label)} to {small(target.label)} ({does}{graded}): {how}",
            (claim.claim,),
            subject.cited(text.source),
        ),
    )
