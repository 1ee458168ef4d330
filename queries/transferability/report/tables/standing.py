"""How a region stands to a lever, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..wording import basis, day
from .source import deciding

if TYPE_CHECKING:
    from ...facts.facts import Names, Sources
    from ...method.gate import Option


def stands(place: str, option: Option, names: Names, sources: Sources) -> str:
    """Say how a region stands to a lever, by which law and source."""
    lever = names.get(option.lever, option.lever)
    said = option.said
    words = {
        "held": f"{place} holds {lever}",
        "shared": f"{place} shares {lever} with others",
        "contradictory": f"The sources contradict each other on whether {place} holds {lever}",
        "not-held": f"{place} does not hold {lever}",
        "not-stated": f"No source in the graph states whether {place} holds {lever}",
    }[option.state]
    if option.rows[0].soft:
        return f"{lever} is a soft power, open to every region."
    if option.ended:
        words = f"{place} had {lever} until {day(option.ended)}; nothing later is recorded"
    if option.met_by not in (None, option.lever):
        words += f", by way of {names.get(option.met_by or '', option.met_by)}"
    if said and option.state != "not-stated":
        words += basis(said.legal_basis)
        cited = [sources[row.source] for row in deciding(option) if row.source and row.source in sources]
        words += (
            f" ({'; '.join(f'{each.title} <{each.url}>' for each in dict.fromkeys(cited))})" if cited else ""
        )
    return f"{words}."
