"""The columns a register can have on the screen, and in the list that goes out as it is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.lists import Column
from documents.books.book import CHUNK, Book
from documents.books.registers import keeper_of
from documents.models import Arrival, Entry, Register
from documents.statuses import Direction, Part
from vietnamese.dates import short

NUMBER: Final = "so"
SUBJECT: Final = "trich-yeu"
STATE: Final = "tinh-trang"


def _of_paper(entry: Entry, name: str) -> str:
    return str(getattr(entry.document, name)) if entry.document else ""


def _recipients(entry: Entry) -> str:
    return _of_paper(entry, "recipients").replace("\n", "; ")


def _keeper(entry: Entry) -> str:
    return keeper_of(_of_paper(entry, "recipients"))


def _subject(entry: Entry) -> str:
    return f"{entry.document.type.name} {entry.document.subject}" if entry.document else ""


def _by_whom(entry: Entry) -> str:
    at = timezone.localtime(entry.taken_at)
    return f"{entry.taken_by.get_full_name()}, {at:%H:%M} {short(at.date())}"


def _state(entry: Entry) -> str:
    if entry.voided_at or not entry.document:
        return entry.note
    published = _("Published") if entry.document.live else _("Not published")
    return "; ".join(filter(None, [entry.note, published]))


def _handlers(arrival: Arrival, part: Part) -> str:
    return "; ".join(one.agency.shown for one in arrival.handlers.all() if one.part == part)


def _progress(arrival: Arrival) -> str:
    if arrival.entry.voided_at:
        return arrival.entry.note
    if arrival.done_on:
        return ": ".join(filter(None, [_("Dealt with"), arrival.reply.code if arrival.reply else ""]))
    return _("Overdue") if arrival.overdue() else _("Being dealt with")


OF_OURS: Final[list[Column[Entry]]] = [
    Column(NUMBER, gettext_lazy("Number and symbol"), lambda row: row.printed, width=24, fixed=True),
    Column("ngay", gettext_lazy("Date"), lambda row: row.on, first=True),
    Column(SUBJECT, gettext_lazy("Type and subject"), _subject, first=True, width=60),
    Column("nguoi-ky", gettext_lazy("Signer"), lambda row: _of_paper(row, "signer"), first=True, width=26),
    Column("noi-nhan", gettext_lazy("Recipients"), _recipients, width=40),
    Column("ban-luu", gettext_lazy("Who keeps the copy"), _keeper),
    Column("nguoi-cap", gettext_lazy("Taken by"), _by_whom, first=True, width=28),
    Column(STATE, gettext_lazy("State"), _state, first=True, width=28),
]
OF_ARRIVALS: Final[list[Column[Arrival]]] = [
    Column(NUMBER, gettext_lazy("Arrival number"), lambda row: row.entry.printed, width=14, fixed=True),
    Column("ngay-den", gettext_lazy("Day of arrival"), lambda row: row.entry.on, first=True),
    Column("tac-gia", gettext_lazy("Author"), lambda row: row.author, first=True, width=32),
    Column("ky-hieu", gettext_lazy("Number and symbol"), lambda row: row.code, first=True, width=24),
    Column("ngay", gettext_lazy("Date"), lambda row: row.dated, first=True),
    Column(
        SUBJECT,
        gettext_lazy("Type and subject"),
        lambda row: f"{row.type.name} {row.subject}",
        first=True,
        width=60,
    ),
    Column("do-khan", gettext_lazy("Urgency"), lambda row: row.get_urgency_display() if row.urgency else ""),
    Column(
        "don-vi",
        gettext_lazy("Who deals with it"),
        lambda row: _handlers(row, Part.LEAD),
        first=True,
        width=28,
    ),
    Column("phoi-hop", gettext_lazy("Who helps"), lambda row: _handlers(row, Part.COORDINATE), width=32),
    Column("han", gettext_lazy("Deadline"), lambda row: row.due_on, first=True),
    Column(STATE, gettext_lazy("State"), _progress, first=True, width=24),
    Column("xong", gettext_lazy("Dealt with on"), lambda row: row.done_on),
    Column("tra-loi", gettext_lazy("Reply"), lambda row: row.reply.code if row.reply else "", width=24),
    Column("ket-qua", gettext_lazy("Outcome"), lambda row: row.outcome, width=36),
    Column("nguoi-vao-so", gettext_lazy("Entered by"), lambda row: _by_whom(row.entry), width=28),
]


def columns_of(register: Register) -> Sequence[Column[Any]]:
    return OF_ARRIVALS if register.direction == Direction.INCOMING else OF_OURS


def as_shown(register: Register, shown: Sequence[Column[Any]]) -> Book:
    """The list on the screen as a list to print: its columns, under the name of its register."""
    return Book(
        "danh-sach",
        f"DANH SÁCH TRONG {register.name.upper()}",
        tuple(str(column.title) for column in shown),
        tuple(column.width for column in shown),
        partial(_rows, shown),
        "NGƯỜI LẬP",
    )


def _rows(shown: Sequence[Column[Any]], found: Any) -> Iterator[list[Any]]:
    for row in found.listed().iterator(CHUNK):
        yield [column.value(row) for column in shown]
