"""The picture of the graph: the explorer, and the network that it draws."""

from __future__ import annotations

from ..lazy import attach

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .explorer import explore as explore
    from .multigraph import network as network

__getattr__, __dir__, __all__ = attach(__name__, {"explorer": "explore", "multigraph": "network"})
