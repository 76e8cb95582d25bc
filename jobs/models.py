"""A job: one piece of long work, its progress and its result."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.querysets import JobQuerySet
from jobs.statuses import ENDED, State


class Job(models.Model):
    """Long work with progress.

    The queue (django-tasks) only says "look at job N"; this row is the truth. A worker holds the job by a
    lease; `attempts` is its fencing token: a worker that lost the lease can no longer write here.
    """

    kind = models.CharField(max_length=100)
    slot = models.CharField(max_length=150, blank=True, help_text="Which day's turn of a daily work this is.")
    title = models.CharField(_("work"), max_length=255)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="jobs",
        verbose_name=_("started by"),
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.QUEUED)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    arguments = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    error = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    queued_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(name="job_once_a_slot", fields=["slot"], condition=~models.Q(slot=""))
        ]
        indexes = [
            models.Index(
                fields=["state", "lease_until"],
                name="job_open",
                condition=~models.Q(state__in=["done", "failed"]),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ended(self) -> bool:
        return self.state in ENDED
