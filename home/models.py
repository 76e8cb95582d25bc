"""The front page."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page


class HomePage(Page):  # type: ignore[misc]
    """One search box and what the committee has issued."""

    committee = models.CharField(_("name of the committee"), max_length=200, blank=True)
    intro = RichTextField(_("introduction"), blank=True, features=["bold", "italic", "link", "ul", "ol"])
    contact = RichTextField(_("contact"), blank=True, features=["bold", "link", "ul"])

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["documents.SectionPage", "home.GuidancePage"]
    private_page_options: list[str] = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("committee"),
        FieldPanel("intro"),
        FieldPanel("contact"),
    ]

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.presentation import home_context

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, **home_context(self, request)}


class GuidancePage(Page):  # type: ignore[misc]
    """A page of plain guidance or news, such as the accessibility statement."""

    body = RichTextField(_("body"), features=["h2", "h3", "bold", "italic", "link", "ul", "ol"])

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    private_page_options: list[str] = []
    content_panels = [*Page.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("guidance page")
        verbose_name_plural = _("guidance pages")
