"""A facet as boxes to tick; there may be hundreds, for which a template takes longer than the search."""

from collections.abc import Iterable, Sequence
from html import escape  # Django's own, which asks first whether a text is lazy, takes twice as long

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from search.choices import Choice

#: Values shown at once; the others fold.
FIRST = 8

register = template.Library()


@register.simple_tag
def facet(name: str, legend: object, choices: Sequence[Choice]) -> SafeString:
    """`name` of the parameter; nothing without a value."""
    if not choices:
        return mark_safe("")
    first, rest = _boxes(name, choices[:FIRST]), choices[FIRST:]
    more = (
        f"<details>\n<summary>{_('More')} ({len(rest)})</summary>\n{_boxes(name, rest)}\n</details>\n"
        if rest
        else ""
    )
    return mark_safe(f"<fieldset>\n<legend>{escape(str(legend))}</legend>\n{first}\n{more}</fieldset>")


def _boxes(name: str, choices: Iterable[Choice]) -> str:
    return "\n".join(
        f'<label class="radio"><input type="checkbox" name="{name}" value="{escape(str(one.value))}"'
        f"{' checked' if one.chosen else ''}> {escape(one.name)}"
        f' <span class="muted">({one.count})</span></label>'
        for one in choices
    )
