"""Catalogues of the tasks app: days off and the figures of reports."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton

from tasks.models import Holiday, Indicator
from vietnamese.dates import short


class HolidayIndex(IndexView):  # type: ignore[misc]
    """Says which year has no days off yet: deadlines of that year are counted by weekends alone."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        this_year = timezone.localdate().year
        for year in sorted({this_year, this_year + 1} - Holiday.objects.years()):
            messages.warning(
                self.request,
                _("The days off of %(year)d are not entered yet; until then only weekends count.")
                % {"year": year},
            )
        return context

    @cached_property
    def header_buttons(self) -> list[Any]:
        """Beside adding a row: the expected days of the first year that has none."""
        year = timezone.localdate().year
        held = Holiday.objects.years()
        while year in held:
            year += 1
        words = _("Enter expected days off of %(year)d") % {"year": year}
        address = reverse("tasks_expected_holidays", args=[year])
        return [*super().header_buttons, HeaderButton(words, url=address, icon_name="calendar")]


def days(holiday: Holiday) -> str:
    if holiday.first == holiday.last:
        return short(holiday.first)
    return f"{short(holiday.first)} – {short(holiday.last)}"


class HolidayViewSet(ModelViewSet):  # type: ignore[misc]
    model = Holiday
    name = "ngay-nghi"
    icon = "calendar"
    menu_label = gettext_lazy("Holidays")
    index_view_class = HolidayIndex
    copy_view_enabled = False
    list_per_page = 50
    ordering = "-first"
    list_display = [
        "name",
        Column("first", label=gettext_lazy("Days"), accessor=days, sort_key="first"),
        Column("kind", label=gettext_lazy("Kind"), accessor="get_kind_display", sort_key="kind"),
        "basis",
    ]
    list_filter = ["kind"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldRowPanel([FieldPanel("first"), FieldPanel("last")]),
            FieldPanel("kind"),
            FieldPanel("basis"),
        ]
    )


def asked(indicator: Indicator) -> str:
    return _("Yes") if indicator.active else _("No")


class IndicatorViewSet(ModelViewSet):  # type: ignore[misc]
    model = Indicator
    name = "so-lieu-bao-cao"
    icon = "list-ol"
    menu_label = gettext_lazy("Figures of reports")
    copy_view_enabled = False
    ordering = "order"
    list_display = [
        "name",
        "unit",
        Column(
            "active",
            label=gettext_lazy("Asked for"),
            accessor=lambda row: _("Yes") if row.active else _("No"),
        ),
    ]
    edit_handler = ObjectList(
        [FieldPanel("name"), FieldPanel("unit"), FieldPanel("order"), FieldPanel("active")]
    )
