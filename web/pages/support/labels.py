"""The names of all things and their kinds, for choosing, linking and searching."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ....graph.search import entries
from ....ontology.terms import ID
from ....queries.authority import regions
from ....queries.dates import today
from ...store_cache import kept

if TYPE_CHECKING:
    from ....graph.store import Store
    from ....queries.authority import Region

SINGULAR = {
    "approach": "Approach",
    "authority": "Authority",
    "challenge": "Challenge",
    "comparator": "Comparator",
    "council": "Council",
    "coverage": "Coverage of a fund",
    "criterion": "Criterion",
    "deal": "Deal, act or order",
    "determinant": "Determinant of health",
    "domain": "Power domain",
    "effect": "Effect",
    "finding": "Finding",
    "framework": "Framework",
    "framework-member": "Part of a framework",
    "fund": "Fund",
    "fund-figure": "Figure of a fund",
    "holding": "Lever holding",
    "indicator": "Indicator",
    "indicator-set": "Indicator set",
    "intervention": "Intervention",
    "lesson": "Lesson",
    "lever": "Lever",
    "mechanism": "Mechanism",
    "membership": "Membership",
    "mission": "Mission",
    "observation": "Observation",
    "option": "Way to meet a requirement",
    "outcome": "Outcome",
    "participation": "Participation",
    "power": "Power held",
    "priority": "Funding priority",
    "prompt": "Prompt",
    "region": "Region",
    "requirement": "Requirement",
    "rule": "Rule of inference",
    "scheme": "Scheme",
    "source": "Source",
    "succession": "Succession",
    "use": "Use of a lever",
    "answer": "Answer",
}
PLURAL = {
    "approach": "Approaches",
    "authority": "Authorities",
    "criterion": "Criteria",
    "deal": "Deals, acts and orders",
    "determinant": "Determinants of health",
    "coverage": "Coverage of funds",
    "framework-member": "Parts of frameworks",
    "fund-figure": "Figures of funds",
    "option": "Ways to meet a requirement",
    "power": "Powers held",
    "priority": "Funding priorities",
    "rule": "Rules of inference",
    "use": "Uses of levers",
}

EXPECTED, ENDED = "Expected", "Ended"
GROUPS = ("", EXPECTED, ENDED)


class Named(NamedTuple):
    """A thing that can be chosen; a group, where it has one, stands after the others under its name."""

    slug: str
    label: str
    group: str = ""


class Names:
    """Every name of the store."""

    def __init__(self, labels: dict[str, str], places: dict[str, Region] | None = None) -> None:
        """Sort the names by kind; of regions the life of their authorities says in which group they stand."""
        self.labels = labels
        self.places = places or {}
        self.kinds: dict[str, list[Named]] = {}
        for iri, label in labels.items():
            kind, slash, slug = iri.removeprefix(ID).partition("/")
            if slash and iri.startswith(ID):
                self.kinds.setdefault(kind, []).append(Named(slug, label))
        for each in self.kinds.values():
            each.sort(key=lambda named: (named.label.casefold(), named.slug))

    def of(self, iri: str) -> str:
        """What a thing is called; the last part of its IRI where it has no name."""
        return self.labels.get(iri) or iri.rstrip("/").replace("#", "/").rpartition("/")[2]

    def choices(self, *kinds: str) -> list[Named]:
        """All things of these kinds, by name."""
        return [
            named
            for kind in kinds
            for named in (self._regions() if kind == "region" else self.kinds.get(kind, ()))
        ]

    def _regions(self) -> list[Named]:
        """Every region: those of today first, then those expected, then those that ended."""
        day = today()
        named = [each._replace(group=self._group(each, day)) for each in self.kinds.get("region", ())]
        return sorted(named, key=lambda each: GROUPS.index(each.group))

    def _group(self, named: Named, day: str) -> str:
        place = self.places.get(f"{ID}region/{named.slug}")
        if place is None:
            return ""
        if place.end and place.end < day:
            return ENDED
        begun = place.start <= day if place.start else not place.expected
        return "" if begun else EXPECTED


def names(store: Store) -> Names:
    """The names of a store."""
    return kept(store, "names", _names)


def _names(store: Store) -> Names:
    labels = {entry.iri: entry.label for entry in entries(store)}
    return Names(labels, kept(store, "regions", regions))


def singular(kind: str) -> str:
    """One thing of a kind, as a heading says it."""
    return SINGULAR.get(kind, kind.replace("-", " ").capitalize())


def plural(kind: str) -> str:
    """Things of a kind, as a heading says it."""
    one = singular(kind)
    return PLURAL.get(kind) or (f"{one[:-1]}ies" if one.endswith("y") else f"{one}s")
