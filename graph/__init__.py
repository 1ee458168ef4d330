"""What is so: the sourced claims, and the store that holds them."""

from __future__ import annotations

from importlib import import_module

__all__ = [
    "LocalStore",
    "RemoteStore",
    "Store",
    "complete",
    "label",
    "materialise",
    "open_store",
    "resolve",
    "trace",
]

_HOME = {
    "LocalStore": "store",
    "RemoteStore": "remote",
    "Store": "store",
    "complete": "names",
    "label": "names",
    "materialise": "rules",
    "open_store": "store",
    "resolve": "names",
    "trace": "rules",
}

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .names import complete, label, resolve
    from .remote import RemoteStore
    from .rules import materialise, trace
    from .store import LocalStore, Store, open_store


def __getattr__(name: str) -> object:
    if name in _HOME:
        return getattr(import_module(f".{_HOME[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
