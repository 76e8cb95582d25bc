"""Registers and their numbers. Constraints and triggers keep the promise, not Python."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from documents.querysets import EntryQuerySet, RegisterQuerySet, RegisterYearQuerySet
from documents.statuses import Direction, Family, Manner, Series
from documents.symbols import written
from vietnamese.numbers import key_of

if TYPE_CHECKING:
    from documents.models.types import DocumentType


class Register(models.Model):
    """A book of numbers of one agency: one series for all its types, or one for each.

    Normative papers always count by type; copies of every kind share one series (decree 30, Article 15).
    """

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
        help_text=_("Empty: for all types."),
    )
    series = models.CharField(
        _("series"),
        max_length=10,
        choices=Series.choices,
        default=Series.SHARED,
        help_text=_("Normative papers count by type in any case; all copies share one series."),
    )

    objects = RegisterQuerySet.as_manager()

    class Meta:
        verbose_name = _("register")
        verbose_name_plural = _("registers")
        ordering = ["agency__name", "direction", "name"]
        constraints = [models.UniqueConstraint(name="register_once", fields=["agency", "direction", "name"])]

    def __str__(self) -> str:
        return f"{self.name} – {self.agency.shown}"

    def counts_by_type(self, kind: DocumentType) -> bool:
        """Whether a paper of this type is counted in a series of its type."""
        if self.direction != Direction.OUTGOING:
            return False
        return self.series == Series.PER_TYPE or kind.family == Family.NORMATIVE


class RegisterYear(models.Model):
    """The counter row of one series for one year: locked while a number is taken; frozen once closed."""

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="years")
    year = models.PositiveSmallIntegerField(_("year"))
    type = models.ForeignKey(
        "documents.DocumentType",
        verbose_name=_("type"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    first = models.PositiveIntegerField(_("first number"), default=1)
    last = models.PositiveIntegerField(_("last number"), default=0)
    last_on = models.DateField(_("day of the last number"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("closed by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="closed_years",
    )
    statement = models.JSONField(_("closing statement"), default=dict, blank=True)

    objects = RegisterYearQuerySet.as_manager()

    class Meta:
        verbose_name = _("year of a register")
        verbose_name_plural = _("years of registers")
        ordering = ["-year", "type__order"]
        constraints = [
            models.UniqueConstraint(
                name="register_year_once", fields=["register", "year", "type"], nulls_distinct=False
            ),
            models.CheckConstraint(
                name="register_year_closed_by_somebody", condition=Q(closed_at=None) | ~Q(closed_by=None)
            ),
        ]

    def __str__(self) -> str:
        name = f"{self.register} {self.year}"
        return f"{name}, {self.type}" if self.type_id else name

    def missing(self) -> list[int]:
        """Numbers of the series without an entry; the counter makes this empty, and counting is quicker."""
        if self.entries.aggregate(held=Count("number", distinct=True))["held"] == self.last - self.first + 1:
            return []
        held = set(self.entries.values_list("number", flat=True))
        return [number for number in range(self.first, self.last + 1) if number not in held]

    def account(self) -> dict[str, Any]:
        """What the year holds, for the statement that closes it (decree 30, Article 15)."""
        entries = self.entries.in_order()
        return {
            "first": self.first,
            "last": self.last,
            "entries": entries.count(),
            "voided": [[one.printed, one.reason] for one in entries.voided()],
            "inserted": [[one.printed, one.why] for one in entries.inserted()],
            "backdated": [[one.printed, one.why] for one in entries.backdated()],
        }


class Entry(models.Model):
    """A number that was taken. Never deleted, never changed, never given again; it can only be voided."""

    register_year = models.ForeignKey(RegisterYear, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField(_("number"))
    suffix = models.CharField(max_length=5, blank=True)
    symbol = models.CharField(_("symbol"), max_length=60, blank=True)
    printed = models.CharField(_("as printed"), max_length=80)
    key = models.CharField(max_length=80, db_index=True)
    on = models.DateField(_("day"))
    manner = models.CharField(_("manner"), max_length=10, choices=Manner.choices, default=Manner.IN_TURN)
    why = models.CharField(_("why not in turn"), max_length=500, blank=True)
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
            models.CheckConstraint(
                name="out_of_turn_with_reason", condition=Q(manner=Manner.IN_TURN) | ~Q(why="")
            ),
            models.CheckConstraint(
                name="inserted_with_suffix", condition=~Q(manner=Manner.INSERTED) | ~Q(suffix="")
            ),
        ]

    def __str__(self) -> str:
        return self.printed

    @property
    def note(self) -> str:
        """What the book says beside the line: why the number is void, inserted or of an earlier day."""
        notes = []
        if self.manner != Manner.IN_TURN:
            notes.append(f"{self.get_manner_display()}: {self.why}")
        if self.voided_at is not None:
            notes.append(gettext("Voided: %(reason)s") % {"reason": self.reason})
        return "; ".join(notes)

    def write_out(self, kind: DocumentType) -> None:
        """Fix the number as it is printed on a paper of this type, and the key it is compared by."""
        self.printed = written(kind.family, self.number, self.suffix, self.symbol, self.on.year)
        self.key = key_of(self.printed)
