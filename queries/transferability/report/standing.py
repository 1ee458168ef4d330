"""The state of a lever in a region as a sentence with its law and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...wording import basis, day, flat

if TYPE_CHECKING:
    from ..method.gate import Option
    from .labels import Labels


def standing_sentence(place: str, option: Option, labels: Labels) -> str:
    """Say how a region stands to a lever, by which law and source."""
    lever = labels.name(option.lever)
    if option.rows[0].soft:
        return f"{lever} is a soft power, open to every region."
    words = {
        "held": f"{place} holds {lever}",
        "shared": f"{place} shares {lever} with others",
        "contradictory": f"The sources contradict each other on whether {place} holds {lever}",
        "partner": f"{place} does not hold {lever} itself",
        "not-held": f"{place} does not hold {lever}",
        "not-stated": f"No source in the graph states whether {place} holds {lever}",
    }[option.state]
    if option.ended:
        since = " and does not hold it now" if option.denied else "; nothing later is recorded"
        words = f"{place} had {lever} until {day(option.ended)}{since}"
    if option.met_by not in (None, option.lever):
        words += f", by way of {labels.name(option.met_by or '')}"
    if option.said and option.state != "not-stated":
        footing = option.said.legal_basis
        denied = option.state == "not-held" and option.denied
        words += f" ({flat(footing)})" if denied and footing else basis(footing)
        cited = labels.cited(*(row.source for row in option.deciding))
        listed = "; ".join(f"{source.title} <{source.url}>" for source in cited)
        words += f" ({listed})" if listed else ""
    if body := labels.words.body(option.through):
        words += f"; there the {body.label} can act with it"
    return f"{words}."
