"""The front page, pages of guidance, and what people have typed but not sent."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from documents.models import DocumentPage
from home.querysets import DraftQuerySet


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

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """A paper is found by its whole address; Wagtail looks for each page above it, and twice."""
        if len(path_components) > 1:
            place = f"{self.url_path}{'/'.join(path_components)}/"
            for paper in DocumentPage.objects.at(place):
                return RouteResult(paper)
        found: RouteResult = super().route(request, path_components)
        return found

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


class Draft(models.Model):
    """What one person has typed into one form and not sent yet; nobody else reads it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts")
    key = models.CharField(max_length=100, help_text=_("Which form, for example report:12."))
    data = models.JSONField(default=dict)
    saved_at = models.DateTimeField(default=timezone.now)

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        constraints = [models.UniqueConstraint(name="draft_once", fields=["user", "key"])]

    def __str__(self) -> str:
        return f"{self.user}: {self.key}"


def draft_path(file: DraftFile, name: str) -> str:
    """Stored under the person, under the hash: a user's file name is never a path."""
    return f"drafts/{file.draft.user_id}/{file.sha256}"


class DraftFile(models.Model):
    """A checked file that waits with its draft, so that a mistake elsewhere in the form does not lose it."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="files")
    file = models.FileField(upload_to=draft_path, max_length=200)
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("file of a draft")
        verbose_name_plural = _("files of drafts")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(name="draft_file_once", fields=["draft", "sha256"])]

    def __str__(self) -> str:
        return self.name


class Stamp(models.Model):
    """How often something has changed: the sum of all rows, which triggers alone write.

    Whoever changes something adds one to any row that nobody else holds, so that two clerks who publish at
    the same moment never wait for each other here.
    """

    n = models.BigIntegerField(default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.n)


class PublicStamp(Stamp):
    """Of what public pages rest on."""

    class Meta:
        verbose_name = _("stamp of public pages")
        verbose_name_plural = _("stamps of public pages")


class InnerStamp(Stamp):
    """Of what pages show, beyond the public things, to people who have signed in."""

    class Meta:
        verbose_name = _("stamp of inner pages")
        verbose_name_plural = _("stamps of inner pages")

    def __str__(self) -> str:
        return str(self.n)
