"""PDF files: who made them, annotations, attached files, scripts."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pypdf
from pypdf.generic import NameObject

from documents.reading.errors import ReadingError
from documents.reading.hidden.findings import Hidden, told

_TOLD = ("/Author", "/Creator", "/Producer", "/Title", "/Subject", "/Keywords")
#: Links and the fields of forms belong to the page.
_STAY = ("/Link", "/Widget")
_ROOT = ("/Metadata", "/OpenAction", "/AA", "/PieceInfo")
_NAMES = ("/EmbeddedFiles", "/JavaScript")
SIGNED = "signed"


def look_into_pdf(data: bytes) -> Hidden:
    """A signature covers every byte, so a signed file stays as it is."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise ReadingError("encrypted", "Tệp PDF có mật khẩu. Hãy bỏ mật khẩu rồi chọn lại tệp.")
    found = [*_made_by(reader), *_annotations(reader), *_attached(reader)]
    if not found:
        return Hidden()
    if _signed(reader):
        return Hidden(tuple(found), kept=SIGNED)
    return Hidden(tuple(found), _clean(reader))


def _made_by(reader: pypdf.PdfReader) -> Iterator[tuple[str, str]]:
    made: Any = reader.metadata or {}
    yield from told("author", (str(made[name]) for name in ("/Author",) if made.get(name)))
    others = (f"{name[1:]}: {made[name]}" for name in _TOLD[1:] if made.get(name))
    yield from told("property", others)
    if "/Metadata" in reader.root_object and not made:
        yield ("property", "XMP")


def _annotations(reader: pypdf.PdfReader) -> Iterator[tuple[str, str]]:
    words = (
        f"{number}: {one.get('/T', '')} {one.get('/Contents', '')}".strip()
        for number, page in enumerate(reader.pages, start=1)
        for one in _of(page)
        if one.get("/Subtype") not in _STAY
    )
    yield from told("comment", words)


def _of(page: Any) -> list[Any]:
    found = page.get("/Annots")
    return [one.get_object() for one in found.get_object()] if found is not None else []


def _attached(reader: pypdf.PdfReader) -> Iterator[tuple[str, str]]:
    yield from told("attachment", reader.attachments)
    names = reader.root_object.get("/Names")
    if names is not None and "/JavaScript" in names.get_object():
        yield ("script", "JavaScript")


def _signed(reader: pypdf.PdfReader) -> bool:
    form = reader.root_object.get("/AcroForm")
    return form is not None and bool(int(form.get_object().get("/SigFlags", 0)) & 1)


def _clean(reader: pypdf.PdfReader) -> bytes:
    writer = pypdf.PdfWriter(clone_from=reader)
    writer.metadata = None
    root = writer.root_object
    for name in _ROOT:
        root.pop(NameObject(name), None)
    names: Any = root.get("/Names")
    for name in _NAMES if names is not None else ():
        names.get_object().pop(NameObject(name), None)
    for page in writer.pages:
        page.pop(NameObject("/AA"), None)
        page.pop(NameObject("/Metadata"), None)
        annotations = page.get("/Annots")
        if annotations is not None:
            held = annotations.get_object()
            held[:] = [one for one in held if one.get_object().get("/Subtype") in _STAY]
    writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
