"""Asking: from a query's name or text and its parameters to the answer."""

from __future__ import annotations

import re

from .binding import bind, blocks
from .catalogue import Catalogue, NamedQuery, parse
from .results.result import Result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..graph.store import Store


def ask(
    store: Store,
    name_or_text: str,
    params: Mapping[str, object] | None = None,
    *,
    catalogue: Catalogue | None = None,
) -> Result:
    """Ask the store a named question, or any SPARQL query, with parameters bound as terms.

    Raises UsageError where a question about transfer names a day on which the region had no authority.
    """
    query = find(name_or_text, catalogue)
    text = prepared(store, query, params or {})
    if "transfer" in query.tags:
        _demand_standing(store, text)
    return Result(lambda: store.query(text), query.title, query.description)


def find(name_or_text: str, catalogue: Catalogue | None = None) -> NamedQuery:
    """The named query, or, for what is plainly SPARQL, the text itself with what its header says."""
    if re.search(r"[{}\n]|\s\S+\s", name_or_text.strip()):
        return parse(name_or_text)
    return (catalogue or Catalogue()).get(name_or_text)


def prepared(store: Store, query: NamedQuery, params: Mapping[str, object]) -> str:
    """The query's text with its parameters bound, names looked up in the store."""

    def resolver(text: str, kinds: Sequence[str] | None) -> str:
        from ..graph.names import resolve

        return resolve(store, text, kinds)

    return bind(query, params, resolver)


def _demand_standing(store: Store, text: str) -> None:
    """Refuse a day before the region's authority began or after it ended, as `levergraph transfer` does."""
    given = {name: text[start:end].strip() for name, start, end in blocks(text)}
    region, day = given.get("region", ""), given.get("asOf", "")[1:11]
    if not region or not day:
        return
    life = "OPTIONAL { ?authority lg:startDay ?start } OPTIONAL { ?authority lg:endDay ?end }"
    asked = f"SELECT ?start ?end WHERE {{ {region} lg:governedBy ?authority . {life} }}"
    for start, end in store.select(asked):
        if (start and day < start.value) or (end and day > end.value):
            from .transferability.facts import facts as rows
            from .transferability.method.ranking import standing

            standing(rows.regions(store), region[1:-1], day, named=True)
