"""Sections of the site, which hold the papers."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page


class SectionPage(Page):  # type: ignore[misc]
    """A section of the site: Kế hoạch, Chỉ đạo, Văn bản pháp luật."""

    intro = RichTextField(_("introduction"), blank=True, features=["bold", "italic", "link", "ul", "ol"])

    parent_page_types = ["home.HomePage"]
    subpage_types = ["documents.DocumentPage"]
    private_page_options: list[str] = []
    content_panels = [*Page.content_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def add_child(self, **kwargs: Any) -> Any:
        """A new paper, as Wagtail's forms add it, in fewer statements; whatever else as in any page."""
        from documents import placing
        from documents.models.pages import DocumentPage

        paper = kwargs.get("instance")
        if len(kwargs) == 1 and isinstance(paper, DocumentPage) and paper._state.adding:
            return placing.add(self, paper)
        return super().add_child(**kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from documents.presentation import section_context

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, **section_context(self, request)}
