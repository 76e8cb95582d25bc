"""All papers in one flat list: number, day, subject, issuer, state."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_filters import ChoiceFilter, DateFromToRangeFilter, ModelChoiceFilter
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import ButtonsColumnMixin, Column, TitleColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.admin.widgets.button import Button

from agencies.models import Agency
from documents.force import statuses
from documents.lookups import find_papers
from documents.models import DocumentPage, DocumentType
from documents.statuses import Circulation
from sheets.buttons import list_buttons
from vietnamese.dates import short


class PaperFilterSet(WagtailFilterSet):  # type: ignore[misc]
    type = ModelChoiceFilter(label=_("Type"), queryset=DocumentType.objects.all())
    issuer = ModelChoiceFilter(label=_("Issuing agency"), queryset=Agency.objects.all())
    issued_on = DateFromToRangeFilter(label=_("Issued on"), widget=DateRangePickerWidget)
    live = ChoiceFilter(label=_("State"), choices=[("True", _("Published")), ("False", _("Draft"))])
    circulation = ChoiceFilter(label=_("Circulation"), choices=Circulation.choices)

    class Meta:
        model = DocumentPage
        fields: list[str] = []


class SubjectColumn(ButtonsColumnMixin, TitleColumn):  # type: ignore[misc]
    """The subject, which opens the form, and what is often done next."""

    def get_buttons(self, instance: DocumentPage, parent_context: Any) -> list[Button]:
        buttons = [
            Button(
                pgettext_lazy("duty", "Tasks"),
                url=reverse("tasks_of_document", args=[instance.pk]),
                classname="button-small",
            ),
        ]
        if instance.number is None and not hasattr(instance, "entry"):
            address = reverse("documents_take_number", args=[instance.pk])
            buttons.append(Button(_("Take a number"), url=address, classname="button-small"))
        if instance.live:
            address = instance.get_url(parent_context.get("request"))
            buttons.append(Button(_("View"), url=address, classname="button-small"))
        for button in buttons:
            button.attrs["aria-label"] = f"{button.label}: {instance.code} {instance.subject}"
        return buttons


def code(paper: DocumentPage) -> SafeString:
    return format_html('<span class="sym">{}</span>', paper.code)


def day(paper: DocumentPage) -> str:
    return short(paper.issued_on) if paper.issued_on else ""


def label_force(papers: list[Any]) -> None:
    """Say of each whether it is in force; drafts have no effect yet."""
    force = statuses(papers)
    for paper in papers:
        paper.force_label = force[paper.pk].label if paper.live else ""


def subject_id(paper: DocumentPage) -> str:
    return f"page_{paper.pk}_title"


def edit_address(paper: DocumentPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[paper.pk])


class PaperIndex(IndexView):  # type: ignore[misc]
    """Finds what the search page would, drafts included."""

    is_searchable = True
    default_ordering = "-issued_on"

    def annotate_queryset(self, pages: Any) -> Any:
        """The rows are papers already, and no list needs their texts."""
        return (
            pages.select_related("type", "issuer", "content_type", "entry")
            .defer("text")
            .prefetch_related("sites_rooted_here")
            .prefetch_workflow_states()
            .annotate_site_root_state()
            .annotate_approved_schedule()
        )

    def search_queryset(self, queryset: QuerySet[DocumentPage]) -> QuerySet[DocumentPage]:
        if not self.is_searching:
            return queryset
        return queryset.filter(pk__in=find_papers(self.search_query, self.request.user))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        label_force(list(context["object_list"]))
        return context

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        reading = Button(
            _("Read and register"), url=reverse("documents_read"), icon_name="doc-full", priority=5
        )
        return [reading, *list_buttons("documents", self.request.GET)]


class PaperViewSet(PageListingViewSet):  # type: ignore[misc]
    model = DocumentPage
    name = "van-ban"
    icon = "doc-full"
    menu_label = pgettext_lazy("paper", "Documents")
    menu_name = "van-ban"
    menu_order = 20
    add_to_admin_menu = True
    index_view_class = PaperIndex
    filterset_class = PaperFilterSet
    list_display = [
        BulkActionsColumn("bulk_actions"),
        Column("code", label=_("Number and symbol"), accessor=code, sort_key="number", width="14%"),
        Column("issued_on", label=_("Date"), accessor=day, sort_key="issued_on", width="9%"),
        SubjectColumn("subject", label=_("Subject"), get_url=edit_address, get_title_id=subject_id),
        Column("issuer", label=_("Issuer"), accessor="issuer_name", width="18%"),
        Column("force", label=_("Effect"), accessor="force_label", width="11%"),
        PageStatusColumn("status", label=_("State"), sort_key="live", width="9%"),
    ]
