"""The stamp "ĐẾN" of the decree (Annex IV, V), 50 × 35 mm, to be printed on a label."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, Final

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from documents.printing.paper import DOTS
from documents.printing.pdf import BOLD, PLAIN, have_fonts, wrapped

WIDTH: Final = 50 * mm
HEIGHT: Final = 35 * mm
#: The lines of the form from the bottom up: dossier, to whom, and the field with number and day.
ROWS: Final = (0, 6 * mm, 12 * mm, 26 * mm, HEIGHT)
MIDDLE: Final = 18 * mm
SIZE: Final = 8


@dataclass(frozen=True)
class Stamp:
    agency: str
    number: str
    on: str
    to: str = ""
    dossier: str = ""


def write_pdf(stamp: Stamp, out: IO[bytes]) -> None:
    have_fonts()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), lang="vi")
    canvas.setTitle(f"Dấu đến số {stamp.number}")
    edge = 0.4 * mm
    canvas.rect(edge, edge, WIDTH - 2 * edge, HEIGHT - 2 * edge)
    for y in ROWS[1:-1]:
        canvas.line(edge, y, WIDTH - edge, y)
    canvas.line(MIDDLE, ROWS[2], MIDDLE, ROWS[3])
    _agency(canvas, stamp.agency)
    canvas.setFont(BOLD, 14)
    canvas.drawCentredString(MIDDLE / 2, 17.5 * mm, "ĐẾN")
    _line(canvas, MIDDLE + 2 * mm, 21 * mm, f"Số: {stamp.number}")
    _line(canvas, MIDDLE + 2 * mm, 15 * mm, f"Ngày: {stamp.on}")
    _line(canvas, 2 * mm, ROWS[1] + 2 * mm, f"Chuyển: {stamp.to or '………………'}")
    _line(canvas, 2 * mm, ROWS[0] + 2 * mm, f"Số và ký hiệu HS: {stamp.dossier or DOTS}")
    canvas.save()


def _agency(canvas: Canvas, name: str) -> None:
    """As large as two lines allow."""
    for size in (8.0, 7.0, 6.0, 5.0):
        lines = wrapped(name.upper(), WIDTH, BOLD, size)
        if len(lines) <= 2:
            break
    canvas.setFont(BOLD, size)
    top = (ROWS[3] + HEIGHT) / 2 + (len(lines[:2]) - 1) * size * 0.65 - size * 0.35
    for number, line in enumerate(lines[:2]):
        canvas.drawCentredString(WIDTH / 2, top - number * size * 1.3, line)


def _line(canvas: Canvas, x: float, y: float, text: str) -> None:
    """What is too long for the stamp ends with dots."""
    room = WIDTH - x - 1 * mm
    canvas.setFont(PLAIN, SIZE)
    while canvas.stringWidth(text, PLAIN, SIZE) > room:
        text = f"{text.removesuffix('…')[:-1]}…"
    canvas.drawString(x, y, text)
