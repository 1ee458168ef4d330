"""Where people and programs meet the graph over HTTP: pages, the SPARQL endpoint, linked data, the API."""

from __future__ import annotations

from importlib import import_module

__all__ = ["Settings", "State", "application", "serve"]

_HOME = {"Settings": "settings", "State": "context", "application": "app", "serve": "serve"}

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .app import application
    from .context import State
    from .serve import serve
    from .settings import Settings


def __getattr__(name: str) -> object:
    if name in _HOME:
        return getattr(import_module(f".{_HOME[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
