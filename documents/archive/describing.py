"""What an open dossier says of itself and of its lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.admin.utils import label_for_field
from django.db import IntegrityError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actions import Refused
from agencies.models import User
from documents.archive.dossiers import DossierAction
from documents.models import Dossier, DossierLine
from documents.models.dossiers import DOSSIER_ONCE


class ChangeDossier(DossierAction):
    """Change title, heading, number, unit or keeper of a dossier; what stays the same is not written."""

    action_name = "change_dossier"
    label = gettext_lazy("Change the dossier")
    said = gettext_lazy("Changed: %(changes)s")

    def __init__(self, instance: Dossier, user: User, *, values: Mapping[str, Any]) -> None:
        super().__init__(instance, user)
        self.values = values
        self.changes: list[str] = []

    def change(self) -> Dossier:
        row = self.instance
        changed = [name for name, value in self.values.items() if getattr(row, name) != value]
        for name in changed:
            before = getattr(row, name)
            setattr(row, name, self.values[name])
            self.changes.append(f"{label_for_field(name, Dossier)}: {_shown(before, row, name)}")
        try:
            row.save(update_fields=changed)
        except IntegrityError as twice:
            if DOSSIER_ONCE not in str(twice):
                raise
            raise Refused(
                _("The number %(code)s belongs to another dossier of the year.") % {"code": row.code}
            ) from None
        return row

    def record(self) -> None:
        if self.changes:
            super().record()

    def details(self) -> dict[str, Any]:
        return {"changes": "; ".join(self.changes)}


class NoteSheets(DossierAction):
    """Write sheet numbers and notes beside the lines, as on the paper dossier (Article 29.4.c)."""

    action_name = "note_sheets"
    label = gettext_lazy("Note sheets of a dossier")
    said = gettext_lazy("Noted sheets: %(lines)s")

    def __init__(self, instance: Dossier, user: User, *, noted: Mapping[int, tuple[str, str]]) -> None:
        """`noted` has sheets and note for the keys of lines."""
        super().__init__(instance, user)
        self.noted = noted
        self.changed: list[DossierLine] = []

    def change(self) -> list[DossierLine]:
        for line in self.instance.lines.filter(pk__in=self.noted).order_by("number"):
            sheets, note = self.noted[line.pk]
            if (sheets, note) != (line.sheets, line.note):
                line.sheets, line.note = sheets, note
                self.changed.append(line)
        DossierLine.objects.bulk_update(self.changed, ["sheets", "note"], batch_size=500)
        return self.changed

    def record(self) -> None:
        if self.changed:
            super().record()

    def details(self) -> dict[str, Any]:
        return {"lines": "; ".join(f"{line.number}: {line.sheets or '–'}" for line in self.changed)[:500]}


def _shown(before: Any, row: Dossier, name: str) -> str:
    return f"{before if before not in (None, '') else '–'} → {getattr(row, name) or '–'}"
