"""Addresses of questions."""

from __future__ import annotations

from urllib.parse import urlencode

from django import template

register = template.Library()


@register.filter
def plain_question(text: str) -> str:
    """The query string of a question without filters."""
    return urlencode({"q": text, "tat_ca": "1"})
