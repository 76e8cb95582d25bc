"""What every template needs to write dates, symbols, statuses and bars the same way."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext

from agencies.models import Membership
from agencies.permissions import Standing, standing
from home import bars, icons, navigation
from home.answers import circle
from home.bell import unread_words
from vietnamese import dates

register = template.Library()


def _day(value: date | datetime) -> date:
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


@register.filter
def ngay(value: date | datetime | None) -> str | SafeString:
    """05/03/2012 in a <time>; nothing for no date."""
    if not value:
        return ""
    day = _day(value)
    return mark_safe(f'<time datetime="{day.isoformat()}">{dates.short(day)}</time>')


@register.filter
def ngay_dai(value: date | datetime | None) -> str:
    """The date as at the head of a paper: "ngày 05 tháng 3 năm 2012"."""
    return dates.long(_day(value)) if value else ""


@register.filter
def luc(value: datetime | None) -> str | SafeString:
    """09:12 05/03/2012 in a <time>, local time."""
    if not value:
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return format_html(
        '<time datetime="{}">{} {}</time>',
        local.isoformat(timespec="minutes"),
        f"{local:%H:%M}",
        dates.short(local.date()),
    )


@register.filter
def sym(value: Any) -> str | SafeString:
    """A symbol such as 15/KH-BCĐ, which must not break over a line."""
    return mark_safe(f'<span class="sym">{conditional_escape(value)}</span>') if value else ""


@register.simple_tag
def icon(name: str) -> SafeString:
    return icons.svg(name)


@register.simple_tag
def icon_symbols() -> SafeString:
    """Before a text that shows icons by <use>."""
    return icons.symbols()


@register.simple_tag
def status_tag(family: str, words: Any, icon: str = "", quiet: bool = False) -> SafeString:
    """A status as icon and words in the colour of its family (green, amber, red, blue, violet, grey).

    Finished work may be `quiet`: no ground and no border, so that open work stands out.
    """
    drawn = icons.svg(icon or icons.FAMILIES[family])
    return mark_safe(
        f'<span class="tag {"quiet" if quiet else family}">{drawn}{conditional_escape(words)}</span>'
    )


@register.inclusion_tag("includes/bar.html")
def bar(counts: Mapping[str, int] | Sequence[int], top: int) -> dict[str, object]:
    """The stacked bar of one table row; `top` is the largest total of the table, drawn full width.

    The numbers stand in the next cells of the row, so the drawing is hidden from screen readers.
    """
    return {"segments": bars.segments(counts, top)}


@register.inclusion_tag("includes/bar_key.html")
def bar_key(*parts: str) -> dict[str, object]:
    """The legend of the bars and the hatch they share; once per page, before the first table."""
    return {"key": bars.key(parts)}


@register.simple_tag
def site_name() -> str:
    return str(settings.WAGTAIL_SITE_NAME)


@register.simple_tag(takes_context=True)
def stands(context: template.Context) -> Standing:
    """What the reader may do: {% stands as reader %}."""
    return standing(getattr(context.get("request"), "user", None))


@register.simple_tag(takes_context=True)
def menu(context: template.Context) -> list[navigation.Link]:
    request: HttpRequest | None = context.get("request")
    return navigation.links(stands(context), request.path if request else "")


@register.simple_tag
def serves(user: Any) -> str:
    """The agencies a person serves today, in one line for the account menu."""
    rows = Membership.objects.valid().filter(user_id=user.pk).select_related("agency")
    return ", ".join(sorted({row.agency.shown for row in rows}))


@register.simple_tag(takes_context=True)
def corner(context: template.Context) -> SafeString:
    """The reader's corner of the header, or the hole for it in a page that is kept."""
    request: HttpRequest = context["request"]
    return mark_safe(circle.HOLE if circle.keeps(request) else circle.corner(request))


@register.simple_tag(takes_context=True)
def unread_notices(context: template.Context) -> str:
    """How many notices wait for the reader: "3", "99+", or nothing."""
    return unread_words(context["request"])


@register.simple_tag(takes_context=True)
def appearance(context: template.Context) -> str:
    """The theme the reader chose: "sang", "toi", or "may" to follow the device."""
    request: HttpRequest | None = context.get("request")
    return navigation.theme(request)


@register.simple_tag(takes_context=True)
def appearances(context: template.Context) -> list[navigation.Link]:
    return navigation.theme_links(context.get("request"))


@register.filter
def day_or_words(value: Any) -> Any:
    """A cell of a list whose columns are chosen: a day as people write it, anything else as it is."""
    return ngay(value) if isinstance(value, date) else value


@register.filter
def count_fixes(form: Any) -> str:
    """The heading of the error summary: "Có 2 chỗ cần sửa"."""
    number = sum(len(found) for found in form.errors.values())
    return ngettext("%(number)d place to correct", "%(number)d places to correct", number) % {
        "number": number
    }
