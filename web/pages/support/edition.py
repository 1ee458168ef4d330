"""The edition of the facts: the title, description and day of issue that the graph states of its data set."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ....ontology.terms import DATASET
from ...store_cache import kept

if TYPE_CHECKING:
    from ....graph.store import Store


class Edition(NamedTuple):
    """The edition of the facts; a text that is not stated is empty."""

    title: str
    description: str
    issued: str


def edition(store: Store) -> Edition:
    """The edition of the facts in a store."""
    return kept(store, "edition", _read)


def _read(store: Store) -> Edition:
    asked = f"""SELECT ?title ?description ?issued WHERE {{
        OPTIONAL {{ <{DATASET}> dcterms:title ?title }}
        OPTIONAL {{ <{DATASET}> dcterms:description ?description }}
        OPTIONAL {{ <{DATASET}> dcterms:issued ?issued }} }}"""
    for row in store.select(asked):
        return Edition(*(term.value if term is not None else "" for term in row))
    return Edition("", "", "")
