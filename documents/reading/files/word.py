"""Word files (.docx): paragraphs with their numbers, tables, footnotes; page headers are no content."""

from collections.abc import Iterator

from lxml import etree

from documents.reading.files.archive import opened
from documents.reading.files.extract import Extract, Table
from documents.reading.files.numbering import Numbering, W, numbering_of

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = frozenset(
    {f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}instrText", f"{W}txbxContent", _FALLBACK}
)
_MAX_DEPTH = 8
_MAX_COLUMNS = 60


def read_word(data: bytes) -> Extract:
    """Return the text as printed, footnotes below it, and the tables with merged cells filled in."""
    with opened(data) as archive:
        body = archive.xml("word/document.xml")
        numbering = numbering_of(archive.xml("word/numbering.xml"), archive.xml("word/styles.xml"))
        notes = archive.xml("word/footnotes.xml")
        reader = _WordReader(numbering)
        content = body.find(f"{W}body") if body is not None else None
        lines = list(reader.lines(content, 0)) if content is not None else []
        if notes is not None:
            lines += [line for note in notes.iterfind(f"{W}footnote") for line in reader.note(note)]
    return Extract("\n".join(lines), tuple(reader.tables))


class _WordReader:
    def __init__(self, numbering: Numbering) -> None:
        self.numbering = numbering
        self.tables: list[Table] = []

    def lines(self, container: etree._Element, depth: int) -> Iterator[str]:
        """Yield paragraphs and cells in the order of the page."""
        for block in container:
            if block.tag == f"{W}p":
                yield from self._paragraph(block, depth)
            elif block.tag == f"{W}tbl" and depth < _MAX_DEPTH:
                yield from self._table(block, depth)
            elif block.tag in (f"{W}sdt", f"{W}ins", f"{W}customXml", f"{W}moveTo"):
                inner = block.find(f"{W}sdtContent")
                yield from self.lines(inner if inner is not None else block, depth)

    def note(self, note: etree._Element) -> Iterator[str]:
        """Yield a footnote; the lines that part notes from text are no notes."""
        if note.get(f"{W}type") in (None, "normal"):
            yield from self.lines(note, 0)

    def _paragraph(self, paragraph: etree._Element, depth: int) -> Iterator[str]:
        yield self.numbering.label(paragraph) + "".join(_runs(paragraph))
        if depth < _MAX_DEPTH:
            for box in paragraph.iter(f"{W}txbxContent"):
                if not any(above.tag == _FALLBACK for above in box.iterancestors()):
                    yield from self.lines(box, depth + 1)

    def _table(self, table: etree._Element, depth: int) -> Iterator[str]:
        rows: list[list[str]] = []
        for row in _children(table, "tr"):
            cells: list[str] = []
            for cell in _children(row, "tc"):
                lines = list(self.lines(cell, depth + 1))
                words = "\n".join(bare for line in lines if (bare := line.strip()))
                merged = cell.find(f"{W}tcPr/{W}vMerge")
                if merged is not None and merged.get(f"{W}val") in (None, "continue"):
                    words = rows[-1][len(cells)] if rows and len(cells) < len(rows[-1]) else ""
                else:
                    yield from lines
                cells.extend([words] * min(_span(cell), _MAX_COLUMNS - len(cells)))
            rows.append(cells)
        self.tables.append(tuple(tuple(row) for row in rows))


def _children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield rows or cells, those inside content controls and tracked insertions too."""
    for child in parent:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag == f"{W}sdt" and (inner := child.find(f"{W}sdtContent")) is not None:
            yield from _children(inner, name)
        elif child.tag in (f"{W}ins", f"{W}customXml"):
            yield from _children(child, name)


def _span(cell: etree._Element) -> int:
    stated = cell.find(f"{W}tcPr/{W}gridSpan")
    value = stated.get(f"{W}val", "1") if stated is not None else "1"
    return max(1, int(value)) if value.isdigit() else 1


def _runs(element: etree._Element) -> Iterator[str]:
    """Yield the words of a paragraph; what was deleted under tracking is gone."""
    for child in element:
        if child.tag in _LEFT_OUT:
            continue
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag == f"{W}tab":
            yield "    "
        elif child.tag in (f"{W}br", f"{W}cr"):
            yield "\n\f\n" if child.get(f"{W}type") == "page" else "\n"
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"
        else:
            yield from _runs(child)
