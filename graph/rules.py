"""The rules of ontology/rules, which write the short-cuts into the inferred graph."""

from __future__ import annotations

import os

from ..ontology.terms import GRAPH_FACTS, GRAPH_INFERRED, GRAPH_ONTOLOGY, GRAPH_YOURS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    import pyoxigraph

RULES = os.path.join(os.path.dirname(os.path.dirname(__file__)), "ontology", "rules")
"""The folder of the rules: NN-name.ru writes, its twin NN-name.trace.rq traces."""
LAST_OF_CLAIMS = "class-holding"
"""The last rule that infers claims: one of them may be retracted, and then counts for no rule after it."""


class Rule:
    """One rule: a SPARQL update that adds the statements of one property to the inferred graph."""

    def __init__(self, path: str, text: str | None = None) -> None:
        """Read the rule and its header."""
        self.path = path
        self.text = _read(path) if text is None else text
        self.name = self.infers = self.description = ""
        self.repeat = False
        for line in self.text.splitlines():
            if not line.startswith("#+"):
                break
            word, _, rest = line[2:].strip().partition(" ")
            if word == "repeat":
                self.repeat = True
            elif word == "rule":
                self.name = rest
            elif word == "infers":
                self.infers = rest
            elif word == "description":
                self.description = rest

    @property
    def trace(self) -> str:
        """The text of the query that traces what this rule has inferred."""
        return _read(self.path.removesuffix(".ru") + ".trace.rq")


def rules(folder: str | None = None) -> list[Rule]:
    """All rules in the order in which they run."""
    folder = folder or RULES
    names = sorted(name for name in os.listdir(folder) if name.endswith(".ru"))
    return [Rule(os.path.join(folder, name)) for name in names]


def materialise(
    store: pyoxigraph.Store,
    every: Sequence[Rule] | None = None,
    step: Callable[[str], object] | None = None,
) -> dict[str, int]:
    """Run the rules over a store that can be written; return how many statements each has added."""
    from .corrections import withdraw

    separate(store)
    withdraw(store)
    added: dict[str, int] = {}
    size = _size(store)
    for rule in rules() if every is None else every:
        if step:
            step(f"rule {rule.name}")
        before = size
        while True:
            store.update(rule.text)
            grown = _size(store)
            done = not rule.repeat or grown == size
            size = grown
            if done:
                break
        added[rule.name] = size - before
        if rule.name == LAST_OF_CLAIMS:
            withdraw(store)
            size = _size(store)
    return added


def separate(store: pyoxigraph.Store) -> None:
    """Let every statement stand in one graph only: the ontology's, or else the facts', or else yours.

    A query over the union would otherwise count a statement twice.
    """
    order = (GRAPH_ONTOLOGY, GRAPH_FACTS, GRAPH_YOURS, GRAPH_INFERRED)
    for place, later in enumerate(order):
        for earlier in order[:place]:
            store.update(
                f"DELETE {{ GRAPH <{later}> {{ ?s ?p ?o }} }} "
                f"WHERE {{ GRAPH <{later}> {{ ?s ?p ?o }} GRAPH <{earlier}> {{ ?s ?p ?o }} }}"
            )


def _read(path: str) -> str:
    with open(path, encoding="utf-8") as file:
        return file.read()


def _size(store: pyoxigraph.Store) -> int:
    found: Any = store.query(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{GRAPH_INFERRED}> {{ ?s ?p ?o }} }}")
    return int(next(found)[0].value)
