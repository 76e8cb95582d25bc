"""Dossiers: papers of one matter in their order (decree 30/2020, Articles 28 to 31, Annex V)."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from documents.archive.querysets import DossierLineQuerySet, DossierQuerySet, KeptByStaff
from documents.archive.terms import in_words, last_day

DOSSIER_ONCE = "dossier_once"


class Handover(models.Model):
    """Dossiers given into the archive of the agency together, with their minutes (Article 30)."""

    agency = models.ForeignKey(
        "agencies.Agency", verbose_name=_("agency"), on_delete=models.PROTECT, related_name="handovers"
    )
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number"))
    on = models.DateField(_("day"))
    title = models.CharField(_("name of the papers handed over"), max_length=500)
    giver = models.CharField(_("who hands over"), max_length=100)
    giver_post = models.CharField(_("post of who hands over"), max_length=200, blank=True)
    receiver = models.CharField(_("who receives"), max_length=100)
    receiver_post = models.CharField(_("post of who receives"), max_length=200, blank=True)
    condition = models.CharField(_("condition of the papers"), max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("written by"), on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    objects = KeptByStaff.as_manager()

    class Meta:
        verbose_name = _("handover to the archive")
        verbose_name_plural = _("handovers to the archive")
        ordering = ["-year", "-number"]
        constraints = [models.UniqueConstraint(name="handover_once", fields=["agency", "year", "number"])]

    def __str__(self) -> str:
        return f"{self.number:02d}/{self.year}"


class Dossier(models.Model):
    """A dossier of the catalogue of one year. Its papers are lines; a paper may stand in several."""

    agency = models.ForeignKey(
        "agencies.Agency", verbose_name=_("agency"), on_delete=models.PROTECT, related_name="dossiers"
    )
    year = models.PositiveSmallIntegerField(_("year"))
    heading = models.CharField(
        _("heading"),
        max_length=200,
        blank=True,
        help_text=_("Of the catalogue, with its Roman number: “I. TỔ CHỨC CÁN BỘ”."),
    )
    subheading = models.CharField(_("subheading"), max_length=200, blank=True)
    number = models.PositiveIntegerField(
        _("number"), help_text=_("Empty: the next number of this symbol in the year."), blank=True
    )
    symbol = models.CharField(
        pgettext_lazy("dossier", "symbol"),
        max_length=15,
        help_text=_("The abbreviation of the heading, for example TCCB."),
    )
    title = models.CharField(pgettext_lazy("dossier", "title"), max_length=500)
    retention = models.PositiveSmallIntegerField(
        _("retention in years"), null=True, blank=True, help_text=_("Empty: permanently.")
    )
    unit = models.ForeignKey(
        "agencies.Agency",
        verbose_name=_("unit"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="unit_dossiers",
    )
    keeper = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who makes up the dossier"),
        on_delete=models.PROTECT,
        related_name="kept_dossiers",
    )
    started_on = models.DateField(_("begun on"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True, editable=False)
    note = models.CharField(pgettext_lazy("dossier", "note"), max_length=500, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="closed_dossiers",
    )
    handover = models.ForeignKey(
        Handover,
        verbose_name=_("handover to the archive"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="dossiers",
    )

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")
        ordering = ["-year", "symbol", "number"]
        constraints = [
            models.UniqueConstraint(
                name=DOSSIER_ONCE,
                fields=["agency", "year", "symbol", "number"],
                violation_error_message=_("This number and symbol belong to another dossier of the year."),
            ),
            models.CheckConstraint(name="dossier_number_positive", condition=Q(number__gt=0)),
            models.CheckConstraint(
                name="dossier_ends_after_it_begins",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
            ),
            models.CheckConstraint(
                name="dossier_closed_by_somebody_on_a_day",
                condition=Q(closed_at=None) | Q(closed_by__isnull=False, ended_on__isnull=False),
            ),
            models.CheckConstraint(
                name="dossier_handed_over_closed", condition=Q(handover=None) | Q(closed_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} ({self.year}): {self.title}"

    @property
    def code(self) -> str:
        """Number and symbol as the decree writes them: 01.TCCB (Annex V)."""
        return f"{self.number:02d}.{self.symbol}"

    @property
    def term(self) -> str:
        return in_words(self.retention)

    @property
    def kept_until(self) -> date | None:
        """The last day of its term; None while it is open, and for ever."""
        return last_day(self.ended_on.year, self.retention) if self.ended_on else None


class DossierLine(models.Model):
    """One paper in its place of a dossier, or other material that is only named."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="lines")
    number = models.PositiveIntegerField(_("place"))
    document = models.ForeignKey(
        "documents.DocumentPage",
        verbose_name=pgettext_lazy("paper", "document"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="dossier_lines",
    )
    title = models.CharField(_("other material"), max_length=500, blank=True)
    code = models.CharField(_("number and symbol"), max_length=80, blank=True)
    dated = models.DateField(_("dated"), null=True, blank=True)
    author = models.CharField(_("author"), max_length=200, blank=True)
    source = models.CharField(max_length=40, blank=True, editable=False)
    sheets = models.CharField(_("sheets or pages"), max_length=20, blank=True)
    note = models.CharField(pgettext_lazy("dossier", "note"), max_length=500, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    objects = DossierLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper in a dossier")
        verbose_name_plural = _("papers in dossiers")
        ordering = ["dossier_id", "number"]
        constraints = [
            models.UniqueConstraint(name="paper_once_in_a_dossier", fields=["dossier", "document"]),
            models.UniqueConstraint(
                name="result_once_in_a_dossier", fields=["dossier", "source"], condition=~Q(source="")
            ),
            models.UniqueConstraint(
                name="place_once_in_a_dossier",
                fields=["dossier", "number"],
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                name="a_paper_or_other_material",
                condition=Q(document__isnull=False, title="") | Q(document=None, title__gt=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.document.short_citation if self.document else self.title}"
