"""The words for a change: one sentence for each thing, values and dates as people write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...ontology.terms import LG, PREFIXES
from ..wording import big, day, listed, small

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...graph.snapshot import Properties, Term
    from .contract import FieldChange
    from .view import View

SKOS = PREFIXES["skos"]
PROPERTY_NAMES = {
    PREFIXES["rdf"] + "type": "kind",
    **dict.fromkeys((f"{SKOS}prefLabel", PREFIXES["rdfs"] + "label", PREFIXES["dcterms"] + "title"), "name"),
    f"{SKOS}altLabel": "also called",
    f"{SKOS}hiddenLabel": "also found as",
    f"{SKOS}definition": "definition",
    f"{SKOS}note": "note",
    f"{SKOS}broader": "broader",
    f"{SKOS}inScheme": "scheme",
    f"{SKOS}notation": "notation",
    f"{SKOS}exactMatch": "the same as",
    PREFIXES["dcterms"] + "description": "description",
    PREFIXES["dcterms"] + "issued": "issued",
    PREFIXES["dcterms"] + "bibliographicCitation": "citation",
}
"""The names of properties of other vocabularies."""
DATES = frozenset(PREFIXES["xsd"] + name for name in ("date", "gYearMonth", "gYear"))
BEFORE = "nothing was recorded"
"""The words where nothing was stated before."""
FURTHER = "beside what was recorded"
"""The words where other periods or sources were stated before, and still are."""


def value_words(value: Term, view: View) -> str:
    """A value as people read it: the name of a thing, a day in English, a text as it is."""
    from pyoxigraph import BlankNode, Literal

    if isinstance(value, BlankNode):
        return "a thing without a name"
    if not isinstance(value, Literal):
        return view.label(value.value)
    if value.datatype.value in DATES:
        return day(value.value)
    return f"{value.value} ({value.language})" if value.language not in (None, "en", "en-GB") else value.value


def property_words(iri: str, view: View) -> str:
    """The name of a property."""
    return PROPERTY_NAMES.get(iri) or view.label(iri).removeprefix("lg:")


def standing(properties: Properties, view: View) -> str:
    """How a region stands to a power: `held since 30 March 2017 until 2020`."""
    words = [small(listed(_said(properties, "status", view))) or "status not stated"]
    for name, word in (("validFrom", "since"), ("validUntil", "until")):
        dates = _said(properties, name, view)
        words += [word, *dates] if dates else []
    return " ".join(words)


def headline(iri: str, properties: Properties, view: View) -> str:
    """The thing in one line: of a holding its lever and how the region stands to it, else its name."""
    levers = _said(properties, "lever", view)
    classes = _said(properties, "authorityClass", view)
    if levers and classes:
        return f"{big(listed(levers))} for each {listed(classes)}, {standing(properties, view)}"
    if levers and f"{LG}status" in properties:
        return f"{big(listed(levers))}, {standing(properties, view)}"
    return big(view.label(iri))


def changed_sentence(iri: str, was: Properties, now: Properties, view: View) -> str:
    """The sentence for a changed thing: of a power, what stood there before in brackets."""
    line = headline(iri, now, view)
    if f"{LG}status" not in now:
        return line
    before = standing(was, view)
    return line if before == standing(now, view) else f"{line} (was {before})"


def field_words(field: FieldChange) -> str:
    """A changed property in words: `note: … (was …)`."""
    before, after = "; ".join(field.was), "; ".join(field.now)
    if not before:
        return f"{field.label}: {after} (was not stated)"
    if not after:
        return f"{field.label}: no longer stated (was {before})"
    return f"{field.label}: {after} (was {before})"


def _said(properties: Properties, name: str, view: View) -> Sequence[str]:
    return sorted(value_words(value, view) for value in properties.get(LG + name, []))
