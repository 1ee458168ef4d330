"""Sentences with the numbers of their references, and the list of references, in a Word document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..queries.wording import day
from .explanation import web
from .word_parts import clean, linked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..queries.transferability import Brief, Plan, Statement

    Cited = Brief | Plan
    """An answer whose statements cite its references by number."""


def marked(answer: Cited, statement: Statement) -> str:
    """A statement with the numbers of its references."""
    return clean(statement.text) + "".join(f" [{number}]" for number in answer.numbers(statement))


def lines(book: Any, answer: Cited, statements: Iterable[Statement], style: str = "List Bullet") -> None:
    """Statements as a list."""
    for statement in statements:
        book.add_paragraph(marked(answer, statement), style=style)


def references(book: Any, answer: Cited) -> None:
    """Publisher, title, date and address of every source, as far as they are stated."""
    for number, reference in enumerate(answer.references, 1):
        source = reference.source
        line = book.add_paragraph(f"[{number}] ")
        publisher = f"{reference.publisher}. " if reference.publisher else ""
        issued = day(reference.issued) if reference.issued else "date not stated"
        kind = f"{reference.kind}, " if reference.kind else ""
        line.add_run(clean(f"{publisher}{source.title or 'Untitled'}. {kind}{issued}. "))
        linked(line, clean(source.url), web(source.url))
