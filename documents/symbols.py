"""How a number and a symbol are written (decree 30/2020, Article 15 and Annex I)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from documents.statuses import Family

if TYPE_CHECKING:
    from documents.models import DocumentType


def written(family: str, number: int, suffix: str, symbol: str, year: int | None) -> str:
    """15/KH-BCĐ, two digits at least; normative papers carry the year, the Party's a dash (48-CT/TW)."""
    joint = "-" if family == Family.PARTY else "/"
    if family == Family.NORMATIVE and year:
        joint = f"/{year}/"
    return f"{number:02d}{suffix}{joint}{symbol}"


def problem(kind: DocumentType, symbol: str) -> str | None:
    """What is wrong with a symbol for a paper of our own; None when it may be printed.

    Papers of others keep whatever stands on them: only numbers that we give are held to the decree.
    """
    if not symbol:
        return _("Write the symbol, for example KH-BCĐ.")
    if any(character.isspace() for character in symbol):
        return _("A symbol has no blanks: “%(symbol)s”.") % {"symbol": symbol}
    sign = {Family.ADMINISTRATIVE: "-", Family.COPY: "-", Family.PARTY: "/"}.get(Family(kind.family))
    if sign is None or not kind.abbreviation:
        return None
    beginning = f"{kind.abbreviation}{sign}"
    if symbol.startswith(beginning) and len(symbol) > len(beginning):
        return None
    return _("The symbol of this type begins with %(beginning)s, for example %(beginning)sBCĐ.") % {
        "beginning": beginning
    }
