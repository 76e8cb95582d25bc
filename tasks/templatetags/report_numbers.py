"""Numbers and names of reports as people here write them."""

from decimal import Decimal

from django import template

from tasks.reports.sheet import shown

register = template.Library()


@register.filter
def so(value: Decimal) -> str:
    """3.400 or 12,5."""
    return shown(value)


@register.filter
def lower_first(text: str) -> str:
    """“Báo cáo tháng 11/2026” inside a sentence: “báo cáo tháng 11/2026”."""
    return text[:1].lower() + text[1:]
