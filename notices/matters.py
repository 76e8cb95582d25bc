"""What a notice is about, in the words that the site, letters and feeds show of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import Agency, User
from agencies.permissions import standing
from documents.models import DocumentPage
from notices.models import MatterTurn, Notice
from notices.wording import (
    address,
    part_address,
    sentence,
    sentence_of_report,
    sentence_of_turn,
    turn_address,
)
from tasks.marks import Mark, mark_of
from tasks.models import Event, Report, ReportEvent, Round
from tasks.reports.marks import mark_of_report
from tasks.reports.statuses import ReportWhat
from tasks.statuses import Timing


@dataclass(frozen=True)
class Matter:
    """`key` is the same for all that is told of one part, one report or one round."""

    key: tuple[str, int]
    says: str
    title: str
    by: User
    at: datetime
    answer: str
    """Where its reader answers."""
    page: str
    """Where it is shown."""
    guid: str
    letter: str = ""
    """The address of the letter it came with."""
    paper: str = ""
    path: str = ""
    reason: str = ""
    due_on: date | None = None
    mark: Mark | None = None
    agency: Agency | None = None
    timing: Timing | None = None
    """Overdue, due soon, or nothing that counts."""


def matter_of(notice: Notice, reader: Any, at: date | None = None) -> Matter:
    if notice.event is not None:
        return about_part(notice.event, reader, at)
    if notice.report_event is not None:
        return about_report(notice.report_event, reader, at)
    if notice.closed_round is not None:
        return about_round(notice.closed_round, notice.at)
    if notice.turn is not None:
        return about_turn(notice.turn)
    assert notice.paper is not None
    return about_paper(notice.paper, notice.at)


def about_part(event: Event, reader: Any, at: date | None = None) -> Matter:
    part = event.assignment
    return Matter(
        key=("part", part.pk),
        says=sentence(event),
        title=part.task.told_title,
        by=event.user,
        at=event.at,
        answer=address(event, reader),
        page=part_address(part, reader),
        guid=f"event-{event.pk}",
        paper=part.task.document.code,
        path=part.task.path,
        reason=event.reason,
        due_on=part.due_on,
        mark=mark_of(part, at),
        agency=part.agency,
        timing=part.timing_on(at),
    )


def about_report(event: ReportEvent, reader: Any, at: date | None = None) -> Matter:
    report, at = event.report, at or timezone.localdate()
    page = report_address(report, reader)
    letter = _letter(event)
    return Matter(
        key=("report", report.pk),
        says=sentence_of_report(event),
        title=report.round.name,
        by=event.user,
        at=event.at,
        answer=page,
        page=page,
        guid=f"report-event-{event.pk}",
        paper=letter.code if letter else "",
        reason="" if letter else event.reason,
        letter=letter.url if letter else "",
        due_on=report.round.due_on,
        mark=mark_of_report(report, at),
        agency=report.agency,
        timing=_timing(report, at),
    )


def about_round(round_: Round, at: datetime) -> Matter:
    """The clerk reads on the page of the round who has answered."""
    page = reverse("tasks_round", args=[round_.pk])
    return Matter(
        key=("round", round_.pk),
        says=_("A reporting round is closed"),
        title=round_.name,
        by=User.system(),
        at=at,
        answer=page,
        page=page,
        guid=f"round-closed-{round_.pk}",
        paper=round_.document.code if round_.document else "",
        due_on=round_.due_on,
    )


def about_paper(paper: DocumentPage, at: datetime) -> Matter:
    return Matter(
        key=("paper", paper.pk),
        says=_("A paper of %(issuer)s for your agency") % {"issuer": paper.issuer_name},
        title=paper.told_subject,
        by=paper.owner or User.system(),
        at=at,
        answer=paper.url,
        page=paper.url,
        guid=f"paper-{paper.pk}",
        paper=paper.code,
    )


def about_turn(turn: MatterTurn) -> Matter:
    page = turn_address(turn)
    paper, listed = turn.document, turn.disposal
    return Matter(
        key=("turn", turn.pk),
        says=sentence_of_turn(turn),
        title=paper.told_subject if paper else listed.agency.name if listed else "",
        by=turn.user,
        at=turn.at,
        answer=page,
        page=page,
        guid=f"turn-{turn.pk}",
        paper=paper.code if paper else f"{listed.code} ({listed.year})" if listed else "",
        reason=turn.reason,
    )


def report_address(report: Report, reader: Any) -> str:
    held = standing(reader)
    if held.staff and report.agency_id not in held.agencies:
        return reverse("tasks_report", args=[report.pk])
    return reverse("home:round_report", args=[report.pk])


def _letter(event: ReportEvent) -> DocumentPage | None:
    """The letter by which the report was chased; its number is the reason of the event."""
    if event.what != ReportWhat.CHASED:
        return None
    letters = (chase.document for chase in event.report.chases.all())
    return next((letter for letter in letters if letter.printed == event.reason), None)


def _timing(report: Report, at: date) -> Timing | None:
    if report.received:
        return None
    return Timing.OVERDUE if report.round.due_on < at else Timing.SOON
