"""How long a paper is kept when not as its type says, what is frozen, and who borrowed a kept copy."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.archive.querysets import FreezeQuerySet, LendingQuerySet


class Keeping(models.Model):
    """A term of its own for one paper, and why; without years it is kept for ever."""

    document = models.OneToOneField(
        "documents.DocumentPage", on_delete=models.CASCADE, related_name="keeping"
    )
    years = models.PositiveSmallIntegerField(_("retention in years"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("retention of a paper")
        verbose_name_plural = _("retention of papers")
        constraints = [models.CheckConstraint(name="own_term_with_reason", condition=~Q(reason=""))]

    def __str__(self) -> str:
        return str(self.document)


class Freeze(models.Model):
    """A hold on a paper or a dossier, until somebody lifts it."""

    document = models.ForeignKey(
        "documents.DocumentPage", on_delete=models.PROTECT, null=True, blank=True, related_name="freezes"
    )
    dossier = models.ForeignKey(
        "documents.Dossier", on_delete=models.PROTECT, null=True, blank=True, related_name="freezes"
    )
    reason = models.CharField(_("reason"), max_length=500)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("frozen by"), on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(_("frozen at"), default=timezone.now)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lifted_at = models.DateTimeField(_("lifted at"), null=True, blank=True)
    lift_reason = models.CharField(_("why it is lifted"), max_length=500, blank=True)

    objects = FreezeQuerySet.as_manager()

    class Meta:
        verbose_name = _("hold")
        verbose_name_plural = _("holds")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="freezes_a_paper_or_a_dossier",
                condition=Q(document__isnull=False, dossier=None) | Q(document=None, dossier__isnull=False),
            ),
            models.CheckConstraint(name="frozen_with_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="lifted_by_somebody_with_reason",
                condition=Q(lifted_at=None) | (Q(lifted_by__isnull=False) & ~Q(lift_reason="")),
            ),
            models.UniqueConstraint(
                name="paper_frozen_once", fields=["document"], condition=Q(lifted_at=None)
            ),
            models.UniqueConstraint(
                name="dossier_frozen_once", fields=["dossier"], condition=Q(lifted_at=None)
            ),
        ]

    def __str__(self) -> str:
        return str(self.dossier or self.document)


class Lending(models.Model):
    """A kept copy that somebody uses: a line of the decree's book for it (Annex IV, IV)."""

    document = models.ForeignKey("documents.DocumentPage", on_delete=models.PROTECT, related_name="lendings")
    on = models.DateField(_("day"))
    borrower = models.CharField(_("who uses it"), max_length=100)
    allowed_by = models.CharField(_("who allows it"), max_length=100)
    returned_on = models.DateField(_("given back on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = LendingQuerySet.as_manager()

    class Meta:
        verbose_name = _("use of a kept copy")
        verbose_name_plural = _("uses of kept copies")
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="given_back_after_it_was_taken",
                condition=Q(returned_on=None) | Q(returned_on__gte=models.F("on")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.document} – {self.borrower}"
