"""The cover and first page of a book as decree 30/2020 has it (Annex IV): whose, which, of when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from documents.printing.paper import ABOVE, DOTS, HEIGHT, INSIDE, LEFT
from vietnamese.dates import short

#: Millimetres between the text and the frame around it.
_INSET: Final = 6


@dataclass(frozen=True)
class Cover:
    """`numbers` are the lines "Từ số … đến số …", none for a book without them; `volume` may be unsaid."""

    above: str
    agency: str
    title: str
    first: date
    last: date
    numbers: Sequence[str] = ()
    volume: str = ""

    def lines(self) -> Iterator[tuple[str, bool, int]]:
        """The words from the top down: what they are, whether bold, how large."""
        if self.above:
            yield self.above.upper(), False, 14
        yield self.agency.upper(), True, 14
        yield "", False, 14
        yield self.title, True, 24
        yield "", False, 14
        years = dict.fromkeys((str(self.first.year), str(self.last.year)))
        yield f"Năm: {' – '.join(years)}", False, 14
        yield f"Từ ngày {short(self.first)} đến ngày {short(self.last)}", False, 14
        for line in self.numbers:
            yield line, False, 14
        yield "", False, 14
        yield f"Quyển số: {self.volume or DOTS}", False, 14


def draw(cover: Cover, canvas: Canvas, fonts: tuple[str, str], wrapped: Any) -> None:
    """One page in a frame; the words stand in the middle of it."""
    plain, bold = fonts
    canvas.rect(LEFT * mm, ABOVE * mm, INSIDE * mm, (HEIGHT - 2 * ABOVE) * mm)
    lines = [
        (line, bold if heavy else plain, size)
        for text, heavy, size in cover.lines()
        for line in wrapped(text, (INSIDE - 2 * _INSET) * mm, bold if heavy else plain, size)
    ]
    y = (HEIGHT * mm + sum(size * 1.6 for _text, _font, size in lines)) / 2
    for text, font, size in lines:
        y -= size * 1.6
        canvas.setFont(font, size)
        canvas.drawCentredString((LEFT + INSIDE / 2) * mm, y + size * 0.4, text)
    canvas.showPage()


def write(cover: Cover, document: Any) -> None:
    """The same as the first section of a Word document; pages are counted from the next one on."""
    section = document.sections[0]
    _framed(section)
    for text, bold, size in cover.lines():
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_after = Pt(6)
        run = paragraph.add_run(text)
        run.bold, run.font.size = bold, Pt(size)
    inside = document.add_section(WD_SECTION.NEW_PAGE)
    for element in inside._sectPr.findall(qn("w:pgBorders")) + inside._sectPr.findall(qn("w:vAlign")):
        inside._sectPr.remove(element)
    numbers = OxmlElement("w:pgNumType")
    numbers.set(qn("w:start"), "1")
    inside._sectPr.insert_element_before(numbers, "w:cols", "w:titlePg", "w:docGrid")


def _framed(section: Any) -> None:
    borders = OxmlElement("w:pgBorders")
    borders.set(qn("w:offsetFrom"), "text")
    for side in ("top", "left", "bottom", "right"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "8"), ("space", "4"), ("color", "auto")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    section._sectPr.insert_element_before(borders, "w:cols", "w:titlePg", "w:docGrid")
    middle = OxmlElement("w:vAlign")
    middle.set(qn("w:val"), "center")
    section._sectPr.insert_element_before(middle, "w:titlePg", "w:docGrid")
