"""How a number and a symbol are written (decree 30/2020, Article 15 and Annex I)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from documents.statuses import Family

if TYPE_CHECKING:
    from documents.models import DocumentType

LONGEST_SYMBOL = 60
#: 15, 07, 12a.
NUMBER = re.compile(r"(\d{1,7})\s*([a-zđ]{0,3})", re.ASCII | re.IGNORECASE)
#: 15/KH-BCĐ, 15 /KH-BCĐ, 30/2020/NĐ-CP, 48-CT/TW.
_WHOLE = re.compile(r"(\d{1,7})([a-zđ]?)\s*(?:/\s*\d{4}\s*/|/|-)\s*(\S*[^\W\d_]\S*)")


def parts_of(printed: str) -> dict[str, Any]:
    """Number, suffix and symbol of a number as printed; empty for what has no such parts (66.18/2026/…)."""
    text = printed.strip()
    found = _WHOLE.fullmatch(text)
    if not found or len(found[3]) > LONGEST_SYMBOL:
        return {}
    return {"number": int(found[1]), "suffix": found[2].lower(), "symbol": found[3], "printed": text}


def unreadable(printed: str) -> str:
    """Why this is the number of no paper: it has neither a letter nor a figure (###, –); empty otherwise."""
    if not printed.strip() or any(character.isalnum() for character in printed):
        return ""
    return _(
        "“%(value)s” has neither a letter nor a figure. Write the number as printed, for example 15/KH-BCĐ, "
        "or leave it empty."
    ) % {"value": printed.strip()[:40]}


def check_readable(printed: str) -> None:
    """The same for the fields of forms; raises ValidationError."""
    if wrong := unreadable(printed):
        raise ValidationError(wrong)


def written(family: str, number: int, suffix: str, symbol: str, year: int | None) -> str:
    """15/KH-BCĐ, two digits at least; normative papers carry the year, the Party's a dash (48-CT/TW)."""
    joint = "-" if family == Family.PARTY else "/"
    if family == Family.NORMATIVE and year:
        joint = f"/{year}/"
    return f"{number:02d}{suffix}{joint}{symbol}"


def example(kind: DocumentType) -> str:
    """15/KH-BCĐ, 15/BCĐ-VP for a letter, 15-CT/TU, 15/SY-BCĐ; normative symbols are not made of the type."""
    family = Family(kind.family)
    body, sign = ("TU", "/") if family == Family.PARTY else ("BCĐ", "-")
    symbol = f"{kind.abbreviation}{sign}{body}" if kind.abbreviation else f"{body}-VP"
    return written(family, 15, "", "…" if family == Family.NORMATIVE else symbol, 2026)


def problem(kind: DocumentType, symbol: str) -> str | None:
    """What is wrong with a symbol for a paper of our own; None when it may be printed.

    Papers of others keep whatever stands on them: only numbers that we give are held to the decree.
    """
    if not symbol:
        return _("Write the symbol, for example KH-BCĐ.")
    if wrong := unreadable(symbol):
        return wrong
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
