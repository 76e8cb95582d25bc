"""The two reports of decree 30/2020, Annex VI, part V: how papers that came in and that went out stand.

The decree names them without columns. The figures are those reported everywhere: how many, done in time and
late, being done in time and late (decision 42/2014, as amended).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Count, F, FilteredRelation, Q
from django.utils import timezone

from documents.books.book import Book
from documents.querysets import ArrivalQuerySet, EntryQuerySet
from documents.statuses import Manner, Part


def _arrivals(arrivals: ArrivalQuerySet) -> Iterator[list[Any]]:
    today = timezone.localdate()
    late, overdue = Q(done_on__gt=F("due_on")), Q(done_on=None, due_on__lt=today)
    done, waiting = Q(done_on__isnull=False), Q(done_on=None)
    found = (
        arrivals.filter(entry__voided_at=None)
        .annotate(head=FilteredRelation("handlers", condition=Q(handlers__part=Part.LEAD)))
        .order_by("head__agency__name")
        .values("head__agency__name")
        .annotate(
            total=Count("pk", distinct=True),
            in_time=Count("pk", filter=done & (Q(due_on=None) | Q(done_on__lte=F("due_on"))), distinct=True),
            late=Count("pk", filter=late, distinct=True),
            running=Count("pk", filter=waiting & (Q(due_on=None) | Q(due_on__gte=today)), distinct=True),
            waiting_late=Count("pk", filter=overdue, distinct=True),
        )
    )
    columns = ("head__agency__name", "total", "in_time", "late", "running", "waiting_late")
    yield from _with_sums(
        [name or "Chưa phân công", *figures] for name, *figures in found.values_list(*columns)
    )


def _departures(entries: EntryQuerySet) -> Iterator[list[Any]]:
    held = Q(voided_at=None, document__isnull=False)
    found = (
        entries.order_by("document__type__order", "document__type__name")
        .values("document__type__name")
        .annotate(
            total=Count("pk"),
            issued=Count("pk", filter=held & Q(document__live=True)),
            waiting=Count("pk", filter=Q(voided_at=None) & ~Q(document__live=True)),
            void=Count("pk", filter=Q(voided_at__isnull=False)),
            out_of_turn=Count("pk", filter=~Q(manner=Manner.IN_TURN)),
        )
    )
    columns = ("document__type__name", "total", "issued", "waiting", "void", "out_of_turn")
    yield from _with_sums(
        [name or "Không gắn văn bản", *figures] for name, *figures in found.values_list(*columns)
    )


def _with_sums(rows: Iterable[list[Any]]) -> Iterator[list[Any]]:
    """The rows numbered, and the sum of every column below them."""
    sums: list[int] = []
    for number, (name, *figures) in enumerate(rows, start=1):
        sums = [one + more for one, more in zip(sums or [0] * len(figures), figures, strict=True)]
        yield [number, name, *figures]
    if sums:
        yield [None, "Tổng cộng", *sums]


ARRIVALS = Book(
    "tinh-hinh-den",
    "BÁO CÁO TÌNH HÌNH GIẢI QUYẾT VĂN BẢN ĐẾN",
    (
        "STT",
        "Đơn vị hoặc người nhận",
        "Tổng số văn bản đến",
        "Đã giải quyết đúng hạn",
        "Đã giải quyết quá hạn",
        "Đang giải quyết trong hạn",
        "Đang giải quyết quá hạn",
    ),
    (12, 90, 30, 30, 30, 30, 30),
    _arrivals,
    "NGƯỜI LẬP BÁO CÁO",
)
DEPARTURES = Book(
    "tinh-hinh-di",
    "BÁO CÁO TÌNH HÌNH GIẢI QUYẾT VĂN BẢN ĐI",
    (
        "STT",
        "Tên loại văn bản",
        "Tổng số đã cấp số",
        "Đã phát hành",
        "Chưa phát hành",
        "Số đã hủy",
        "Chèn số hoặc lùi ngày",
    ),
    (12, 90, 30, 30, 30, 30, 30),
    _departures,
    "NGƯỜI LẬP BÁO CÁO",
)
