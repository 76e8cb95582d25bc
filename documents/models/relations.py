"""Relations a clerk enters by hand, drafted with the page and written to references when it is published."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Orderable

from documents.statuses import Relation
from documents.symbols import unreadable


class DocumentRelation(Orderable):
    """One line of the form: this paper does something to that one, held here or only named."""

    page = ParentalKey("documents.DocumentPage", on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField(
        _("relation"),
        max_length=15,
        choices=Relation.choices,
        default=Relation.LEGAL_BASIS,
    )
    target = models.ForeignKey(
        "documents.DocumentPage",
        verbose_name=_("document in the register"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    as_written = models.CharField(
        _("or number, if not in the register"),
        max_length=200,
        blank=True,
        help_text=_("For example 1427/QĐ-TTg."),
    )
    dated = models.DateField(_("dated"), null=True, blank=True)
    provision = models.CharField(
        _("provision"),
        max_length=200,
        blank=True,
        help_text=_("Empty: the whole paper. Otherwise: Điều 5 khoản 2."),
    )

    panels = [
        FieldPanel("kind"),
        PageChooserPanel("target", "documents.DocumentPage"),
        FieldPanel("as_written"),
        FieldPanel("dated"),
        FieldPanel("provision"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("relation")
        verbose_name_plural = _("relations")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.target or self.as_written}"

    def clean(self) -> None:
        if not self.target_id and not self.as_written.strip():
            raise ValidationError({"target": _("Choose a document or write its number.")})
        if not self.target_id and (wrong := unreadable(self.as_written)):
            raise ValidationError({"as_written": wrong})
        if self.target_id and self.target_id == self.page_id:
            raise ValidationError({"target": _("A paper cannot be related to itself.")})
