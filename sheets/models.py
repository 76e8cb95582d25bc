"""An uploaded list between the look at it and its import."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jobs.statuses import State as JobState
from sheets.querysets import ColumnChoiceQuerySet, UploadQuerySet
from sheets.statuses import State


def upload_path(upload: Upload, name: str) -> str:
    """A user's file name is never a path."""
    return f"imports/{upload.pk}"


class Upload(models.Model):
    """A list as it was uploaded: kept until it is imported, so that what was looked at is what is written."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20)
    name = models.CharField(_("file name"), max_length=255)
    file = models.FileField(_("file"), upload_to=upload_path)
    options = models.JSONField(default=dict, blank=True)
    #: Our heading for each of the file's, where its person said so; "" leaves a column out.
    columns = models.JSONField(default=dict, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="uploads",
        verbose_name=_("uploaded by"),
    )
    at = models.DateTimeField(_("uploaded at"), auto_now_add=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.CHECKING)
    report = models.JSONField(default=dict, blank=True)
    job = models.ForeignKey(
        "jobs.Job", on_delete=models.SET_NULL, null=True, blank=True, related_name="uploads"
    )

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("uploaded list")
        verbose_name_plural = _("uploaded lists")
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.name

    @property
    def broken_off(self) -> bool:
        """Whether the work on it ended before its end."""
        busy = self.state in (State.CHECKING, State.IMPORTING)
        return busy and self.job is not None and self.job.state == JobState.FAILED


class ColumnChoice(models.Model):
    """What the columns of a list with these headings are, as somebody said once; offered the next time."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="column_choices",
        verbose_name=_("chosen by"),
    )
    kind = models.CharField(max_length=20)
    #: One line for each heading, folded and sorted: the order of columns does not matter.
    headings = models.TextField()
    columns = models.JSONField()
    at = models.DateTimeField(_("chosen at"), auto_now=True)

    objects = ColumnChoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("choice of columns")
        verbose_name_plural = _("choices of columns")
        constraints = [
            models.UniqueConstraint(name="column_choice_once", fields=["user", "kind", "headings"])
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.headings[:60]}"
