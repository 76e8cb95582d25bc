"""What an agency answers in a round."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tasks.reports.querysets import ReportFigureQuerySet, ReportQuerySet
from tasks.reports.statuses import Rating, ReportState, ReportWhat


class Indicator(models.Model):
    """A number that every report may give, such as how many people listened."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    active = models.BooleanField(_("asked for"), default=True)

    class Meta:
        verbose_name = _("figure of reports")
        verbose_name_plural = _("figures of reports")
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class Report(models.Model):
    """One agency's report in one round. Late is read from the dates, never stored."""

    round = models.ForeignKey("tasks.Round", on_delete=models.CASCADE, related_name="reports")
    agency = models.ForeignKey(
        "agencies.Agency",
        verbose_name=_("agency"),
        on_delete=models.PROTECT,
        related_name="round_reports",
    )
    state = models.CharField(
        _("state"), max_length=10, choices=ReportState.choices, default=ReportState.WAITING
    )
    achievements = models.TextField(_("general assessment"), blank=True)
    difficulties = models.TextField(_("difficulties"), blank=True)
    proposals = models.TextField(_("proposals"), blank=True)
    started_at = models.DateTimeField(_("begun at"), null=True, blank=True)
    first_sent_at = models.DateTimeField(_("first sent at"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("sent by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reports_sent",
    )
    remarks = models.TextField(_("remarks"), blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of a round")
        verbose_name_plural = _("reports of rounds")
        ordering = ["round_id", "agency__name"]
        constraints = [
            models.UniqueConstraint(name="report_once_per_agency", fields=["round", "agency"]),
            models.CheckConstraint(
                name="report_sent_has_a_time",
                condition=~Q(state__in=["sent", "accepted"])
                | Q(sent_at__isnull=False, sent_by__isnull=False, first_sent_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["agency", "state"], name="report_desk")]

    def __str__(self) -> str:
        return f"{self.round}: {self.agency}"

    @property
    def received(self) -> bool:
        return self.state in {ReportState.SENT, ReportState.ACCEPTED}

    @property
    def late(self) -> bool:
        """First sent after the due date; what was sent back in time and completed later is not late."""
        if self.first_sent_at is None:
            return False
        return timezone.localdate(self.first_sent_at) > self.round.due_on

    @property
    def receipt(self) -> str:
        """The number of the receipt: round, agency, and it never changes."""
        return f"BC-{self.round_id:04d}-{self.pk:05d}"


class ReportLine(models.Model):
    """What the report says of one task. Written when it is changed by hand, and for all when it is sent."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="lines")
    assignment = models.ForeignKey("tasks.Assignment", on_delete=models.PROTECT, related_name="report_lines")
    result = models.TextField(_("result of the period"), blank=True)
    cumulated = models.TextField(_("cumulated"), blank=True)
    rating = models.CharField(_("pace"), max_length=10, choices=Rating.choices, blank=True)
    shortcomings = models.TextField(_("shortcomings"), blank=True)
    proposals = models.TextField(_("proposals"), blank=True)
    nothing = models.BooleanField(_("nothing to report"), default=False)

    class Meta:
        verbose_name = _("line of a report")
        verbose_name_plural = _("lines of reports")
        ordering = ["report_id", "assignment__task__document_id", "assignment__task__order", "pk"]
        constraints = [
            models.UniqueConstraint(name="report_line_once", fields=["report", "assignment"]),
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.assignment}"


class ReportFigure(models.Model):
    """A number of one report; sums are made when they are shown."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="figures")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="figures")
    value = models.DecimalField(_("value"), max_digits=15, decimal_places=2)

    objects = ReportFigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("number in a report")
        verbose_name_plural = _("numbers in reports")
        ordering = ["report_id", "indicator__order", "indicator__name"]
        constraints = [
            models.UniqueConstraint(name="report_figure_once", fields=["report", "indicator"]),
            models.CheckConstraint(
                name="report_figure_not_negative",
                condition=Q(value__gte=0),
                violation_error_message=_("A number cannot be below zero."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.value}"


class ReportEvent(models.Model):
    """What happened to a report, by whom. Append-only: a trigger refuses the rest."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="events")
    what = models.CharField(max_length=12, choices=ReportWhat.choices)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="report_events")
    at = models.DateTimeField(default=timezone.now)
    reason = models.TextField(blank=True)
    days = models.SmallIntegerField(
        null=True, blank=True, help_text=_("Of a reminder: days from the due date, negative before it.")
    )

    class Meta:
        verbose_name = _("event of a report")
        verbose_name_plural = _("events of reports")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(name="report_reminded_once", fields=["report", "what", "days"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()} {self.report}"
