"""The list of a section: its papers by year and issuer, newest first, twenty a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from agencies.models import Agency
from documents.models import DocumentPage
from documents.querysets import DocumentQuerySet

if TYPE_CHECKING:
    from documents.models import SectionPage

PER_PAGE: Final = 20
COUNTED: Final = 10_000


class CappedPaginator(Paginator[DocumentPage]):
    """Counts no further than what anybody pages through: beyond it the filters are the way."""

    @cached_property
    def count(self) -> int:
        papers = self.object_list
        assert isinstance(papers, QuerySet)
        return papers.order_by()[: COUNTED + 1].count()


def section_context(section: SectionPage, request: HttpRequest) -> dict[str, Any]:
    """The papers of the section this reader may open, narrowed by `nam` and `co_quan` where these exist."""
    held = DocumentPage.objects.child_of(section).live().visible_to(request.user)
    years = list(held.exclude(year=None).order_by("-year").values_list("year", flat=True).distinct())
    agencies = list(Agency.objects.filter(pk__in=held.order_by().values("issuer")).order_by("name"))
    year = next((one for one in years if str(one) == request.GET.get("nam")), None)
    agency = next((one for one in agencies if str(one.pk) == request.GET.get("co_quan")), None)
    papers: DocumentQuerySet = held.listed()
    if year:
        papers = papers.filter(year=year)
    if agency:
        papers = papers.filter(issuer=agency)
    page = _page(papers, request)
    return {
        "trail": [("/", _("Home")), ("", section.title)],
        "years": years,
        "agencies": agencies,
        "year": year,
        "agency": agency,
        "filters": (year is not None) + (agency is not None),
        "documents": page,
        "count": page.paginator.count,
        "counted": COUNTED,
    }


def _page(papers: DocumentQuerySet, request: HttpRequest) -> Page[DocumentPage]:
    """The page asked for by `trang`; a number that does not exist gives the nearest one."""
    return CappedPaginator(papers, PER_PAGE).get_page(request.GET.get("trang"))
