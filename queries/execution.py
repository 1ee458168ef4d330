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

    Raises NoAuthority where a question that needs an authority names a day on which the region had none.
    """
    query = find(name_or_text, catalogue)
    text = prepared(store, query, params or {})
    return Result(lambda: store.query(text), query.title, query.description)


def find(name_or_text: str, catalogue: Catalogue | None = None) -> NamedQuery:
    """The named query, or, for what is plainly SPARQL, the text itself with what its header says."""
    if re.search(r"[{}\n]|\s\S+\s", name_or_text.strip()):
        return parse(name_or_text)
    return (catalogue or Catalogue()).get(name_or_text)


def prepared(store: Store, query: NamedQuery, params: Mapping[str, object]) -> str:
    """The query's text with its parameters bound, names looked up in the store.

    Raises NoAuthority where the query needs an authority and the region had none on the day.
    """

    def resolver(text: str, kinds: Sequence[str] | None) -> str:
        from ..graph.names import resolve

        return resolve(store, text, kinds)

    text = bind(query, params, resolver)
    if "authority" in query.needs:
        _demand_authority(store, text)
    return text


def _demand_authority(store: Store, text: str) -> None:
    """Refuse a day on which the region had no authority, where the text names both."""
    from .authority import demand_authority, regions

    values = {name: text[start:end].strip() for name, start, end in blocks(text)}
    region, day = values.get("region", "")[1:-1], values.get("asOf", "")[1:11]
    places = regions(store) if region and day else {}
    if region in places:
        demand_authority(places, region, day, named=True)
