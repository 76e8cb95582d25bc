"""Where lists of a kind are imported and exported."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse


def import_address(kind: str) -> str:
    return reverse("sheets_import", args=[kind])


def export_address(kind: str, form: str = "xlsx", **filters: str) -> str:
    address = reverse("sheets_export", args=[kind, form])
    return f"{address}?{urlencode(filters)}" if filters else address
