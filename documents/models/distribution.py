"""To whom an issued paper was sent, and what became of it there."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.querysets import DistributionQuerySet


class Distribution(models.Model):
    """One recipient of a paper: an agency that works here, or a name outside that is only noted."""

    document = models.ForeignKey(
        "documents.DocumentPage", on_delete=models.PROTECT, related_name="distributions"
    )
    agency = models.ForeignKey(
        "agencies.Agency",
        verbose_name=_("agency"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="received_papers",
    )
    outside = models.CharField(_("recipient outside"), max_length=200, blank=True)
    delivered_at = models.DateTimeField(_("delivered at"), default=timezone.now)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    resent_at = models.DateTimeField(_("sent again at"), null=True, blank=True)
    opened_at = models.DateTimeField(_("opened at"), null=True, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    acknowledged_at = models.DateTimeField(_("acknowledged at"), null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    returned_at = models.DateTimeField(_("given back at"), null=True, blank=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = DistributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("recipient of a paper")
        verbose_name_plural = _("recipients of papers")
        ordering = ["document_id", "agency__name", "outside"]
        constraints = [
            models.UniqueConstraint(name="sent_once_to_an_agency", fields=["document", "agency"]),
            models.UniqueConstraint(
                name="sent_once_outside", fields=["document", "outside"], condition=Q(agency=None)
            ),
            models.CheckConstraint(
                name="an_agency_or_a_name_outside",
                condition=Q(agency=None, outside__gt="") | Q(agency__isnull=False, outside=""),
            ),
            models.CheckConstraint(
                name="acknowledged_by_somebody",
                condition=Q(acknowledged_at=None) | Q(acknowledged_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.agency.name if self.agency else self.outside
