"""The verdicts that would change if a region, or every region of a class, held, shared or lost levers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from ....wording import listed
from ...contract import ChangeRecord, RegionChangesRecord
from ..resource import Resource, Word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ...method import further_powers as method
    from ..labels import Labels

NONE = "No verdict would change."


class Change(Struct, frozen=True):
    """An intervention whose verdict would change."""

    intervention: Resource
    before: Word
    after: Word


class Supposition(Struct, frozen=True):
    """A lever and the state that is supposed in place of what the sources say."""

    lever: Resource
    state: Word


class WhatIf(Struct, frozen=True):
    """The verdicts that would change for a region on a day (YYYY-MM-DD) with levers in supposed states."""

    region: Resource
    supposed: tuple[Supposition, ...]
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


class ClassWhatIf(Struct, frozen=True):
    """The same for every region whose authority belongs to a class on the day."""

    authority_class: Resource
    supposed: tuple[Supposition, ...]
    as_of: str
    named: bool
    regions: tuple[WhatIf, ...]
    notes: tuple[str, ...]

    def record(self) -> list[RegionChangesRecord]:
        """As the JSON contract has it: a record for each region, its changes within."""
        return [RegionChangesRecord(answer.region.slug, answer.record()) for answer in self.regions]


def what_if(
    changes: Sequence[method.Change],
    labels: Labels,
    region: str,
    supposed: Mapping[str, str],
    *,
    as_of: str,
    named: bool,
) -> WhatIf:
    """The method's changes with labels; `supposed` gives the state (`not-held`) by the lever's IRI."""
    here, suppositions = labels.resource(region), _suppositions(supposed, labels)
    told = _told(here.label, suppositions)
    verdict = labels.words.verdict
    return WhatIf(
        here,
        suppositions,
        as_of,
        named,
        tuple(
            Change(labels.resource(change.intervention), verdict(change.before), verdict(change.after))
            for change in changes
        ),
        (told,) if changes else (told, NONE),
    )


def class_what_if(
    regions: Sequence[WhatIf],
    labels: Labels,
    authority_class: Resource,
    supposed: Mapping[str, str],
    *,
    as_of: str,
    named: bool,
) -> ClassWhatIf:
    """The answers of all regions of a class as one."""
    suppositions = _suppositions(supposed, labels)
    notes = [_told(f"every {authority_class.label}", suppositions)]
    if not regions:
        notes.append("No region with an authority belongs to the class on that day.")
    elif not any(answer.changes for answer in regions):
        notes.append(NONE)
    return ClassWhatIf(authority_class, suppositions, as_of, named, tuple(regions), tuple(notes))


def _suppositions(supposed: Mapping[str, str], labels: Labels) -> tuple[Supposition, ...]:
    return tuple(
        Supposition(labels.resource(lever), labels.words.state(state)) for lever, state in supposed.items()
    )


def _told(who: str, suppositions: Sequence[Supposition]) -> str:
    said = listed(f"{each.lever.label}: {each.state.label}" for each in suppositions)
    return f"Supposed: {who}, {said}, in place of what the sources say."
