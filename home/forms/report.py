"""What an agency fills in about its part of a task."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agencies.models import User
from home import uploads
from home.drafts import LONGEST
from home.fields import VietnameseDateField
from home.models import DraftFile
from tasks.actions import Upload
from tasks.models import Assignment
from tasks.subtasks import tally
from vietnamese.dates import short
from vietnamese.text import clean


class Files(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class LongText(forms.CharField):
    """Text of a paragraph or two, in the composed form of its letters."""

    def __init__(self, *, rows: int, empty: Any = "", **kwargs: Any) -> None:
        kwargs["widget"] = forms.Textarea(attrs={"rows": rows})
        super().__init__(max_length=LONGEST, **kwargs)
        if empty:
            self.error_messages["required"] = empty
        self.error_messages["max_length"] = _("The text is too long: %(limit_value)d characters at most")

    def to_python(self, value: Any) -> str:
        return super().to_python(clean(value) if isinstance(value, str) else value) or ""


class AsksFirst(forms.Form):
    """Something unusual is asked once more: the box appears with the question, and is ticked or not."""

    agreed = forms.BooleanField(required=False)

    def ask_first(self, question: Any, agreement: Any) -> None:
        box = self.fields["agreed"]
        box.label, box.required = agreement, True
        if not self.cleaned_data.get("agreed"):
            self.add_error("agreed", question)

    def visible_fields(self) -> list[Any]:
        asked = bool(self.fields["agreed"].required)
        return [field for field in super().visible_fields() if asked or field.name != "agreed"]


class ReportForm(AsksFirst):
    """Five questions at most. `kept` are files that wait with the draft."""

    WORKING: Final = "working"
    DONE: Final = "done"
    TYPED: Final = ("level", "text", "difficulties", "proposals", "done_on", "key")

    level = forms.ChoiceField(
        label=_("Level of completion"),
        choices=[(WORKING, pgettext_lazy("level", "In progress")), (DONE, _("Done, confirmation requested"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the level of completion")},
    )
    text = LongText(
        label=_("Result of the period"),
        help_text=_("Figures and work done. Do not write victims' names."),
        rows=6,
        empty=_("Enter what was done in the period"),
    )
    difficulties = LongText(label=_("Difficulties"), rows=3, required=False)
    proposals = LongText(label=_("Proposals"), rows=3, required=False)
    done_on = VietnameseDateField(
        label=_("Day of completion"),
        help_text=_("Only when done; empty means today. Day/month/year, for example 05/03/2026"),
        required=False,
    )
    evidence = forms.Field(
        label=_("Evidence"),
        help_text=_("PDF, Word, Excel, pictures; each file at most 20 MB"),
        widget=Files(attrs={"accept": uploads.ACCEPT}),
        required=False,
    )
    key = forms.CharField(widget=forms.HiddenInput, required=False)

    field_order = ("level", "text", "difficulties", "proposals", "done_on", "evidence", "agreed")

    def __init__(self, *args: Any, part: Assignment, kept: Iterable[DraftFile] = (), **kwargs: Any) -> None:
        kwargs["initial"] = {"level": self.WORKING, "key": str(uuid4()), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.part = part
        self.kept = list(kept)
        self.uploads: list[Upload] = []

    def clean_key(self) -> UUID:
        try:
            return UUID(self.cleaned_data["key"])
        except ValueError:
            return uuid4()

    def clean_done_on(self) -> date | None:
        day: date | None = self.cleaned_data["done_on"]
        issued = self.part.task.document.issued_on
        if day and day > timezone.localdate():
            raise ValidationError(_("The date must not be after today"))
        if day and issued and day < issued:
            raise ValidationError(
                _("The date must not be before the paper that gives the task (%(day)s)")
                % {"day": short(issued)}
            )
        return day

    def clean_evidence(self) -> None:
        """Good files are kept even when another one is refused."""
        chosen = self.files.getlist("evidence") if self.files else []
        errors: list[ValidationError] = []
        for file in chosen[: uploads.MOST]:
            try:
                self.uploads.append(uploads.read(file))
            except ValidationError as error:
                errors.append(error)
        if len(chosen) + len(self.staying) > uploads.MOST:
            errors.append(
                ValidationError(_("At most %(number)d files per report") % {"number": uploads.MOST})
            )
            self.uploads = self.uploads[: max(0, uploads.MOST - len(self.staying))]
        if errors:
            raise ValidationError(errors)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("level") == self.DONE:
            counted = tally(self.part.subtasks.all())
            if counted.unfinished:
                self.ask_first(counted.warning, _("Report completion all the same"))
        return cleaned

    @property
    def dropped(self) -> list[DraftFile]:
        """Kept files that the writer gives up."""
        marked = set(self.data.getlist("drop")) if self.is_bound and hasattr(self.data, "getlist") else set()
        return [file for file in self.kept if str(file.pk) in marked]

    @property
    def staying(self) -> list[DraftFile]:
        dropped = self.dropped
        return [file for file in self.kept if file not in dropped]

    @property
    def completed_on(self) -> date | None:
        """The day of completion when confirmation is asked for."""
        if self.cleaned_data["level"] != self.DONE:
            return None
        return self.cleaned_data["done_on"] or timezone.localdate()

    def typed(self) -> dict[str, str]:
        """The text as it stands in the form, right or wrong."""
        return {name: str(self.data.get(name, "")) for name in self.TYPED}


class RefusalForm(forms.Form):
    reason = LongText(
        label=_("Reason"),
        help_text=_("The secretariat reads it and decides."),
        rows=4,
        empty=_("Enter the reason"),
    )


class ExtensionForm(forms.Form):
    new_due_on = VietnameseDateField(
        label=_("Date asked for"), error_messages={"required": _("Enter the date, for example 05/03/2026")}
    )
    reason = LongText(label=_("Reason"), rows=4, empty=_("Enter the reason"))

    def __init__(self, *args: Any, part: Assignment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.part = part

    def clean_new_due_on(self) -> date:
        day: date = self.cleaned_data["new_due_on"]
        if self.part.due_on and day <= self.part.due_on:
            raise ValidationError(
                _("The date must be after the present one (%(day)s)") % {"day": short(self.part.due_on)}
            )
        if day < timezone.localdate():
            raise ValidationError(_("The date must not be before today"))
        return day


class OfficerForm(forms.Form):
    """Who of the agency does the part; nobody named gives it back to all of them."""

    officer = forms.ModelChoiceField(
        queryset=User.objects.none(),
        label=_("Who does it"),
        required=False,
        empty_label=_("The whole agency"),
    )
    #: Who did it when the page was opened.
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("Message to the colleague"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, part: Assignment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].queryset = part.agency.people()  # type: ignore[attr-defined]
        self.fields["officer"].label_from_instance = User.get_full_name  # type: ignore[attr-defined]
        self.initial.setdefault("officer", part.officer_id)
        self.initial.setdefault("seen", part.officer_id)
