"""The explanation as a Word document: headings, sentences with numbered sources, and the sources below."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from ....queries.transferability.method.ranking import CAVEAT
from ....queries.transferability.report.explanation.summary import VERDICT_WORDS
from ....queries.transferability.report.wording import day
from .filters import VERDICTS
from .urls import outside

if TYPE_CHECKING:
    from ....queries.transferability.facts.facts import Cited
    from ....queries.transferability.report.explanation.explanation import Explanation


def note(told: Explanation, address: str = "") -> bytes:
    """Write the explanation as a note; `address` is that of the page that tells the same.

    Raises UsageError where python-docx is not installed.
    """
    from docx import Document

    book = Document()
    _properties(book, told)
    book.add_heading(_clean(f"{told.label}: for {told.region_label}"), 0)
    verdict = book.add_paragraph()
    verdict.add_run(f"{VERDICTS[told.verdict][0]}. ").bold = True
    verdict.add_run(_clean(f"{told.region_label} {VERDICT_WORDS[told.verdict]} (as of {day(told.as_of)})."))
    book.add_paragraph(CAVEAT, style="Intense Quote")
    numbers: dict[Cited, int] = {}
    for section in told.sections:
        book.add_heading(_clean(section.title), 1)
        for sentence in section.sentences:
            marks = "".join(f" [{numbers.setdefault(each, len(numbers) + 1)}]" for each in sentence.sources)
            book.add_paragraph(_clean(sentence.text) + marks, style="List Bullet")
    if numbers:
        book.add_heading("Sources", 1)
    for cited, number in numbers.items():
        line = book.add_paragraph(f"[{number}] ")
        _linked(line, _clean(cited.title or cited.url), outside(cited.url))
    if address:
        _linked(book.add_paragraph("This note was made from the page "), address, outside(address))
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _properties(book: Any, told: Explanation) -> None:
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    book.core_properties.title = _clean(f"{told.label}: for {told.region_label}")[:255]
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
