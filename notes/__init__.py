"""Answers as notes to hand in: Word documents, one HTML page, slides."""

from __future__ import annotations

from ..lazy import attach

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .explanation import note as note
    from .html_page import plan_page as plan_page, web_page as web_page
    from .plan_lines import plan_text as plan_text, prompt_text as prompt_text
    from .plan_workbook import workbook as workbook
    from .presentation import slides as slides
    from .text import plain_text as plain_text
    from .word_brief import document as document
    from .word_plan import plan_document as plan_document

__getattr__, __dir__, __all__ = attach(
    __name__,
    {
        "word_brief": "document",
        "explanation": "note",
        "presentation": "slides",
        "text": "plain_text",
        "html_page": "plan_page web_page",
        "plan_lines": "plan_text prompt_text",
        "plan_workbook": "workbook",
        "word_plan": "plan_document",
    },
)
