"""A table as PDF pages, drawn row by row: what is kept of a page is its finished drawing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path
from typing import IO, Final

import font_source_serif_pro
from reportlab import rl_config
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from documents.printing import cover
from documents.printing.paper import ABOVE, HEIGHT, INSIDE, LEFT, WIDTH, Paper, written

rl_config.useA85 = 0  # bytes as they are; as text they would be a quarter more, and slow to make

PLAIN, BOLD = "VanThu", "VanThu-Bold"
_FILES: Final = {PLAIN: "SourceSerifPro-Regular.ttf", BOLD: "SourceSerifPro-Bold.ttf"}
SIZE: Final = 9.5
#: Stacked accents and a dot below need this much from line to line.
LEADING: Final = SIZE * 1.35
PADDING: Final = 3
_TOP, _BOTTOM = (HEIGHT - ABOVE) * mm, ABOVE * mm
_ROOM_TO_SIGN: Final = 30 * mm


def write_pdf(paper: Paper, out: IO[bytes]) -> None:
    pages = _Pages(paper, out)
    for row in paper.rows:
        pages.row([written(value) for value in row])
    pages.end()


@cache
def have_fonts() -> None:
    """The fonts of a package with all Vietnamese letters; only the letters used go into the file."""
    folder = Path(font_source_serif_pro.__file__).with_name("files")
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, folder / file))


class _Pages:
    def __init__(self, paper: Paper, out: IO[bytes]) -> None:
        have_fonts()
        self.paper = paper
        self.widths = [width * mm for width in paper.columns()]
        self.edges = list(accumulate(self.widths, initial=LEFT * mm))
        self.canvas = Canvas(out, pagesize=(WIDTH * mm, HEIGHT * mm), pageCompression=1, lang="vi")
        self.canvas.setTitle(paper.title)
        self.heads = [
            [wrapped(text, width, font) for text, width in zip(head, self.widths, strict=True)]
            for head, font in zip(paper.heads(), (BOLD, PLAIN), strict=True)
        ]
        self.y: float = _TOP
        self.fresh = True
        self.covers = 0
        if paper.cover:
            cover.draw(paper.cover, self.canvas, (PLAIN, BOLD), wrapped)
            self.covers = 1
        self._title()
        self._headings()

    def row(self, texts: Sequence[str]) -> None:
        """A row that does not fit begins the next page; one longer than a page goes on there."""
        cells = [wrapped(text, width) for text, width in zip(texts, self.widths, strict=True)]
        while _height(cells) > self.y - _BOTTOM:
            fitting = int((self.y - _BOTTOM - 2 * PADDING) // LEADING)
            if self.fresh and fitting > 0:
                self._draw([cell[:fitting] for cell in cells])
                cells = [cell[fitting:] for cell in cells]
            self._next()
        self._draw(cells)
        self.fresh = False

    def end(self) -> None:
        if self.y - _BOTTOM < _ROOM_TO_SIGN + 16 * len(self.paper.after):
            self._next(table=False)
        self.canvas.setFont(PLAIN, 11)
        for line in self.paper.after:
            self.y -= 16
            self.canvas.drawString(LEFT * mm, self.y, line)
        self.canvas.setFont(BOLD, 11)
        self.canvas.drawRightString((LEFT + INSIDE) * mm, self.y - 10 * mm, self.paper.signed)
        self.canvas.save()

    def _title(self) -> None:
        for text, font, size in [
            (self.paper.title, BOLD, 14),
            *((line, PLAIN, 12) for line in self.paper.below),
        ]:
            self.canvas.setFont(font, size)
            for line in wrapped(text, INSIDE * mm, font, size):
                self.y -= size * 1.35
                self.canvas.drawCentredString((LEFT + INSIDE / 2) * mm, self.y, line)
        self.y -= 4 * mm

    def _next(self, *, table: bool = True) -> None:
        """The decree numbers pages at the top in the middle, from the second on; a cover does not count."""
        self.canvas.showPage()
        self.y = _TOP
        self.canvas.setFont(PLAIN, 12)
        self.canvas.drawCentredString(
            WIDTH / 2 * mm, _TOP + 5 * mm, str(self.canvas.getPageNumber() - self.covers)
        )
        if table:
            self._headings()

    def _headings(self) -> None:
        for cells, font in zip(self.heads, (BOLD, PLAIN), strict=True):
            self._draw(cells, font, centred=True)
        self.fresh = True

    def _draw(self, cells: list[list[str]], font: str = PLAIN, *, centred: bool = False) -> None:
        height = _height(cells)
        self.canvas.grid(self.edges, [self.y - height, self.y])
        self.canvas.setFont(font, SIZE, LEADING)
        for lines, left, right in zip(cells, self.edges, self.edges[1:], strict=False):
            y = self.y - PADDING - SIZE
            if centred:
                for number, line in enumerate(lines):
                    self.canvas.drawCentredString((left + right) / 2, y - number * LEADING, line)
            elif any(lines):
                text = self.canvas.beginText(left + PADDING, y)
                text.textLines(lines, trim=0)
                self.canvas.drawText(text)
        self.y -= height


def _height(cells: list[list[str]]) -> float:
    return max(map(len, cells), default=1) * LEADING + 2 * PADDING


@lru_cache(maxsize=20_000)
def _width(word: str, font: str, size: float) -> float:
    """Registers say the same words again and again."""
    return float(pdfmetrics.stringWidth(word, font, size))


def wrapped(text: str, width: float, font: str = PLAIN, size: float = SIZE) -> list[str]:
    """The lines of a cell; a word wider than the cell is cut where the cell ends."""
    room, lines = width - 2 * PADDING, []
    space = _width(" ", font, size)
    for paragraph in text.split("\n"):
        line, used = "", 0.0
        for part in _parts(paragraph, room, font, size):
            wide = _width(part, font, size)
            if line and used + space + wide <= room:
                line, used = f"{line} {part}", used + space + wide
                continue
            if line:
                lines.append(line)
            line, used = part, wide
        lines.append(line)
    return lines


def _parts(text: str, room: float, font: str, size: float) -> Iterator[str]:
    """The words, each as many parts as it takes to fit into a line."""
    for word in text.split():
        rest = word
        while len(rest) > 1 and _width(rest, font, size) > room:
            cut = _fitting(rest, room, font, size)
            yield rest[:cut]
            rest = rest[cut:]
        yield rest


def _fitting(word: str, room: float, font: str, size: float) -> int:
    """How many letters of a word fit, one at least."""
    cut = len(word) - 1
    while cut > 1 and pdfmetrics.stringWidth(word[:cut], font, size) > room:
        cut -= 1
    return cut
