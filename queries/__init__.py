"""The questions that can be asked: one file for each, their catalogue, and the answers."""

from __future__ import annotations

from ..lazy import attach

TYPE_CHECKING = False  # typing itself is not worth its start-up time here; type checkers know the name
if TYPE_CHECKING:
    from .binding import bind as bind
    from .catalogue import (
        Catalogue as Catalogue,
        NamedQuery as NamedQuery,
        Parameter as Parameter,
        catalogue_graph as catalogue_graph,
    )
    from .entity import Thing as Thing
    from .execution import ask as ask
    from .results.result import Result as Result

__getattr__, __dir__, __all__ = attach(
    __name__,
    {
        "binding": "bind",
        "catalogue": "Catalogue NamedQuery Parameter catalogue_graph",
        "entity": "Thing",
        "execution": "ask",
        "results.result": "Result",
    },
)
