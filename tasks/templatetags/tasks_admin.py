"""How the admin shows the status of a part: words in a frame, red only for trouble."""

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from tasks.marks import marks_of
from tasks.models import Assignment

register = template.Library()


@register.simple_tag
def mark(part: Assignment) -> SafeString:
    """Every word that fits: lateness, and what the part waits for."""
    tags = ((one.family, one.words) for one in marks_of(part))
    return format_html_join(" ", '<span class="vt-tag {}">{}</span>', tags)
