"""Tasks on clauses, each agency's part in them, progress, extensions, and what happened."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.fields.json import KT
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tasks.querysets import (
    AssignmentQuerySet,
    EvidenceQuerySet,
    ProgressQuerySet,
    TaskQuerySet,
)
from tasks.statuses import Deadline, Decision, Part, Stage, State, Timing, What
from tasks.timing import timing_of
from vietnamese.runs import runs_of, without
from vietnamese.text import clean

if TYPE_CHECKING:
    from agencies.models import Agency


class Task(models.Model):
    """A duty that a sentence of a paper gives. It holds document + anchor + quote, not a clause row."""

    document = models.ForeignKey(
        "documents.DocumentPage",
        verbose_name=pgettext_lazy("paper", "document"),
        on_delete=models.PROTECT,
        related_name="tasks",
    )
    anchor = models.CharField(_("place in the text"), max_length=100, blank=True)
    path = models.CharField(_("clause"), max_length=200, blank=True)
    field = models.CharField(
        _("field of the plan"),
        max_length=255,
        blank=True,
        help_text=_("The section the duty stands in."),
    )
    quote = models.TextField(_("sentence that gives it"), blank=True)
    title = models.CharField(pgettext_lazy("duty", "task"), max_length=500)
    lead_as_written = models.CharField(
        _("lead as written"),
        max_length=500,
        blank=True,
        help_text=_("Text that names no one agency, such as “các cơ quan liên quan”, stays here."),
    )
    coordinate_as_written = models.TextField(_("coordination as written"), blank=True)
    deadline = models.CharField(
        _("kind of deadline"),
        max_length=10,
        choices=Deadline.choices,
        default=Deadline.NONE,
    )
    due_as_written = models.CharField(_("deadline as written"), max_length=255, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    stage = models.CharField(_("stage"), max_length=10, choices=Stage.choices, default=Stage.PROPOSED)
    given_on = models.DateField(_("given on"), null=True, blank=True)
    sure = models.BooleanField(_("reading is sure"), default=True)
    under = models.ForeignKey(
        "tasks.Assignment",
        verbose_name=_("part it serves"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="subtasks",
        help_text=_("The agency's part in a task of a higher plan, which this task carries out."),
    )
    order = models.PositiveIntegerField(default=0)
    sample = models.BooleanField(_("sample data"), default=False, editable=False)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("duty", "task")
        verbose_name_plural = pgettext_lazy("duty", "tasks")
        ordering = ["document_id", "order", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def told_title(self) -> str:
        """The task in letters, feeds and exports: without the names its paper protects."""
        return self._told(self.title)

    @property
    def told_quote(self) -> str:
        return self._told(self.quote)

    def _told(self, words: str) -> str:
        return without(clean(words), runs_of(self.document.protected_names))

    @property
    def giver(self) -> Agency | None:
        """The agency that decides on it: the one whose part it serves; the secretariat when None."""
        return self.under.agency if self.under is not None else None


class Assignment(models.Model):
    """One agency's part in a task, with its own state and date. State is stored, timing is derived."""

    task = models.ForeignKey(
        Task,
        verbose_name=pgettext_lazy("duty", "task"),
        on_delete=models.CASCADE,
        related_name="assignments",
    )
    agency = models.ForeignKey(
        "agencies.Agency",
        verbose_name=_("agency"),
        on_delete=models.PROTECT,
        related_name="assignments",
    )
    part = models.CharField(_("part"), max_length=10, choices=Part.choices)
    group = models.ForeignKey(
        "agencies.Agency",
        verbose_name=_("through the group"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="group_assignments",
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.ASSIGNED)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    heard_on = models.DateField(_("last heard of on"), default=timezone.localdate)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="assignments",
    )

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["task_id", "-part", "pk"]
        constraints = [
            models.UniqueConstraint(name="assignment_once_per_agency", fields=["task", "agency"]),
            models.CheckConstraint(
                name="assignment_done_has_a_day",
                condition=~Q(state__in=["reported", "confirmed"]) | Q(done_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "state", "due_on"], name="assignment_desk"),
            models.Index(fields=["state", "due_on"], name="assignment_trouble"),
        ]

    def __str__(self) -> str:
        return f"{self.agency} – {self.task}"

    def timing_on(self, at: date | None = None) -> Timing:
        return timing_of(self, at)

    @property
    def doer(self) -> str:
        """The person of a sub-task inside the agency, else the agency."""
        giver = self.task.giver
        if self.officer is not None and giver is not None and giver.pk == self.agency_id:
            return self.officer.get_full_name()
        return self.agency.shown

    @property
    def leads(self) -> bool:
        return self.part == Part.LEAD


def evidence_path(evidence: Evidence, name: str) -> str:
    """Stored under the assignment, under the hash: a user's file name is never a path."""
    return f"evidence/{evidence.progress.assignment_id}/{evidence.sha256}"


class Progress(models.Model):
    """What an agency says about its part, in its own words."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="reports")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="progress_reports",
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    text = models.TextField(_("result of the period"))
    difficulties = models.TextField(_("difficulties"), blank=True)
    proposals = models.TextField(_("proposals"), blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    idempotency_key = models.UUIDField(null=True, blank=True, unique=True)
    sample = models.BooleanField(_("sample data"), default=False, editable=False)

    objects = ProgressQuerySet.as_manager()

    class Meta:
        verbose_name = _("progress report")
        verbose_name_plural = _("progress reports")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.text[:80]


class Evidence(models.Model):
    """A file that shows what a progress report says."""

    progress = models.ForeignKey(Progress, on_delete=models.CASCADE, related_name="evidence")
    file = models.FileField(_("file"), upload_to=evidence_path, max_length=200)
    name = models.CharField(_("name"), max_length=255)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")

    def __str__(self) -> str:
        return self.name


class Extension(models.Model):
    """An agency asks for more time; old and new date are both kept."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="extensions")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="extensions_asked",
    )
    asked_at = models.DateTimeField(default=timezone.now)
    reason = models.TextField(_("reason"))
    old_due_on = models.DateField(_("old date"), null=True, blank=True)
    new_due_on = models.DateField(_("date asked for"))
    decision = models.CharField(
        _("decision"), max_length=10, choices=Decision.choices, default=Decision.WAITING
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="extensions_decided",
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)

    class Meta:
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                name="one_extension_waits",
                fields=["assignment"],
                condition=Q(decision="waiting"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.assignment}: {self.new_due_on}"


class Event(models.Model):
    """What happened to an assignment, by whom, before and after. Append-only: a trigger refuses the rest."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="events")
    what = models.CharField(max_length=12, choices=What.choices)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="events")
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="events_by_substitutes",
    )
    at = models.DateTimeField(default=timezone.now)
    before = models.CharField(max_length=10, choices=State.choices, blank=True)
    after = models.CharField(max_length=10, choices=State.choices, blank=True)
    reason = models.TextField(blank=True)
    data = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "assignment",
                "what",
                KT("data__due_on"),
                KT("data__days"),
                name="reminded_once_of_a_date",
                condition=Q(what__in=["reminded", "overdue", "escalated"]),
            )
        ]
        indexes = [models.Index(fields=["assignment", "-at"], name="event_history")]

    def __str__(self) -> str:
        return f"{self.get_what_display()} {self.assignment}"
