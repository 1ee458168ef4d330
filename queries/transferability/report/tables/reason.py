"""What decides a verdict, in a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...method.gate import HELD

if TYPE_CHECKING:
    from ...facts.facts import Names
    from ...method.gate import Requirement
    from ...method.ranking import Candidate


def told(each: Candidate) -> list[Requirement]:
    """The requirements that the reason names: those in the way, or else all that take a power."""
    needed = each.verdict.needed
    return [need for need in needed if need.state != HELD] or [need for need in needed if not need.soft]


def because(each: Candidate, names: Names) -> str:
    """What decided a verdict, in a few words."""
    if not each.verdict.needed:
        return "what it needs is not stated"
    named = told(each)
    if any(need.state != HELD for need in named):
        return "; ".join(_short(need, names) for need in named)
    held = [names.get(best.met_by or best.lever, best.lever) for best in (need.best for need in named)]
    return f"holds {'; '.join(held)}" if held else "needs soft powers alone"


def _short(need: Requirement, names: Names) -> str:
    ended = max((option.ended for option in need.options if option.ended), default=None)
    words = {
        "shared": "shared: ",
        "partner": "through a partner: ",
        "contradictory": "sources disagree: ",
        "not-stated": "not stated: ",
        "not-held": f"ended {ended}: " if ended else "not held: ",
    }
    return words[need.state] + options(need, names)


def options(need: Requirement, names: Names) -> str:
    """Name the alternatives of a requirement."""
    return " or ".join(names.get(option.lever, option.lever) for option in need.options)
