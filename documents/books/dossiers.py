"""The lists of dossiers (decree 30/2020, Annex V; Annex VI, V.5 and V.6), and of papers to be destroyed.

The words of the headings are the decree's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Q

from documents.archive.querysets import DisposalLineQuerySet, DossierLineQuerySet, DossierQuerySet
from documents.books.book import CHUNK, Book
from documents.statuses import Verdict
from vietnamese.counting import in_words
from vietnamese.dates import short


def _index(lines: DossierLineQuerySet) -> Iterator[list[Any]]:
    """A paper whose reader may not see it is not among `lines`; places are those of the dossier."""
    for line in lines.listed().order_by("number").iterator(CHUNK):
        paper = line.document
        yield [
            line.number,
            paper.code if paper else line.code,
            paper.issued_on if paper else line.dated,
            f"{paper.type.name} {paper.subject}" if paper else line.title,
            paper.issuer_name if paper else line.author,
            line.sheets,
            "; ".join(filter(None, [line.note, paper.disposed_under if paper else ""])),
        ]


def _catalogue(dossiers: DossierQuerySet) -> Iterator[list[Any]]:
    """Headings and subheadings have lines of their own, as in the decree's form."""
    heading = subheading = ""
    for dossier in dossiers.in_order().select_related("keeper").iterator(CHUNK):
        if dossier.heading != heading:
            heading, subheading = dossier.heading, ""
            yield [None, heading, None, None, None]
        if dossier.subheading != subheading:
            subheading = dossier.subheading
            yield [None, subheading, None, None, None]
        yield [dossier.code, dossier.title, dossier.term, dossier.keeper.get_full_name(), dossier.note]


def counts_of_catalogue(dossiers: DossierQuerySet) -> list[str]:
    """What the decree's form says above the table."""
    told = dossiers.order_by().aggregate(
        total=Count("pk"), permanent=Count("pk", filter=Q(retention=None)), term=Count("retention")
    )
    return [
        f"Danh mục hồ sơ này có {told['total']} hồ sơ, bao gồm: "
        f"{told['permanent']} hồ sơ bảo quản vĩnh viễn; {told['term']} hồ sơ bảo quản có thời hạn."
    ]


def _handed_over(dossiers: DossierQuerySet) -> Iterator[list[Any]]:
    for place, dossier in enumerate(dossiers.in_order().prefetch_related("lines").iterator(CHUNK), 1):
        last = short(dossier.ended_on) if dossier.ended_on else ""
        yield [
            place,
            dossier.code,
            dossier.title,
            f"{short(dossier.started_on)} – {last}",
            dossier.term,
            _pages([line.sheets for line in dossier.lines.all()]),
            dossier.note,
        ]


def _pages(sheets: list[str]) -> str:
    """The last sheet number that is written, for that is how many the dossier has."""
    return next((text for text in reversed(sheets) if text), "")


def counts_of_handover(count: int) -> list[str]:
    """What the decree's form says below the table."""
    return [
        f"Mục lục này gồm: {count:02d} hồ sơ (đơn vị bảo quản).",
        f"Viết bằng chữ: {in_words(count).capitalize()} hồ sơ (đơn vị bảo quản).",
    ]


def _to_be_destroyed(lines: DisposalLineQuerySet) -> Iterator[list[Any]]:
    for place, line in enumerate(lines.listed().order_by("pk").iterator(CHUNK), 1):
        paper = line.document
        kept = line.get_verdict_display() if line.verdict == Verdict.KEEP else ""
        yield [
            place,
            paper.code,
            paper.issued_on,
            f"{paper.type.name} {paper.subject}",
            paper.issuer_name,
            line.term,
            "; ".join(filter(None, [kept, line.reason, line.said])),
        ]


INDEX = Book(
    "muc-luc-van-ban",
    "MỤC LỤC VĂN BẢN, TÀI LIỆU",
    (
        "STT",
        "Số, ký hiệu văn bản",
        "Ngày tháng năm văn bản",
        "Tên loại và trích yếu nội dung văn bản",
        "Tác giả văn bản",
        "Tờ số/ Trang số",
        "Ghi chú",
    ),
    (10, 28, 22, 80, 44, 18, 30),
    _index,
    "NGƯỜI LẬP",
)
CATALOGUE = Book(
    "danh-muc-ho-so",
    "DANH MỤC HỒ SƠ",
    (
        "Số và ký hiệu hồ sơ",
        "Tên đề mục và tiêu đề hồ sơ",
        "Thời hạn bảo quản",
        "Người lập hồ sơ",
        "Ghi chú",
    ),
    (24, 110, 26, 40, 40),
    _catalogue,
    "NGƯỜI LẬP",
)
HANDED_OVER = Book(
    "muc-luc-ho-so",
    "MỤC LỤC HỒ SƠ, TÀI LIỆU NỘP LƯU",
    (
        "Số TT",
        "Số, ký hiệu hồ sơ",
        "Tiêu đề hồ sơ",
        "Thời gian tài liệu",
        "Thời hạn bảo quản",
        "Số tờ/ Số trang",
        "Ghi chú",
    ),
    (10, 24, 90, 42, 24, 20, 32),
    _handed_over,
    "Người lập (Ký và ghi rõ họ và tên, chức vụ)",
)
DISPOSAL = Book(
    "tai-lieu-het-gia-tri",
    "DANH MỤC TÀI LIỆU HẾT GIÁ TRỊ",
    (
        "STT",
        "Số, ký hiệu văn bản",
        "Ngày tháng năm văn bản",
        "Tên loại và trích yếu nội dung văn bản",
        "Tác giả văn bản",
        "Thời hạn bảo quản",
        "Ghi chú",
    ),
    (10, 26, 22, 76, 40, 36, 34),
    _to_be_destroyed,
    "NGƯỜI LẬP",
)
