"""One proposed task on a line: take it, correct it, or leave it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import Agency
from agencies.names import Names
from tasks.models import Assignment, Task
from tasks.statuses import Deadline, Part


@dataclass(frozen=True)
class Doubt:
    """Why a proposal should be looked at; empty when it need not be."""

    reasons: tuple[str, ...]

    @property
    def sure(self) -> bool:
        return not self.reasons


class ProposalForm(forms.Form):
    """Agencies are typed by name, several with semicolons; every name they are known under will do."""

    make = forms.BooleanField(required=False)
    skip = forms.BooleanField(required=False)
    lead = forms.CharField(required=False, max_length=2000)
    coordinate = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=10_000)
    deadline = forms.ChoiceField(choices=Deadline.choices)
    due_on = forms.DateField(
        required=False,
        widget=forms.DateInput(
            format="%d/%m/%Y", attrs={"size": 12, "autocomplete": "off", "placeholder": "dd/mm/yyyy"}
        ),
        error_messages={"invalid": gettext_lazy("The date must be a real day, for example 05/03/2026.")},
    )

    def __init__(self, data: Any = None, *, task: Task, names: Names, source: str = "") -> None:
        self.task = task
        self.names = names
        self.source = source
        self.ended: list[str] = []
        self.leads = self._now(Part.LEAD)
        self.others = self._now(Part.COORDINATE)
        self.doubt = Doubt(tuple(self._reasons()))
        initial = {
            "make": self.doubt.sure,
            "lead": _joined(self.leads),
            "coordinate": _joined(self.others),
            "deadline": task.deadline,
            "due_on": task.due_on,
        }
        super().__init__(data, prefix=f"t{task.pk}", initial=initial)
        labels = {
            "make": _("Create"),
            "skip": _("Skip"),
            "lead": _("Lead"),
            "coordinate": _("Coordination"),
            "deadline": _("Deadline"),
            "due_on": _("Day"),
        }
        for name, words in labels.items():
            self.fields[name].label = words
            self.fields[name].widget.attrs["aria-label"] = f"{words}: {task.path} {task.title[:60]}"
        self.fields["lead"].widget.attrs["list"] = "agencies"

    def _now(self, part: Part) -> list[Agency]:
        """The agencies of one part, each that has ended replaced by its one successor."""
        found: list[Agency] = []
        for assignment in self._parts():
            if assignment.part == part:
                found.append(self._living(assignment.agency))
        return list(dict.fromkeys(found))

    def _parts(self) -> list[Assignment]:
        return list(self.task.assignments.all())

    def _living(self, agency: Agency) -> Agency:
        if agency.holds():
            return agency
        successors = [succession.successor for succession in agency.successions.all()]
        if len(successors) == 1:
            said = _("“%(old)s” has ended; now it is “%(new)s”.")
            self.ended.append(said % {"old": agency.shown, "new": successors[0].shown})
            return successors[0]
        self.ended.append(_("“%(old)s” has ended; choose who does it now.") % {"old": agency.shown})
        return agency

    def _reasons(self) -> list[str]:
        reasons = [*self.ended]
        if not self.leads:
            written = self.task.lead_as_written
            reasons.append(
                _("No agency is known as “%(name)s”.") % {"name": written}
                if written
                else _("The sentence names no lead agency.")
            )
        elif self.task.lead_as_written:
            reasons.append(_("Not known as agencies: %(names)s") % {"names": self.task.lead_as_written})
        if not self.task.sure:
            reasons.append(_("The sentence may give no task, or give it otherwise."))
        return reasons

    @property
    def why(self) -> str:
        """Where the agency was found."""
        said = {
            "inline": _("The agency stands in the sentence."),
            "heading": _("The agency stands in the heading above."),
        }
        return said.get(self.source, "")

    def clean_lead(self) -> list[Agency]:
        return self._agencies(self.cleaned_data["lead"])

    def clean_coordinate(self) -> list[Agency]:
        return self._agencies(self.cleaned_data["coordinate"])

    def _agencies(self, text: str) -> list[Agency]:
        try:
            names = [name.strip() for name in text.replace("\n", ";").split(";")]
            return list(dict.fromkeys(self.names.find(name) for name in names if name))
        except ValueError as unknown:
            raise forms.ValidationError(str(unknown)) from None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("make") or self.errors:
            return cleaned
        if not cleaned.get("lead") and not cleaned.get("coordinate"):
            self.add_error("lead", _("Name at least one agency before giving the task."))
        if cleaned.get("deadline") == Deadline.DATE and not cleaned.get("due_on"):
            self.add_error("due_on", _("Enter the date, or choose another kind of deadline."))
        return cleaned

    @property
    def chosen(self) -> bool:
        return bool(self["make"].value()) and not self["skip"].value()

    @property
    def changed_parts(self) -> bool:
        """Whether the agencies or the date differ from the proposal in the database."""
        held = {part.agency_id: part.part for part in self._parts()}
        said: dict[int, str] = {agency.pk: Part.COORDINATE for agency in self.cleaned_data["coordinate"]}
        said |= {agency.pk: Part.LEAD for agency in self.cleaned_data["lead"]}
        data = self.cleaned_data
        return (held, self.task.deadline, self.task.due_on) != (said, data["deadline"], data["due_on"])


def _joined(agencies: list[Agency]) -> str:
    return "; ".join(agency.name for agency in agencies)
