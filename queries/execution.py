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

SPARQL = re.compile(r"\s*(?:(?:SELECT|ASK|CONSTRUCT|DESCRIBE|PREFIX|BASE)\b[\s<?$*]|#)", re.IGNORECASE)
"""How a query begins, though it may have two words alone: DESCRIBE region:west-yorkshire."""


def ask(
    store: Store,
    question: str | NamedQuery,
    params: Mapping[str, object] | None = None,
    *,
    catalogue: Catalogue | None = None,
    seconds: float | None = None,
) -> Result:
    """Ask the store a question by its name or its text, or any SPARQL query, with parameters bound as terms.

    Raises NoAuthority where a question that needs an authority names a day on which the region had none, and
    Refused where the answer takes more than so many seconds.
    """
    query = find(question, catalogue) if isinstance(question, str) else question
    text = prepared(store, query, params or {})
    return Result(
        lambda: store.query(text), query.title, query.description, seconds, lambda: _hints(store, text)
    )


def _hints(store: Store, text: str) -> list[str]:
    from ..graph.query_terms import misspelt

    return misspelt(store, text)


def find(name_or_text: str, catalogue: Catalogue | None = None) -> NamedQuery:
    """The named query, or, for what is plainly SPARQL, the text itself with what its header says."""
    if SPARQL.match(name_or_text) or re.search(r"[{}\n]|\s\S+\s", name_or_text.strip()):
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
