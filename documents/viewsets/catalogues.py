"""Types of papers, and the registers numbers are taken from."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet

from documents.archive.terms import in_words
from documents.models import DocumentType, Register


def kept_for(kind: DocumentType) -> str:
    return in_words(kind.retention)


class TypeViewSet(ModelViewSet):  # type: ignore[misc]
    model = DocumentType
    name = "loai-van-ban"
    icon = "tag"
    menu_label = _("Document types")
    copy_view_enabled = False
    list_per_page = 100
    ordering = "order"
    list_display = [
        "name",
        "abbreviation",
        Column("family", label=_("Family"), accessor="get_family_display", sort_key="family"),
        Column("example", label=_("Number, for example")),
        Column("retention", label=_("Retention"), accessor=kept_for, sort_key="retention"),
    ]
    list_filter = ["family"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel(
                "abbreviation", help_text=_("Upper and lower case count: QyĐ is not QĐ, CTr is not CT.")
            ),
            FieldPanel(
                "family",
                help_text=_(
                    "How the number is written: administrative 15/KH-BCĐ (a type without an abbreviation "
                    "15/BCĐ-VP), normative 15/2026/NĐ-CP, Party 15-CT/TU, copy 15/SY-BCĐ."
                ),
            ),
            FieldPanel("retention"),
            FieldPanel("order"),
        ]
    )


class RegisterViewSet(ModelViewSet):  # type: ignore[misc]
    model = Register
    name = "cac-so-dang-ky"
    icon = "list-ol"
    menu_label = _("Registers and series")
    copy_view_enabled = False
    list_display = [
        "name",
        Column("agency", label=_("Agency"), sort_key="agency__name"),
        Column("direction", label=_("Direction"), accessor="get_direction_display"),
        Column("series", label=_("Series"), accessor="get_series_display"),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("agency"),
            FieldPanel("direction"),
            FieldPanel("name"),
            FieldPanel("series"),
            FieldPanel("types", widget=forms.CheckboxSelectMultiple),
        ]
    )
