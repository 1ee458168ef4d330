"""Per-store cache: values that depend on the content of a store alone, dropped when its version changes."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING, TypeVar, cast
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from ..graph.store import Store

R = TypeVar("R")

_KEPT: WeakKeyDictionary[Store, tuple[str, dict[str, object]]] = WeakKeyDictionary()
_LOCK = Lock()


def kept(store: Store, key: str, make: Callable[[Store], R]) -> R:
    """A value that `make` gives for the store, made once for each version of its content."""
    version = store.version
    with _LOCK:
        known = _KEPT.get(store)
        if known is None or known[0] != version:
            known = _KEPT[store] = (version, {})
    if key not in known[1]:
        known[1][key] = make(store)
    return cast(R, known[1][key])
