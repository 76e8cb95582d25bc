"""From the outline of a text to the clauses of a paper, each with an address of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from documents.reading.outline import Node
from vietnamese.text import fold

#: How a kind of node is written in an address; dashes and pluses are counted, the others carry their label.
_NAMES = {
    "part": "phan",
    "chapter": "chuong",
    "division": "muc",
    "article": "dieu",
    "letter_part": "phan",
    "roman": "muc",
    "point": "diem",
    "dash": "gach",
    "plus": "cong",
}
#: Kinds whose address stands alone: numbered through the whole paper, whatever chapter they are in.
_ALONE = frozenset({"part", "chapter", "article", "letter_part", "roman"})
_LETTER_DD = re.compile(r"(?:(?<=\d)|(?<=\b))[đĐ](?=\b)")
_NOT_IN_ADDRESS = re.compile(r"[^a-z0-9]+")
PREAMBLE = "mo-dau"
#: Letters of the name of a field.
LONGEST_FIELD = 255


class Placed(Protocol):
    """A clause, before it is a row or after."""

    @property
    def path(self) -> str: ...
    @property
    def heading(self) -> str: ...
    @property
    def parent_anchor(self) -> str: ...


@dataclass(frozen=True)
class Piece:
    """A clause before it is a row. `start` and `end` are places in the text."""

    anchor: str
    kind: str
    level: int
    label: str
    path: str
    heading: str
    text: str
    start: int
    end: int
    parent_anchor: str


def pieces(root: Node) -> Iterator[Piece]:
    """The clauses in the order of the text; anchors depend on labels, not on the words between them."""
    taken: dict[str, int] = {}
    if root.paragraphs:
        yield _preamble(root)
        taken[PREAMBLE] = 1
    anchors: dict[int, str] = {}
    counted: dict[tuple[int, str], int] = {}
    for node in root.walk():
        parent = anchors.get(id(node.parent), "") if node.parent is not None else ""
        place = (id(node.parent), node.kind)
        counted[place] = counted.get(place, 0) + 1
        anchor = _free(_anchor(node, parent, counted[place]), taken)
        anchors[id(node)] = anchor
        own = [node.text] if node.text and not node.heading else []
        own += [paragraph for paragraph, _ in node.paragraphs]
        ends = [node.span.end, *(start + len(paragraph) for paragraph, start in node.paragraphs)]
        yield Piece(
            anchor=anchor[:100],
            kind=node.kind,
            level=_depth(node),
            label=node.label[:60],
            path=node.path[:200],
            heading=node.heading,
            text="\n".join(own),
            start=node.span.start,
            end=max(ends),
            parent_anchor=parent[:100],
        )


def field_of(piece: Placed, by_anchor: Mapping[str, Placed]) -> str:
    """The field of a plan in which a clause stands: the nearest heading above, its own included."""
    above = piece
    while not above.heading and above.parent_anchor in by_anchor:
        above = by_anchor[above.parent_anchor]
    return f"{above.path}. {above.heading}"[:LONGEST_FIELD] if above.heading else ""


def _preamble(root: Node) -> Piece:
    first, last = root.paragraphs[0], root.paragraphs[-1]
    text = "\n".join(paragraph for paragraph, _ in root.paragraphs)
    return Piece(PREAMBLE, "preamble", 0, "", "", "", text, first[1], last[1] + len(last[0]), "")


def _anchor(node: Node, parent: str, count: int) -> str:
    label = str(count) if node.kind in ("dash", "plus") else _in_address(node.label)
    name = _name(node)
    if name and not label.startswith(f"{name}-"):
        label = f"{name}-{label}"
    if node.kind in _ALONE or not parent:
        return label or "doan"
    return f"{parent}-{label}" if label else parent


def _name(node: Node) -> str:
    if node.kind in ("number", "decimal"):
        below_article = node.parent is not None and node.parent.kind == "article"
        alone = node.parent is None or node.parent.rank == 0
        return "khoan" if below_article else "muc" if alone else ""
    return _NAMES.get(node.kind, "")


@lru_cache(maxsize=5_000)
def _in_address(label: str) -> str:
    # đ comes after d in an enumeration (điểm đ, Điều 5đ), so folding must not make them one address.
    return _NOT_IN_ADDRESS.sub("-", fold(_LETTER_DD.sub("dd", label))).strip("-")


def _free(anchor: str, taken: dict[str, int]) -> str:
    """A second clause of the same labels (an annex that counts anew) gets a number behind."""
    taken[anchor] = taken.get(anchor, 0) + 1
    return anchor if taken[anchor] == 1 else _free(f"{anchor}-lan-{taken[anchor]}", taken)


def _depth(node: Node) -> int:
    depth, above = 0, node.parent
    while above is not None and above.rank > 0:
        depth, above = depth + 1, above.parent
    return depth
