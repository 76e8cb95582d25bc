"""The outline of a paper: parts, chapters, articles, numbered sections, points, dashes and pluses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from documents.reading.findings import Json, Span
from documents.reading.kinds import kind_named
from vietnamese.text import fold

_LABELS: tuple[tuple[str, int, re.Pattern[str]], ...] = (
    ("part", 1, re.compile(r"((?:Phần|PHẦN)\s+(?:thứ\s+\w+|THỨ\s+\w+|[IVXLC]+|\d{1,2}))\b[.:]?\s*")),
    ("chapter", 2, re.compile(r"((?:Chương|CHƯƠNG)\s+(?:[IVXLC]+|\d{1,3}))\b[.:]?\s*")),
    ("division", 3, re.compile(r"((?:Mục|MỤC)\s+(?:[IVXLC]+|\d{1,3}))\b[.:]?\s*")),
    ("subdivision", 4, re.compile(r"((?:Tiểu mục|TIỂU MỤC)\s+(?:[IVXLC]+|\d{1,3}))\b[.:]?\s*")),
    ("article", 5, re.compile(r"((?:Điều|ĐIỀU)\s+\d{1,4}[a-zđ]?)\s*[.:]\s*")),
    ("letter_part", 5, re.compile(r"([A-H])[.)]\s+(?=\S)")),
    ("roman", 6, re.compile(r"([IVX]{1,6})(?:[.)]\s*|\s?[-–]\s)(?=[^\W\d_])")),
    ("decimal", 8, re.compile(r"(\d{1,3}(?:\.\d{1,3}){1,3})[.)]?\s+(?=\S)")),
    ("number", 7, re.compile(r"(\d{1,3})(?:[.)]\s*|\s?[-–]\s)(?=[^\W\d_]|[“\"(])")),
    ("point", 10, re.compile(r"([a-zđ]{1,2})\s?\)\s*(?=\S)|([a-zđ])\.\s+(?=[^\W\d_a-zđ])")),
    ("dash", 11, re.compile(r"([-–—•●*~])\s*(?=\S)")),
    ("plus", 12, re.compile(r"([+○▪])\s*(?=\S)")),
)
_FIRST_LETTERS = frozenset("PpCcMmTtĐđABCDEFGHIVX0123456789abcdeghiklmnopqrstuvxyz-–—•●*~+○▪")
_QUOTE_OPENS = ("“", '"')
_QUOTE_ENDS = re.compile(r"[”\"][.;,]?$")
_END_OF_SENTENCE = re.compile(r"[.;…]$")
_MAX_TITLE = 100
_SECTION = re.compile(r"[IVX]{1,5}[.)]\s")
_DIGITS = re.compile(r"\d+")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ATTACHED = frozenset({"QC", "QyĐ", "CTr", "ĐA", "KH", "ĐL", "PA", "HD"})
_HEADED = frozenset(
    {"part", "chapter", "division", "subdivision", "article", "letter_part", "roman", "number", "decimal"},
)


@dataclass
class Node:
    """A labelled piece of the paper and what stands below it."""

    kind: str
    rank: int
    label: str
    text: str
    span: Span
    heading: str = ""
    parent: "Node | None" = None
    children: list["Node"] = field(default_factory=list)
    paragraphs: list[tuple[str, int]] = field(default_factory=list)

    @property
    def path(self) -> str:
        """Return the labels from the top down to the last that is not a dash: "II.2", "Điều 3.1.a"."""
        labels: list[str] = []
        node: Node | None = self
        while node is not None and node.rank > 0:
            if node.kind not in ("dash", "plus"):
                labels.append(node.label)
            if node.kind == "article":
                break
            node = node.parent
        labels.reverse()
        if (labels and self.kind == "decimal") or any(part.count(".") for part in labels):
            labels = [part for part in labels if not any(other.startswith(part + ".") for other in labels)]
        return ".".join(labels)

    def walk(self) -> Iterator["Node"]:
        """Yield all nodes below, in the order of the text."""
        pending = list(reversed(self.children))
        while pending:
            node = pending.pop()
            yield node
            pending.extend(reversed(node.children))

    def count(self, kind: str) -> int:
        return sum(1 for node in self.walk() if node.kind == kind)


def paragraphs_of(text: str) -> Iterator[tuple[str, int]]:
    """Yield each paragraph with the place where it starts."""
    place = 0
    for line in text.split("\n"):
        yield line, place
        place += len(line) + 1


def build_outline(text: str, begin: int, end: int) -> Node:
    """Read the labelled structure between two places of the text."""
    root = Node("root", 0, "", "", Span(begin, end))
    current = root
    quoted = False
    active = True
    for line, start in paragraphs_of(text):
        if start < begin or not line:
            continue
        if start >= end:
            active = attached_part_goes_on(line, active and start > end)
            if not active:
                continue
        if quoted and not (line.isupper() and _SECTION.match(line)):  # else its end was forgotten
            quoted = not _QUOTE_ENDS.search(line)
            current.paragraphs.append((line, start))
            continue
        quoted = False
        if line.startswith(_QUOTE_OPENS) and not _QUOTE_ENDS.search(line) and _label(line.lstrip('“"')):
            quoted = True
            current.paragraphs.append((line, start))
            continue
        node = _node(line, start)
        if node is None or not _fits(node, current):
            _take_text(current, line, start)
            continue
        current = _place(node, current)
    return root


def attached_part_goes_on(line: str, active: bool) -> bool:
    """After the signature only an attached regulation or programme is read on, not forms and annexes."""
    if line.isupper():
        if kind_named(line) in _ATTACHED:
            return True
        if fold(line).startswith(("phu luc", "mau so", "bieu")):
            return False
    titled = len(line) <= _MAX_TITLE and not _END_OF_SENTENCE.search(line)
    return active and not (titled and fold(line).startswith(("phu luc", "mau so")))


def quoted_part(node: Node) -> tuple[list[tuple[str, int]], Node | None]:
    """Return the paragraphs of a node before a quotation, and the outline of what is quoted.

    An amending paper quotes whole articles: "Điều 100a. Trách nhiệm của …", with clauses and points.
    """
    first = next((at for at, (line, _) in enumerate(node.paragraphs) if line.startswith(_QUOTE_OPENS)), None)
    if first is None:
        return node.paragraphs, None
    root = current = Node("root", 0, "", "", node.span)
    for line, start in node.paragraphs[first:]:
        bare = line.lstrip('“"')
        shift = start + len(line) - len(bare)
        inner = _node(bare, shift)
        if inner is None or not _fits(inner, current):
            _take_text(current, bare, shift)
        else:
            current = _place(inner, current)
    return node.paragraphs[:first], root if root.children else None


def _label(line: str) -> tuple[str, int, re.Match[str]] | None:
    if not line or line[0] not in _FIRST_LETTERS:
        return None
    for kind, rank, pattern in _LABELS:
        if found := pattern.match(line):
            return kind, rank, found
    return None


def _node(line: str, start: int) -> Node | None:
    if (labelled := _label(line)) is None:
        return None
    kind, rank, found = labelled
    text = line[found.end() :].strip()
    label = " ".join((found.group(1) or found.group(2)).split())
    if kind in ("part", "chapter", "division", "article"):
        if label.isupper() or label[:1].isupper():
            label = label[:1] + label[1:].lower() if label.split()[0].isupper() else label
        head, _, tail = label.partition(" ")
        label = f"{head} {tail.upper()}" if kind in ("chapter", "part") and tail.isalpha() else label
    if kind == "decimal":
        rank += min(found.group(1).count("."), 2) - 1
    node = Node(kind, rank, label, text, Span(start, start + len(line)))
    if kind in _HEADED and _is_heading(text):
        node.heading = text.rstrip(" :")
    return node


def _is_heading(text: str) -> bool:
    return bool(text) and len(text) <= 250 and not _END_OF_SENTENCE.search(text)


def _fits(node: Node, current: Node) -> bool:
    """Refuse a number that cannot follow: a sentence wrapped before "5. …" or a table cell."""
    if node.kind not in ("number", "roman", "article"):
        return True
    if node.kind == "roman" and node.label in ("I", "V", "X") and not _ROMAN.get(node.label):
        return False
    sibling = current
    while sibling.rank > node.rank and sibling.parent is not None:
        sibling = sibling.parent
    if sibling.kind != node.kind:
        return node.kind == "article" or _value(node) <= 3 or not node.text[:1].islower()
    inserted = node.kind == "article" and node.label[-1].isalpha() and _value(node) == _value(sibling)
    return inserted or _value(node) > _value(sibling) or _value(node) == 1


def _value(node: Node) -> int:
    return _value_of(node.label)


@lru_cache(maxsize=5_000)
def _value_of(label: str) -> int:
    digits = _DIGITS.search(label)
    if digits:
        return int(digits.group())
    total = 0
    letters = [_ROMAN.get(letter, 0) for letter in label]
    for here, following in zip(letters, [*letters[1:], 0], strict=True):
        total += -here if here < following else here
    return total


def _place(node: Node, current: Node) -> Node:
    while current.parent is not None and current.rank >= node.rank:
        current = current.parent
    node.parent = current
    current.children.append(node)
    return node


def _take_text(current: Node, line: str, start: int) -> None:
    """A chapter's heading stands on the line below its label; a heading may run over two lines."""
    if current.rank and not current.text and not current.paragraphs and len(line) <= 300:
        current.text = current.heading = line
        current.span = Span(current.span.start, start + len(line))
    elif current.heading.isupper() and line.isupper() and not current.children and not current.paragraphs:
        current.heading = current.text = f"{current.heading} {line}"
        current.span = Span(current.span.start, start + len(line))
    else:
        current.paragraphs.append((line, start))


