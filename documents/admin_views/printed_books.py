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
from sheets.writing import write_xlsx
from vietnamese.dates import short

PRINT = "print_register"
#: What takes longer than a person waits for, beyond so many lines.
LONG_TO_MAKE: Final = ("pdf", "docx", "xlsx")
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
    return form in LONG_TO_MAKE and filters.printed().order_by().count() > AT_ONCE


def print_later(user: Any, filters: EntryFilter, form: str, asked: QueryDict) -> Job:
    register, year = filters.register, filters.year
    title = _("Print “%(name)s”") % {"name": f"{register.name} {year}"}
    return start(PRINT, user, title, register=register.pk, year=year, form=form, asked=asked.urlencode())


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
    rows, form = _told(book.rows(filters.printed()), progress, total), said.get("form", "pdf")
    if form in PRINTED:
        write = partial(PRINTED[form][0], paper_of(filters, book, asked, rows))
    else:
        write = partial(write_xlsx, book.headings, rows)
    made = keep(progress.job, f"{book.slug}-{said['year']}.{form}", write)
    progress.tell(total, total)
    return made


def _told(rows: Any, progress: Progress, total: int) -> Any:
    for number, row in enumerate(rows):
        if number % _TELL_EVERY == 0:
            progress.tell(number, total)
        yield row
