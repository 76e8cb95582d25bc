"""All papers in one flat list: number, day, subject, issuer, state."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_filters import ChoiceFilter, DateFromToRangeFilter, ModelChoiceFilter
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageTable
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.admin.widgets.button import Button

from agencies.choosing import LongSelect
from agencies.models import Agency
from documents.force import statuses
from documents.lookups import find_papers
from documents.models import DocumentPage, DocumentType
from documents.outgoing.stands import before_the_number, with_steps
from documents.statuses import Circulation
from sheets.buttons import list_buttons

#: What is read of a paper for its line.
OF_A_LINE: Final = (
    *("path", "url_path", "live", "expired", "has_unpublished_changes"),
    *("number", "suffix", "symbol", "printed", "subject", "protected_names", "issuer_as_written"),
    *("issued_on", "effective_on", "expires_on", "recalled_on", "disposed_on"),
    *("type__name", "type__family", "issuer__name", "entry__id", "entry__document"),
)


def names_of_agencies() -> list[tuple[int, str]]:
    """Key and name: no object is made of hundreds of agencies for a select."""
    return list(Agency.objects.values_list("pk", "name"))


class PaperFilterSet(WagtailFilterSet):  # type: ignore[misc]
    type = ModelChoiceFilter(label=_("Type"), queryset=DocumentType.objects.all(), widget=LongSelect)
    issuer = ChoiceFilter(label=_("Issuing agency"), choices=names_of_agencies, widget=LongSelect)
    issued_on = DateFromToRangeFilter(label=_("Issued on"), widget=DateRangePickerWidget)
    live = ChoiceFilter(label=_("State"), choices=[("True", _("Published")), ("False", _("Draft"))])
    circulation = ChoiceFilter(label=_("Circulation"), choices=Circulation.choices)

    class Meta:
        model = DocumentPage
        fields: list[str] = []


class PaperTable(PageTable):  # type: ignore[misc]
    """One template for all lines: rendering every cell by itself took most of the time of the list.

    On a phone a line is a card, like those of a register.
    """

    template_name = "documents/admin/paper_table.html"


def label_force(papers: list[Any]) -> None:
    """Say of each whether it is in force; drafts have no effect yet."""
    force = statuses(papers)
    for paper in papers:
        paper.force_label = force[paper.pk].label if paper.live else ""


def complete(papers: list[Any], request: HttpRequest) -> None:
    """Add what the lines say beyond the rows, and what is to be done next."""
    label_force(papers)
    awaited = before_the_number(papers)
    for paper in papers:
        paper.awaited = awaited.get(paper.pk, "")
        paper.lacks_number = not paper.awaited and paper.number is None and not hasattr(paper, "entry")
        paper.address = paper.get_url(request) if paper.live else ""


class PaperIndex(IndexView):  # type: ignore[misc]
    """Finds what the search page would, drafts included."""

    is_searchable = True
    default_ordering = "-issued_on"
    table_class = PaperTable
    table_classname = "listing full-width vt-table vt-cards"

    def get_base_queryset(self) -> Any:
        """Whoever works below the root sees all papers; Wagtail would compare the place of each."""
        granted = self.permission_policy.get_cached_permissions_for_user(self.request.user)
        if self.request.user.is_superuser or any(one.page.is_root() for one in granted):
            return self.annotate_queryset(self.model.objects.all())
        return super().get_base_queryset()

    def annotate_queryset(self, pages: Any) -> Any:
        """What the lines say, and no more: the rows are papers already, and none is the root of a site."""
        lines = pages.select_related("type", "issuer", "entry").only(*OF_A_LINE)
        return with_steps(lines.annotate_approved_schedule())

    def search_queryset(self, queryset: QuerySet[DocumentPage]) -> QuerySet[DocumentPage]:
        if not self.is_searching:
            return queryset
        return queryset.filter(pk__in=find_papers(self.search_query, self.request.user))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        complete(list(context["object_list"]), self.request)
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
        Column("code", label=_("Number and symbol"), sort_key="number", width="14%"),
        Column("issued_on", label=_("Date"), sort_key="issued_on", width="9%"),
        Column("subject", label=_("Subject"), classname="title"),
        Column("issuer", label=_("Issuer"), width="18%"),
        Column("force", label=_("Effect"), width="11%"),
        Column("status", label=_("State"), sort_key="live", width="9%"),
    ]
