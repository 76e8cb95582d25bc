"""Who reports how often, and each time that a report is due."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tasks.rounds.names import name_of
from tasks.rounds.periods import RECURRING, Every
from tasks.rounds.querysets import RoundQuerySet, ScheduleQuerySet


class Schedule(models.Model):
    """A recurring report a sentence asks for: who, to whom, how often, and how it is run."""

    Every = Every

    task = models.ForeignKey("tasks.Task", on_delete=models.CASCADE, related_name="schedules")
    every = models.CharField(_("every"), max_length=12, choices=RECURRING)
    to = models.CharField(_("to"), max_length=255, blank=True)
    through = models.CharField(_("through"), max_length=255, blank=True)
    starts_on = models.DateField(
        _("runs from"),
        null=True,
        blank=True,
        help_text=_("Rounds whose data end on or after this day are opened. Empty: it does not run."),
    )
    ends_on = models.DateField(_("runs until"), null=True, blank=True)
    opens_before = models.PositiveSmallIntegerField(_("opens so many days before the cut-off"), default=5)
    due_after = models.PositiveSmallIntegerField(
        _("due so many working days after the cut-off"),
        default=1,
        validators=[MinValueValidator(1)],
    )
    closes_after = models.PositiveSmallIntegerField(
        _("closes so many working days after the due date"), default=5
    )
    sample = models.BooleanField(_("sample data"), default=False, editable=False)

    objects = ScheduleQuerySet.as_manager()

    class Meta:
        verbose_name = _("reporting schedule")
        verbose_name_plural = _("reporting schedules")
        ordering = ["task_id", "pk"]
        constraints = [
            models.UniqueConstraint(name="schedule_once", fields=["task", "every"]),
            models.CheckConstraint(
                name="schedule_due_after_cut_off",
                condition=Q(due_after__gte=1),
                violation_error_message=_("A report is due at least one working day after the cut-off."),
            ),
            models.CheckConstraint(
                name="schedule_ends_after_it_begins",
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day stands before the first day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_every_display()}: {self.task}"


class Round(models.Model):
    """One time that agencies report: its data, when it is due, when it opens and closes.

    Background work opens and closes it; the constraints see to it that no period is opened twice.
    """

    schedule = models.ForeignKey(
        Schedule,
        verbose_name=_("reporting schedule"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="rounds",
    )
    document = models.ForeignKey(
        "documents.DocumentPage",
        verbose_name=pgettext_lazy("paper", "document"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="rounds",
        help_text=_("Whose tasks are reported on. Empty: all tasks."),
    )
    every = models.CharField(_("every"), max_length=12, choices=Every.choices, default=Every.ADHOC)
    title = models.CharField(_("title of the report"), max_length=200, blank=True)
    note = models.TextField(_("what agencies are asked for"), blank=True)
    first = models.DateField(_("data from"))
    last = models.DateField(_("data until"))
    due_on = models.DateField(_("due on"))
    opens_on = models.DateField(_("opens on"))
    closes_on = models.DateField(_("closes on"))
    opened_at = models.DateTimeField(_("opened at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("asked by"),
        on_delete=models.PROTECT,
        related_name="rounds",
    )
    key = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    sample = models.BooleanField(_("sample data"), default=False, editable=False)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("reporting round")
        verbose_name_plural = _("reporting rounds")
        ordering = ["-last", "-first", "-pk"]
        constraints = [
            models.UniqueConstraint(name="round_once_per_period", fields=["schedule", "last"]),
            models.CheckConstraint(name="round_ends_after_it_begins", condition=Q(last__gte=F("first"))),
            models.CheckConstraint(name="round_due_after_cut_off", condition=Q(due_on__gt=F("last"))),
            models.CheckConstraint(name="round_closes_after_due", condition=Q(closes_on__gte=F("due_on"))),
            models.CheckConstraint(
                name="round_closed_was_open", condition=Q(closed_at=None) | Q(opened_at__isnull=False)
            ),
        ]
        indexes = [
            models.Index(fields=["due_on"], name="round_open", condition=Q(closed_at=None)),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """“Báo cáo tháng 11/2026”."""
        return self.title or name_of(Every(self.every), self.last)

    @property
    def is_open(self) -> bool:
        return self.opened_at is not None and self.closed_at is None
