"""What a file is by its content."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Final

TYPES: Final = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "png": "image/png",
    "jpg": "image/jpeg",
}
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument."
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def kind_of(content: bytes) -> str:
    """The extension its content deserves; empty when the file is of no allowed type."""
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if content.startswith(b"PK\x03\x04"):
        return _office(content)
    if content.startswith(_OLE):
        return _old_office(content)
    return ""


def is_what_it_says(name: str, content: bytes) -> bool:
    """Whether a file may be kept: by its content it is one of the kinds we keep, whichever of them it says.

    A program that calls itself a PDF, a page of HTML or a Word file with macros is none.
    """
    extension = name.rpartition(".")[2].lower()
    if extension in ("tif", "tiff"):
        return content.startswith((b"II*\x00", b"MM\x00*"))
    if extension in ("odt", "ods"):
        return content.startswith(b"PK\x03\x04") and _OPEN_DOCUMENT in content[:200]
    return bool(kind_of(content))


def named_rightly(name: str, content: bytes) -> str:
    """The name with the extension the content deserves: a PDF called .docx would be opened by no program."""
    kind = kind_of(content)
    stem, _, extension = name.rpartition(".")
    said = {"jpeg": "jpg"}.get(extension.lower(), extension.lower())
    if not kind or said == kind:
        return name
    return f"{stem if stem and said in TYPES else name}.{kind}"


def _office(content: bytes) -> str:
    """Word or Excel since 2007, without macros."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError):
        return ""
    if "[Content_Types].xml" not in names or any(name.endswith("vbaProject.bin") for name in names):
        return ""
    if "word/document.xml" in names:
        return "docx"
    return "xlsx" if "xl/workbook.xml" in names else ""


def _old_office(content: bytes) -> str:
    """Word or Excel up to 2003, known by the names of the streams inside."""
    if _utf16("WordDocument") in content:
        return "doc"
    return "xls" if _utf16("Workbook") in content or _utf16("Book") in content else ""


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le")
