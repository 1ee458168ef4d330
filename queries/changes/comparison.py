"""The comparison of two snapshots: which things were added, withdrawn or changed, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ...errors import UsageError
from ...ontology.terms import ID, LG, PREFIXES, slug
from .contract import Change, Changes, Edition, FieldChange, Named
from .kinds import KINDS, kind
from .view import View, iris
from .words import BEFORE, FURTHER, changed_sentence, headline, property_words, standing, value_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ...graph.snapshot import Properties, Snapshot, Term
    from .contract import Action

ACTIONS: tuple[Action, ...] = ("added", "changed", "withdrawn")
"""The order in which changes are told."""
NAME = PREFIXES["skos"] + "prefLabel"
STATUS, LEVER, REGION, SOURCE = (LG + name for name in ("status", "lever", "region", "source"))


class Standing(NamedTuple):
    """What two things have in common that say how one region stands to one lever."""

    region: str
    lever: str


def compare(old: Snapshot, new: Snapshot, *, region: str | None = None, kinds: Sequence[str] = ()) -> Changes:
    """All that the new graph states otherwise than the old; of one region (by IRI), of some kinds, or of all.

    Raises UsageError for a kind that there is not.
    """
    for name in kinds:
        if name not in KINDS:
            raise UsageError(f"no kind is called {name!r}. There are: {', '.join(KINDS)}.")
    comparison = _Comparison(old, new)
    changes = [
        change
        for change in comparison.changes()
        if (not kinds or change.kind in kinds)
        and (region is None or region in {each.iri for each in change.regions})
    ]
    return Changes(
        _edition(old),
        _edition(new),
        None if region is None else comparison.named(region, comparison.after),
        list(kinds),
        comparison.notes(),
        sorted(changes, key=_order),
    )


class _Comparison:
    """Two snapshots, each seen with its own words first."""

    def __init__(self, old: Snapshot, new: Snapshot) -> None:
        self.old, self.new = old, new
        self.before, self.after = View(old, new), View(new, old)
        self.with_terms = _has_terms(old) and _has_terms(new)
        self._were = _standings(old)

    def changes(self) -> Iterator[Change]:
        """Every change, in no order."""
        was, now = self.old.things, self.new.things
        inside = _inside(self.old) | _inside(self.new)
        for iri in was.keys() | now.keys():
            if iri in inside or (_is_term(iri) and not self.with_terms):
                continue
            if iri not in was:
                yield self._change("added", iri, self.after, self._added_sentence(iri), [])
            elif iri not in now:
                yield self._change("withdrawn", iri, self.before, headline(iri, was[iri], self.before), [])
            else:
                fields = list(self._fields(was[iri], now[iri]))
                if fields:
                    sentence = changed_sentence(iri, was[iri], now[iri], self.after)
                    yield self._change("changed", iri, self.after, sentence, fields)

    def notes(self) -> list[str]:
        """The things to say beside the changes."""
        if self.with_terms or not (_has_terms(self.old) or _has_terms(self.new)):
            return []
        lacking = self.old if _has_terms(self.new) else self.new
        return [f"{lacking.name} holds no ontology, so the terms of the ontology are not compared."]

    def named(self, iri: str, view: View) -> Named:
        """A thing with its name."""
        return Named(iri, view.label(iri))

    def _change(
        self, action: Action, iri: str, view: View, sentence: str, fields: list[FieldChange]
    ) -> Change:
        properties = view.properties(iri)
        return Change(
            action,
            kind(iri, view.classes(iri)),
            [self.named(region, view) for region in view.regions(iri)],
            self.named(iri, view),
            sentence,
            fields,
            [self.named(source, view) for source in sorted(iris(properties.get(SOURCE, [])))],
        )

    def _added_sentence(self, iri: str) -> str:
        """The sentence for what was added; of a holding, how the region stood before by other holdings."""
        properties = self.new.things[iri]
        line = headline(iri, properties, self.after)
        if STATUS not in properties or not iris(properties.get(REGION, [])):
            return line
        earlier = [holding for key in _keys(properties) for holding in self._were.get(key, [])]
        gone = [self.old.things[holding] for holding in earlier if holding not in self.new.things]
        if gone:
            return f"{line} (was {' and '.join(sorted({standing(each, self.before) for each in gone}))})"
        return f"{line} ({FURTHER if earlier else BEFORE})"

    def _fields(self, was: Properties, now: Properties) -> Iterator[FieldChange]:
        """Every property with other values; a name that only repeats what changed is left out."""
        different = [
            name
            for name in sorted(was.keys() | now.keys())
            if set(was.get(name, [])) != set(now.get(name, []))
        ]
        if NAME in different and STATUS in different:
            different.remove(NAME)
        for name in different:
            before, after = set(was.get(name, [])), set(now.get(name, []))
            yield FieldChange(
                name,
                property_words(name, self.after),
                self._words(before - after, self.before),
                self._words(after - before, self.after),
            )

    @staticmethod
    def _words(values: Iterable[Term], view: View) -> list[str]:
        return sorted(value_words(value, view) for value in values)


def _edition(one: Snapshot) -> Edition:
    return Edition(one.name, one.digest, one.statements)


def _has_terms(one: Snapshot) -> bool:
    return f"{LG}Claim" in one.things


def _is_term(iri: str) -> bool:
    return iri.startswith((LG, f"{ID}rule/")) or (not iri.startswith((ID, "_:")) and "/ontology" in iri)


def _inside(one: Snapshot) -> set[str]:
    """The blank nodes that another thing has as a value: they are told with it."""
    from pyoxigraph import BlankNode

    return {
        f"_:{value.value}"
        for properties in one.things.values()
        for values in properties.values()
        for value in values
        if isinstance(value, BlankNode)
    }


def _standings(one: Snapshot) -> dict[Standing, list[str]]:
    """The holdings by region and lever."""
    found: dict[Standing, list[str]] = {}
    for iri, properties in one.things.items():
        if STATUS in properties:
            for key in _keys(properties):
                found.setdefault(key, []).append(iri)
    return found


def _keys(properties: Properties) -> list[Standing]:
    return [
        Standing(region, lever)
        for region in iris(properties.get(REGION, []))
        for lever in iris(properties.get(LEVER, []))
    ]


def _order(change: Change) -> tuple[object, ...]:
    regions = " ".join(region.label for region in change.regions)
    return (
        not regions,
        regions,
        KINDS.index(change.kind),
        ACTIONS.index(change.action),
        change.sentence.casefold(),
        slug(change.thing.iri),
        change.thing.iri,
    )
