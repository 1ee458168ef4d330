"""The advice of the command line for an error: what to type instead."""

from __future__ import annotations

from ..errors import LevergraphError, NoAuthority, UnknownName, UnknownQuery, without_graph


def advised(error: LevergraphError) -> str:
    """An error as the command says it: its message, and the command or option that helps."""
    if isinstance(error, UnknownName) and error.empty_store:
        return f"{error.message} {store_without_graph(error.empty_store)}"
    if isinstance(error, UnknownQuery) and not error.nearest:
        return f"{error.message} `levergraph query --list` shows them all."
    if isinstance(error, NoAuthority):
        option = _as_of(error)
        return f"{error} {option}" if option else str(error)
    return str(error)


def store_without_graph(store: str) -> str:
    """The words for a store (its name) without the graph, and the command that loads it."""
    return f"{without_graph(store)} To load it: levergraph load --store {store}"


def store_half_loaded(store: str) -> str:
    """The words for a store (its name) whose load was cut off, and the command that mends it."""
    return f"The store {store} was not loaded whole. Load it again: levergraph load --store {store}"


def _as_of(error: NoAuthority) -> str:
    if error.ended:
        return f"Its last day: --as-of {error.end}."
    if error.begun:
        return f"Its first day: --as-of {error.start}."
    return "A day: --as-of DATE."
