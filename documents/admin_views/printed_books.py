"""A register as pages to print: at once, or in the background when it is long."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from documents.admin_views.book_filters import ArrivalFilter, EntryFilter
from documents.books import Book, books_of
from documents.books.book import Numbers
from documents.books.columns import as_shown
from documents.books.covers import cover_of
from documents.models import Register
from documents.printing import PRINTED, Paper
from documents.statuses import Direction
from jobs.actions import Progress, WorkFailed, start, work
from jobs.made import keep
from jobs.models import Job
from vietnamese.dates import short

PRINT = "print_register"
#: A PDF of more lines is made by a worker: its pages stay in memory until the last is drawn.
AT_ONCE: Final = 3_000
_TELL_EVERY: Final = 500
#: What a cover has room for after "Quyển số".
LONGEST_VOLUME: Final = 10


def filters_of(register: Register, year: int, asked: QueryDict) -> EntryFilter:
    incoming = register.direction == Direction.INCOMING
    return (ArrivalFilter if incoming else EntryFilter)(asked, register=register, year=year)


def offered_by(filters: EntryFilter) -> dict[str, Book]:
    """What a register goes out as: the lists of the decree, and the list as it is shown."""
    shown = as_shown(filters.register, filters.shown())
    return {**books_of(filters.register), shown.slug: shown}


def book_of(filters: EntryFilter, asked: QueryDict) -> Book:
    """The list that is asked for; the register itself unless another is named."""
    kinds = offered_by(filters)
    return kinds.get(asked.get("so", ""), next(iter(kinds.values())))


def paper_of(filters: EntryFilter, book: Book, asked: QueryDict, rows: Any = None) -> Paper:
    """Pages to print; with the cover of the decree where it is wanted and the book has one."""
    register = filters.register
    first, last = map(short, filters.period())
    below = [register.agency.name, _("From %(first)s to %(last)s") % {"first": first, "last": last}]
    rows = book.rows(filters.printed()) if rows is None else rows
    cover = None
    if asked.get("bia") and book.numbers is not Numbers.NO_COVER:
        volume = asked.get("quyen", "").strip()[:LONGEST_VOLUME]
        cover = cover_of(register, book, filters.printed(), filters.period(), volume)
    return Paper(book.title, below, book.headings, book.widths, rows, book.signed, cover=cover)


def is_long(filters: EntryFilter, form: str) -> bool:
    return form == "pdf" and filters.printed().order_by().count() > AT_ONCE


def print_later(user: Any, register: Register, year: int, asked: QueryDict) -> Job:
    title = _("Print “%(name)s”") % {"name": f"{register.name} {year}"}
    return start(PRINT, user, title, register=register.pk, year=year, asked=asked.urlencode())


@work(PRINT)
def print_register(progress: Progress) -> dict[str, Any]:
    said = progress.arguments
    register = Register.objects.select_related("agency").filter(pk=said["register"]).first()
    if register is None:
        raise WorkFailed("Không còn sổ này.")
    asked = QueryDict(said["asked"])
    filters = filters_of(register, said["year"], asked)
    book = book_of(filters, asked)
    total = filters.printed().order_by().count()
    write, _type = PRINTED["pdf"]
    paper = paper_of(filters, book, asked, _told(book.rows(filters.printed()), progress, total))
    made = keep(progress.job, f"{book.slug}-{said['year']}.pdf", partial(write, paper))
    progress.tell(total, total)
    return made


def _told(rows: Any, progress: Progress, total: int) -> Any:
    for number, row in enumerate(rows):
        if number % _TELL_EVERY == 0:
            progress.tell(number, total)
        yield row
