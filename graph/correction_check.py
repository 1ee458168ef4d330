"""Checks corrections: one that corrects nothing is named, with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..ontology.terms import GRAPH_INFERRED, GRAPH_YOURS, LG, curie
from .corrections import RETRACTS, SUPERSEDES, corrections
from .findings import Finding

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from .store import LocalStore


def unheeded_findings(store: LocalStore, about: Collection[str]) -> Iterator[Finding]:
    """A violation for each correction of the user's things (IRIs) that has no effect on the graph."""
    circular = frozenset(corrections(store.oxigraph).circular())
    rows = store.select(
        f"SELECT ?by ?link ?old ?name (EXISTS {{ ?old ?any ?thing }} AS ?known) WHERE {{ "
        f"VALUES ?link {{ <{SUPERSEDES}> <{RETRACTS}> }} GRAPH <{GRAPH_YOURS}> {{ ?by ?link ?old }} "
        f"FILTER NOT EXISTS {{ GRAPH <{GRAPH_INFERRED}> {{ ?old <{LG}correctedBy> ?by }} }} "
        f"OPTIONAL {{ ?by <{LG}name> ?name }} }}"
    )
    for row in rows:
        by, old = row["by"].value, row["old"].value
        if by not in about:
            continue
        if old in circular:
            why = "they correct each other in a circle. Leave one of them out."
        elif row["known"].value != "true":
            why = "nothing of that address is known. Take the address from `levergraph show`."
        else:
            why = "only claims, requirements and interventions can be corrected, by a like or a retraction."
        name = row["name"].value if row["name"] else ""
        message = f"it corrects nothing: {curie(old)}: {why}"
        yield Finding("violation", "correction", by, name, curie(row["link"].value), message)
