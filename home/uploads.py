"""Evidence as it arrives: what it is by its content, under a harmless name, photos without their place."""

from __future__ import annotations

import hashlib
import zipfile
from io import BytesIO
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from tasks.actions import Upload
from vietnamese.names import shown_name

LARGEST: Final = 20 * 1024 * 1024
MOST: Final = 10
ACCEPT: Final = "image/*,.pdf,.doc,.docx,.xls,.xlsx"
#: Photos are made no larger than this on their longer side.
LONGEST_SIDE: Final = 2400
MOST_PIXELS: Final = 40_000_000

TYPES: Final = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "png": "image/png",
    "jpg": "image/jpeg",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MEGABYTE = 1024 * 1024


def read(file: Any) -> Upload:
    """Check one uploaded file; ValidationError holds a sentence for the person who chose it."""
    shown = shown_name(file.name or "")
    if file.size > LARGEST:
        size = -(-file.size // _MEGABYTE)
        raise ValidationError(
            _("The file is %(size)d MB, the limit is %(limit)d MB: %(name)s")
            % {"size": size, "limit": LARGEST // _MEGABYTE, "name": shown}
        )
    content: bytes = file.read()
    if not content:
        raise ValidationError(_("The file %(name)s is empty") % {"name": shown})
    kind = kind_of(content)
    if kind in {"png", "jpg"}:
        try:
            content = without_place(content, kind)
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
            kind = ""
    if not kind:
        raise ValidationError(_("The file %(name)s is not of an allowed type") % {"name": shown})
    return Upload(
        shown_name(file.name or "", kind), TYPES[kind], content, hashlib.sha256(content).hexdigest()
    )


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


def without_place(content: bytes, kind: str) -> bytes:
    """The picture drawn anew: turned the right way up, no larger than needed, without GPS or other notes."""
    with Image.open(BytesIO(content), formats=["PNG", "JPEG"]) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise ValueError("too many pixels")
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        picture = ImageOps.exif_transpose(opened)
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        clear = kind == "png" and (picture.has_transparency_data or "A" in picture.getbands())
        plain = picture.convert("RGBA" if clear else "RGB")
        plain.info.clear()
        drawn = BytesIO()
        if kind == "jpg":
            plain.save(drawn, "JPEG", quality=85)
        else:
            plain.save(drawn, "PNG")
    return drawn.getvalue()
