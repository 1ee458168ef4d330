"""Answers as notes to hand in: Word documents, one HTML page, slides."""

from __future__ import annotations

from ..lazy import attach

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .explanation import note as note
    from .html_page import web_page as web_page
    from .presentation import slides as slides
    from .text import plain_text as plain_text
    from .word_brief import document as document

__getattr__, __dir__, __all__ = attach(
    __name__,
    {
        "word_brief": "document",
        "explanation": "note",
        "presentation": "slides",
        "text": "plain_text",
        "html_page": "web_page",
    },
)
