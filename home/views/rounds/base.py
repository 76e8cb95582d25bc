"""What the pages of a report have in common: whose it is, its steps, and its frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from agencies.permissions import standing
from home.navigation import DESK
from home.views.gates import form_is_old, keeps_text, signed_in
from tasks.models import ChaseLetter, Report
from tasks.reports.marks import mark_of_report
from tasks.reports.statuses import WRITABLE, ReportState

LIST: Final = "home:rounds"


@dataclass(frozen=True)
class Step:
    name: str
    words: Promise | str


STEPS: Final = [
    Step("home:round_report", gettext_lazy("Tasks of the report")),
    Step("home:round_figures", gettext_lazy("Figures")),
    Step("home:round_words", gettext_lazy("General assessment")),
    Step("home:round_check", gettext_lazy("Check and send")),
]


def trail(report: Report | None = None, *here: str) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = [("/", _("Home")), DESK]
    if report is None:
        return [*found, ("", _("Reports of rounds"))]
    found.append((reverse(LIST), _("Reports of rounds")))
    if not here:
        return [*found, ("", report.round.name)]
    return [*found, (reverse("home:round_report", args=[report.pk]), report.round.name), ("", here[0])]


@method_decorator([keeps_text, signed_in], name="dispatch")
class ReportView(View):
    """A page of one report. Only the agency itself writes; those who oversee read what was sent."""

    report: Report
    own = True
    step = 0

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            reports = Report.objects.select_related("round__schedule", "agency", "sent_by")
            found = reports.of_agencies_of(request.user) if self.own else reports.readable_by(request.user)
            self.report = get_object_or_404(found, pk=kwargs["pk"])

    @property
    def writable(self) -> bool:
        mine = self.report.agency_id in standing(self.request.user).agencies
        return mine and ReportState(self.report.state) in WRITABLE

    @property
    def old_form(self) -> bool:
        """The form was opened before its writer signed in anew: nothing may be changed."""
        return form_is_old(self.request)

    def _letters(self) -> list[ChaseLetter]:
        """The letters by which this report was chased, with their files."""
        found = ChaseLetter.objects.filter(report=self.report).readable_by(self.request.user).named()
        return list(found.prefetch_related("document__files__file"))

    def page(self, template: str, *here: str, status: int = 200, **more: Any) -> HttpResponse:
        context = {
            "report": self.report,
            "round": self.report.round,
            "label": mark_of_report(self.report),
            "writable": self.writable,
            "steps": [
                (number, step.words, reverse(step.name, args=[self.report.pk]))
                for number, step in enumerate(STEPS, 1)
            ],
            "step": self.step,
            "letters": self._letters(),
            "trail": trail(self.report, *here),
            **more,
        }
        return render(self.request, template, context, status=status)
