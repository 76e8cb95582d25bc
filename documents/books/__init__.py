"""The books of decree 30/2020 (Annexes IV to VI); the words of the headings are the decree's."""

from documents.books.book import Book
from documents.books.registers import BY_POST, INCOMING, LENT, OUTGOING, TRACKING, progress_of
from documents.books.reports import ARRIVALS, DEPARTURES
from documents.models import Register
from documents.statuses import Direction


def books_of(register: Register) -> dict[str, Book]:
    """The books a register is printed as, the usual one first."""
    incoming = register.direction == Direction.INCOMING
    found = (INCOMING, TRACKING, ARRIVALS, LENT) if incoming else (OUTGOING, DEPARTURES, BY_POST, LENT)
    return {book.slug: book for book in found}


__all__ = ["Book", "books_of", "progress_of"]
