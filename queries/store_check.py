"""Checks whether an engine answers the named questions as the packaged graph does."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

from ..errors import LevergraphError
from .catalogue import Catalogue, NamedQuery
from .execution import prepared

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..graph.store import Store

    Rows = list[tuple[str, ...]]


@dataclass(frozen=True)
class QuestionCheck:
    """How a store answers one question, beside how the packaged graph answers it."""

    question: str
    verdict: str
    """same, other order, other rows or error"""
    rows: int
    """Rows of the packaged graph."""
    seconds: float
    """How long the store took."""
    missing: int = 0
    """Rows that the store does not give."""
    surplus: int = 0
    """Rows that only the store gives."""
    words: str = ""
    """What an error says."""

    def __str__(self) -> str:
        """One line on a question that differs."""
        if self.verdict == "other rows":
            return f"{self.question}: {self.missing} of {self.rows} rows missing, {self.surplus} surplus"
        return f"{self.question}: {self.words or f'the {self.rows} rows come in another order'}"


@dataclass
class StoreReport:
    """How a store answers every question."""

    store: str
    checks: list[QuestionCheck] = field(default_factory=list)

    @property
    def differing(self) -> list[QuestionCheck]:
        """The questions that the store answers otherwise."""
        return [check for check in self.checks if check.verdict != "same"]

    @property
    def conforms(self) -> bool:
        """Whether every question is answered alike."""
        return not self.differing

    def __str__(self) -> str:
        """A line for each question that differs, and one that counts."""
        same = len(self.checks) - len(self.differing)
        slowest = max(self.checks, key=lambda check: check.seconds)
        end = (
            f"{self.store}: {same} of {len(self.checks)} questions answered as by the packaged graph; "
            f"the slowest, {slowest.question}, took {slowest.seconds:.1f} s."
        )
        return "\n".join([*map(str, self.differing), end])


def store_check(
    store: Store,
    packaged: Store,
    names: Iterable[str] | None = None,
    step: Callable[[str], object] | None = None,
) -> StoreReport:
    """Ask a store and the packaged graph every named question with its example, and compare row by row.

    A question with optional parameters is asked without them and with them. Raises StoreUnreachable where
    the store does not answer at all.
    """
    catalogue = Catalogue()
    report = StoreReport(store.name)
    next(iter(store.select("SELECT (1 AS ?one) WHERE { }")))  # who cannot be reached is told once
    for name in names or catalogue.names():
        if step:
            step(name)
        for text in _examples(packaged, catalogue.get(name)):
            report.checks.append(_compared(name, text, store, packaged))
    return report


def _examples(packaged: Store, query: NamedQuery) -> Iterator[str]:
    yield prepared(packaged, query, query.example())
    if any(param.optional for param in query.params):
        yield prepared(packaged, query, {param.name: param.example for param in query.params})


def _compared(name: str, text: str, store: Store, packaged: Store) -> QuestionCheck:
    expected = _rows(packaged, text)
    began = monotonic()
    try:
        rows = _rows(store, text)
    except LevergraphError as error:
        return QuestionCheck(name, "error", len(expected), monotonic() - began, words=str(error))
    seconds = monotonic() - began
    if rows == expected:
        return QuestionCheck(name, "same", len(expected), seconds)
    missing, surplus = Counter(expected), Counter(rows)
    missing.subtract(rows)
    surplus.subtract(expected)
    fewer, more = (+missing).total(), (+surplus).total()
    verdict = "other rows" if fewer or more else "other order"
    return QuestionCheck(name, verdict, len(expected), seconds, fewer, more)


def _rows(store: Store, text: str) -> Rows:
    """The rows of a question, each term as N-Triples; empty where a variable is unbound."""
    return [tuple("" if term is None else str(term) for term in row) for row in store.select(text)]