def outline_of(root: Node) -> list[Json]:
    """Return the outline as a table of contents: headings, and how many items stand below each."""
    return [_entry(node) for node in root.children if node.kind in _HEADED]


def _entry(node: Node) -> Json:
    entry: Json = {"label": node.label, "heading": node.heading}
    below = [child for child in node.children if child.kind in _HEADED]
    if node.kind == "article":
        return _leaf(node)
    if any(_is_section(child) for child in below):
        entry["sections"] = [_entry(child) if _has_sections(child) else _leaf(child) for child in below]
    elif node.parent is not None and node.parent.rank == 0 and node.kind != "number":
        entry["items"] = len(below)
        if not below and node.children:
            entry |= _bullets(node)
    else:
        return _leaf(node)
    entry["span"] = node.span.as_list()
    return entry


def _has_sections(node: Node) -> bool:
    return any(_is_section(child) for child in node.children if child.kind in _HEADED)


def _is_section(node: Node) -> bool:
    return bool(node.heading) and (node.kind not in ("number", "decimal") or len(node.heading) <= 200)


def _leaf(node: Node) -> Json:
    entry: Json = {"label": node.label, "heading": node.heading} | _bullets(node)
    if items := sum(1 for child in node.children if child.kind in _HEADED):
        entry["items"] = items
    if points := node.count("point"):
        entry["points"] = points
    entry["span"] = node.span.as_list()
    return entry


def _bullets(node: Node) -> Json:
    return {"dashes": node.count("dash"), "pluses": node.count("plus")}
