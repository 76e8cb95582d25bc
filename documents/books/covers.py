"""The cover of a printed register: its agency, its days, and from which number to which."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from django.db.models import Max, Min

from documents.books.book import Book, Numbers
from documents.models import Entry, Register
from documents.printing.cover import Cover
from documents.printing.paper import DOTS

#: A register of more series than this leaves the numbers of its cover to be written by hand.
MOST_SERIES: Final = 6
_BY_HAND: Final = f"Từ số {DOTS} đến số {DOTS}"


def cover_of(register: Register, book: Book, found: Any, days: tuple[date, date], volume: str) -> Cover:
    """`found` are the lines of the book."""
    agency, (first, last) = register.agency, days
    above = agency.parent or agency.host
    told: list[str] = []
    if book.numbers is Numbers.OF_THE_LINES:
        told = list(_numbers(found))
    if book.numbers is Numbers.BY_HAND or (book.numbers is Numbers.OF_THE_LINES and not told):
        told = [_BY_HAND]
    return Cover(above.name if above else "", agency.name, book.title, first, last, told, volume)


def _numbers(found: Any) -> Iterator[str]:
    """A line for each series; a word before it where there are several."""
    entries = Entry.objects.filter(pk__in=found.order_by().values("pk" if found.model is Entry else "entry"))
    series = list(
        entries.order_by("register_year__year", "register_year__type__order")
        .values("register_year", "register_year__year", "register_year__type__name")
        .annotate(low=Min("number"), high=Max("number"))
    )
    if len(series) > MOST_SERIES:
        return
    years = {one["register_year__year"] for one in series}
    for one in series:
        at_the_end = entries.filter(register_year=one["register_year"], number=one["high"])
        suffix = at_the_end.aggregate(last=Max("suffix"))["last"]
        year = f"năm {one['register_year__year']}" if len(years) > 1 else ""
        name = " ".join(filter(None, [one["register_year__type__name"], year]))
        line = f"ừ số {one['low']:02d} đến số {one['high']:02d}{suffix}"
        yield f"{name[0].upper()}{name[1:]}: t{line}" if name else f"T{line}"
