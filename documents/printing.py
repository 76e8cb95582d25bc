"""A register as pages to print: A4 lying, the headings on every page, a place to sign at the end."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from vietnamese.dates import short

FONT = "Times New Roman"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def docx(title: str, below: list[str], headings: Iterable[str], rows: Iterable[list[Any]]) -> bytes:
    """The register as a Word document; every column has its number in brackets, as in the decree's forms."""
    document = Document()
    _page(document)
    _line(document, title, bold=True, size=14)
    for line in below:
        _line(document, line)
    names = list(headings)
    table = document.add_table(rows=0, cols=len(names))
    table.style = "Table Grid"
    for head in (names, [f"({number})" for number in range(1, len(names) + 1)]):
        _repeat(_row(table, head, bold=head is names))
    for row in rows:
        _row(table, [written(value) for value in row])
    _signature(document)
    output = io.BytesIO()
    document.save(output)
    return output.getvalue()


def written(value: Any) -> str:
    if isinstance(value, (date, datetime)):
        return short(value)
    return "" if value is None else str(value)


def _page(document: Any) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(11)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    _page_number(section.header.paragraphs[0])
    section.different_first_page_header_footer = True


def _page_number(paragraph: Any) -> None:
    """The decree numbers pages at the top in the middle, from the second on."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def _line(document: Any, text: str, *, bold: bool = False, size: int = 12) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size)


def _row(table: Any, texts: list[str], *, bold: bool = False) -> Any:
    row = table.add_row()
    # row.cells walks the whole table for every row; the cells of the row's own element do not.
    for element, text in zip(row._tr.tc_lst, texts, strict=True):
        element.p_lst[0].add_r().text = text
        if bold:
            element.p_lst[0].r_lst[0].get_or_add_rPr().append(OxmlElement("w:b"))
    no_split = OxmlElement("w:cantSplit")
    row._tr.get_or_add_trPr().append(no_split)
    return row


def _repeat(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _signature(document: Any) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(18)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paragraph.add_run("NGƯỜI LẬP SỔ").bold = True
