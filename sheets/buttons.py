"""The buttons above a list that goes in and out."""

from __future__ import annotations

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import Button

from sheets.addresses import export_address, import_address


def list_buttons(kind: str, shown: QueryDict) -> list[Button]:
    """Import, and export: as the list stands on the screen, or with the columns that an import reads."""
    again = shown.copy()
    again["nhap-lai"] = "1"
    return [
        Button(_("Import from Excel"), url=import_address(kind), icon_name="upload", priority=10),
        Button(
            _("Export to Excel"), url=export_address(kind, shown=shown), icon_name="download", priority=20
        ),
        Button(_("Export to CSV"), url=export_address(kind, "csv", shown), icon_name="download", priority=30),
        Button(
            _("Export to import again"),
            url=export_address(kind, shown=again),
            icon_name="download",
            priority=40,
        ),
    ]
