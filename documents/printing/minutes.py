"""Minutes and slips as Word and PDF pages: the head of the decree's forms, sentences, who signs (Annex V)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import IO, Any, Final

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from documents.printing.pdf import BOLD, PLAIN, have_fonts
from documents.printing.word import FONT
from vietnamese.dates import long

STATE: Final = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
AT_THE_TOP: Final = ("VALIGN", (0, 0), (-1, -1), "TOP")
#: Margins of a standing page in millimetres: above and below, left, right (Annex I).
ABOVE, LEFT, RIGHT = 20, 30, 20


@dataclass(frozen=True)
class Minutes:
    """`lines` are paragraphs, `signers` stand side by side below. A slip has neither signers nor a number."""

    agency: str
    number: str
    place: str
    on: date
    title: str
    about: str
    lines: Sequence[str]
    signers: Sequence[str] = ()

    @property
    def dated(self) -> str:
        return f"{self.place or '…………'}, {long(self.on)}"

    @property
    def left(self) -> list[tuple[str, bool]]:
        """The left side of the head, and which lines of it are bold."""
        number = [(f"Số: {self.number}", False)] if self.number else []
        return [(self.agency.upper(), True), *number]


def write_word(minutes: Minutes, out: IO[bytes]) -> None:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(ABOVE)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(13)
    style.paragraph_format.space_after = Pt(6)
    _beside(
        document,
        minutes.left,
        [(STATE[0], True), (STATE[1], True), (minutes.dated, False)],
    )
    _centred(document.add_paragraph(), minutes.title, bold=True, size=14)
    _centred(document.add_paragraph(), minutes.about, bold=True, size=13)
    for line in minutes.lines:
        document.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    if minutes.signers:
        _beside(document, *([(one, True), ("(Ký và ghi rõ họ và tên)", False)] for one in minutes.signers))
    document.save(out)


def _beside(document: Any, *sides: Sequence[tuple[str, bool]]) -> None:
    table = document.add_table(rows=1, cols=len(sides))
    for cell, lines in zip(table.rows[0].cells, sides, strict=True):
        for number, (text, bold) in enumerate(lines):
            _centred(cell.paragraphs[0] if not number else cell.add_paragraph(), text, bold=bold, size=12)


def _centred(paragraph: Any, text: str, *, bold: bool, size: int) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size)


def write_pdf(minutes: Minutes, out: IO[bytes]) -> None:
    have_fonts()
    text = ParagraphStyle("text", fontName=PLAIN, fontSize=13, leading=18, spaceAfter=6)
    middle = ParagraphStyle("middle", text, alignment=TA_CENTER, fontSize=12)
    bold = ParagraphStyle("bold", middle, fontName=BOLD)
    head = [
        [
            [_said(words, bold if heavy else middle) for words, heavy in minutes.left],
            [_said(STATE[0], bold), _said(STATE[1], bold), _said(minutes.dated, middle)],
        ]
    ]
    signers = [[_said(one, bold), _said("(Ký và ghi rõ họ và tên)", middle)] for one in minutes.signers]
    foot = [Spacer(1, 6 * mm), Table([signers], style=[AT_THE_TOP])] if signers else []
    pages = SimpleDocTemplate(
        out,
        pagesize=A4,
        topMargin=ABOVE * mm,
        bottomMargin=ABOVE * mm,
        leftMargin=LEFT * mm,
        rightMargin=RIGHT * mm,
        title=f"{minutes.title} {minutes.number}".strip(),
        lang="vi",
    )
    pages.build(
        [
            Table(head, colWidths=[66 * mm, 94 * mm], style=[AT_THE_TOP]),
            Spacer(1, 6 * mm),
            _said(minutes.title, ParagraphStyle("title", bold, fontSize=14)),
            _said(minutes.about, bold),
            Spacer(1, 4 * mm),
            *(_said(line, text) for line in minutes.lines),
            *foot,
        ]
    )


def _said(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(escape(text), style)


#: How minutes are written, and what a browser is told they are.
MINUTES = {
    "docx": (write_word, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (write_pdf, "application/pdf"),
}
