"""Clauses of a paper and its references to others."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from documents.querysets import ReferenceQuerySet
from documents.statuses import Relation


class Clause(models.Model):
    """A piece of a published paper's text, rebuilt whenever the text is published.

    Whatever points at a clause holds document + anchor + the quoted sentence, never a key of this row.
    """

    # found by the first column of clause_anchor_once
    document = models.ForeignKey(
        "documents.DocumentPage", on_delete=models.CASCADE, related_name="clauses", db_index=False
    )
    anchor = models.CharField(max_length=100)
    kind = models.CharField(max_length=20)
    level = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(max_length=60, blank=True)
    path = models.CharField(max_length=200, blank=True, help_text="II.2, Điều 5 khoản 2")
    heading = models.TextField(blank=True)
    text = models.TextField(blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    order = models.PositiveIntegerField()
    parent_anchor = models.CharField(max_length=100, blank=True)

    class Meta:
        verbose_name = _("clause")
        verbose_name_plural = _("clauses")
        ordering = ["document_id", "order"]
        constraints = [
            models.UniqueConstraint(name="clause_anchor_once", fields=["document", "anchor"]),
        ]

    def __str__(self) -> str:
        return f"{self.path} {self.heading}".strip()


class Reference(models.Model):
    """A paper points at another: found in its text or entered by hand, held or dangling.

    Citations and relations are one table. A dangling reference finds its target when that is registered.
    """

    document = models.ForeignKey(
        "documents.DocumentPage", on_delete=models.CASCADE, related_name="references"
    )
    target = models.ForeignKey(
        "documents.DocumentPage",
        verbose_name=_("cited document"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="cited_by",
    )
    kind = models.CharField(_("relation"), max_length=15, choices=Relation.choices, default=Relation.CITED)
    as_written = models.CharField(_("as written"), max_length=500)
    key = models.CharField(max_length=120, blank=True, db_index=True)
    type_abbreviation = models.CharField(max_length=10, blank=True)
    dated = models.DateField(_("dated"), null=True, blank=True)
    issuer_text = models.CharField(_("issuer as written"), max_length=255, blank=True)
    provision = models.CharField(_("provision"), max_length=200, blank=True)
    anchor = models.CharField(max_length=100, blank=True)
    spans = models.JSONField(default=list, blank=True)
    mentions = models.PositiveIntegerField(default=1)
    found = models.BooleanField(default=False)
    effective_on = models.DateField(_("effective on"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="confirmed_references",
    )

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("reference")
        verbose_name_plural = _("references")
        ordering = ["document_id", "pk"]
        indexes = [
            models.Index(
                fields=["key"],
                name="reference_dangling",
                condition=models.Q(target=None),
            )
        ]

    def __str__(self) -> str:
        return self.as_written


class CitationDecision(models.Model):
    """What a clerk decided about a citation found in the text: it is none, or it means something else.

    References are rebuilt from the text; a decision is applied to them each time. `found_key` is the citation
    as it was found, the other fields say what it means (an empty one: as found).
    """

    document = models.ForeignKey(
        "documents.DocumentPage", on_delete=models.CASCADE, related_name="citation_decisions"
    )
    found_key = models.CharField(max_length=120)
    rejected = models.BooleanField(_("not a citation"), default=False)
    code = models.CharField(_("number and symbol"), max_length=120, blank=True)
    kind = models.CharField(_("relation"), max_length=15, choices=Relation.choices, blank=True)
    dated = models.DateField(_("dated"), null=True, blank=True)
    target = models.ForeignKey(
        "documents.DocumentPage",
        verbose_name=_("cited document"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        on_delete=models.PROTECT,
        related_name="citation_decisions",
    )

    class Meta:
        verbose_name = _("decision on a citation")
        verbose_name_plural = _("decisions on citations")
        constraints = [
            models.UniqueConstraint(name="citation_decided_once", fields=["document", "found_key"]),
        ]

    def __str__(self) -> str:
        return self.code or self.found_key
