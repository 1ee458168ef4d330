"""Where people and programs meet the graph over HTTP: pages, the SPARQL endpoint, linked data, the API."""

from __future__ import annotations

from ..lazy import attach

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .app import application as application
    from .context import State as State
    from .serve import serve as serve
    from .settings import Settings as Settings

__getattr__, __dir__, __all__ = attach(
    __name__, {"app": "application", "context": "State", "serve": "serve", "settings": "Settings"}
)
