"""What lies inside files of each format."""

import io
import struct
from collections.abc import Iterator

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from documents.reading.files.numbering import shown
from documents.reading.files.oldword import extract_of_streams
from documents.reading.files.pdf import joined
from documents.reading.files.sheet import read_sheet
from documents.reading.files.word import read_word


def saved(document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def paragraph(document, xml: str) -> None:
    document.element.body.insert(-1, parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>"))


def lines(data: bytes) -> list[str]:
    return [line for line in read_word(data).text.split("\n") if line]


def test_the_numbers_word_prints_are_read() -> None:
    document = docx.Document()
    for style, words in (("List Number", "một"), ("List Number", "hai"), ("List Bullet", "ba")):
        document.add_paragraph(words, style=style)
    assert lines(saved(document)) == ["1. một", "2. hai", "- ba"]


@pytest.mark.parametrize(
    ("value", "form", "expected"),
    [(4, "decimal", "4"), (4, "lowerLetter", "d"), (4, "upperRoman", "IV"), (49, "lowerRoman", "xlix"),
     (4, "decimalZero", "04"), (28, "upperLetter", "BB")],
)  # fmt: skip
def test_numbers_are_written_as_the_list_writes_them(value: int, form: str, expected: str) -> None:
    assert shown(value, form) == expected


def test_text_deleted_under_tracking_is_gone_and_inserted_text_is_there() -> None:
    document = docx.Document()
    paragraph(
        document,
        "<w:r><w:t>giữ </w:t></w:r><w:del><w:r><w:delText>bỏ</w:delText><w:t>bỏ</w:t></w:r></w:del>"
        "<w:ins><w:r><w:t>thêm</w:t></w:r></w:ins><w:r><w:noBreakHyphen/></w:r>",
    )
    assert lines(saved(document)) == ["giữ thêm-"]


def test_text_boxes_are_read_once() -> None:
    document = docx.Document()
    box = "<w:txbxContent><w:p><w:r><w:t>trong khung</w:t></w:r></w:p></w:txbxContent>"
    paragraph(document, f"<w:r><w:t>ngoài</w:t></w:r><w:r><w:pict>{box}</w:pict></w:r>")
    assert lines(saved(document)) == ["ngoài", "trong khung"]


def test_merged_cells_hold_for_every_row_and_column() -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"{row}{column}"
    table.cell(1, 2).merge(table.cell(2, 2)).text = "chung"
    table.cell(0, 0).merge(table.cell(0, 1)).text = "rộng"
    extract = read_word(saved(document))
    assert extract.tables == ((("rộng", "rộng", "02"), ("10", "11", "chung"), ("20", "21", "chung")),)
    assert extract.text.count("chung") == 1


def test_sheets_are_read_with_merged_cells_and_dates() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["TT", "Nhiệm vụ", "Chủ trì"])
    sheet.append([1.0, "Rà soát", "Sở Y tế\nCông an tỉnh"])
    sheet.append([2, "Kiểm tra", None])
    sheet.merge_cells("C2:C3")
    stream = io.BytesIO()
    book.save(stream)
    (table,) = read_sheet(stream.getvalue()).tables
    assert table[1:] == (
        ("1", "Rà soát", "Sở Y tế\nCông an tỉnh"),
        ("2", "Kiểm tra", "Sở Y tế\nCông an tỉnh"),
    )


def old_word(pieces: list[tuple[str, bool]], body: int, notes: int) -> tuple[bytes, bytes]:
    """Lay out the two streams of an old Word file: wide pieces are UTF-16, narrow ones windows-1252."""
    stream = bytearray(0x400)
    places, records, at = [0], [], 0
    for text, wide in pieces:
        begin = len(stream)
        stream += text.encode("utf-16-le" if wide else "cp1252")
        records.append(struct.pack("<HIH", 0, begin if wide else (begin * 2) | 0x40000000, 0))
        at += len(text)
        places.append(at)
    plc = struct.pack(f"<{len(places)}I", *places) + b"".join(records)
    table = b"\x01\x02\x00ab" + b"\x02" + struct.pack("<I", len(plc)) + plc
    struct.pack_into("<2i", stream, 0x4C, body, notes)
    struct.pack_into("<2I", stream, 0x01A2, 0, len(table))
    return bytes(stream), table


def test_an_old_word_file_is_put_together_from_its_pieces() -> None:
    body = "Kế hoạch\rnarrow\r\x13 PAGE \x14 12\x15 trang\x1e1\rTT\x07Việc\x07\x07"
    note = "chú thích\r"
    cut = body.index("narrow")
    pieces = [(body[:cut], True), ("narrow\r", False), (body[cut + 7 :] + note + "bỏ", True)]
    extract = extract_of_streams(*old_word(pieces, len(body), len(note)))
    assert extract.text.split("\n")[:4] == ["Kế hoạch", "narrow", " 12 trang-1", "TT"]
    assert "chú thích" in extract.text
    assert "bỏ" not in extract.text


def pages() -> Iterator[str]:
    for number in range(1, 6):
        own = f"Dòng đầu trang {'abc'[number % 3]}"
        yield f"CÔNG BÁO/Số {number}00\n{own}\nnội dung\nthứ hai\nthứ ba\nthứ tư\n{number}"


def test_running_heads_are_no_text() -> None:
    text = joined(list(pages()))
    assert "CÔNG BÁO" not in text
    assert text.count("Dòng đầu trang") == 5


def test_a_footnote_does_not_cut_the_sentence() -> None:
    first = "\n".join(
        [
            "Thực hiện Nghị định số 30/2020/NĐ-CP1 ngày 05/3/2020 của Chính phủ về công",
            *["chữ"] * 4,
            "1 Được sửa đổi bởi Nghị định số 1/2021/NĐ-CP.",
            "tiếp chú thích",
        ]
    )
    text = joined([first, "tác văn thư."])
    assert "30/2020/NĐ-CP ngày" in text
    assert text.index("tác văn thư") < text.index("Được sửa đổi")


def test_a_numbered_line_without_a_mark_above_is_no_footnote() -> None:
    page = "\n".join(["Nội dung gồm", *["chữ"] * 4, "1 Việc thứ nhất", "2 Việc thứ hai"])
    assert joined([page]) == page
