"""Requests to let more people read a published paper: asked by one person, decided by another."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.statuses import Circulation, Widened


class Widening(models.Model):
    document = models.ForeignKey("documents.DocumentPage", on_delete=models.CASCADE, related_name="widenings")
    circulation = models.CharField(_("circulation"), max_length=12, choices=Circulation.choices)
    agencies = models.ManyToManyField("agencies.Agency", related_name="+", blank=True)
    reason = models.CharField(_("reason"), max_length=500)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    state = models.CharField(max_length=10, choices=Widened.choices, default=Widened.WAITING)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("request to widen circulation")
        verbose_name_plural = _("requests to widen circulation")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_widening_waits", fields=["document"], condition=Q(state=Widened.WAITING)
            ),
            models.CheckConstraint(
                name="widening_decided_by_a_second_person",
                condition=Q(state=Widened.WAITING, decided_by=None)
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("asked_by"))),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}: {self.get_circulation_display()}"
