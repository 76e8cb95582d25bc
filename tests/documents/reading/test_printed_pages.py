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
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table, TableStyle

from documents.reading.errors import ReadingError
from documents.reading.files.ocr import can_read_pictures, without_specks
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
    (table,) = tables_of(data, ["chủ trì"]).tables
    assert [row[2] for row in table] == ["Chủ trì", "Sở Y tế", "Sở Y tế"]


def test_pages_that_speak_of_no_tasks_are_not_looked_at() -> None:
    assert tables_of(b"no file at all", ["bảng giá"]).tables == ()


HEADINGS = ["TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"]
TASKS = [
    ["I", "Tuyên truyền", "", "", ""],
    ["1", "Biên soạn và phát hành tài liệu tuyên truyền về phòng, chống mua bán người tới các thôn, bản",
     "Sở Văn hóa, Thể thao và Du lịch", "Sở Tư pháp; Hội Liên hiệp Phụ nữ tỉnh", "Quý II/2026"],
    ["2", "Tổ chức hội nghị tập huấn", "Công an tỉnh", "Sở Nội vụ", "Trước ngày 15/9/2026"],
]  # fmt: skip


def plain(rows: list[list[str]], *, valign: str = "TOP") -> Table:
    """Columns that nothing but white parts."""
    cells = [[Paragraph(cell, style(10)) for cell in row] for row in rows]
    table = Table(cells, colWidths=[30, 170, 110, 110, 70])
    table.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), valign), ("SPAN", (1, 1), (4, 1))]))
    return table


def as_read(reading: Reading) -> list[tuple[str, str, list[str], list[str], list[str]]]:
    return [
        (
            duty.at,
            duty.text,
            [name.name for name in duty.actors],
            [name.name for name in duty.coordinators],
            [str(limit.due) for limit in duty.deadlines],
        )
        for duty in reading.duties
    ]


def test_columns_without_lines_give_their_tasks_and_show_their_places() -> None:
    below = Paragraph(
        "Phụ lục này ban hành kèm theo Kế hoạch và là căn cứ để các sở báo cáo hằng quý.", style(13)
    )
    reading = read_back(printed(Paragraph("PHỤ LỤC", style(13)), plain([HEADINGS, *TASKS]), below))
    assert as_read(reading) == [
        ("I.1", TASKS[1][1], [TASKS[1][2]], ["Sở Tư pháp", "Hội Liên hiệp Phụ nữ tỉnh"], ["2026-06-30"]),
        ("I.2", TASKS[2][1], ["Công an tỉnh"], ["Sở Nội vụ"], ["2026-09-14"]),
    ]
    first = reading.duties[0].span
    assert TASKS[1][1].startswith(reading.text[first.start : first.end])
    assert "là căn cứ để các sở báo cáo hằng quý" in reading.text


def test_columns_without_lines_go_on_over_the_page() -> None:
    task = "Rà soát quy hoạch số {} và lập báo cáo gửi về tỉnh"
    rows = [
        [str(number), task.format(number), "Sở Xây dựng", "Sở Y tế", "Tháng 9/2026"]
        for number in range(1, 41)
    ]
    found = as_read(read_back(printed(plain([HEADINGS, TASKS[0], *rows]))))
    assert [at for at, *_ in found] == [f"I.{number}" for number in range(1, 41)]
    assert {text for _, text, *_ in found} == {row[1] for row in rows}
    assert {tuple(leads) for _, _, leads, *_ in found} == {("Sở Xây dựng",)}


def test_where_numbers_stand_in_the_middle_of_their_rows_nothing_is_guessed() -> None:
    reading = read_back(printed(plain([HEADINGS, *[TASKS[1]] * 6], valign="MIDDLE")))
    assert all(duty.actor_source != "table" for duty in reading.duties)


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


def pictures_of(paper: bytes, *, scale: float = 220 / 72) -> list[Image.Image]:
    return [page.render(scale=scale).to_pil().convert("L") for page in pypdfium2.PdfDocument(paper)]


@pytest.mark.skipif(not can_read_pictures(), reason="tesseract with Vietnamese is not installed")
def test_a_scanned_annex_gives_its_tasks_and_says_how_far_it_is() -> None:
    first, second = pictures_of(
        printed(plain([HEADINGS, *TASKS]), PageBreak(), Paragraph(LETTER[1], style(13)))
    )
    stream = io.BytesIO()
    first.save(stream, "PDF", resolution=220, save_all=True, append_images=[second])
    told: list[tuple[int, int]] = []
    extract = extract_of(stream.getvalue(), told=lambda *page: told.append(page))
    reading = read(extract.text, tables=extract.tables)
    assert told == [(0, 2), (1, 2), (2, 2)]
    assert [(at, leads) for at, _, leads, _, _ in as_read(reading)] == [
        ("1", ["Sở Nông nghiệp và Môi trường"]),
        ("I.1", ["Sở Văn hóa, Thể thao và Du lịch"]),
        ("I.2", ["Công an tỉnh"]),
    ]
    assert reading.page_of(reading.text.index("Sở Nông nghiệp")) == 2


@pytest.mark.skipif(not can_read_pictures(), reason="tesseract with Vietnamese is not installed")
def test_a_photograph_is_turned_as_its_camera_noted() -> None:
    (page,) = pictures_of(printed(*(Paragraph(line, style(13)) for line in LETTER)), scale=1.2)
    turned, exif = page.rotate(90, expand=True), Image.Exif()
    exif[0x0112] = 6  # held upright, kept lying
    stream = io.BytesIO()
    turned.save(stream, "JPEG", exif=exif)
    assert "Sở Nông nghiệp và Môi trường chủ trì" in " ".join(extract_of(stream.getvalue()).text.split())


def stamped_scan() -> bytes:
    """Two pages that are pictures, with the words of a signature on the first, and one page with words."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    paper = printed(*(Paragraph(line, style(13)) for line in LETTER))
    (page,) = pictures_of(paper)
    style(10)
    for words in ("Ký bởi: UBND TỈNH CAO BẰNG", ""):
        canvas.drawImage(ImageReader(page), 0, 0, *A4)
        canvas.setFont("Serif", 9)
        canvas.drawString(40, 20, words)
        canvas.showPage()
    canvas.setFont("Serif", 12)
    canvas.drawString(60, 700, "Trang này có chữ để đọc.")
    canvas.save()
    return stream.getvalue()


@pytest.mark.skipif(not can_read_pictures(), reason="tesseract with Vietnamese is not installed")
def test_pages_that_are_pictures_are_read_between_pages_with_words() -> None:
    pages = extract_of(stamped_scan()).pages
    assert ["Sở Nông nghiệp và Môi trường" in " ".join(page.split()) for page in pages] == [True, True, False]
    assert pages[2].strip() == "Trang này có chữ để đọc."


def test_without_recognition_the_pages_that_were_not_read_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    extract = extract_of(stamped_scan())
    assert "Trang này có chữ để đọc." in extract.text
    assert extract.remarks[0].startswith("Trang 1–2 là ảnh chụp")
    stream = io.BytesIO()
    pictures_of(printed(Paragraph("Chữ", style(13))))[0].save(stream, "PNG")
    with pytest.raises(ReadingError, match="chưa cài bộ nhận dạng chữ"):
        extract_of(stream.getvalue())


def test_specks_between_words_are_no_words() -> None:
    assert (
        without_specks("KT. CHỦ TỊCH .\n. PHÓ CHỦ TỊCH ' |\n- Như trên;\n…")
        == "KT. CHỦ TỊCH\n PHÓ CHỦ TỊCH\n- Như trên;\n…"
    )
