"""A file on its way into the register: what was read in it, and what the clerk has decided so far."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.querysets import ReadingQuerySet
from documents.statuses import UNFINISHED, ReadingState


class Reading(models.Model):
    """The draft of a registration. Once it is registered nothing asks it again; it stays as evidence.

    `findings` are those of documents.reading, their spans places in `text`. `decisions` is what stands in the
    clerk's form. A secret paper has neither text nor file here: only what one line of a register may say.
    """

    key = models.UUIDField(unique=True)
    name = models.CharField(_("file name"), max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    file = models.ForeignKey(
        "documents.StoredFile",
        verbose_name=_("file"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="readings",
    )
    state = models.CharField(
        _("state"), max_length=12, choices=ReadingState.choices, default=ReadingState.WAITING
    )
    secret = models.CharField(_("secrecy"), max_length=20, blank=True)
    text = models.TextField(_("text"), blank=True)
    findings = models.JSONField(default=dict, blank=True)
    decisions = models.JSONField(default=dict, blank=True)
    problem = models.TextField(_("why it could not be read"), blank=True)
    job = models.ForeignKey(
        "jobs.Job", on_delete=models.SET_NULL, null=True, blank=True, related_name="readings"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by"),
        on_delete=models.PROTECT,
        related_name="readings",
    )
    at = models.DateTimeField(_("uploaded at"), default=timezone.now)
    version = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("changed by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    changed_at = models.DateTimeField(_("changed at"), null=True, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    opened_at = models.DateTimeField(null=True, blank=True)
    document = models.ForeignKey(
        "documents.DocumentPage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="readings",
    )

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("reading of a file")
        verbose_name_plural = _("readings of files")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="secret_paper_has_no_text", condition=Q(secret="") | Q(text="", file=None)
            ),
        ]
        indexes = [
            models.Index(
                fields=["-at"], name="reading_unfinished", condition=Q(state__in=sorted(UNFINISHED))
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def header(self) -> dict[str, Any]:
        found: dict[str, Any] = self.findings.get("header", {})
        return found

    @property
    def shown(self) -> str:
        """How lists name it: number and subject as far as they are known, else the file."""
        said = self.decisions.get("fields", {})
        code = said.get("code") or self.header.get("code") or ""
        subject = said.get("subject") or self.header.get("subject") or ""
        return " – ".join(filter(None, [code, subject])) or self.name
