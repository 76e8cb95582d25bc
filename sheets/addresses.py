"""Where lists of a kind are imported and exported."""

from __future__ import annotations

from django.http import QueryDict
from django.urls import reverse


def import_address(kind: str) -> str:
    return reverse("sheets_import", args=[kind])


def export_address(kind: str, form: str = "xlsx", shown: QueryDict | None = None) -> str:
    """`shown` is what the list on the screen was asked for: the export holds the same rows."""
    address = reverse("sheets_export", args=[kind, form])
    return f"{address}?{shown.urlencode()}" if shown else address
