"""The six headings of a plan: which prompts stand under each, and what the record can say beside a prompt."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..resource import Word
from . import known

if TYPE_CHECKING:
    from .known import Known

HEADINGS = (
    Word("need", "Need"),
    Word("levers", "Strategic levers"),
    Word("fit", "Fit"),
    Word("impact", "Public health impact"),
    Word("window", "Political window"),
    Word("added-value", "Added value"),
    Word("other", "Other prompts"),
)
STATEMENTS = ("PurposeElement", "UseElement")
"""The parts of the framework that ask nothing: they say what it is for."""
CRITERION = "CriterionElement"
"""The part of the framework that options are held against."""


class Place(NamedTuple):
    """The heading under which a prompt stands, and what the record can say beside it."""

    heading: str
    known: tuple[Known, ...] = ()


OTHER = Place("other", (known.learnt,))
"""The place of a prompt that somebody added to the framework."""
PLACES = {
    "aef-topic-need": Place("need", (known.needs,)),
    "aef-challenge-1": Place("need", (known.learnt,)),
    "aef-learning-6": Place("need"),
    "aef-learning-11": Place("need", (known.monitored,)),
    "aef-challenge-3": Place("need", (known.learnt,)),
    "aef-topic-levers": Place("levers", (known.levers_for_needs,)),
    "aef-learning-9": Place("levers", (known.powers,)),
    "aef-learning-1": Place("levers", (known.soft_powers,)),
    "aef-q-powers": Place("levers", (known.untapped,)),
    "aef-challenge-5": Place("levers", (known.learnt, known.running)),
    "aef-challenge-6": Place("levers", (known.learnt,)),
    "aef-q-asks": Place("levers", (known.asks,)),
    "aef-q-duties": Place("levers", (known.duties,)),
    "aef-crit-strategic-fit": Place("fit", (known.duties,)),
    "aef-learning-2": Place("fit"),
    "aef-learning-3": Place("fit"),
    "aef-learning-4": Place("fit"),
    "aef-learning-5": Place("fit"),
    "aef-challenge-7": Place("fit", (known.learnt,)),
    "aef-crit-impact": Place("impact", (known.evidence,)),
    "aef-topic-priorities": Place("impact", (known.costs,)),
    "aef-challenge-9": Place("impact", (known.learnt,)),
    "aef-learning-7": Place("impact", (known.unproven,)),
    "aef-crit-window": Place("window", (known.deals,)),
    "aef-learning-10": Place("window", (known.funds,)),
    "aef-challenge-2": Place("window", (known.learnt,)),
    "aef-crit-added-value": Place("added-value", (known.leads,)),
    "aef-topic-added-value": Place("added-value", (known.joint,)),
    "aef-challenge-4": Place("added-value", (known.learnt,)),
    "aef-challenge-8": Place("added-value", (known.tried, known.learnt)),
    "aef-learning-8": Place("added-value"),
}
"""The place of every prompt of the framework by its slug, in the order in which they are asked."""
ORDER = {slug: place for place, slug in enumerate(PLACES)}
