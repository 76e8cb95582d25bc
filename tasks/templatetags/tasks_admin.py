"""How the admin shows the status of a part: words in a frame, red only for trouble."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tasks.marks import mark_of
from tasks.models import Assignment

register = template.Library()


@register.simple_tag
def mark(part: Assignment) -> SafeString:
    shown = mark_of(part)
    return format_html('<span class="vt-tag {}">{}</span>', shown.family, shown.words)
