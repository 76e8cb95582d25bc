"""Word and Excel since 2007: properties, comments, tracked changes, hidden words and sheets."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from documents.reading.files.archive import Archive, opened
from documents.reading.hidden.findings import Hidden, told

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PEOPLE = ("creator", "lastModifiedBy", "Manager", "Company")
_DROPPED = re.compile(
    r"docProps/(?:custom\.xml|thumbnail\..*)"
    r"|word/(?:comments\w*|people)\.xml"
    r"|xl/(?:comments[^/]*\.xml|comments/.*|threadedComments/.*|persons/.*|drawings/vmlDrawing\d*\.vml"
    r"|drawings/commentsDrawing\d*\.vml)"
)
_COMMENTS = re.compile(r"word/comments\.xml|xl/comments[^/]*\.xml|xl/(?:comments|threadedComments)/.*")
_BODY = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_SHEET = re.compile(r"xl/worksheets/sheet\d+\.xml")
_GONE = frozenset({f"{_W}del", f"{_W}moveFrom"})
_UNWRAPPED = frozenset({f"{_W}ins", f"{_W}moveTo"})
_MARKS = frozenset(
    f"{_W}{name}"
    for name in (
        "commentRangeStart", "commentRangeEnd", "commentReference", "rPrChange", "pPrChange", "tblPrChange",
        "trPrChange", "tcPrChange", "sectPrChange", "tblGridChange", "numberingChange", "moveFromRangeStart",
        "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
    )
)  # fmt: skip


def look_into_office(data: bytes) -> Hidden:
    with opened(data) as archive:
        found = [*_properties(archive), *_comments(archive), *_changes(archive), *_sheets(archive)]
        return Hidden(tuple(found), _clean(archive) if found else None)


def _properties(archive: Archive) -> Iterator[tuple[str, str]]:
    for part in ("docProps/core.xml", "docProps/app.xml"):
        root = archive.xml(part)
        if root is not None:
            people = (one.text or "" for one in root.iter("{*}*") if etree.QName(one).localname in _PEOPLE)
            yield from told("author", people)
    custom = archive.xml("docProps/custom.xml")
    if custom is not None:
        yield from told("property", (f"{one.get('name')}: {''.join(one.itertext())}" for one in custom))


def _comments(archive: Archive) -> Iterator[tuple[str, str]]:
    for name in sorted(archive.names):
        if re.fullmatch(
            r"word/comments\.xml|xl/comments[^/]*\.xml|xl/(?:comments|threadedComments)/.*", name
        ):
            root = archive.xml(name)
            if root is not None:
                each = (one for one in root.iter("{*}comment", "{*}threadedComment"))
                yield from told("comment", (f"{_who(one)}{''.join(one.itertext())}" for one in each))


def _who(comment: etree._Element) -> str:
    name = comment.get(f"{_W}author")
    return f"{name}: " if name else ""


def _changes(archive: Archive) -> Iterator[tuple[str, str]]:
    for name in sorted(filter(_BODY.fullmatch, archive.names)):
        root = archive.xml(name)
        if root is None:
            continue
        yield from told("deleted", ("".join(one.itertext()) for one in root.iter(*_GONE)))
        yield from told(
            "inserted", (f"{_who(one)}{''.join(one.itertext())}" for one in root.iter(*_UNWRAPPED))
        )
        yield from told("hidden_text", ("".join(run.itertext()) for run in _vanished(root)))


def _vanished(root: etree._Element) -> list[etree._Element]:
    off = ("0", "false", "off")
    return [
        run
        for run in root.iter(f"{_W}r")
        if (mark := run.find(f"{_W}rPr/{_W}vanish")) is not None and mark.get(f"{_W}val") not in off
    ]


def _sheets(archive: Archive) -> Iterator[tuple[str, str]]:
    """Hidden sheets are told and stay: formulas of others may stand on them."""
    book = archive.xml("xl/workbook.xml")
    if book is not None:
        hidden = (one for one in book.iter("{*}sheet") if one.get("state") in ("hidden", "veryHidden"))
        yield from told("hidden_sheet", (one.get("name", "") for one in hidden))


def _clean(archive: Archive) -> bytes:
    dropped = {name for name in archive.names if _DROPPED.fullmatch(name)}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for member in archive.packed.infolist():
            if member.filename in dropped or member.is_dir():
                continue
            packed.writestr(member.filename, _part(archive, member.filename, dropped))
    return out.getvalue()


def _part(archive: Archive, name: str, dropped: set[str]) -> bytes:
    changes = name in ("docProps/core.xml", "docProps/app.xml", "[Content_Types].xml")
    changes = changes or name.endswith(".rels") or bool(_BODY.fullmatch(name) or _SHEET.fullmatch(name))
    root = archive.xml(name) if changes else None
    if root is None:
        content: bytes = archive.packed.read(name)
        return content
    if name.startswith("docProps/"):
        _remove(one for one in root.iter("{*}*") if etree.QName(one).localname in _PEOPLE)
    elif name == "[Content_Types].xml":
        _remove(one for one in root if one.get("PartName", "").lstrip("/") in dropped)
    elif name.endswith(".rels"):
        _remove(one for one in root if _target(name, one.get("Target", "")) in dropped)
    elif _SHEET.fullmatch(name):
        _remove(root.iter("{*}legacyDrawing"))
    else:
        _accept(root)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _target(rels: str, target: str) -> str:
    """The part a relation points at, from the root of the archive."""
    folder = posixpath.dirname(posixpath.dirname(rels))
    return (
        target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    )


def _accept(root: etree._Element) -> None:
    """The text as it is with every change accepted, no comment and no hidden word."""
    _remove(root.iter(*_GONE, *_MARKS))
    _remove(_vanished(root))
    for wrapper in list(root.iter(*_UNWRAPPED)):
        above = wrapper.getparent()
        if above is None:
            continue
        if etree.QName(above).localname in ("rPr", "trPr"):
            above.remove(wrapper)
            continue
        place = above.index(wrapper)
        for offset, inner in enumerate(list(wrapper)):
            above.insert(place + offset, inner)
        above.remove(wrapper)


def _remove(elements: Iterator[etree._Element] | list[etree._Element]) -> None:
    for element in list(elements):
        above = element.getparent()
        if above is not None:
            above.remove(element)
