"""The explanation as a Word document: headings, sentences with numbered sources, and the sources below."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from ....queries.wording import big, day
from .urls import outside

if TYPE_CHECKING:
    from ....queries.transferability import Explanation


def note(answer: Explanation, address: str = "") -> bytes:
    """The explanation as a Word document; `address` is that of the page that says the same."""
    from docx import Document

    book = Document()
    _properties(book, answer)
    region = answer.region.label
    book.add_heading(_clean(_title(answer)), 0)
    verdict = book.add_paragraph()
    verdict.add_run(f"{big(answer.verdict.label)}. ").bold = True
    verdict.add_run(_clean(f"{region} {answer.verdict_sentence} (as of {day(answer.as_of)})."))
    book.add_paragraph(answer.caveat, style="Intense Quote")
    numbers = {source: number for number, source in enumerate(answer.sources, 1)}
    for section in answer.sections:
        book.add_heading(_clean(section.title), 1)
        for sentence in section.sentences:
            marks = "".join(f" [{numbers[source]}]" for source in sentence.sources)
            book.add_paragraph(_clean(sentence.text) + marks, style="List Bullet")
    if numbers:
        book.add_heading("Sources", 1)
    for source, number in numbers.items():
        line = book.add_paragraph(f"[{number}] ")
        _linked(line, _clean(source.title or source.url), outside(source.url))
    if address:
        _linked(book.add_paragraph("This note was made from the page "), address, outside(address))
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _title(answer: Explanation) -> str:
    return f"{answer.intervention.label}: for {answer.region.label}"


def _properties(book: Any, answer: Explanation) -> None:
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    book.core_properties.title = _clean(_title(answer))[:255]
    book.core_properties.author = "Levergraph"
    book.core_properties.language = "en-GB"
    style = book.styles["Normal"].element.get_or_add_rPr()
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    style.append(language)


def _linked(line: Any, words: str, url: str) -> None:
    """Add words that lead to an address, as Word writes links."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    if not url:
        line.add_run(words)
        return
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), line.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = line.add_run(words)
    run.font.underline = True
    link.append(run._r)
    line._p.append(link)


def _clean(words: str) -> str:
    """Words without what XML cannot hold."""
    return "".join(letter for letter in words if letter in "\t\n" or ord(letter) >= 32)
