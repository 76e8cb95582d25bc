"""Types of papers."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from documents.statuses import Family


class DocumentType(models.Model):
    """A type with its abbreviation; case carries meaning (QyĐ is not QĐ, CTr is not CT)."""

    abbreviation = models.CharField(_("abbreviation"), max_length=10, blank=True)
    name = models.CharField(_("name"), max_length=100, unique=True)
    family = models.CharField(
        _("family"),
        max_length=15,
        choices=Family.choices,
        default=Family.ADMINISTRATIVE,
    )
    retention = models.PositiveSmallIntegerField(
        _("retention in years"),
        null=True,
        blank=True,
        help_text=_("How long papers of this type are kept. Empty: permanently."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=100)

    class Meta:
        verbose_name = _("document type")
        verbose_name_plural = _("document types")
        ordering = ["order", "name"]
        constraints = [
            models.UniqueConstraint(
                name="type_abbreviation_once",
                fields=["abbreviation", "family"],
                condition=~models.Q(abbreviation=""),
            )
        ]

    def __str__(self) -> str:
        return self.name
