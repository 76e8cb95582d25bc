"""The values of a facet as boxes to tick."""

from collections.abc import Iterable
from html import escape  # Django's own, which asks first whether a text is lazy, takes twice as long

from django import template
from django.utils.safestring import SafeString, mark_safe

from search.choices import Choice

register = template.Library()


@register.simple_tag
def boxes(name: str, choices: Iterable[Choice]) -> SafeString:
    """One box a value; there may be hundreds, for which a template's loop takes longer than the search."""
    return mark_safe(
        "\n".join(
            f'<label class="radio"><input type="checkbox" name="{name}" value="{escape(str(one.value))}"'
            f"{' checked' if one.chosen else ''}> {escape(one.name)}"
            f' <span class="muted">({one.count})</span></label>'
            for one in choices
        )
    )
