"""What decides a verdict, in a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..gate import HELD, STATES

if TYPE_CHECKING:
    from ..gate import Option, Requirement
    from ..rows import Names
    from ..transfer import Candidate


def decisive(each: Candidate) -> Option:
    """The alternative that decides: of the worst requirement, a hard one before a soft one."""
    return max(each.verdict.needed, key=lambda need: (STATES.index(need.state), not need.soft)).best


def because(each: Candidate, names: Names) -> str:
    """What decided a verdict, in a few words."""
    if not each.verdict.needed:
        return "what it needs is not stated"
    worst = [need for need in each.verdict.needed if need.state != HELD]
    if not worst:
        hard = [need.best for need in each.verdict.needed if not need.soft]
        held = [names.get(best.met_by or best.lever, best.lever) for best in hard]
        return f"holds {'; '.join(held)}" if held else "needs soft powers alone"
    return "; ".join(_short(need, names) for need in worst)


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
