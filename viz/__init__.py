"""What it looks like: the explorer."""

from __future__ import annotations

from ..lazy import attach

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .causal_network import network as network
    from .explorer import explore as explore

__getattr__, __dir__, __all__ = attach(__name__, {"causal_network": "network", "explorer": "explore"})
