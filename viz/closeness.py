"""The interventions close to each outcome, so that the page orders them for any region as the method does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..queries.transferability import Transferability

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..graph.store import Store

TIERS = {"direct": 0, "near": 1}
"""The digit of each tier."""

Closeness = dict[str, tuple[tuple[str, int, int], ...]]
"""By outcome: each intervention, the digit of its tier, and its group in the order."""


def closeness(store: Store, outcomes: Iterable[str]) -> Closeness:
    """What is direct or near to each outcome."""
    service = Transferability(store)
    return {
        outcome: tuple(
            (close.intervention, TIERS[close.tier], close.group) for close in service.close_to(f"<{outcome}>")
        )
        for outcome in outcomes
    }
