"""Which thing that a sentence names fills which parameter of an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .answers import Answer, Slot
    from .mentions import Candidate, Mention

REGION = ("region",)


class Filled(NamedTuple):
    """A slot, the mention that fills it, and the thing that is meant by it."""

    slot: Slot
    mention: Mention
    thing: Candidate


def fill(answer: Answer, mentions: list[Mention]) -> list[Filled]:
    """Fill the slots of an answer, in their order, each mention once."""
    free = list(mentions)
    filled: list[Filled] = []
    for slot in answer.slots:
        fitting = [
            Filled(slot, mention, thing) for mention in free if (thing := mention.of(slot.kinds)) is not None
        ]
        if not slot.many:
            fitting = _one(fitting, slot, answer)
        filled += fitting
        for entry in fitting:
            free.remove(entry.mention)
    return filled


def missing(answer: Answer, filled: list[Filled]) -> list[Slot]:
    """The required slots of an answer that nothing fills; one that takes many needs two things."""
    number = {
        slot.name: len({entry.thing.iri for entry in filled if entry.slot == slot}) for slot in answer.slots
    }
    return [slot for slot in answer.slots if slot.required and number[slot.name] < (2 if slot.many else 1)]


def _one(fitting: list[Filled], slot: Slot, answer: Answer) -> list[Filled]:
    """The entry that fills a slot for one thing.

    Of several regions for the one slot the last is who is to act, as in "can London's charge work in Leeds".
    Where two slots take the same kinds, they stand in the order of the sentence. Else the best name wins,
    then the longest.
    """
    rivals = [other for other in answer.slots if other != slot and set(other.kinds) & set(slot.kinds)]
    if rivals:
        return fitting[:1]
    if slot.kinds == REGION:
        return fitting[-1:]
    return sorted(fitting, key=lambda entry: (entry.thing.fit, entry.mention.start - entry.mention.end))[:1]
