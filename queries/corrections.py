"""Corrections of claims, as every face tells them: what was corrected by what, why, and on what source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..ontology.terms import GRAPH_INFERRED, GRAPH_YOURS, ID, curie
from .record import Record
from .wording import big, day, ended, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..graph.store import Store


_ASKED = f"""
SELECT DISTINCT ?old ?oldName ?text ?by ?byName ?retracts ?own ?because ?note ?date ?source ?title ?url
WHERE {{
  GRAPH <{GRAPH_INFERRED}> {{ ?old lg:correctedBy ?by ; lg:withdrawnText ?text }}
  OPTIONAL {{ ?old lg:name ?oldName }}
  OPTIONAL {{ ?by lg:name ?byName }}
  OPTIONAL {{ ?by skos:changeNote ?because }}
  OPTIONAL {{ ?by skos:note ?note }}
  OPTIONAL {{ ?by lg:date ?date }}
  OPTIONAL {{
    ?by lg:source ?source
    OPTIONAL {{ ?source lg:name ?title }}
    OPTIONAL {{ ?source lg:url ?url }}
  }}
  BIND(EXISTS {{ ?by lg:retracts ?old }} AS ?retracts)
  BIND(EXISTS {{ GRAPH <{GRAPH_YOURS}> {{ ?by ?property ?value }} }} AS ?own)
}}"""


class CorrectionSource(Record):
    """A source of a correction: its IRI, title and address."""

    iri: str
    title: str
    url: str
    """Its address; empty where it has none."""


class Correction(Record):
    """A claim that no longer counts, and what corrected it."""

    claim: str
    """The IRI of what was withdrawn."""
    label: str
    about: list[str]
    """The IRIs of the things that it named: its region, lever, scheme."""
    said: str
    """All that it stated, as N-Triples."""
    by: str
    """The IRI of what superseded or retracted it."""
    by_label: str
    retracted: bool
    """Whether it was taken back with nothing in its place."""
    yours: bool
    """Whether the correction is in the user's own data."""
    because: str | None
    date: str | None
    """The day as the correction states it: YYYY, YYYY-MM or YYYY-MM-DD."""
    sources: list[CorrectionSource]

    @property
    def sentence(self) -> str:
        """The correction in words: by whom, what, because of what, on what source."""
        cited = [f"{each.title} <{each.url}>" if each.url else each.title for each in self.sources]
        source = f"Source: {listed(cited)}" if cited else "No source is named"
        return f"{self.reason} {ended(source)}"

    def may_be_about(self, region: str) -> bool:
        """Whether what was withdrawn named a region (its IRI), or none, as what holds for a class does."""
        regions = [thing for thing in self.about if thing.startswith(f"{ID}region/")]
        return not regions or region in regions

    @property
    def reason(self) -> str:
        """The same without its sources."""
        what = "Retracted" if self.retracted else "Corrected"
        by = f"{what} by you" if self.yours else what
        when = f" on {day(self.date)}" if self.date and self.date.count("-") == 2 else ""
        place = "" if self.retracted else f", in its place: {self.by_label}"
        because = f"because: {self.because}" if self.because else "no reason is given"
        return f"{by}{when}: {self.label}{place}. {ended(big(because))}"


def corrections(store: Store) -> tuple[Correction, ...]:
    """Every correction that a store heeds, by the IRI of what was withdrawn."""
    found: dict[tuple[str, str], Correction] = {}
    for row in store.select(_ASKED):
        old, by = row["old"].value, row["by"].value
        correction = found.get((old, by))
        if correction is None:
            text = row["text"].value
            because = row["because"] or row["note"]
            correction = found[old, by] = Correction(
                old,
                _value(row["oldName"]) or curie(old),
                sorted(set(_things(text))),
                text,
                by,
                _value(row["byName"]) or curie(by),
                row["retracts"].value == "true",
                row["own"].value == "true",
                _value(because),
                _value(row["date"]),
                [],
            )
        source = row["source"]
        if source is not None and source.value not in {each.iri for each in correction.sources}:
            title = _value(row["title"]) or curie(source.value)
            correction.sources.append(CorrectionSource(source.value, title, _value(row["url"]) or ""))
    _follow_requirements(store, found.values())
    return tuple(found[key] for key in sorted(found))


def _follow_requirements(store: Store, found: Iterable[Correction]) -> None:
    """Let what was withdrawn of a requirement be about its intervention too."""
    for correction in found:
        requirements = [thing for thing in correction.about if thing.startswith(f"{ID}requirement/")]
        if requirements:
            values = " ".join(f"<{thing}>" for thing in requirements)
            rows = store.select(f"SELECT ?of WHERE {{ VALUES ?r {{ {values} }} ?r lg:intervention ?of }}")
            correction.about = sorted({*correction.about, *(row[0].value for row in rows)})


def about(every: Iterable[Correction], *things: str) -> tuple[Correction, ...]:
    """The corrections of claims that name any of some things (IRIs), that are one, or that one corrected."""
    wanted = set(things)
    return tuple(each for each in every if wanted & {each.claim, each.by, *each.about})


def _things(text: str) -> Iterator[str]:
    """The things of the graph that a withdrawn claim named."""
    from pyoxigraph import NamedNode, RdfFormat, parse

    for quad in parse(text.encode(), RdfFormat.N_TRIPLES):
        if isinstance(quad.object, NamedNode) and quad.object.value.startswith(ID):
            yield quad.object.value


def _value(term: object) -> str | None:
    return None if term is None else str(getattr(term, "value", term))
