"""Lists of papers whose retention is over, what was decided on each, and what became of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.archive.querysets import DisposalLineQuerySet, DisposalQuerySet
from documents.statuses import DisposalState, Outcome, Verdict
from vietnamese.dates import short

ON_ONE_OPEN_LIST = "on_one_open_list"


class Disposal(models.Model):
    """One list, from its drawing up to the minutes. Another person than its author approves it."""

    agency = models.ForeignKey(
        "agencies.Agency", verbose_name=_("agency"), on_delete=models.PROTECT, related_name="disposals"
    )
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number"))
    as_of = models.DateField(_("as of"))
    state = models.CharField(
        _("state"), max_length=10, choices=DisposalState.choices, default=DisposalState.DRAFT
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("drawn up by"),
        on_delete=models.PROTECT,
        related_name="opened_disposals",
    )
    opened_at = models.DateTimeField(_("drawn up at"), default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("approved by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decided_disposals",
    )
    decided_at = models.DateTimeField(_("approved at"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=500, blank=True)
    done_at = models.DateTimeField(_("carried out at"), null=True, blank=True)
    job = models.ForeignKey(
        "jobs.Job", on_delete=models.SET_NULL, null=True, blank=True, related_name="disposals"
    )

    objects = DisposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("list for disposal")
        verbose_name_plural = _("lists for disposal")
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(name="disposal_once", fields=["agency", "year", "number"]),
            models.CheckConstraint(
                name="disposal_approved_by_another",
                condition=~Q(state__in=["approved", "done"])
                | (Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(decided_by=F("opened_by"))),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """The number of its minutes, a series of its own in each year."""
        return f"{self.number:02d}/BB-TH"

    @property
    def stopped(self) -> bool:
        """Approved, and nobody is at its lines any more."""
        return self.state == DisposalState.APPROVED and (self.job is None or self.job.ended)

    @property
    def minutes(self) -> str:
        """How the line of a destroyed paper names them."""
        day = f" ngày {short(timezone.localdate(self.decided_at))}" if self.decided_at else ""
        return f"Biên bản tiêu hủy số {self.code}{day}"


class DisposalLine(models.Model):
    """One paper on the list: why it is there, the verdict on it and what came of it."""

    disposal = models.ForeignKey(Disposal, on_delete=models.PROTECT, related_name="lines")
    document = models.ForeignKey(
        "documents.DocumentPage", on_delete=models.PROTECT, related_name="disposal_lines"
    )
    term = models.CharField(_("retention"), max_length=200)
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict.choices, default=Verdict.DISPOSE)
    more_years = models.PositiveSmallIntegerField(_("years more"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices, default=Outcome.WAITING)
    said = models.CharField(_("what came of it"), max_length=500, blank=True)
    at = models.DateTimeField(null=True, blank=True)

    objects = DisposalLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper on a list for disposal")
        verbose_name_plural = _("papers on lists for disposal")
        ordering = ["disposal_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                name=ON_ONE_OPEN_LIST, fields=["document"], condition=Q(outcome=Outcome.WAITING)
            ),
            models.CheckConstraint(
                name="kept_longer_with_reason", condition=~Q(verdict=Verdict.KEEP) | ~Q(reason="")
            ),
        ]
        indexes = [models.Index(fields=["disposal", "outcome"], name="disposal_lines_left")]

    def __str__(self) -> str:
        return str(self.document)


class DoomedFile(models.Model):
    """A stored file whose papers are destroyed: written with them, gone once its bytes are."""

    name = models.CharField(max_length=255)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("file to be destroyed")
        verbose_name_plural = _("files to be destroyed")

    def __str__(self) -> str:
        return self.name
