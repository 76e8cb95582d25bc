"""How long is how long: terms of retention and the last day of each, by years alone.

A term counts from the end of the year in which the dossier ended, or the paper was issued or arrived; so a
year and a number of years say everything, and nothing about expiry is stored.
"""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

#: The law on archives calls 70 years the longest term that is not permanent.
LONGEST = 70


def in_words(years: int | None) -> str:
    """A term as lists print it; None is for ever."""
    if years is None:
        return _("Permanent")
    return ngettext("%(years)d year", "%(years)d years", years) % {"years": years}


def last_day(start: int | None, years: int | None) -> date | None:
    """The last day of a term that counts from the end of a year; None when it has none."""
    if start is None or years is None:
        return None
    return date(start + years, 12, 31)
