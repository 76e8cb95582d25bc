"""The seven icons of the interface, and which one stands for which family of statuses."""

from functools import cache
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

PATHS: Final = {
    "done": "M2 8l4 4 8-9",
    "clock": "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM8 4v4l3 2",
    "warn": "M8 1L1 15h14zM8 6v4M8 12v1",
    "play": "M4 2l9 6-9 6z",
    "stop": "M3 3l10 10M13 3L3 13",
    "wait": "M4 1h8M4 15h8M5 1c0 5 6 5 6 14M11 1c0 5-6 5-6 14",
    "none": "M2 8h12",
}

FAMILIES: Final = {
    "green": "done",
    "amber": "clock",
    "red": "warn",
    "blue": "play",
    "violet": "wait",
    "grey": "none",
}


@cache
def svg(name: str) -> SafeString:
    """Draw an icon beside its words; it says nothing by itself, so it is hidden from screen readers."""
    return format_html(
        '<svg class="i" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="{}" fill="none"'
        ' stroke="currentColor" stroke-width="2" stroke-linejoin="round"/></svg>',
        PATHS[name],
    )


def symbols() -> SafeString:
    """The icons as symbols that a long text uses by name (#i-done), so that each is drawn once per page."""
    drawn = format_html_join(
        "",
        '<symbol id="i-{}" viewBox="0 0 16 16"><path d="{}" fill="none" stroke="currentColor"'
        ' stroke-width="2" stroke-linejoin="round"/></symbol>',
        PATHS.items(),
    )
    return format_html('<svg class="defs" width="0" height="0" aria-hidden="true">{}</svg>', drawn)
