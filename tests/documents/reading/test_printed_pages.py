"""Pages as a printer or a scanner makes them: tables of lines, and pictures of a crooked page."""

import io
import random
from pathlib import Path

import font_source_serif_pro
import pypdfium2  # type: ignore[import-untyped]
import pytest
from PIL import Image, ImageFilter
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table, TableStyle

from documents.reading.files.ocr import can_read_pictures
from documents.reading.files.pdftables import tables_of
from documents.reading.reader import Reading, read
from documents.reading.sources import extract_of

LETTER = (
    "Kính gửi: Các sở, ban, ngành tỉnh.",
    "1. Giao Sở Nông nghiệp và Môi trường chủ trì, phối hợp với Công an tỉnh rà soát phương án chữa cháy "
    "rừng; báo cáo UBND tỉnh trước ngày 15/4/2026.",
    "2. Sở Tài chính bố trí kinh phí thực hiện.",
)
LEFT = ("ỦY BAN NHÂN DÂN", "TỈNH CAO BẰNG", "Số: 1204/UBND-NC", "V/v phòng, chống cháy rừng")
RIGHT = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Cao Bằng, ngày 02 tháng 4 năm 2026",
)


def style(size: int, middle: bool = False) -> ParagraphStyle:
    file = Path(font_source_serif_pro.__file__).with_name("files") / "SourceSerifPro-Regular.ttf"
    pdfmetrics.registerFont(TTFont("Serif", file))
    return ParagraphStyle("a", fontName="Serif", fontSize=size, leading=size * 1.4, alignment=int(middle))


def printed(*parts: Flowable) -> bytes:
    stream = io.BytesIO()
    SimpleDocTemplate(stream, pagesize=A4).build(list(parts))
    return stream.getvalue()


def ruled(rows: list[list[str]], *merged: tuple[object, ...]) -> Table:
    cells = [[Paragraph(cell, style(9)) for cell in row] for row in rows]
    table = Table(cells, colWidths=[25, 180, 110, 110, 60], repeatRows=1)
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), *merged]))
    return table


def scanned() -> Image.Image:
    """The letter at 220 dots an inch, turned by a degree, with dust on it."""
    columns = [[[Paragraph(line, style(11, middle=True)) for line in side] for side in (LEFT, RIGHT)]]
    paper = printed(Table(columns, colWidths=[190, 300]), *(Paragraph(line, style(13)) for line in LETTER))
    page = pypdfium2.PdfDocument(paper)[0].render(scale=220 / 72).to_pil().convert("L")
    page = page.rotate(1, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
    chance = random.Random(1)
    for _ in range(page.width * page.height // 200):
        spot = chance.randrange(page.width), chance.randrange(page.height)
        page.putpixel(spot, chance.choice((0, 110, 255)))
    return page.filter(ImageFilter.GaussianBlur(0.6))


def read_back(data: bytes) -> Reading:
    extract = extract_of(data)
    return read(extract.text, tables=extract.tables)


def test_a_table_over_two_pages_gives_its_tasks_with_merged_cells() -> None:
    rows = [["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn"]]
    rows.append(["I", "Phát triển sản phẩm", "", "", ""])
    for number in range(1, 31):
        task = f"Khảo sát tuyến du lịch số {number} trên địa bàn tỉnh và lập báo cáo"
        rows.append(
            [str(number), task, "Sở Văn hóa, Thể thao và Du lịch", "Sở Y tế; UBND các xã", "Quý II/2026"]
        )
    head = [Paragraph(line, style(11)) for line in (*LEFT[:3], RIGHT[2], "KẾ HOẠCH", "Phát triển du lịch")]
    found = read_back(printed(*head, ruled(rows, ("SPAN", (1, 1), (4, 1))))).duties
    assert [duty.at for duty in found] == [f"I.{number}" for number in range(1, 31)]
    assert {tuple(name.name for name in duty.actors) for duty in found} == {
        ("Sở Văn hóa, Thể thao và Du lịch",)
    }
    assert {tuple(name.name for name in duty.coordinators) for duty in found} == {("Sở Y tế", "UBND các xã")}


def test_a_cell_merged_over_rows_stands_in_each_of_them() -> None:
    rows = [["TT", "Nội dung", "Chủ trì", "Phối hợp", "Hạn"], ["1", "Một", "Sở Y tế", "A", "2026"]]
    rows.append(["2", "Hai", "", "B", "2027"])
    data = printed(ruled(rows, ("SPAN", (2, 1), (2, 2))))
    (table,) = tables_of(data, ["chủ trì"])
    assert [row[2] for row in table] == ["Chủ trì", "Sở Y tế", "Sở Y tế"]


def test_pages_that_speak_of_no_tasks_are_not_looked_at() -> None:
    assert tables_of(b"no file at all", ["bảng giá"]) == ()


@pytest.mark.skipif(not can_read_pictures(), reason="tesseract with Vietnamese is not installed")
@pytest.mark.parametrize("form", ["JPEG", "PDF"])
def test_a_crooked_scan_is_read(form: str) -> None:
    stream = io.BytesIO()
    scanned().save(stream, form, resolution=220)
    reading = read_back(stream.getvalue())
    header = reading.header
    assert (header.code, str(header.issued_on)) == ("1204/UBND-NC", "2026-04-02")
    assert header.issuer == "Ủy ban nhân dân tỉnh Cao Bằng"
    first = reading.duties[0]
    assert [name.name for name in first.actors] == ["Sở Nông nghiệp và Môi trường"]
    assert [name.name for name in first.coordinators] == ["Công an tỉnh"]
    assert [str(limit.due) for limit in first.deadlines] == ["2026-04-14"]
