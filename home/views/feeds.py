"""Calendars and feeds for programs: at secret addresses for people, and one for everybody."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from documents.models import DocumentPage
from documents.querysets import DocumentQuerySet
from notices import feeds
from notices.matters import Matter
from notices.models import FeedKey

NEWEST = 30


def _key(secret: str) -> FeedKey:
    key = feeds.opened_by(secret)
    if key is None:
        raise Http404
    feeds.note_use(key)
    return key


@require_safe
@never_cache
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    response = HttpResponse(feeds.calendar(_key(secret)), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="van-thu.ics"'
    response["X-Robots-Tag"] = "noindex"
    return response


class EventFeed(Feed):  # type: ignore[type-arg]
    """What happened, for one person or one agency."""

    def get_object(self, request: HttpRequest, secret: str) -> FeedKey:
        return _key(secret)

    def title(self, key: FeedKey) -> str:
        return feeds.title_of(key)

    def link(self, key: FeedKey) -> str:
        return f"{settings.WAGTAILADMIN_BASE_URL}{reverse('home:notices')}"

    def description(self, key: FeedKey) -> str:
        return str(_("Notices"))

    def feed_url(self, key: FeedKey) -> str:
        # The secret is not repeated inside the feed.
        return self.link(key)

    def items(self, key: FeedKey) -> list[Matter]:
        return feeds.matters_of(key)

    def item_title(self, item: Matter) -> str:
        return f"{item.says}: {item.title}"

    def item_description(self, item: Matter) -> str:
        return item.reason

    def item_link(self, item: Matter) -> str:
        return f"{settings.WAGTAILADMIN_BASE_URL}{item.page}"

    def item_guid(self, item: Matter) -> str:
        return item.guid

    item_guid_is_permalink = False

    def item_pubdate(self, item: Matter) -> Any:
        return item.at


def public_papers() -> DocumentQuerySet:
    return DocumentPage.objects.live().visible_to(AnonymousUser())


class NewPapers(Feed):  # type: ignore[type-arg]
    """Newly issued papers that everybody may read."""

    link = "/"

    def title(self) -> str:
        return f"{settings.WAGTAIL_SITE_NAME}: {_('New documents')}"

    def description(self) -> str:
        return str(_("Documents issued and published lately"))

    def items(self) -> list[DocumentPage]:
        return list(public_papers().listed().order_by("-first_published_at", "-pk")[:NEWEST])

    def item_title(self, item: DocumentPage) -> str:
        return f"{item.type.name} {item.code}: {item.told_subject}" if item.code else item.told_subject

    def item_description(self, item: DocumentPage) -> str:
        return item.issuer.name if item.issuer else ""

    def item_link(self, item: DocumentPage) -> str:
        return str(item.full_url)

    def item_pubdate(self, item: DocumentPage) -> Any:
        return item.first_published_at


class Papers(Sitemap):  # type: ignore[type-arg]
    """Public papers only, so many to a file."""

    limit = 2000

    def items(self) -> DocumentQuerySet:
        return public_papers().defer("text").order_by("pk")

    def location(self, item: DocumentPage) -> str:
        return str(item.url)

    def lastmod(self, item: DocumentPage) -> Any:
        return item.last_published_at


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /viec/", "Disallow: /lich/", "Disallow: /tin/"]
    lines.append(f"Sitemap: {settings.WAGTAILADMIN_BASE_URL}{reverse('home:sitemap')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
