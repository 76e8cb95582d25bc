"""A table as a Word document of any length: the rows are written as they come and are never held together."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import IO, Any, Final
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from documents.printing import cover
from documents.printing.paper import ABOVE, HEIGHT, LEFT, RIGHT, WIDTH, Paper, written

FONT: Final = "Times New Roman"
_MAIN: Final = "word/document.xml"
_END: Final = b"</w:tbl>"
_UNWRITABLE: Final = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))


def write_word(paper: Paper, out: IO[bytes]) -> None:
    """A document with an empty table is made first; the rows go where its table ends."""
    with (
        zipfile.ZipFile(io.BytesIO(_frame(paper))) as frame,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for member in frame.infolist():
            if member.filename != _MAIN:
                packed.writestr(member, frame.read(member))
        head, _, tail = frame.read(_MAIN).partition(_END)
        with packed.open(_MAIN, "w") as main:
            main.write(head)
            for row in paper.rows:
                main.write(_row([written(value) for value in row]).encode())
            main.write(_END + tail)


def _frame(paper: Paper) -> bytes:
    document = Document()
    _page(document)
    if paper.cover:
        cover.write(paper.cover, document)
    _line(document, paper.title, bold=True, size=14)
    for line in paper.below:
        _line(document, line)
    table = document.add_table(rows=0, cols=len(paper.headings))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, paper.columns(), strict=True):
        column.width = Mm(width)
    for number, head in enumerate(paper.heads()):
        _head(table, head, bold=not number)
    for line in paper.after:
        document.add_paragraph(line).paragraph_format.space_before = Pt(6)
    _signature(document, paper.signed)
    output = io.BytesIO()
    document.save(output)
    return output.getvalue()


def _row(texts: Iterable[str]) -> str:
    cells = "".join(f"<w:tc><w:p><w:r>{''.join(_lines(text))}</w:r></w:p></w:tc>" for text in texts)
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _lines(text: str) -> Iterator[str]:
    for number, line in enumerate(text.translate(_UNWRITABLE).split("\n")):
        yield f'{"<w:br/>" if number else ""}<w:t xml:space="preserve">{escape(line)}</w:t>'


def _page(document: Any) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(WIDTH), Mm(HEIGHT)
    section.top_margin = section.bottom_margin = Mm(ABOVE)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(11)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(0)
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
    paragraph.paragraph_format.space_after = Pt(6)
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size)


def _head(table: Any, texts: list[str], *, bold: bool) -> None:
    row = table.add_row()
    for cell, text in zip(row.cells, texts, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(text).bold = bold
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    properties.append(OxmlElement("w:tblHeader"))


def _signature(document: Any, signed: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(18)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paragraph.add_run(signed).bold = True
