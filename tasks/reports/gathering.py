"""The lines of a report: what the agency wrote, and where it wrote nothing, what its progress reports say."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.db.models import F, Q

from tasks.models import Assignment, Progress, ReportLine
from tasks.reports.statuses import Rating
from tasks.statuses import State, Timing

if TYPE_CHECKING:
    from tasks.models import Report
    from tasks.querysets import AssignmentQuerySet

FIELDS: Final = ("result", "cumulated", "rating", "shortcomings", "proposals", "nothing")


@dataclass(frozen=True)
class Entry:
    """One line as it would be sent now. `gathered`: nobody has looked at it yet."""

    assignment: Assignment
    result: str = ""
    cumulated: str = ""
    rating: str = ""
    shortcomings: str = ""
    proposals: str = ""
    nothing: bool = False
    gathered: bool = True

    @property
    def filled(self) -> bool:
        return bool(self.result) or self.nothing

    @property
    def rating_words(self) -> str:
        return str(Rating(self.rating).label) if self.rating else ""

    def values(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in FIELDS}


def entries(report: Report) -> list[Entry]:
    """Every line of the report in the order of the papers, in a fixed number of queries."""
    lines = {
        line.assignment_id: line
        for line in report.lines.select_related(
            "assignment__agency", "assignment__task__document__type", "assignment__task__document__issuer"
        ).defer("assignment__task__document__text")
    }
    if report.received:
        return [_written(line.assignment, line) for line in lines.values()]
    parts = list(parts_of(report))
    said = _said(report, parts)
    before = _before(report)
    found = []
    for part in parts:
        line = lines.get(part.pk)
        found.append(_written(part, line) if line else _gathered(part, said[part.pk], before.get(part.pk)))
    return found


def parts_of(report: Report) -> AssignmentQuerySet:
    """The agency's parts that were alive in the period; the duty to report is not reported on."""
    round_ = report.round
    found = (
        Assignment.objects.given()
        .first_hand()
        .filter(agency=report.agency_id, task__given_on__lte=round_.last)
        .exclude(state=State.CANCELLED)
        .exclude(state=State.CONFIRMED, done_on__lt=round_.first)
    )
    if round_.document_id is not None:
        found = found.filter(task__document=round_.document_id)
    if round_.schedule is not None:
        found = found.exclude(task=round_.schedule.task_id)
    return found.listed().order_by("task__document_id", "task__order", "task_id", F("part").desc(), "pk")


def _written(part: Assignment, line: ReportLine) -> Entry:
    return Entry(part, gathered=False, **{name: getattr(line, name) for name in FIELDS})


def _said(report: Report, parts: list[Assignment]) -> dict[int, list[Progress]]:
    said: dict[int, list[Progress]] = defaultdict(list)
    rows = Progress.objects.filter(
        assignment__in=parts, at__date__gte=report.round.first, at__date__lte=report.round.last
    )
    for row in rows.order_by("at", "pk"):
        said[row.assignment_id].append(row)
    return said


def _before(report: Report) -> dict[int, ReportLine]:
    """The lines of the agency's last sent report of the same kind."""
    round_ = report.round
    same = (
        Q(report__round__schedule=round_.schedule_id)
        if round_.schedule_id
        else Q(report__round__every=round_.every)
    )
    rows = ReportLine.objects.filter(
        same,
        report__agency=report.agency_id,
        report__sent_at__isnull=False,
        report__round__last__lt=round_.last,
    ).order_by("report__round__last", "report_id")
    return {row.assignment_id: row for row in rows}


def _gathered(part: Assignment, said: list[Progress], before: ReportLine | None) -> Entry:
    result = _joined(row.text for row in said)
    earlier = (before.cumulated or before.result) if before else ""
    return Entry(
        assignment=part,
        result=result,
        cumulated=_joined([earlier, result]) if earlier else "",
        rating=(Rating.BEHIND if part.timing_on() == Timing.OVERDUE else Rating.ON_TRACK) if result else "",
        shortcomings=_joined(row.difficulties for row in said),
        proposals=_joined(row.proposals for row in said),
    )


def _joined(texts: Any) -> str:
    return "\n".join(dict.fromkeys(text.strip() for text in texts if text.strip()))
