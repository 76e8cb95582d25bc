"""What of a register is shown: words, days, agencies."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.widgets import AdminDateInput

from agencies.lists import Column, chosen
from agencies.models import Agency
from documents.books.columns import columns_of
from documents.models import Arrival, Entry, Register
from documents.querysets import ArrivalQuerySet, EntryQuerySet
from vietnamese.dates import parse
from vietnamese.numbers import key_of
from vietnamese.text import clean, pattern

LARGEST = 2**31 - 1
#: What the columns are called in an address.
COLUMNS = "cot"


class EntryFilter(forms.Form):
    """Words of the subject or a number; days."""

    q = forms.CharField(label=_("Number or words of the subject"), required=False, max_length=200)
    tu = forms.DateField(label=pgettext_lazy("day", "From"), required=False, widget=AdminDateInput)
    den = forms.DateField(label=pgettext_lazy("day", "To"), required=False, widget=AdminDateInput)

    def __init__(self, asked: Any, *, register: Register, year: int) -> None:
        super().__init__(asked)
        self._given = asked
        self.register = register
        self.year = year

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("tu") and data.get("den") and data["tu"] > data["den"]:
            self.add_error("den", _("The last day stands before the first."))
        return data

    def query(self) -> str:
        """The filters and the columns as written in the address, for the links to other pages."""
        return urlencode(self.pairs())

    def pairs(self) -> list[tuple[str, str]]:
        given = ((name, value) for name in (*self.fields, COLUMNS) for value in self._given.getlist(name))
        return [(name, value) for name, value in given if value]

    def shown(self) -> list[Column[Any]]:
        return chosen(columns_of(self.register), self._given.getlist(COLUMNS))

    def asked(self, name: str) -> Any:
        return self.cleaned_data.get(name) if self.is_valid() else None

    def period(self) -> tuple[date, date]:
        """The days a printed book covers: those asked for, of whichever years, or the whole year."""
        return (
            self.asked("tu") or date(self.year, 1, 1),
            self.asked("den") or date(self.year, 12, 31),
        )

    def found(self) -> EntryQuerySet | ArrivalQuerySet:
        """What the screen lists: one year, the newest first."""
        entries = self._narrowed(Entry.objects.of(self.register, self.year)).listed()
        return entries.order_by("register_year__type__order", "-number", "-suffix")

    def printed(self) -> EntryQuerySet | ArrivalQuerySet:
        """The same lines as a book has them: those of the period, the oldest first."""
        of_period = Entry.objects.filter(register_year__register=self.register, on__range=self.period())
        return self._narrowed(of_period).in_order()

    def _narrowed(self, entries: EntryQuerySet) -> EntryQuerySet:
        for word in self._words():
            spelt = pattern(word)
            wanted = Q(document__subject__regex=spelt) | Q(symbol__regex=spelt)
            entries = entries.filter(wanted | _number("number", word))
        return entries.filter(**self._days("on"))

    def _words(self) -> list[str]:
        return clean(self.asked("q") or "").split()

    def _days(self, field: str) -> dict[str, date]:
        days = {f"{field}__gte": self.asked("tu"), f"{field}__lte": self.asked("den")}
        return {name: day for name, day in days.items() if day}


class ArrivalFilter(EntryFilter):
    """The same for papers that came in, by sender and by who deals with them."""

    sender = forms.ModelChoiceField(label=_("Author"), queryset=Agency.objects.all(), required=False)
    handler = forms.ModelChoiceField(
        label=_("Who deals with it"), queryset=Agency.objects.all(), required=False
    )
    waiting = forms.BooleanField(label=_("Only those waiting, urgent ones first"), required=False)

    def found(self) -> ArrivalQuerySet:
        found = self._chosen(Arrival.objects.of(self.register, self.year).listed())
        return found.waiting() if self.asked("waiting") else found.order_by("-entry__number")

    def printed(self) -> ArrivalQuerySet:
        of_period = Arrival.objects.filter(
            entry__register_year__register=self.register, entry__on__range=self.period()
        )
        found = self._chosen(of_period)
        return (found.waiting() if self.asked("waiting") else found).in_order()

    def _chosen(self, found: ArrivalQuerySet) -> ArrivalQuerySet:
        for word in self._words():
            spelt = pattern(word)
            wanted = Q(subject__regex=spelt) | Q(key=key_of(word)) | Q(code__regex=spelt)
            found = found.filter(wanted | _number("entry__number", word))
        if self.asked("sender"):
            found = found.filter(sender=self.asked("sender"))
        if self.asked("handler"):
            found = found.filter(handlers__agency=self.asked("handler"))
        return found.filter(**self._days("entry__on"))


def year_of(query: str, year: int) -> int:
    """The year of the days that are asked for; another one where none is."""
    asked = QueryDict(query)
    for text in filter(None, (asked.get("tu"), asked.get("den"))):
        with suppress(ValueError):
            return parse(text).year
    return year


def _number(field: str, word: str) -> Q:
    return Q(**{field: min(int(word), LARGEST)}) if word.isascii() and word.isdigit() else Q(pk__in=[])
