"""Changes: what one graph states otherwise than another, in words, by region and kind."""

from __future__ import annotations

from ...lazy import attach

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .comparison import compare as compare
    from .contract import Change as Change, Changes as Changes
    from .kinds import KINDS as KINDS

__getattr__, __dir__, __all__ = attach(
    __name__, {"comparison": "compare", "contract": "Change Changes", "kinds": "KINDS"}
)
