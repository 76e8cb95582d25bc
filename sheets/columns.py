"""Columns of a list and how a cell becomes a value: a ValueError is a sentence for the person."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.widgets import Widget

from sheets.heads import heading_key
from vietnamese.dates import parse
from vietnamese.text import clean

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

#: What programs write behind a day that has no hour.
MIDNIGHT = re.compile(r"[ T]00:00(:00(\.0+)?)?Z?$")
SEPARATOR = re.compile(r"[;\n]")


class Column(Field):  # type: ignore[misc]
    """A column by its heading. `read` says what the instance has where that is not an attribute.

    What is read from a file is kept on the instance under the same name; saving it is the resource's business
    when there is no such attribute. `aliases` are other headings it is known by; `only_in` is read and never
    written out.
    """

    def __init__(
        self,
        attribute: str,
        heading: StrOrPromise,
        widget: Widget | None = None,
        *,
        required: bool = False,
        read: Callable[[Any], Any] | None = None,
        aliases: tuple[str, ...] = (),
        only_in: bool = False,
    ) -> None:
        super().__init__(attribute=attribute, column_name=heading, widget=widget or Text())
        self.required = required
        self.read = read
        self.aliases = aliases
        self.only_in = only_in

    def get_value(self, instance: Any) -> Any:
        if self.read is None:
            return super().get_value(instance)
        kept = f"_sheet_{self.attribute}"
        return getattr(instance, kept) if hasattr(instance, kept) else self.read(instance)

    def save(self, instance: Any, row: Any, is_m2m: bool = False, **kwargs: Any) -> None:
        value = self.clean(row, **kwargs)
        if self.required and value in (None, "", []):
            raise ValueError(_("This cell is empty; it must be filled in."))
        setattr(instance, f"_sheet_{self.attribute}" if self.read else self.attribute, value)


class Text(Widget):  # type: ignore[misc]
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        if isinstance(value, (datetime, date)):
            return f"{value:%d/%m/%Y}"
        return "" if value is None else clean(str(value)).strip()


class Day(Widget):  # type: ignore[misc]
    """The day first; a real date of Excel is taken as it is."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> date | None:
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        text = "" if value is None else MIDNIGHT.sub("", clean(str(value)).strip())
        return parse(text) if text else None


class Choice(Widget):  # type: ignore[misc]
    """One of a few words, in any spelling."""

    def __init__(self, choices: Iterable[tuple[Any, Any]], empty: Any = "") -> None:
        super().__init__()
        self.choices = list(choices)
        self.empty = empty

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        text = "" if value is None else str(value).strip()
        if not text:
            return self.empty
        for stored, label in self.choices:
            if heading_key(text) in (heading_key(str(label)), heading_key(str(stored))):
                return stored
        words = ", ".join(str(label) for _stored, label in self.choices)
        raise ValueError(_("“%(value)s” is none of: %(words)s.") % {"value": text[:60], "words": words})

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return next((str(label) for stored, label in self.choices if stored == value), "")


class Lookup(Widget):  # type: ignore[misc]
    """A row of another table by its name; `find` returns it or raises ValueError with a sentence."""

    def __init__(self, find: Callable[[str], Any], name: Callable[[Any], str] = str) -> None:
        super().__init__()
        self.find = find
        self.name = name

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        text = "" if value is None else clean(str(value)).strip()
        return self.find(text) if text else None

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return self.name(value) if value is not None else ""


class Several(Widget):  # type: ignore[misc]
    """Several in one cell, divided by semicolons."""

    def __init__(self, one: Widget) -> None:
        super().__init__()
        self.one = one

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> list[Any]:
        text = "" if value is None else str(value)
        found = [self.one.clean(part.strip()) for part in SEPARATOR.split(text) if part.strip()]
        return list(dict.fromkeys(found))

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "; ".join(self.one.render(part) if not isinstance(part, str) else part for part in value or [])
