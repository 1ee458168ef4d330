"""The verdicts that would change if a region held, shared or lost a lever."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from ...contract import ChangeRecord
from ..resource import Resource, Word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...method import further_powers as method
    from ..labels import Labels


class Change(Struct, frozen=True):
    """An intervention whose verdict would change."""

    intervention: Resource
    before: Word
    after: Word


class WhatIf(Struct, frozen=True):
    """The verdicts that would change for a region on a day (YYYY-MM-DD) with a lever in a state."""

    region: Resource
    lever: Resource
    state: Word
    as_of: str
    named: bool
    changes: tuple[Change, ...]
    notes: tuple[str, ...]

    def record(self) -> list[ChangeRecord]:
        """As the JSON contract has it: a record for each change."""
        return [
            ChangeRecord(
                change.intervention.iri,
                change.intervention.label,
                change.before.name,  # type: ignore[arg-type]  # names of words are those of the contract
                change.after.name,  # type: ignore[arg-type]
            )
            for change in self.changes
        ]


def what_if(
    changes: Sequence[method.Change],
    labels: Labels,
    region: str,
    lever: str,
    status: str,
    *,
    as_of: str,
    named: bool,
) -> WhatIf:
    """The method's changes with labels."""
    here, thing, state = labels.resource(region), labels.resource(lever), labels.words.state(status)
    supposed = f"Supposed: {here.label}, {thing.label}: {state.label}, in place of what the sources say."
    told = [supposed] if changes else [supposed, "No verdict would change."]
    verdict = labels.words.verdict
    return WhatIf(
        here,
        thing,
        state,
        as_of,
        named,
        tuple(
            Change(labels.resource(change.intervention), verdict(change.before), verdict(change.after))
            for change in changes
        ),
        tuple(told),
    )
