"""Types of papers."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from documents.statuses import Family
from documents.symbols import example


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

    def clean(self) -> None:
        """The family says how the number is written, on papers that have theirs too: it stays then."""
        super().clean()
        kept = DocumentType.objects.filter(pk=self.pk).exclude(family=self.family)
        if kept.filter(documents__number__isnull=False).exists():
            raise ValidationError(
                {
                    "family": _(
                        "Papers of this type have numbers written as their family has them. Add another type "
                        "instead."
                    )
                }
            )

    @property
    def example(self) -> str:
        """A number as it is written on papers of this type."""
        return example(self)
