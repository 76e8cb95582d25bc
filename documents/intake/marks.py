"""How sure each field is, for the clerk's eye: three marks and a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from documents import symbols
from documents.intake.values import Proposed
from documents.models import Reading
from vietnamese.dates import short

#: Before this nobody issued the papers this register is for.
EARLIEST = date(1945, 9, 2)


class Level(StrEnum):
    SURE = "sure"
    LOOK = "look"
    NONE = "none"


@dataclass(frozen=True)
class Mark:
    level: Level
    why: str = ""

    @property
    def words(self) -> str:
        said = {Level.SURE: _("Certain"), Level.LOOK: _("To be looked at"), Level.NONE: _("Not read")}
        return said[self.level]

    @property
    def sign(self) -> str:
        return {Level.SURE: "✓", Level.LOOK: "⚠", Level.NONE: "–"}[self.level]


def marks_of(reading: Reading, proposed: Proposed) -> dict[str, Mark]:
    """A mark for each field that is read from the paper."""
    fields = proposed.fields
    marks = {
        name: Mark(Level.SURE if fields[name] else Level.NONE)
        for name in ("subject", "place", "signer", "signer_titles", "recipients")
    }
    marks["code"] = _code(reading, fields)
    marks["issued_on"] = _day(fields["issued_on"])
    marks["issuer"] = _issuer(proposed)
    marks["type"] = _type(reading)
    if len(reading.header.get("subject") or "") > 500:
        marks["subject"] = Mark(Level.LOOK, _("Longer than 500 letters: it was cut."))
    return marks


def _code(reading: Reading, fields: dict[str, Any]) -> Mark:
    if not fields["code"]:
        return Mark(Level.NONE)
    if reading.header.get("number") is None:
        return Mark(Level.LOOK, _("The paper has a symbol but no number yet."))
    if wrong := symbols.problem(fields["type"], reading.header.get("symbol") or ""):
        return Mark(Level.LOOK, wrong)  # papers of others keep what stands on them; the clerk sees it
    if fields["printed"] and fields["printed"] != fields["code"]:
        return Mark(Level.SURE, _("printed on the paper as “%(printed)s”") % {"printed": fields["printed"]})
    return Mark(Level.SURE)


def _day(day: date | None) -> Mark:
    if day is None:
        return Mark(Level.NONE)
    if day > timezone.localdate():
        return Mark(Level.LOOK, _("This day is still to come: %(day)s") % {"day": short(day)})
    if day < EARLIEST:
        return Mark(Level.LOOK, _("A very old date: %(day)s") % {"day": short(day)})
    return Mark(Level.SURE)


def _issuer(proposed: Proposed) -> Mark:
    written, count = proposed.fields["issuer_as_written"], len(proposed.candidates)
    if not written:
        return Mark(Level.NONE)
    if proposed.fields["issuer"]:
        return Mark(Level.SURE)
    if proposed.likely:
        return Mark(Level.LOOK, _("written “%(name)s”: is it this one?") % {"name": written})
    if count:
        return Mark(Level.LOOK, ngettext("choose 1 of %(n)d", "choose 1 of %(n)d", count) % {"n": count})
    return Mark(Level.LOOK, _("“%(name)s” is not among the agencies") % {"name": written})


def _type(reading: Reading) -> Mark:
    if not reading.header.get("type_name"):
        return (
            Mark(Level.LOOK, _("No type was read: taken for an official letter."))
            if reading.text
            else Mark(Level.NONE)
        )
    return Mark(Level.SURE)
