"""The explorer: the graph as a picture to look at, and as a networkx network to compute with."""

from __future__ import annotations

from importlib import import_module

__all__ = ["explore", "network"]

_HOME = {"explore": "explorer", "network": "multigraph"}

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .explorer import explore
    from .multigraph import network


def __getattr__(name: str) -> object:
    if name in _HOME:
        return getattr(import_module(f".{_HOME[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
