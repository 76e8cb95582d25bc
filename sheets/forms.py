"""The upload of a list, and what its columns are."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sheets.heads import heading_key
from sheets.reading import MOST_BYTES, Table
from sheets.resources import SheetResource

#: So many values of a column are shown beside its heading.
_SHOWN = 3


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("List (.xlsx, .csv or .jsonl)"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.jsonl"}),
        help_text=_("At most 20 MB and 20,000 rows. Nothing is written before you have looked at it."),
        allow_empty_file=True,
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                _("The file is larger than 20 MB. Split the list and import it in parts.")
            )
        return file


class ColumnsForm(forms.Form):
    """One choice for each heading of the file, with what stands below it."""

    def __init__(self, *args: Any, table: Table, resource: SheetResource, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.resource = resource
        self.headings = table.headings
        known = resource.known(table.headings)
        ours: list[tuple[str, Any]] = [("", _("– leave this column out –"))]
        ours += [
            (one.column_name, f"{one.column_name} *" if one.required else one.column_name)
            for one in resource.columns()
        ]
        for place, heading in enumerate(table.headings):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=heading,
                choices=ours,
                required=False,
                initial=known.get(heading, ""),
                help_text=_values(table, heading),
            )

    def clean(self) -> dict[str, Any]:
        given: dict[str, str] = {}
        for heading, ours in self.chosen().items():
            if ours and ours in given:
                told = gettext("“%(column)s” is chosen twice: for “%(first)s” and for “%(second)s”.")
                raise forms.ValidationError(told % {"column": ours, "first": given[ours], "second": heading})
            given[ours] = heading
        missing = [
            one.column_name
            for one in self.resource.columns()
            if one.required and one.column_name not in given
        ]
        if missing and not self.errors:
            told = gettext("Say which columns are: %(missing)s.")
            raise forms.ValidationError(told % {"missing": ", ".join(missing)})
        return self.cleaned_data

    def chosen(self) -> dict[str, str]:
        """Our heading, or nothing, for each of the file's."""
        return {
            heading: self.cleaned_data.get(f"column_{place}", "")
            for place, heading in enumerate(self.headings)
        }

    def kept(self) -> dict[str, str]:
        """The same by the key of the heading, as an upload keeps it."""
        return {heading_key(name): ours for name, ours in self.chosen().items()}


def _values(table: Table, heading: str) -> str:
    """The first values of a column, by which its person knows it."""
    found = dict.fromkeys(
        str(row.values[heading])[:40] for row in table.rows[:50] if row.values.get(heading) not in (None, "")
    )
    return " · ".join(list(found)[:_SHOWN])
