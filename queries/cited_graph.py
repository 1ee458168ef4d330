"""The graph that an answer was made from, to cite it by: its hash, its release, the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..ontology.terms import DATASET, LG
from ..version import __version__
from .record import Record

if TYPE_CHECKING:
    from ..graph.store import Store

SHOWN = 12
"""So many digits of a hash stand in a sentence; a record has all."""


class CitedGraph(Record):
    """The program and the facts that an answer was made from."""

    version: str
    """The version of the program."""
    sha256: str | None
    """The hash of all that the graph states (of its canonical N-Quads); null where the store has none."""
    release: str | None
    """The release whose facts these are; null where they are those of none."""
    after: str | None
    """The last release that the program knows."""

    @property
    def sentence(self) -> str:
        """The citation as a note has it, with how to make the answer again and see what changed since."""
        if self.sha256 is None:
            return f"Made by levergraph {self.version} from a store that does not name its facts."
        mark = f"SHA-256 {self.sha256[:SHOWN]}…"
        if self.release:
            again = f"To make it again: --store release:{self.release}."
            since = f"What has changed since: levergraph diff {self.release}."
            made = f"Made by levergraph {self.version} from release {self.release} of the facts ({mark})."
            return f"{made} {again} {since}"
        after = f", which are later than release {self.after} or hold facts of your own" if self.after else ""
        since = f" What has changed since that release: levergraph diff {self.after}." if self.after else ""
        return f"Made by levergraph {self.version} from facts that are no release ({mark}){after}.{since}"


def cited_graph(store: Store) -> CitedGraph:
    """The graph to cite with whatever a store answers."""
    from ..graph.release import releases

    row = next(iter(store.select(f"SELECT ?hash WHERE {{ <{DATASET}> <{LG}digest> ?hash }} LIMIT 1")), None)
    sha256 = row[0].value if row else None
    kept = releases()
    same = [release.name for release in kept if release.digest == sha256]
    return CitedGraph(__version__, sha256, same[-1] if same else None, kept[-1].name if kept else None)
