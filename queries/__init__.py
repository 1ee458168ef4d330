"""What can be asked: one file per question, the catalogue of them, and the answers."""

from __future__ import annotations

from importlib import import_module

__all__ = ["Catalogue", "NamedQuery", "Parameter", "Result", "Thing", "ask", "bind", "catalogue_graph"]

_HOME = {
    "Catalogue": "catalogue",
    "NamedQuery": "catalogue",
    "Parameter": "catalogue",
    "catalogue_graph": "catalogue",
    "bind": "binding",
    "Result": "results.result",
    "ask": "execution",
    "Thing": "entity",
}

TYPE_CHECKING = False  # typing itself is not worth its start-up time here; type checkers know the name
if TYPE_CHECKING:
    from .binding import bind
    from .catalogue import Catalogue, NamedQuery, Parameter, catalogue_graph
    from .entity import Thing
    from .execution import ask
    from .results.result import Result


def __getattr__(name: str) -> object:
    if name in _HOME:
        return getattr(import_module(f".{_HOME[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
