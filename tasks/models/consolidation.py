"""The text made of all reports of a round, and the letters to agencies that have not reported."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tasks.consolidation.querysets import ChaseLetterQuerySet, PassageQuerySet
from tasks.consolidation.statuses import Aspect


class Passage(models.Model):
    """A sentence or two of the consolidated report; it never loses what it is made of."""

    round = models.ForeignKey("tasks.Round", on_delete=models.CASCADE, related_name="passages")
    aspect = models.CharField(_("part of the report"), max_length=15, choices=Aspect.choices)
    field = models.CharField(_("field of the plan"), max_length=255, blank=True)
    order = models.PositiveIntegerField(default=0)
    text = models.TextField(_("text"))
    version = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="passages_edited"
    )
    edited_at = models.DateTimeField(default=timezone.now)

    objects = PassageQuerySet.as_manager()

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        ordering = ["round_id", "aspect", "field", "order", "pk"]
        indexes = [models.Index(fields=["round", "aspect", "field", "order"], name="passage_place")]

    def __str__(self) -> str:
        return self.text[:80]


class PassageSource(models.Model):
    """What an agency wrote, as it stood when it was taken into the passage."""

    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="sources")
    line = models.ForeignKey("tasks.ReportLine", on_delete=models.PROTECT, related_name="passages")
    quote = models.TextField(_("as written"))

    class Meta:
        verbose_name = _("source of a passage")
        verbose_name_plural = _("sources of passages")
        ordering = ["passage_id", "pk"]
        constraints = [models.UniqueConstraint(name="passage_source_once", fields=["passage", "line"])]

    def __str__(self) -> str:
        return f"{self.line}: {self.quote[:60]}"


class ConsolidatedPaper(models.Model):
    """The consolidated report of a round as it was issued; a second one takes the place of the first."""

    round = models.ForeignKey("tasks.Round", on_delete=models.PROTECT, related_name="papers")
    document = models.OneToOneField(
        "documents.DocumentPage", on_delete=models.PROTECT, related_name="consolidated"
    )
    earlier = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="later"
    )
    key = models.UUIDField(unique=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="consolidated_papers"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("issued consolidated report")
        verbose_name_plural = _("issued consolidated reports")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="round_consolidated_once", fields=["round"], condition=Q(earlier=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}: {self.round}"


class ChaseLetter(models.Model):
    """A numbered letter to one agency that owes its report; a batch writes one to each."""

    report = models.ForeignKey("tasks.Report", on_delete=models.PROTECT, related_name="chases")
    document = models.OneToOneField("documents.DocumentPage", on_delete=models.PROTECT, related_name="chase")
    batch = models.UUIDField()
    at = models.DateTimeField(default=timezone.now)

    objects = ChaseLetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("chase letter")
        verbose_name_plural = _("chase letters")
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(name="chase_once_a_batch", fields=["report", "batch"])]

    def __str__(self) -> str:
        return f"{self.document}: {self.report.agency}"
