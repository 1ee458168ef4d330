"""A requirement as the JSON contract has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...facts.facts import local

if TYPE_CHECKING:
    from ....results.table import Record
    from ...method.gate import Requirement


def requirement_record(need: Requirement) -> Record:
    """Give its alternatives, its state, what meets it, by which law and source."""
    said = None if need.soft else need.best.said
    return {
        "alternatives": [local(option.lever) for option in need.options],
        "state": need.state,
        "met_by": local(need.best.met_by),
        "legal_basis": said.legal_basis if said else None,
        "source": said.source if said else None,
    }
