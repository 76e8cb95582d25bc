"""Registers and their numbers. Constraints and triggers keep the promise, not Python."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from documents.querysets import EntryQuerySet
from documents.statuses import Direction


class Register(models.Model):
    """A series of numbers of one agency: one for all types, or one for some."""

    agency = models.ForeignKey(
        "agencies.Agency",
        verbose_name=_("agency"),
        on_delete=models.PROTECT,
        related_name="registers",
    )
    direction = models.CharField(
        _("direction"),
        max_length=10,
        choices=Direction.choices,
        default=Direction.OUTGOING,
    )
    name = models.CharField(_("name"), max_length=100)
    types = models.ManyToManyField(
        "documents.DocumentType",
        verbose_name=_("types"),
        blank=True,
        related_name="registers",
        help_text=_("Empty: all types share this series."),
    )

    class Meta:
        verbose_name = _("register")
        verbose_name_plural = _("registers")
        ordering = ["agency__name", "direction", "name"]
        constraints = [models.UniqueConstraint(name="register_once", fields=["agency", "direction", "name"])]

    def __str__(self) -> str:
        return f"{self.name} – {self.agency.shown}"


class RegisterYear(models.Model):
    """The counter row of a register for one year: locked while a number is taken."""

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="years")
    year = models.PositiveSmallIntegerField(_("year"))
    last = models.PositiveIntegerField(_("last number"), default=0)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("year of a register")
        verbose_name_plural = _("years of registers")
        ordering = ["-year"]
        constraints = [models.UniqueConstraint(name="register_year_once", fields=["register", "year"])]

    def __str__(self) -> str:
        return f"{self.register} {self.year}"


class Entry(models.Model):
    """A number that was taken. Never deleted, never changed, never given again; it can only be voided."""

    register_year = models.ForeignKey(RegisterYear, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField(_("number"))
    suffix = models.CharField(max_length=5, blank=True)
    symbol = models.CharField(_("symbol"), max_length=60)
    idempotency_key = models.UUIDField(unique=True)
    document = models.OneToOneField(
        "documents.DocumentPage",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="entry",
    )
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="entries",
        verbose_name=_("taken by"),
    )
    taken_at = models.DateTimeField(_("taken at"), auto_now_add=True)
    voided_at = models.DateTimeField(_("voided at"), null=True, blank=True)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="voided_entries",
    )
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("register entry")
        verbose_name_plural = _("register entries")
        ordering = ["-register_year__year", "-number", "-suffix"]
        constraints = [
            models.UniqueConstraint(
                name="register_number_once",
                fields=["register_year", "number", "suffix"],
            ),
            models.CheckConstraint(name="register_number_positive", condition=Q(number__gt=0)),
            models.CheckConstraint(name="voided_with_reason", condition=Q(voided_at=None) | ~Q(reason="")),
        ]

    def __str__(self) -> str:
        return self.printed

    @property
    def printed(self) -> str:
        """The number as the decree prints it: 07/KH-BCĐ (two digits at least, Annex I)."""
        return f"{self.number:02d}{self.suffix}/{self.symbol}"
