"""The question as it stands in an address: checked, never trusted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from search.asking import Query
from search.engines import Sort
from search.finding import PER_PAGE
from vietnamese.text import clean

LONGEST = 200
#: Numbers beyond this are no keys of ours, and PostgreSQL would not take them.
MOST_KEY = 2**31 - 1
MOST_PAGES = 5_000 // PER_PAGE
MOST_CHOSEN = 50


@dataclass(frozen=True)
class Asked:
    """A question and, where something in it was not usable, the sentences that say so."""

    query: Query
    problems: tuple[str, ...] = ()


def asked(data: QueryDict) -> Asked:
    """Read q, loai, co_quan, nam, sap_xep, trang, tat_ca; unusable values are left out and named."""
    problems: list[str] = []
    text = clean(data.get("q", "").replace("\0", " ")).strip()
    if len(text) > LONGEST:
        problems.append(
            _("The question is %(length)d characters long; the first %(most)d were used. Shorten it.")
            % {"length": len(text), "most": LONGEST}
        )
        text = text[:LONGEST]
    query = Query(
        text=text,
        types=_numbers(data, "loai", _("Type of document"), problems),
        agencies=_numbers(data, "co_quan", _("Issuing agency"), problems),
        years=_numbers(data, "nam", _("Year"), problems, most=9_999),
        sort=Sort.NEWEST if data.get("sap_xep") == "moi" else Sort.RELEVANCE,
        page=_page(data.get("trang", "")),
        everything=bool(data.get("tat_ca")),
    )
    return Asked(query, tuple(problems))


def _numbers(
    data: QueryDict, name: str, label: Any, problems: list[str], most: int = MOST_KEY
) -> tuple[int, ...]:
    found: list[int] = []
    for value in data.getlist(name)[:MOST_CHOSEN]:
        if value.isascii() and value.isdigit() and len(value) <= 10 and 0 < int(value) <= most:
            found.append(int(value))
        elif value:
            problems.append(
                _("The filter “%(label)s” has no value “%(value)s”; it was left out.")
                % {"label": label, "value": value[:40]}
            )
    return tuple(dict.fromkeys(found))


def _page(value: str) -> int:
    if value.isascii() and value.isdigit() and len(value) < 7:
        return min(max(int(value), 1), MOST_PAGES)
    return 1
