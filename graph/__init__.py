"""The graph: the sourced claims, and the store that holds them."""

from __future__ import annotations

from ..lazy import attach

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .derivation import trace as trace
    from .names import complete as complete, label as label, resolve as resolve
    from .opening import open_store as open_store
    from .remote import RemoteStore as RemoteStore
    from .rules import materialise as materialise
    from .store import LocalStore as LocalStore, Store as Store

__getattr__, __dir__, __all__ = attach(
    __name__,
    {
        "derivation": "trace",
        "names": "complete label resolve",
        "opening": "open_store",
        "remote": "RemoteStore",
        "rules": "materialise",
        "store": "LocalStore Store",
    },
)
