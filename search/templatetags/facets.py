"""The values of a facet as boxes to tick."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from search.choices import Choice

register = template.Library()

_CHECKED = mark_safe(" checked")


@register.simple_tag
def boxes(name: str, choices: Iterable[Choice]) -> SafeString:
    """One box a value; there may be hundreds, for which a template's loop takes longer than the search."""
    return format_html_join(
        "\n",
        '<label class="radio"><input type="checkbox" name="{}" value="{}"{}> {}'
        ' <span class="muted">({})</span></label>',
        ((name, one.value, _CHECKED if one.chosen else "", one.name, one.count) for one in choices),
    )
