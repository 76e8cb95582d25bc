"""Minutes and slips as Word and PDF pages: the head of the decree's forms, sentences, who signs (Annex V)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import IO, Any, Final, NamedTuple

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt
from reportlab.lib.colors import black
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, HRFlowable, Paragraph, SimpleDocTemplate, Spacer, Table

from documents.printing.paper import DOTS
from documents.printing.pdf import BOLD, PLAIN, have_fonts
from documents.printing.word import FONT
from vietnamese.dates import long

SIGN: Final = "(Ký và ghi rõ họ và tên)"
STATE: Final = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
IN_THE_MIDDLE: Final = ("ALIGN", (0, 0), (-1, -1), "CENTER")
AT_THE_TOP: Final = ("VALIGN", (0, 0), (-1, -1), "TOP")
#: Margins of a standing page in millimetres: above and below, left, right (Annex I).
ABOVE, LEFT, RIGHT = 20, 30, 20
#: The two halves of the head in millimetres.
HALVES: Final = (66, 94)


class Line(NamedTuple):
    """A line of the head; `rule` is how much of its half the line drawn below it takes (Annex I)."""

    text: str
    bold: bool = True
    rule: float = 0


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
        return f"{self.place or DOTS}, {long(self.on)}"

    @property
    def head(self) -> tuple[list[Line], list[Line]]:
        """The left and the right side of the head."""
        number = [Line(f"Số: {self.number}", bold=False)] if self.number else []
        left = [Line(self.agency.upper(), rule=0.4), *number]
        return left, [Line(STATE[0]), Line(STATE[1], rule=0.56), Line(self.dated, bold=False)]


def write_word(minutes: Minutes, out: IO[bytes]) -> None:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(ABOVE)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(13)
    style.paragraph_format.space_after = Pt(6)
    _beside(document, *minutes.head, widths=HALVES)
    _centred(document.add_paragraph(), minutes.title, bold=True, size=14)
    _centred(document.add_paragraph(), minutes.about, bold=True, size=13)
    for line in minutes.lines:
        document.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    if minutes.signers:
        _beside(document, *([Line(one), Line(SIGN, bold=False)] for one in minutes.signers))
    document.save(out)


def _beside(document: Any, *sides: Sequence[Line], widths: Sequence[int] = ()) -> None:
    table = document.add_table(rows=1, cols=len(sides))
    for cell, width in zip(table.rows[0].cells, widths, strict=False):
        cell.width = Mm(width)
    for cell, lines in zip(table.rows[0].cells, sides, strict=True):
        for number, line in enumerate(lines):
            paragraph = cell.paragraphs[0] if not number else cell.add_paragraph()
            _centred(paragraph, line.text, bold=line.bold, size=12)
            if line.rule:
                _ruled(cell.add_paragraph(), cell.width, line.rule)


def _ruled(paragraph: Any, width: int, share: float) -> None:
    """A line as a border of an empty paragraph, as long as its indents leave room for."""
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Emu(int(width * (1 - share) / 2))
    form.line_spacing, form.space_after = Pt(2), Pt(4)
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "auto")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind", "w:jc")


def _centred(paragraph: Any, text: str, *, bold: bool, size: int) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size)


def write_pdf(minutes: Minutes, out: IO[bytes]) -> None:
    have_fonts()
    text = ParagraphStyle("text", fontName=PLAIN, fontSize=13, leading=18, spaceAfter=6)
    middle = ParagraphStyle("middle", text, alignment=TA_CENTER, fontSize=12)
    bold = ParagraphStyle("bold", middle, fontName=BOLD)
    head = [[list(_half(side, bold, middle)) for side in minutes.head]]
    signers = [[_said(one, bold), _said(SIGN, middle)] for one in minutes.signers]
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
            Table(head, colWidths=[width * mm for width in HALVES], style=[AT_THE_TOP, IN_THE_MIDDLE]),
            Spacer(1, 6 * mm),
            _said(minutes.title, ParagraphStyle("title", bold, fontSize=14)),
            _said(minutes.about, bold),
            Spacer(1, 4 * mm),
            *(_said(line, text) for line in minutes.lines),
            *foot,
        ]
    )


def _half(lines: Sequence[Line], bold: ParagraphStyle, middle: ParagraphStyle) -> Iterator[Flowable]:
    for line in lines:
        yield _said(line.text, bold if line.bold else middle)
        if line.rule:
            yield HRFlowable(f"{line.rule:.0%}", 0.7, color=black, spaceBefore=0, spaceAfter=4)


def _said(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(escape(text), style)


#: How minutes are written, and what a browser is told they are.
MINUTES = {
    "docx": (write_word, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (write_pdf, "application/pdf"),
}
