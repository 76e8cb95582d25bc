"""A paper as decree 30/2020 lays it out (Annex I), as a Word file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import Any, Final

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt

from vietnamese.dates import long

FONT: Final = "Times New Roman"
NATION: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"


class Paper:
    """Write from the head down; `content` gives the bytes of the file."""

    def __init__(self) -> None:
        self.document = Document()
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin = section.bottom_margin = Mm(20)
        section.left_margin, section.right_margin = Mm(30), Mm(15)
        section.header_distance = Mm(10)
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = FONT, Pt(14)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
        style.paragraph_format.space_after = Pt(0)
        _number_pages(section)

    def head(self, parent: str, agency: str, code: str, place: str, on: date | None, about: str = "") -> None:
        """Agency and its parent on the left, the nation on the right; number and date below.

        `about`: the subject of an official letter, which stands under its number.
        """
        table = self.document.add_table(rows=2, cols=2)
        table.autofit = False
        for row in table.rows:
            row.cells[0].width, row.cells[1].width = Cm(6.6), Cm(9.9)
        left, right = table.rows[0].cells
        if parent:
            _line(left, parent.upper(), size=13)
        _line(left, agency.upper(), size=13, bold=True, under=True)
        _line(right, NATION, size=13, bold=True)
        _line(right, MOTTO, size=14, bold=True, under=True)
        left, right = table.rows[1].cells
        _line(left, f"Số: {code}", size=13)
        if about:
            _line(left, about, size=12)
        written = long(on) if on else "ngày      tháng      năm"
        _line(right, f"{place}, {written}" if place else written, size=14, italic=True)
        self.document.add_paragraph()

    def title(self, kind: str, subject: str) -> None:
        self._centred(kind.upper(), size=14)
        self._centred(subject, size=14)
        self.document.add_paragraph()

    def _centred(self, text: str, size: int) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.alignment = ALIGN.CENTER
        _run(paragraph, text, size=size, bold=True)

    def addressed(self, bodies: Sequence[str]) -> None:
        """“Kính gửi: …”; several bodies one under the other."""
        if not bodies:
            return
        one = len(bodies) == 1
        paragraph = self.document.add_paragraph()
        paragraph.alignment = ALIGN.CENTER
        _run(paragraph, f"Kính gửi: {bodies[0]}" if one else "Kính gửi:")
        for number, body in enumerate(() if one else bodies, 1):
            line = self.document.add_paragraph()
            line.paragraph_format.left_indent = Cm(5)
            _run(line, f"- {body}{'.' if number == len(bodies) else ';'}")
        self.document.add_paragraph()

    def heading(self, text: str, *, italic: bool = False) -> None:
        paragraph = self._body()
        paragraph.paragraph_format.keep_with_next = True
        _run(paragraph, text, bold=True, italic=italic)

    def paragraph(self, text: str, source: str = "") -> None:
        """Running text; the source is printed in brackets after it."""
        for part in text.splitlines() or [""]:
            paragraph = self._body()
            _run(paragraph, part)
        if source:
            _run(paragraph, f" ({source})", italic=True, size=12)

    def _body(self) -> Any:
        paragraph = self.document.add_paragraph()
        paragraph.alignment = ALIGN.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Cm(1)
        paragraph.paragraph_format.space_before = Pt(6)
        return paragraph

    def table(self, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        table = self.document.add_table(rows=1, cols=len(headings))
        table.style = "Table Grid"
        for cell, words in zip(table.rows[0].cells, headings, strict=True):
            _line(cell, words, size=12, bold=True)
        _repeat(table.rows[0])
        for values in rows:
            for cell, value in zip(table.add_row().cells, values, strict=True):
                _line(cell, value, size=12, align=ALIGN.LEFT)

    def sign(self, recipients: Iterable[str], titles: Iterable[str], signer: str) -> None:
        """Recipients on the left, post and name of the signer on the right."""
        self.document.add_paragraph()
        table = self.document.add_table(rows=1, cols=2)
        left, right = table.rows[0].cells
        _line(left, "Nơi nhận:", size=12, bold=True, italic=True, align=ALIGN.LEFT)
        for line in recipients:
            _line(left, line, size=11, align=ALIGN.LEFT)
        for line in titles:
            _line(right, line.upper(), size=14, bold=True)
        for _number in range(4):
            _line(right, "", size=14)
        _line(right, signer, size=14, bold=True)

    def content(self) -> bytes:
        written = BytesIO()
        self.document.save(written)
        return written.getvalue()


def _run(paragraph: Any, text: str, *, size: float = 14, bold: bool = False, italic: bool = False) -> None:
    run = paragraph.add_run("".join(sign for sign in text if sign.isprintable() or sign == "\t"))
    run.font.name, run.font.size, run.bold, run.italic = FONT, Pt(size), bold, italic
    run._element.rPr.rFonts.set(qn("w:eastAsia"), FONT)


def _line(
    cell: Any,
    text: str,
    *,
    size: float,
    bold: bool = False,
    italic: bool = False,
    under: bool = False,
    align: Any = ALIGN.CENTER,
) -> None:
    """A paragraph of a cell; the first one is there already. `under`: the rule the decree asks for."""
    first = cell.paragraphs[0]
    paragraph = first if not first.runs and len(cell.paragraphs) == 1 and text else cell.add_paragraph()
    paragraph.alignment = align
    _run(paragraph, text, size=size, bold=bold, italic=italic)
    if under:
        _rule(cell)


def _rule(cell: Any) -> None:
    """A short line under the last paragraph, a third of the width of the cell."""
    paragraph = cell.add_paragraph()
    paragraph.alignment = ALIGN.CENTER
    _run(paragraph, "⎯" * 10, size=6)


def _repeat(row: Any) -> None:
    """The heading of a table stands on every page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _number_pages(section: Any) -> None:
    """Page numbers centred in the top margin, from the second page (Annex I)."""
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = ALIGN.CENTER
    run = paragraph.add_run()
    run.font.name, run.font.size = FONT, Pt(13)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        if kind:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        else:
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = text
        run._r.append(element)
