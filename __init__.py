"""levergraph: what England's mayoral regions can do about the causes of ill health, as a knowledge graph.

>>> import levergraph as lg
>>> with lg.open() as graph:
...     held = graph.query("levers-of-region", region="west-yorkshire")
"""

from __future__ import annotations

__all__ = ["LevergraphError", "Session", "__version__", "open"]

# Nothing is imported here, not even `.lazy`: under another name a checkout is no package to import from.
_HOME = {"LevergraphError": "errors", "Session": "session", "__version__": "version", "open": "session"}

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .errors import LevergraphError
    from .session import Session, open
    from .version import __version__


def __getattr__(name: str) -> object:
    if name in _HOME:
        from importlib import import_module

        return getattr(import_module(f".{_HOME[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
