"""Parts of Word documents that python-docx has no words for: links, fields, table headers, an A4 page."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

MARGIN = 20
"""The margins of a page in millimetres."""


def document(title: str, subject: str, day: str) -> Any:
    """An empty A4 document in English with its properties set; `day` (YYYY-MM-DD) dates it."""
    from docx import Document
    from docx.shared import Mm, Pt, RGBColor

    book = Document()
    section = book.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN)
    properties = book.core_properties
    properties.title, properties.subject, properties.author = (
        clean(title)[:255],
        clean(subject)[:255],
        "Levergraph",
    )
    properties.language, properties.comments, properties.keywords = "en-GB", "", ""
    properties.created = properties.modified = datetime.fromisoformat(day)
    properties.last_modified_by = "Levergraph"
    normal = book.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(10)
    normal.paragraph_format.space_after = Pt(4)
    for name, size in (("Title", 20), ("Heading 1", 13), ("Heading 2", 11)):
        style = book.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Arial", Pt(size), RGBColor(0x16, 0x32, 0x4A)
        _latin(style, "Arial")
    _language(normal)
    footer(section.footer.paragraphs[0], title)
    return book


def saved(book: Any) -> bytes:
    """The document as a file."""
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def footer(line: Any, words: str) -> None:
    """Write words and `page x of y` into a footer; the program that opens the file counts the pages."""
    line.add_run(f"{clean(words)} · page ")
    _field(line, "PAGE")
    line.add_run(" of ")
    _field(line, "NUMPAGES")


def linked(line: Any, words: str, url: str) -> None:
    """Add words that lead to an address, as Word writes links; plain words where there is no address."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml.ns import qn

    if not url:
        line.add_run(words)
        return
    link = _element("w:hyperlink")
    link.set(qn("r:id"), line.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = line.add_run(words)
    run.font.underline = True
    link.append(run._r)
    line._p.append(link)


def table(book: Any, heads: list[str], widths: list[int], title: str) -> Any:
    """A table with a repeated header row and a title for screen readers; widths in millimetres."""
    from docx.oxml.ns import qn
    from docx.shared import Mm

    made = book.add_table(rows=1, cols=len(heads))
    made.style = "Table Grid"
    made.autofit = False
    caption = _element("w:tblCaption")
    caption.set(qn("w:val"), clean(title))
    made._tbl.tblPr.append(caption)
    for column, width in zip(made.columns, widths, strict=True):  # LibreOffice minds these, Word the cells
        column.width = Mm(width)
    for cell, head, width in zip(made.rows[0].cells, heads, widths, strict=True):
        cell.width = Mm(width)
        cell.paragraphs[0].add_run(head).bold = True
    made.rows[0]._tr.get_or_add_trPr().append(_element("w:tblHeader"))
    return made


def row(made: Any, widths: list[int]) -> list[Any]:
    """The cells of one more row, which is not split over pages."""
    from docx.shared import Mm

    added = made.add_row()
    added._tr.get_or_add_trPr().append(_element("w:cantSplit"))
    for cell, width in zip(added.cells, widths, strict=True):
        cell.width = Mm(width)
    return list(added.cells)


def clean(words: str) -> str:
    """Words without what XML cannot hold."""
    return "".join(letter for letter in words if letter in "\t\n" or ord(letter) >= 32)


def _element(name: str) -> Any:
    from docx.oxml.parser import OxmlElement

    return OxmlElement(name)


def _field(line: Any, name: str) -> None:
    from docx.oxml.ns import qn

    field = _element("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = _element("w:r")
    text = _element("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    line._p.append(field)


def _latin(style: Any, font: str) -> None:
    """Name the font for every script, where the template's theme names its own."""
    from docx.oxml.ns import qn

    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), font)


def _language(style: Any) -> None:
    from docx.oxml.ns import qn

    language = _element("w:lang")
    language.set(qn("w:val"), "en-GB")
    style.element.get_or_add_rPr().append(language)
