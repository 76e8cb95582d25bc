"""What a round is called."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from tasks.rounds.periods import Every

ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}
FIRST_HALF_ENDS = 6


def name_of(every: Every, last: date) -> str:
    """“Báo cáo quý IV/2026”, by the day on which the data end."""
    if every == Every.ADHOC:
        return _("Report on request")
    templates = {
        Every.WEEK: _("Report of week %(week)02d/%(week_year)d"),
        Every.MONTH: _("Report of month %(month)02d/%(year)d"),
        Every.QUARTER: _("Report of quarter %(quarter)s/%(year)d"),
        Every.HALF_YEAR: _("Report of the first half of %(year)d")
        if last.month <= FIRST_HALF_ENDS
        else _("Report of the second half of %(year)d"),
        Every.NINE_MONTHS: _("Report of nine months of %(year)d"),
        Every.YEAR: _("Report of the year %(year)d"),
    }
    week = last.isocalendar()
    return templates[every] % {
        "week": week.week,
        "week_year": week.year,
        "month": last.month,
        "quarter": ROMAN[(last.month + 2) // 3],
        "year": last.year,
    }
