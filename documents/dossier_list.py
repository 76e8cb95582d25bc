"""The list of dossiers: a catalogue in, as the agency issues it at the start of the year, and out."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agencies.models import User
from agencies.names import Names
from documents.archive.dossiers import ChangeTerm, OpenDossier
from documents.archive.finding import found_by
from documents.archive.terms import LONGEST, in_words
from documents.models import Dossier
from sheets.columns import Column, Day, Lookup, Text
from sheets.resources import SheetResource
from vietnamese.text import fold


class Whole(Text):  # type: ignore[misc]
    """A number, as text or as a number of the sheet."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        text = super().clean(value).removesuffix(".0")
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and len(text) <= 6):
            raise ValueError(gettext("“%(value)s” is no whole number.") % {"value": text[:40]})
        return int(text)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "" if value is None else str(value)


class Years(Text):  # type: ignore[misc]
    """“Vĩnh viễn”, “20 năm” or 20."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        text = super().clean(value).removesuffix(".0")
        if fold(text) == "vinh vien":
            return None
        digits = fold(text).removesuffix("nam").strip()
        if digits.isascii() and digits.isdigit() and 1 <= int(digits[:4]) <= LONGEST:
            return int(digits)
        raise ValueError(
            gettext("“%(value)s” is no term. Write “Vĩnh viễn”, or years from 1 to %(most)d.")
            % {"value": text[:40], "most": LONGEST}
        )

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return in_words(value)


class DossierResource(SheetResource):
    """A dossier is found by agency, year, number and symbol."""

    kind = "dossiers"
    title = _("Import dossiers")
    back = "documents_dossiers"

    agency = Column("agency", "Cơ quan", Lookup(lambda text: None), required=True)
    year = Column("year", "Năm", Whole(), required=True)
    heading = Column("heading", "Đề mục lớn")
    subheading = Column("subheading", "Đề mục nhỏ")
    number = Column("number", "Số hồ sơ", Whole(), required=True)
    symbol = Column("symbol", "Ký hiệu hồ sơ", required=True)
    name = Column("title", "Tiêu đề hồ sơ", required=True)
    retention = Column("retention", "Thời hạn bảo quản", Years())
    unit = Column("unit", "Đơn vị", Lookup(lambda text: None))
    keeper = Column("keeper", "Người lập hồ sơ", Lookup(lambda text: None))
    started_on = Column("started_on", "Thời gian bắt đầu", Day())
    note = Column("note", "Ghi chú")

    class Meta(SheetResource.Meta):
        model = Dossier
        fields = (
            "agency",
            "year",
            "heading",
            "subheading",
            "number",
            "symbol",
            "name",
            "retention",
            "unit",
            "keeper",
            "started_on",
            "note",
        )

    def __init__(self, user: Any, options: dict[str, Any] | None = None) -> None:
        super().__init__(user, options)
        names = Names()
        self.fields["agency"].widget = Lookup(names.find)
        self.fields["unit"].widget = Lookup(names.find)
        self.fields["keeper"].widget = Lookup(_person, User.get_full_name)

    def get_instance(self, instance_loader: Any, row: Any) -> Dossier | None:
        try:
            values = {name: self.fields[name].clean(row) for name in ("agency", "year", "number", "symbol")}
        except ValueError:
            return None  # the row's own reading says what is wrong
        return Dossier.objects.filter(**values).first()

    def init_instance(self, row: Any = None) -> Dossier:
        today = timezone.localdate()
        return Dossier(keeper=self.user, started_on=today, year=today.year)

    def before_save_instance(self, instance: Dossier, row: Any, **kwargs: Any) -> None:
        values: Any = instance  # a cell may be empty where the row must not be
        values.keeper = values.keeper if values.keeper_id else self.user
        values.started_on = values.started_on or timezone.localdate()
        if instance.pk and instance.closed_at is not None:
            raise ValidationError(gettext("The dossier is closed; a list does not change it."))

    def write(self, instance: Dossier, is_create: bool) -> None:
        if is_create:
            OpenDossier(instance.agency, self.user, dossier=instance).execute()
            return
        kept = Dossier.objects.get(pk=instance.pk)
        if kept.retention != instance.retention:
            reason = gettext("As the imported list has it")
            ChangeTerm(kept, self.user, years=instance.retention, reason=reason).execute()
        instance.save()

    def exported(self, filters: Any) -> Any:
        """As the list of the screen."""
        return found_by(filters, self.user).select_related("agency", "unit", "keeper")


def _person(text: str) -> User:
    """By account, or by full name when one person has it."""
    found = list(User.objects.filter(username=text, is_active=True)[:1])
    if not found:
        given = text.rpartition(" ")[2]
        people = User.objects.filter(is_active=True)
        found = [one for one in people.filter(first_name__endswith=given) if one.get_full_name() == text]
    if len(found) != 1:
        raise ValueError(gettext("No one person is called “%(name)s”.") % {"name": text[:60]})
    return found[0]
