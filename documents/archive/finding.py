"""The list of dossiers as it is asked for: agency, year, words, state."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from documents.archive.querysets import DossierQuerySet
from documents.models import Dossier
from vietnamese.text import clean, pattern

STATES = ("mo", "dong", "nop")


def found_by(asked: Any, user: Any) -> DossierQuerySet:
    """`asked` is what the address of the list says; what is no number there is not asked for."""
    found = Dossier.objects.visible_to(user)
    for name, field in (("co_quan", "agency"), ("nam", "year")):
        value = asked.get(name, "")
        if value.isascii() and value.isdigit() and len(value) <= 9:
            found = found.filter(**{field: int(value)})
    for word in clean(asked.get("q", "").replace("\x00", " ")).split():
        spelt = pattern(word)
        number, _dot, symbol = word.partition(".")
        wanted = Q(title__regex=spelt) | Q(heading__regex=spelt) | Q(symbol__iexact=word)
        if number.isascii() and number.isdigit() and len(number) <= 9:
            wanted |= Q(number=int(number), symbol__iexact=symbol) if symbol else Q(number=int(number))
        found = found.filter(wanted)
    return _in_state(found, asked.get("trang_thai", ""))


def _in_state(found: DossierQuerySet, state: str) -> DossierQuerySet:
    if state == "mo":
        return found.open()
    if state == "dong":
        return found.exclude(closed_at=None).filter(handover=None)
    if state == "nop":
        return found.exclude(handover=None)
    return found
