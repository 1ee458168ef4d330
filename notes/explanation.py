"""The explanation as a Word document: headings, sentences with numbered sources, and the sources below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..queries.wording import big, day
from .word_parts import clean, document, linked, saved

if TYPE_CHECKING:
    from ..queries.transferability import Explanation


def note(answer: Explanation, address: str = "") -> bytes:
    """The explanation as a Word document; `address` is that of the page that says the same."""
    region = answer.region.label
    title = f"{answer.intervention.label}: for {region}"
    book = document(title, f"Could {region} take this up?", answer.as_of)
    book.add_heading(clean(title), 0)
    verdict = book.add_paragraph()
    verdict.add_run(f"{big(answer.verdict.label)}. ").bold = True
    verdict.add_run(clean(f"{region} {answer.verdict_sentence} (as of {day(answer.as_of)})."))
    book.add_paragraph(answer.caveat, style="Intense Quote")
    numbers = {source: number for number, source in enumerate(answer.sources, 1)}
    for section in answer.sections:
        book.add_heading(clean(section.title), 1)
        for sentence in section.sentences:
            marks = "".join(f" [{numbers[source]}]" for source in sentence.sources)
            book.add_paragraph(clean(sentence.text) + marks, style="List Bullet")
    if numbers:
        book.add_heading("Sources", 1)
    for source, number in numbers.items():
        line = book.add_paragraph(f"[{number}] ")
        linked(line, clean(source.title or source.url), web(source.url))
    book.add_paragraph(clean(answer.graph.sentence))
    if address:
        linked(book.add_paragraph("This note was made from the page "), address, web(address))
    return saved(book)


def web(url: str) -> str:
    """An address that may be linked to: http or https, nothing that a program would run."""
    return url if url.startswith(("https://", "http://")) else ""
