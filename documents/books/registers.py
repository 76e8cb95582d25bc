"""The printed registers of decree 30/2020, Annex IV; the words of the headings are the decree's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils import timezone

from documents.books.book import CHUNK, Book, Numbers
from documents.models import Arrival, Distribution, Lending
from documents.querysets import ArrivalQuerySet, EntryQuerySet
from vietnamese.dates import short


def _outgoing(entries: EntryQuerySet) -> Iterator[list[Any]]:
    for entry in entries.select_related("document__type").defer("document__text").iterator(CHUNK):
        paper = entry.document
        yield [
            entry.printed,
            entry.on,
            f"{paper.type.name} {paper.subject}" if paper else "",
            paper.signer if paper else "",
            paper.recipients.replace("\n", "; ") if paper else "",
            keeper_of(paper.recipients) if paper else "",
            None,
            entry.on if paper and paper.live else None,
            None,
            entry.note,
        ]


def keeper_of(recipients: str) -> str:
    """ "- Lưu: VT, PC." names who keeps the copy."""
    for line in recipients.splitlines():
        words = line.strip(" -.;")
        if words.casefold().startswith("lưu"):
            return words.split(":", 1)[-1].strip()
    return ""


def _incoming(arrivals: ArrivalQuerySet) -> Iterator[list[Any]]:
    for arrival in arrivals.listed().iterator(CHUNK):
        lead, void = arrival.lead, arrival.entry.voided_at
        notes = [arrival.entry.note if void else "", arrival.get_secrecy_display() if arrival.secrecy else ""]
        notes += [arrival.get_urgency_display() if arrival.urgency else ""]
        yield [
            arrival.entry.on,
            arrival.entry.printed,
            arrival.author,
            arrival.code,
            arrival.dated,
            f"{arrival.type.name} {arrival.subject}",
            lead.agency.name if lead else "",
            timezone.localdate(arrival.entry.taken_at) if lead else None,
            None,
            "; ".join(filter(None, notes)),
        ]


def _tracking(arrivals: ArrivalQuerySet) -> Iterator[list[Any]]:
    for arrival in arrivals.filter(entry__voided_at=None).listed().iterator(CHUNK):
        dated = f"ngày {short(arrival.dated)}" if arrival.dated else ""
        yield [
            arrival.entry.printed,
            " ".join(filter(None, (arrival.shown, dated, "của", arrival.author))),
            "; ".join(one.agency.name for one in arrival.handlers.all()),
            arrival.due_on,
            progress_of(arrival, timezone.localdate()),
            arrival.reply.code if arrival.reply else "",
            arrival.outcome,
        ]


def _by_post(entries: EntryQuerySet) -> Iterator[list[Any]]:
    """One line for each recipient outside: what goes there goes by post."""
    sent = Distribution.objects.filter(agency=None, document__entry__in=entries.order_by().values("pk"))
    sent = sent.select_related("document__entry").defer("document__text").order_by("delivered_at", "pk")
    for row in sent.iterator(CHUNK):
        again = f"Gửi lại {short(timezone.localdate(row.resent_at))}" if row.resent_at else ""
        yield [
            timezone.localdate(row.delivered_at),
            row.document.entry.printed,
            row.outside,
            1,
            None,
            again,
        ]


def _lent(entries: EntryQuerySet | ArrivalQuerySet) -> Iterator[list[Any]]:
    """Who used the kept copies of the papers of a register, from the first day on."""
    place = "document__entry__arrival__in" if entries.model is Arrival else "document__entry__in"
    found = Lending.objects.filter(**{place: entries.order_by().values("pk")}).listed()
    found = found.prefetch_related("document__dossier_lines__dossier")
    for row in found.iterator(CHUNK):
        paper = row.document
        day = f"\n{short(paper.issued_on)}" if paper.issued_on else ""
        yield [
            row.on,
            row.borrower,
            f"{paper.code}{day}",
            f"{paper.type.name} {paper.subject}",
            "; ".join(line.dossier.code for line in paper.dossier_lines.all()),
            None,
            row.returned_on,
            row.allowed_by,
            row.note,
        ]


def progress_of(arrival: Arrival, at: date) -> str:
    """How far a paper is, as the book says it."""
    if arrival.done_on is not None:
        late = arrival.due_on is not None and arrival.done_on > arrival.due_on
        return f"Đã giải quyết {short(arrival.done_on)}{' (quá hạn)' if late else ''}"
    return "Quá hạn" if arrival.overdue(at) else "Đang giải quyết"


OUTGOING = Book(
    "van-ban-di",
    "SỔ ĐĂNG KÝ VĂN BẢN ĐI",
    (
        "Số, ký hiệu văn bản",
        "Ngày tháng văn bản",
        "Tên loại và trích yếu nội dung văn bản",
        "Người ký",
        "Nơi nhận văn bản",
        "Đơn vị, người nhận bản lưu",
        "Số lượng bản",
        "Ngày chuyển",
        "Ký nhận",
        "Ghi chú",
    ),
    (22, 20, 60, 22, 36, 22, 14, 18, 16, 24),
    _outgoing,
    numbers=Numbers.OF_THE_LINES,
)
INCOMING = Book(
    "van-ban-den",
    "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN",
    (
        "Ngày đến",
        "Số đến",
        "Tác giả",
        "Số, ký hiệu văn bản",
        "Ngày tháng văn bản",
        "Tên loại và trích yếu nội dung văn bản",
        "Đơn vị hoặc người nhận",
        "Ngày chuyển",
        "Ký nhận",
        "Ghi chú",
    ),
    (20, 13, 34, 24, 20, 62, 28, 20, 15, 22),
    _incoming,
    numbers=Numbers.OF_THE_LINES,
)
BY_POST = Book(
    "gui-buu-dien",
    "SỔ GỬI VĂN BẢN ĐI BƯU ĐIỆN",
    (
        "Ngày chuyển",
        "Số, ký hiệu văn bản",
        "Nơi nhận văn bản",
        "Số lượng bì",
        "Ký nhận và dấu bưu điện",
        "Ghi chú",
    ),
    (24, 34, 90, 20, 48, 36),
    _by_post,
    numbers=Numbers.BY_HAND,
)
LENT = Book(
    "su-dung-ban-luu",
    "SỔ SỬ DỤNG BẢN LƯU",
    (
        "Ngày tháng",
        "Họ tên người sử dụng",
        "Số, ký hiệu ngày tháng văn bản",
        "Tên loại và trích yếu nội dung văn bản",
        "Số và ký hiệu HS",
        "Ký nhận",
        "Ngày trả",
        "Người cho phép sử dụng",
        "Ghi chú",
    ),
    (20, 34, 30, 62, 22, 18, 20, 32, 24),
    _lent,
    numbers=Numbers.BY_HAND,
)
TRACKING = Book(
    "theo-doi",
    "SỔ THEO DÕI GIẢI QUYẾT VĂN BẢN ĐẾN",
    (
        "Số đến",
        "Tên loại, số, ký hiệu, ngày, tháng và tên cơ quan, tổ chức ban hành văn bản",
        "Đơn vị hoặc người nhận",
        "Thời hạn giải quyết",
        "Tiến độ giải quyết",
        "Số, ký hiệu văn bản trả lời",
        "Ghi chú",
    ),
    (13, 80, 50, 24, 34, 28, 30),
    _tracking,
    numbers=Numbers.UNSAID,
)
