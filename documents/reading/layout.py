"""Which column of a table says what: the rows of headings, and where the tasks begin."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from vietnamese.text import clean, fold

Row = Sequence[str]

_TASK = re.compile(
    r"nhiem vu|noi dung|cong viec|hoat dong|giai phap|ten van ban|muc tieu|chi tieu|viec|de an|du an"
)
_ROLES = (
    ("number", re.compile(r"^(?:tt|stt|so tt|so thu tu|so)$")),
    ("part", re.compile(r"^vai tro")),
    ("task", re.compile(r"^(?:ten )?(?:nhiem vu|noi dung|cong viec|hoat dong)")),
    ("both", re.compile(r"chu tri.*phoi hop|phoi hop.*chu tri")),
    ("help", re.compile(r"phoi hop|tham gia|cung thuc hien|ho tro")),
    (
        "lead",
        re.compile(
            r"chu tri|(?:co quan|don vi|nguoi|to chuc|bo phan|phong) "
            r"(?:duoc giao|(?:to chuc )?thuc hien|chiu trach nhiem|dau moi|tham muu|phu trach|trinh)|"
            r"phan cong|^dau moi|co quan, don vi thuc hien"
        ),
    ),
    (
        "time",
        re.compile(
            r"thoi (?:gian|han|diem)|tien do|han hoan thanh|^hoan thanh|lo trinh|^han |^thang$|^ngay$|^tuan$"
        ),
    ),
    ("product", re.compile(r"san pham|ket qua|dau ra")),
    ("task", _TASK),
)
_HEADER_REACH = 10
_MAX_HEADER = 120


@dataclass
class Layout:
    """Which column says what, and where the rows begin."""

    columns: dict[str, int] = field(default_factory=dict)
    first_row: int = 0


def layout_of(table: Sequence[Row]) -> Layout | None:
    """Find the rows of headings; they may be two, with "chủ trì" and "phối hợp" below one heading."""
    for at, row in enumerate(table[:_HEADER_REACH]):
        columns = _with_task(row, _columns(row))
        if "task" not in columns:
            continue
        first = at + 1
        if first < len(table) and (below := _parted(row, table[first])):
            columns = {role: place for role, place in columns.items() if role != "both"} | below
            first += 1
        if {"lead", "help", "both"} & set(columns):
            return Layout(columns, first)
    return None


def _parted(above: Row, row: Row) -> dict[str, int]:
    """Return the headings of a second row: each stands below one that is merged over several columns.

    A row of tasks is none, whatever words are in it: nothing above it is merged.
    """
    found = _columns(row)
    parts = {
        role: place
        for role, place in found.items()
        if role in ("lead", "help", "time", "both")
        and _is_merged(above, place)
        and row[place] != above[place]
    }
    same = all(
        not cell.strip() or place in parts.values() or cell == above[place] or _is_merged(above, place)
        for place, cell in enumerate(row[: len(above)])
    )
    return parts if same else {}


def _is_merged(row: Row, at: int) -> bool:
    beside = (place for place in (at - 1, at + 1) if 0 <= place < len(row))
    return at < len(row) and any(row[place] == row[at] for place in beside)


def _with_task(row: Row, columns: dict[str, int]) -> dict[str, int]:
    """A table of who leads has its tasks in the first column that says nothing else: "Tên văn bản"."""
    if "task" in columns or "lead" not in columns or len(row) < 3:
        return columns
    free = (place for place, cell in enumerate(row) if cell.strip() and place not in columns.values())
    place = next(free, None)
    return columns if place is None or place > columns["lead"] else columns | {"task": place}


def _columns(row: Row) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(row):
        if len(cell) > _MAX_HEADER:
            continue
        heading = " ".join(fold(clean(cell)).split())
        role = next((role for role, pattern in _ROLES if pattern.search(heading)), None)
        if role and role not in found:
            found[role] = place
    return found
