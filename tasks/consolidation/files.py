"""The consolidated report as a Word file, and its annexes as tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tasks.consolidation.entries import sums
from tasks.consolidation.paper import Paper
from tasks.consolidation.text import Grid, Heading, blocks
from tasks.models import ReportFigure, ReportLine
from tasks.reports.statuses import RECEIVED

if TYPE_CHECKING:
    from agencies.models import Agency
    from tasks.models import Round


@dataclass(frozen=True)
class Frame:
    """What stands around the text; empty for a draft that has no number yet."""

    code: str = "       /BC-BCĐ"
    place: str = ""
    on: date | None = None
    subject: str = ""
    addressed_to: Sequence[str] = ()
    recipients: Sequence[str] = ("- Như trên;", "- Lưu: VT.")
    titles: Sequence[str] = ("TM. BAN CHỈ ĐẠO",)
    signer: str = ""


def word(round_: Round, issuer: Agency | None, frame: Frame | None = None, *, sources: bool = True) -> bytes:
    """The report in the decree's layout."""
    frame, paper = frame or Frame(), Paper()
    parent = issuer.host.name if issuer and issuer.host else ""
    paper.head(parent, issuer.name if issuer else "", frame.code, frame.place, frame.on)
    paper.title("Báo cáo", frame.subject or subject_of(round_))
    paper.addressed(frame.addressed_to)
    for block in blocks(round_, sources=sources):
        if isinstance(block, Heading):
            paper.heading(block.text, italic=block.below)
        elif isinstance(block, Grid):
            paper.table(block.headings, block.rows)
        else:
            paper.paragraph(block.text, block.source)
    paper.sign(frame.recipients, frame.titles, frame.signer)
    return paper.content()


def subject_of(round_: Round) -> str:
    """“Tháng 11/2026”: the name of the round without the word that is printed above it."""
    name = round_.name.removeprefix("Báo cáo ")
    return f"{name[:1].upper()}{name[1:]}"


def annex(round_: Round) -> tuple[list[Any], Iterator[Sequence[Any]]]:
    """Every line of every received report, in the columns of form 01."""
    headings = [
        _("Agency"),
        _("Field of the plan"),
        pgettext("duty", "Task"),
        _("Part"),
        _("Result of the period"),
        _("Cumulated"),
        _("Pace"),
        _("Shortcomings"),
        _("Proposals"),
    ]
    lines = ReportLine.objects.filter(report__round=round_, report__state__in=RECEIVED)
    ordered = lines.select_related("report__agency", "assignment__task__document").defer(
        "assignment__task__document__text"
    )
    rows = (
        [
            line.report.agency.name,
            line.assignment.task.field,
            line.assignment.task.told_title,
            line.assignment.get_part_display(),
            _("Nothing to report") if line.nothing else line.result,
            line.cumulated,
            line.get_rating_display() if line.rating else "",
            line.shortcomings,
            line.proposals,
        ]
        for line in ordered.order_by("report__agency__name", "assignment__task__order", "pk").iterator(
            chunk_size=500
        )
    )
    return headings, rows


def figures_annex(round_: Round) -> tuple[list[Any], list[Sequence[Any]]]:
    """Agencies down, figures across, the sums last."""
    whole = sums(round_)
    given = {
        (row.report_id, row.indicator_id): row.value
        for row in ReportFigure.objects.filter(report__round=round_, report__state__in=RECEIVED)
    }
    reports = round_.reports.filter(state__in=RECEIVED).select_related("agency").order_by("agency__name")
    rows: list[Sequence[Any]] = [
        [report.agency.name, *(_number(given.get((report.pk, one.indicator.pk))) for one in whole)]
        for report in reports
    ]
    rows.append([_("Total"), *(_number(one.value) for one in whole)])
    rows.append([_("Cumulated over the year"), *(_number(one.cumulated) for one in whole)])
    return [_("Agency"), *(one.indicator.name for one in whole)], rows


def _number(value: Any) -> Any:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
