"""Papers that come in: the line of the arrival register, and the slip that says who deals with them."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agencies.querysets import alias_key
from documents.querysets import ArrivalQuerySet
from documents.statuses import Part, Secrecy, Urgency
from vietnamese.dates import next_working_day


class Arrival(models.Model):
    """What stands in the arrival register beside the number (decree 30/2020, Annex IV).

    A secret paper is this line alone: it has no page, no text and no file here.
    """

    entry = models.OneToOneField("documents.Entry", on_delete=models.PROTECT, related_name="arrival")
    sender = models.ForeignKey(
        "agencies.Agency",
        verbose_name=_("sending agency"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sent_papers",
    )
    sender_as_written = models.CharField(_("sender as written"), max_length=200, blank=True)
    code = models.CharField(_("number and symbol"), max_length=80, blank=True)
    key = models.CharField(max_length=80, blank=True, db_index=True)
    dated = models.DateField(_("dated"), null=True, blank=True)
    type = models.ForeignKey(
        "documents.DocumentType", verbose_name=_("type"), on_delete=models.PROTECT, related_name="arrivals"
    )
    subject = models.CharField(pgettext_lazy("paper", "subject"), max_length=500)
    urgency = models.CharField(_("urgency"), max_length=12, choices=Urgency.choices, blank=True)
    secrecy = models.CharField(_("secrecy"), max_length=12, choices=Secrecy.choices, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    due_on = models.DateField(_("to be answered by"), null=True, blank=True)
    opinion = models.TextField(_("opinion of the person who assigns"), blank=True)
    twin = models.ForeignKey(
        "self",
        verbose_name=_("entered although it resembles"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="twins",
    )
    reply = models.ForeignKey(
        "documents.DocumentPage",
        verbose_name=_("reply"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="answers",
    )
    done_on = models.DateField(_("dealt with on"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=500, blank=True)

    objects = ArrivalQuerySet.as_manager()

    class Meta:
        verbose_name = _("arrival")
        verbose_name_plural = _("arrivals")
        ordering = ["-entry__on", "-entry__number"]
        constraints = [
            models.CheckConstraint(name="secret_papers_have_no_file", condition=Q(secrecy="") | Q(sha256="")),
        ]

    def __str__(self) -> str:
        return f"{self.entry.printed}: {self.shown}"

    @property
    def shown(self) -> str:
        return f"{self.type.name} {self.code}".strip()

    @property
    def author(self) -> str:
        return self.sender.name if self.sender_id and self.sender else self.sender_as_written

    def has_sender_of(self, other: Arrival) -> bool:
        """Whether both came from the same body, chosen from the list or written in any spelling."""
        if self.sender_id and other.sender_id:
            return self.sender_id == other.sender_id
        return alias_key(self.author) == alias_key(other.author)

    @property
    def entered_late(self) -> bool:
        """Entered after the working day that follows the arrival (decree 30/2020, Article 4)."""
        return timezone.localdate(self.entry.taken_at) > next_working_day(self.entry.on)

    @property
    def lead(self) -> Handler | None:
        """Reads the prefetched slip; the lead stands first."""
        return next((one for one in self.handlers.all() if one.part == Part.LEAD), None)

    def overdue(self, at: date | None = None) -> bool:
        at = at or timezone.localdate()
        return self.done_on is None and self.due_on is not None and self.due_on < at


class Handler(models.Model):
    """One agency or unit on the slip of an arrival."""

    arrival = models.ForeignKey(Arrival, on_delete=models.PROTECT, related_name="handlers")
    agency = models.ForeignKey(
        "agencies.Agency",
        verbose_name=_("agency"),
        on_delete=models.PROTECT,
        related_name="handled_arrivals",
    )
    part = models.CharField(_("part"), max_length=12, choices=Part.choices, default=Part.LEAD)
    due_on = models.DateField(_("deadline"), null=True, blank=True)

    class Meta:
        verbose_name = _("handling agency")
        verbose_name_plural = _("handling agencies")
        ordering = ["-part", "agency__name"]
        constraints = [
            models.UniqueConstraint(name="handler_once", fields=["arrival", "agency"]),
            models.UniqueConstraint(name="one_lead_handler", fields=["arrival"], condition=Q(part=Part.LEAD)),
        ]

    def __str__(self) -> str:
        return f"{self.agency} – {self.get_part_display()}"
