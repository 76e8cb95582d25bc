"""Days off, as the Government fixes them each year: rows a clerk edits, not code."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tasks.calendar.querysets import HolidayQuerySet


class Holiday(models.Model):
    """Days off in a row under one name, or a weekend day that is worked in exchange for one."""

    class Kind(models.TextChoices):
        OFF = "off", _("Day off")
        WORKED = "worked", _("Weekend day that is worked")

    first = models.DateField(_("first day"))
    last = models.DateField(_("last day"))
    name = models.CharField(_("name"), max_length=100)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.OFF)
    basis = models.CharField(
        _("basis"),
        max_length=255,
        blank=True,
        help_text=_("The notice that fixes it. “Expected” until the Government has announced it."),
    )

    objects = HolidayQuerySet.as_manager()

    class Meta:
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")
        ordering = ["-first"]
        constraints = [
            models.CheckConstraint(
                name="holiday_ends_after_it_begins",
                condition=Q(last__gte=F("first")),
                violation_error_message=_("The last day stands before the first day."),
            ),
            models.UniqueConstraint(
                name="holiday_once",
                fields=["first", "kind"],
                violation_error_message=_("There is a holiday that begins on this day already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
