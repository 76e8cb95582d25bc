"""Files that people choose, good and bad."""

import io
from pathlib import Path

import docx
import pypdf
import pytest
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, StreamObject

from documents.reading.decode import decode
from documents.reading.errors import ReadingError
from documents.reading.sources import text_of, text_of_file
from documents.reading.stamps import with_stamps

SENTENCE = "Ủy ban nhân dân tỉnh ban hành Kế hoạch phòng, chống tội phạm năm 2012 của các sở, ngành."
# The same words in the encodings of the nineties.
TCVN3 = "uû ban nh©n d©n tØnh ban hµnh kÕ ho¹ch n¨m 2012 vÒ viÖc thùc hiÖn cña c¸c së"


def word_file() -> bytes:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "đầu trang"
    document.add_paragraph("trước bảng")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "ô một"
    table.cell(0, 1).text = "ô hai"
    document.add_paragraph("sau bảng")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def pdf_file() -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def code_of(data: bytes) -> str:
    with pytest.raises(ReadingError) as refusal:
        text_of(data)
    assert refusal.value.sentence.endswith(".")
    return refusal.value.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_text_is_read_in_any_form(encoding: str) -> None:
    assert decode(SENTENCE.encode(encoding)).strip("\ufeff") == SENTENCE


def test_windows_text_is_read() -> None:
    # windows-1258 writes most tones as separate marks
    import unicodedata

    parts = "".join(
        part if len(part) == 1 and part in "ăâêôơưđĂÂÊÔƠƯĐ" else unicodedata.normalize("NFD", part)
        for part in SENTENCE
    )
    composed = parts.replace("a\u0302", "â").replace("e\u0302", "ê").replace("o\u0302", "ô")
    composed = composed.replace("o\u031b", "ơ").replace("u\u031b", "ư").replace("a\u0306", "ă")
    reordered = composed.replace("a\u0323\u0302", "â\u0323").replace("e\u0323\u0302", "ê\u0323")
    reordered = reordered.replace("o\u0323\u0302", "ô\u0323")
    assert decode(reordered.encode("cp1258")) == SENTENCE


def test_text_of_the_nineties_is_read() -> None:
    assert decode(TCVN3.encode("latin-1")).startswith(
        "uỷ ban nhân dân tỉnh ban hành kế hoạch năm 2012 về việc"
    )


def test_a_word_file_in_an_old_font_is_read() -> None:
    document = docx.Document()
    document.add_paragraph(TCVN3)
    stream = io.BytesIO()
    document.save(stream)
    assert "ban hành kế hoạch năm 2012 về việc thực hiện của các sở" in text_of(stream.getvalue())


def test_the_number_and_date_stamped_on_a_signed_pdf_are_read() -> None:
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(600, 800)
    for x, digits in ((120, "73"), (400, "09"), (450, "6")):
        look = StreamObject()
        look.set_data(f"BT /F1 12 Tf ({digits}) Tj ET".encode())
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        fonts = DictionaryObject({NameObject("/F1"): font})
        look[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        look[NameObject("/Subtype")] = NameObject("/Form")
        field = DictionaryObject(
            {
                NameObject("/Subtype"): NameObject("/Widget"),
                NameObject("/FT"): NameObject("/Sig"),
                NameObject("/Rect"): ArrayObject(
                    [FloatObject(x), FloatObject(700), FloatObject(x + 30), FloatObject(720)]
                ),
                NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(look)}),
            }
        )
        page.setdefault(NameObject("/Annots"), ArrayObject()).append(writer._add_object(field))
    drafted = "Số:       /UBND-KT    Hà Nội, ngày     tháng 5 năm 2026"
    assert with_stamps(page, drafted) == "Số: 73/UBND-KT    Hà Nội, ngày 09 tháng 6 năm 2026"
    assert with_stamps(pypdf.PdfWriter().add_blank_page(9, 9), drafted) == drafted


def test_word_files_give_paragraphs_and_cells_in_order() -> None:
    assert text_of(word_file()).split("\n") == ["trước bảng", "ô một", "ô hai", "sau bảng"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "scan"),
        (bytes(range(256)) * 4, "binary"),
        (b"{\\rtf1 abc}", "rtf"),
        (b"\xe9\xe8\xff\xfe\xf0 caf\xe9 \xe9\xe9", "encoding"),
        (pdf_file(), "scan"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(data: bytes, code: str) -> None:
    assert code_of(data) == code


def test_a_large_file_is_refused_without_reading_it(tmp_path: Path) -> None:
    file = tmp_path / "to.txt"
    file.write_bytes(b"a" * 11)
    with pytest.raises(ReadingError, match="lớn hơn"):
        text_of_file(file, max_bytes=10)
    assert text_of_file(file) == "a" * 11


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="Không tìm thấy"):
        text_of_file(tmp_path / "khong-co.txt")
    with pytest.raises(ReadingError, match="không phải là tệp"):
        text_of_file(tmp_path)
