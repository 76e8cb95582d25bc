"""Files made to do harm: each is refused with a sentence, or read, and none takes the machine with it."""

import io
import subprocess
import zipfile
import zlib

import docx
import openpyxl
import pypdf
import pytest

from documents.reading.errors import ReadingError
from documents.reading.files.cage import in_cage
from documents.reading.sources import extract_of

MEGABYTE = 1024 * 1024
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def packed(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def word(document: str) -> bytes:
    return packed({"word/document.xml": document.encode()})


def paragraphs(text: str) -> str:
    return (
        f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>'
    )


def pdf(stream: bytes, *, encrypted: str = "") -> bytes:
    head = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    head += b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    page = b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n"
    content = (
        b"4 0 obj<</Length %d/Filter/FlateDecode>>stream\n" % len(stream) + stream + b"\nendstream endobj\n"
    )
    data = head + page + content + b"trailer<</Root 1 0 R>>"
    if not encrypted:
        return data
    writer = pypdf.PdfWriter()
    writer.add_blank_page(9, 9)
    writer.encrypt(encrypted, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def far_cell() -> bytes:
    book = openpyxl.Workbook()
    book.active["A1"] = "đầu"
    book.active["XFD1048576"] = "cuối"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def macro_word() -> bytes:
    document = docx.Document()
    document.add_paragraph("Có macro đi kèm")
    stream = io.BytesIO()
    document.save(stream)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"\xd0\xcf macro")
    return stream.getvalue()


def flood() -> bytes:
    """A picture of a few bytes that says it has 3.6 billion points."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data).to_bytes(4, "big")
        return len(data).to_bytes(4, "big") + kind + data + check

    size = (60_000).to_bytes(4, "big")
    head = chunk(b"IHDR", size + size + bytes([8, 2, 0, 0, 0]))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(60_001))) + chunk(b"IEND", b"")


LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
SECRET = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZEROS = b"0" * 101 * MEGABYTE
REMOTE = b'<r Target="http://127.0.0.1:9/x" TargetMode="External"/>'
HOSTILE = {
    "zip bomb": (packed({"word/document.xml": ZEROS}), "bomb"),
    "bomb beside the text": (packed({"word/document.xml": b"<x/>", "word/media/a": ZEROS}), "bomb"),
    "too many members": (packed({f"word/{n}.xml": b"" for n in range(2_001)}), "bomb"),
    "external entity": (word(SECRET + paragraphs("&a;")), "broken"),
    "billion laughs": (word(f'<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]>{paragraphs("&a9;")}'), "broken"),
    "entity in utf-16": (packed({"word/document.xml": SECRET.encode("utf-16")}), "broken"),
    "deep xml": (word("<a>" * 100_000), "broken"),
    "truncated word": (word(paragraphs("x"))[:-40], "broken"),
    "nothing of office": (
        packed({"a.txt": b"x", "inner.zip": packed({"word/document.xml": b"x"})}),
        "not_word",
    ),
    "flate bomb": (pdf(zlib.compress(b"0 " * 200 * MEGABYTE)), None),
    "encrypted pdf": (pdf(b"", encrypted="mật khẩu"), "encrypted"),
    "truncated pdf": (b"%PDF-1.7\n1 0 obj<<", "broken"),
    "pdf renamed to doc": (OLE + b"%PDF-1.7", "broken"),
    "ole without text": (OLE + bytes(4096), "broken"),
    "program": (b"MZ" + bytes(500), "binary"),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", None),
    "far cell": (far_cell(), None),
    "pixel flood": (flood(), "scan"),
    "macros": (macro_word(), None),
    "remote template": (
        packed({"word/document.xml": paragraphs("xa").encode(), "word/_rels/settings.xml.rels": REMOTE}),
        None,
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gives_a_sentence_or_its_text(name: str) -> None:
    data, code = HOSTILE[name]
    try:
        extract = extract_of(data, max_bytes=200 * MEGABYTE)
    except ReadingError as refusal:
        assert code in (None, refusal.code)
        assert refusal.sentence.endswith(".")
        assert "root:" not in refusal.sentence
    else:
        assert code is None
        assert "root:" not in extract.text


def test_the_child_has_no_network_and_no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    seen: dict[str, dict[str, str]] = {}
    real = subprocess.Popen

    def begin(command, **options):
        seen.update(options)
        return real(command, **options)

    monkeypatch.setattr(subprocess, "Popen", begin)
    assert in_cage("packed", word(paragraphs("chữ"))).text == "chữ"
    assert "DATABASE_URL" not in seen["env"]
