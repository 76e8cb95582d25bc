"""What a notice says in one sentence, and the page on which its reader answers."""

from __future__ import annotations

from typing import Any, Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agencies.permissions import standing
from notices.models import MatterTurn
from notices.statuses import Turn
from tasks.models import Assignment, Event, ReportEvent
from tasks.permissions import acts_for
from tasks.reports.statuses import ReportWhat
from tasks.statuses import ACTIVE, What

SENTENCES: Final[dict[str, Promise | str]] = {
    What.GIVEN: _("%(agency)s is given a task"),
    What.REASSIGNED: _("%(agency)s is given the task again"),
    What.DELEGATED: _("A colleague at %(agency)s passes a task to you"),
    What.SPLIT: _("%(agency)s gave a sub-task"),
    What.MOVED: _("The task of %(agency)s is given to another agency"),
    What.ACCEPTED: _("%(agency)s accepted the task"),
    What.REFUSED: _("%(agency)s refused the task"),
    What.PROGRESS: _("%(agency)s reported progress"),
    What.REPORTED: _("%(agency)s reported completion"),
    What.CONFIRMED: _("Completion by %(agency)s is confirmed"),
    What.SENT_BACK: _("The report of %(agency)s is sent back"),
    What.ASKED: _("%(agency)s asks for an extension"),
    What.GRANTED: _("The extension for %(agency)s is granted"),
    What.DECLINED: _("The extension for %(agency)s is declined"),
    What.PAUSED: _("The task of %(agency)s is paused"),
    What.RESUMED: _("The task of %(agency)s goes on"),
    What.CANCELLED: _("The task of %(agency)s is cancelled"),
    What.REMINDED: _("%(agency)s is reminded to report"),
    What.OVERDUE: _("The task of %(agency)s is overdue"),
    What.ESCALATED: _("%(agency)s is late by more than a week"),
}
SENTENCES_OF_REPORTS: Final[dict[str, Promise | str]] = {
    ReportWhat.OPENED: _("%(agency)s is asked for a report"),
    ReportWhat.SENT: _("%(agency)s sent its report"),
    ReportWhat.WITHDRAWN: _("%(agency)s took its report back to correct it"),
    ReportWhat.RETURNED: _("The report of %(agency)s is returned for completion"),
    ReportWhat.ACCEPTED: _("The report of %(agency)s is received"),
    ReportWhat.CHASED: _("%(agency)s gets a letter because its report is missing"),
    ReportWhat.REMINDED: _("The report of %(agency)s is due soon"),
    ReportWhat.OVERDUE: _("The report of %(agency)s is overdue"),
    ReportWhat.ESCALATED: _("%(agency)s has still not sent its report"),
    ReportWhat.CLOSED: _("The round closed without the report of %(agency)s"),
}
SENTENCES_OF_TURNS: Final[dict[str, Promise | str]] = {
    Turn.WAITS: _("A draft waits for you: %(step)s"),
    Turn.AGREED: _("Your draft passed a step: %(step)s"),
    Turn.RETURNED: _("Your draft is returned: %(step)s"),
    Turn.ISSUED: _("Your draft is issued"),
    Turn.ASKED: _("Wider circulation of a paper is asked for"),
    Turn.GRANTED: _("Your request for wider circulation is granted"),
    Turn.REFUSED: _("Your request for wider circulation is refused"),
    Turn.PROPOSED: _("A list for disposal waits for approval"),
    Turn.APPROVED: _("Your list for disposal is approved"),
    Turn.GIVEN_BACK: _("Your list for disposal is returned"),
}
#: What is answered by a report.
ASK_FOR_REPORT: Final = frozenset({What.SENT_BACK, What.REMINDED, What.OVERDUE})


def sentence(event: Event) -> str:
    return str(SENTENCES[event.what]) % {"agency": event.assignment.agency.shown}


def sentence_of_report(event: ReportEvent) -> str:
    return str(SENTENCES_OF_REPORTS[event.what]) % {"agency": event.report.agency.shown}


def sentence_of_turn(turn: MatterTurn) -> str:
    return str(SENTENCES_OF_TURNS[turn.what]) % {"step": turn.step.task.name if turn.step else ""}


def turn_address(turn: MatterTurn) -> str:
    """Where its reader answers, or sees what came of it."""
    if turn.what in (Turn.WAITS, Turn.AGREED):
        return reverse("home:signing_step", args=[turn.step_id])
    if turn.what == Turn.ASKED:
        return reverse("documents_widenings")
    if turn.disposal_id is not None:
        return reverse("documents_disposal", args=[turn.disposal_id])
    if turn.what == Turn.RETURNED:
        return reverse("wagtailadmin_pages:edit", args=[turn.document_id])
    return reverse("documents:permanent", args=[turn.document_id])


def address(event: Event, reader: Any) -> str:
    """The form that is to be filled in, where there is one for this reader; else the page of the part."""
    part = event.assignment
    if acts_for(reader, part) and event.what in ASK_FOR_REPORT and part.state in ACTIVE:
        return reverse("home:report", args=[part.pk])
    return part_address(part, reader)


def part_address(part: Assignment, reader: Any) -> str:
    if standing(reader).staff and not acts_for(reader, part):
        return reverse("tasks_assignment", args=[part.pk])
    return reverse("home:part", args=[part.pk])
