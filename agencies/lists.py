"""Lists as people like to have them: the columns they choose, and what is kept under a name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from django.http import QueryDict
from django.utils.functional import Promise

from agencies.models import Membership, SavedView, User
from agencies.statuses import STAFF

Row = TypeVar("Row")

#: Asked for everything, though one of the views opens by itself.
EVERYTHING: Final = "tat-ca"
#: The names of an address that say which page of the list is shown.
_PAGES: Final = ("p", "trang", EVERYTHING)


@dataclass(frozen=True)
class Column(Generic[Row]):
    key: str
    title: Promise | str
    value: Callable[[Row], Any]
    first: bool = False
    """Shown until other columns are chosen."""
    width: int = 20
    """How wide it is on paper, against the others."""
    fixed: bool = False
    """Names the line, and is always shown."""


def chosen(columns: Sequence[Column[Row]], keys: Iterable[str]) -> list[Column[Row]]:
    """The columns asked for, in the order of the list; the usual ones where none is."""
    wanted = set(keys) & {column.key for column in columns if not column.fixed}
    return [
        column for column in columns if column.fixed or (column.key in wanted if wanted else column.first)
    ]


def office_of(user: User) -> int | None:
    """The agency whose secretariat the person is of; its people share views."""
    seats = Membership.objects.valid().filter(user=user, role__in=STAFF)
    return seats.order_by("pk").values_list("agency_id", flat=True).first()


def views_of(user: User, place: str) -> list[SavedView]:
    """What somebody of the secretariat has kept of a list, with what colleagues share."""
    return list(SavedView.objects.offered_to(user, place, [office_of(user) or 0]))


def opening(views: Iterable[SavedView], user: Any, asked: QueryDict) -> SavedView | None:
    """The view that opens by itself, when nothing else is asked for."""
    if asked:
        return None
    return next((view for view in views if view.default and view.query and view.owner == user), None)


def without_page(query: str) -> str:
    kept = QueryDict(query, mutable=True)
    for name in _PAGES:
        kept.pop(name, None)
    return kept.urlencode()
