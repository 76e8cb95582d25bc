"""The columns and orders a working list can have, on screen and in its file alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import F
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agencies.lists import Column
from tasks.marks import marks_of
from tasks.models import Assignment
from tasks.querysets import AssignmentQuerySet


@dataclass(frozen=True)
class Order:
    key: str
    title: Promise | str
    by: tuple[Any, ...]


def _timing(part: Assignment) -> str:
    return "; ".join(str(mark.words) for mark in marks_of(part))


COLUMNS: Final[list[Column[Assignment]]] = [
    Column("co-quan", _("Agency"), lambda part: part.agency.shown, first=True),
    Column("vai-tro", _("Part"), lambda part: part.get_part_display(), first=True),
    Column("han", _("Due on"), lambda part: part.due_on, first=True),
    Column("tinh-trang", _("State"), _timing, first=True),
    Column("van-ban", pgettext_lazy("paper", "Document"), lambda part: part.task.document.code, first=True),
    Column("muc", _("Clause"), lambda part: part.task.path, first=True),
    Column("linh-vuc", pgettext_lazy("plan", "Field"), lambda part: part.task.field),
    Column("can-bo", _("Who does it"), lambda part: part.officer.get_full_name() if part.officer else ""),
    Column("ngay-giao", _("Given on"), lambda part: part.task.given_on),
    Column("ngay-xong", _("Done on"), lambda part: part.done_on),
    Column("tin-cuoi", _("Last heard of on"), lambda part: part.heard_on),
    Column("cau-giao", _("Sentence that gives it"), lambda part: part.task.told_quote),
]

_BY_DATE = (F("due_on").asc(nulls_last=True), "task__document_id", "task__order", "-part", "pk")
ORDERS: Final = [
    Order("han", _("The earliest date first"), _BY_DATE),
    Order("han-muon", _("The latest date first"), (F("due_on").desc(nulls_last=True), "pk")),
    Order("im-lang", _("The longest silent first"), ("heard_on", "pk")),
    Order("co-quan", _("By agency"), ("agency__name", *_BY_DATE)),
    Order("van-ban", _("By document"), ("task__document_id", "task__order", "-part", "pk")),
]


def ordered(parts: AssignmentQuerySet, key: str) -> AssignmentQuerySet:
    order = next((order for order in ORDERS if order.key == key), ORDERS[0])
    return parts.order_by(*order.by)
