"""A file that is no list is refused with a sentence; a list is read as its clerk meant it."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook

from sheets.heads import heading_key
from sheets.reading import Formula, Unreadable, read
from sheets.writing import csv_text, xlsx

HEADINGS = ["Tên cơ quan", "Mã định danh"]


def book(rows) -> bytes:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    output = io.BytesIO()
    made.save(output)
    return output.getvalue()


def packed(**files: str) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return output.getvalue()


NO_LISTS = {
    "empty": b"",
    "pdf": b"%PDF-1.7\n%\xe2\xe3",
    "old Excel": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "a zip": packed(**{"a.txt": "x"}),
    "Word": packed(**{"word__document.xml": "<w/>"}),
    "half a workbook": book([HEADINGS, ["Sở", 1]])[:900],
    "a workbook without parts": packed(**{"xl__workbook.xml": "<workbook/>"}),
    "a picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 4,
    "random bytes": bytes(range(128, 256)) * 20,
    "only headings": book([HEADINGS]),
    "blank lines": b"\n\n\n",
    "duplicate headings": "Tên cơ quan,ten co quan\na,b".encode(),
    "lines too deep": b'{"a": ' + b"[" * 100_000,
    "a bomb": packed(**{"xl__workbook.xml": "0" * 120_000_000}),
}


@pytest.mark.parametrize("content", NO_LISTS.values(), ids=NO_LISTS.keys())
def test_what_is_no_list_is_refused_with_a_sentence(content):
    with pytest.raises(Unreadable) as refused:
        read(content)
    assert str(refused.value).endswith((".", "…"))


def test_a_row_behind_thousands_of_blank_ones_is_read():
    made = Workbook()
    for row, name in ((1, "Tên cơ quan"), (2, "Sở Y tế"), (30_000, "Sở Nội vụ")):
        made.active.cell(row=row, column=1, value=name)
    kept = io.BytesIO()
    made.save(kept)
    assert [(row.number, row.values["Tên cơ quan"]) for row in read(kept.getvalue()).rows] == [
        (2, "Sở Y tế"),
        (30_000, "Sở Nội vụ"),
    ]


def test_a_cell_far_away_costs_nothing():
    made = Workbook()
    made.active["A1"], made.active["A2"] = "Tên cơ quan", "Sở"
    made.active.cell(row=1_048_576, column=16_384, value="xa")
    output = io.BytesIO()
    made.save(output)
    assert len(read(output.getvalue()).rows) == 1


REGISTER = [
    ["ỦY BAN NHÂN DÂN TỈNH", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["SỔ ĐĂNG KÝ VĂN BẢN ĐI, NĂM 2024"],
    [],
    ["Ngày", "Số, ký hiệu", "Trích yếu", "Ghi chú"],
    ["(1)", "(2)", "(3)", "(4)"],
    ["05/03/2024", "15/KH-BCĐ", "Phòng, chống mua bán người", None],
]
KNOWN = frozenset(map(heading_key, ["Ngày", "Số, ký hiệu", "Trích yếu", "Số"]))


@pytest.mark.parametrize("written", [xlsx, csv_text])
def test_a_register_under_its_title_is_read_from_its_headings_on(written):
    table = read(written(REGISTER[0], REGISTER[1:]), KNOWN)
    assert table.headings == ["Ngày", "Số, ký hiệu", "Trích yếu", "Ghi chú"]
    assert [(row.number, row.values["Số, ký hiệu"]) for row in table.rows] == [(6, "15/KH-BCĐ")]


def test_without_a_known_heading_the_first_row_that_says_anything_has_the_headings():
    table = read(book([[], ["a", "b"], ["1", "2"]]), KNOWN)
    assert (table.headings, table.rows[0].values) == (["a", "b"], {"a": "1", "b": "2"})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1258"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_is_read_in_every_usual_encoding(encoding, delimiter):
    text = f"Ten co quan{delimiter}Ghi chú\r\nSơ Tư{delimiter}đường\r\n"
    # The old code page has no ờ: it writes ơ and a grave after it.
    written = text.replace("ờ", "ơ\u0300") if encoding == "cp1258" else text
    table = read(written.encode(encoding))
    assert table.rows[0].values == {"Ten co quan": "Sơ Tư", "Ghi chú": "đường"}


def test_days_of_excel_stay_days_and_whole_numbers_whole():
    table = read(book([["Ngày", "Số"], [date(2012, 3, 5), 15.0]]))
    assert table.rows[0].values == {"Ngày": date(2012, 3, 5), "Số": 15}


@pytest.mark.parametrize("content", [book([HEADINGS, ["=1+1", 2]]), "Tên cơ quan,x\n=1+1,2\n".encode()])
def test_a_formula_is_named_with_its_cell(content):
    row = read(content).rows[0]
    assert row.number == 2
    assert list(row.wrong) == ["Tên cơ quan"]
    assert not isinstance(row.values["Tên cơ quan"], Formula)


@pytest.mark.parametrize("cell", ["a\\u0000b", "a\\ud800b"], ids=["NUL", "half a pair"])
def test_a_character_that_cannot_be_stored_is_named_with_its_cell(cell):
    row = read(f'{{"Tên cơ quan": "{cell}", "Ghi chú": "x"}}'.encode()).rows[0]
    assert list(row.wrong) == ["Tên cơ quan"]
    assert row.values == {"Tên cơ quan": None, "Ghi chú": "x"}


@pytest.mark.parametrize("text", ["=cmd()", "+84", "-1", "@x", "'already", "bình thường", "2012-03-05"])
@pytest.mark.parametrize("write", [xlsx, csv_text])
def test_what_is_exported_is_inert_and_reads_back(text, write):
    content = write(["Cột"], [[text]])
    if write is csv_text:
        assert not content.decode("utf-8-sig").splitlines()[1].lstrip('"').startswith(("=", "+", "-", "@"))
    assert read(content).rows[0].values == {"Cột": text}
