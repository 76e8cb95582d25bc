"""The question as it stands in an address: checked, never trusted."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.statuses import Force
from search.asking import Query
from search.engines import Sort
from search.finding import PER_PAGE
from search.syntax import Written, read_fields
from search.text import syllables
from vietnamese.dates import parse
from vietnamese.text import clean

Chosen = TypeVar("Chosen", int, str)

LONGEST = 200
#: Numbers beyond this are no keys of ours, and PostgreSQL would not take them.
MOST_KEY = 2**31 - 1
MOST_PAGES = 5_000 // PER_PAGE
MOST_CHOSEN = 50
#: The words in an address for the orders there are.
SORTS = {"": Sort.RELEVANCE, "moi": Sort.NEWEST, "cu": Sort.OLDEST, "so": Sort.NUMBER}

ORDERS = {
    Sort.RELEVANCE: gettext_lazy("Relevance"),
    Sort.NEWEST: gettext_lazy("Newest"),
    Sort.OLDEST: gettext_lazy("Oldest"),
    Sort.NUMBER: gettext_lazy("Number"),
}

LABELS = {
    "loai": gettext_lazy("Type of document"),
    "co_quan": gettext_lazy("Issuing agency"),
    "nam": gettext_lazy("Year"),
    "hieu_luc": gettext_lazy("Effect"),
    "linh_vuc": gettext_lazy("Field of the plan"),
    "chu_tri": gettext_lazy("Leading agency"),
    "phoi_hop": gettext_lazy("Coordinating agency"),
    "tu_ngay": gettext_lazy("Issued from"),
    "den_ngay": gettext_lazy("Issued until"),
    "tai_ngay": gettext_lazy("In force on the day"),
    "so": gettext_lazy("Number and symbol"),
}


@dataclass(frozen=True)
class Asked:
    """A question, the text as it was typed, and where something was not usable, the sentences that say so.

    `days` are the days as typed; `errors` belong beside the field of that name.
    """

    query: Query
    typed: str
    days: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


def asked(data: QueryDict) -> Asked:
    """Read the parameters of an address; unusable values are left out and named."""
    problems: list[str] = []
    typed = _text(data, problems)
    written = read_fields(typed)
    problems += written.problems
    days, errors = _days(data, written)
    query = Query(
        text=written.text,
        number=written.number or clean(data.get("so", "").replace("\0", " ")).strip()[:80],
        types=_both(written.types, _numbers(data, "loai", problems)),
        agencies=_both(written.agencies, _numbers(data, "co_quan", problems)),
        years=_both(written.years, _numbers(data, "nam", problems, most=9_999)),
        forces=_both(written.forces, _forces(data, problems)),
        fields=tuple(dict.fromkeys(clean(one)[:255] for one in _chosen(data, "linh_vuc"))),
        leads=_numbers(data, "chu_tri", problems),
        coordinates=_numbers(data, "phoi_hop", problems),
        since=days["tu_ngay"],
        until=days["den_ngay"],
        at=days["tai_ngay"],
        sort=SORTS.get(data.get("sap_xep", ""), Sort.RELEVANCE),
        page=_page(data.get("trang", "")),
        everything=bool(data.get("tat_ca")),
    )
    shown = {name: data.get(name, "").replace("\0", " ").strip()[:40] for name in days}
    return Asked(query, typed, shown, errors, tuple(problems))


def _text(data: QueryDict, problems: list[str]) -> str:
    text = clean(data.get("q", "").replace("\0", " ")).strip()
    if len(text) > LONGEST:
        problems.append(
            _("The question is %(length)d characters long; the first %(most)d were used. Shorten it.")
            % {"length": len(text), "most": LONGEST}
        )
    if text and not syllables(text):
        problems.append(
            _("There is no letter and no number in “%(text)s”; all documents are shown.")
            % {"text": text[:40]}
        )
    return text[:LONGEST]


def _days(data: QueryDict, written: Written) -> tuple[dict[str, date | None], dict[str, str]]:
    """The days of the form, or those written in the question; a day that is none counts as not given."""
    days: dict[str, date | None] = {"tu_ngay": written.since, "den_ngay": written.until, "tai_ngay": None}
    errors: dict[str, str] = {}
    for name in days:
        value = data.get(name, "").replace("\0", " ").strip()
        if not value:
            continue
        try:
            days[name] = parse(value)
        except ValueError as error:
            errors[name] = str(error)
    since, until = days["tu_ngay"], days["den_ngay"]
    if since and until and until < since:
        errors["den_ngay"] = _("This day stands before the first day; it was left out.")
        days["den_ngay"] = None
    return days, errors


def _forces(data: QueryDict, problems: list[str]) -> tuple[str, ...]:
    found = []
    for value in _chosen(data, "hieu_luc"):
        if value in Force.values:
            found.append(value)
        else:
            problems.append(_no_value("hieu_luc", value))
    return tuple(dict.fromkeys(found))


def _numbers(data: QueryDict, name: str, problems: list[str], most: int = MOST_KEY) -> tuple[int, ...]:
    found: list[int] = []
    for value in _chosen(data, name):
        if value.isascii() and value.isdigit() and len(value) <= 10 and 0 < int(value) <= most:
            found.append(int(value))
        else:
            problems.append(_no_value(name, value))
    return tuple(dict.fromkeys(found))


def _no_value(name: str, value: str) -> str:
    return _("The filter “%(label)s” has no value “%(value)s”; it was left out.") % {
        "label": LABELS[name],
        "value": value[:40],
    }


def _chosen(data: QueryDict, name: str) -> list[str]:
    return [value.replace("\0", " ") for value in data.getlist(name)[:MOST_CHOSEN] if value.strip()]


def _both(written: tuple[Chosen, ...], chosen: tuple[Chosen, ...]) -> tuple[Chosen, ...]:
    return tuple(dict.fromkeys(written + chosen))


def _page(value: str) -> int:
    if value.isascii() and value.isdigit():
        return min(max(int(value[:10]), 1), MOST_PAGES)
    return 1
