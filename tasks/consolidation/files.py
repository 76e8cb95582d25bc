"""The consolidated report as a Word file, and its annexes as tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tasks.consolidation.entries import missing, missing_words, sums
from tasks.consolidation.paper import Paper
from tasks.consolidation.statuses import Aspect
from tasks.models import Passage, ReportFigure, ReportLine
from tasks.reports.sheet import shown
from tasks.reports.statuses import RECEIVED
from vietnamese.dates import short

if TYPE_CHECKING:
    from agencies.models import Agency
    from tasks.models import Round

ROMAN = ("I", "II", "III", "IV", "V")


def sources_words(passage: Passage) -> str:
    """“nguồn: Công an tỉnh, Sở Tài chính”."""
    names = dict.fromkeys(source.line.report.agency.shown for source in passage.sources.all())
    return _("source: %(names)s") % {"names": ", ".join(names)} if names else ""


def word(round_: Round, issuer: Agency | None) -> bytes:
    """The report in the decree's layout: results, shortcomings, proposals, figures, who is missing."""
    paper = Paper()
    parent = issuer.host.name if issuer and issuer.host else ""
    paper.head(parent, issuer.name if issuer else "", "       /BC-BCĐ", "", None)
    paper.title("Báo cáo", round_.name.removeprefix("Báo cáo ").capitalize())
    received = round_.reports.filter(state__in=RECEIVED).count()
    paper.paragraph(
        f"Tổng hợp số liệu từ ngày {short(round_.first)} đến ngày {short(round_.last)} "
        f"của {received}/{round_.reports.count()} cơ quan đã gửi báo cáo."
    )
    for number, aspect in enumerate(Aspect):
        _aspect(paper, round_, aspect, ROMAN[number])
    paper.heading(f"{ROMAN[3]}. SỐ LIỆU")
    paper.table(
        ["Chỉ tiêu", "Đơn vị tính", "Tổng", "Cách cộng"],
        [(one.indicator.name, one.indicator.unit, shown(one.value), one.formula) for one in sums(round_)],
    )
    paper.heading(f"{ROMAN[4]}. TÌNH HÌNH GỬI BÁO CÁO")
    paper.paragraph(f"{missing_words(missing(round_)).rstrip('.')}./.")
    paper.sign(["- Như trên;", "- Lưu: VT."], ["TM. BAN CHỈ ĐẠO"], "")
    return paper.content()


def _aspect(paper: Paper, round_: Round, aspect: Aspect, number: str) -> None:
    paper.heading(f"{number}. {str(aspect.label).upper()}")
    passages = Passage.objects.filter(round=round_, aspect=aspect).with_sources()
    field, place = None, 0
    for passage in passages:
        if passage.field != field:
            field, place = passage.field, place + 1
            paper.heading(f"{place}. {_plain(passage.field)}", italic=True)
        paper.paragraph(passage.text, sources_words(passage))
    if field is None:
        paper.paragraph("Không có nội dung.")


def _plain(field: str) -> str:
    """The heading of a field without the number it has in its plan."""
    return field.split(". ", 1)[-1] if field else _("Other tasks")


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
    ordered = lines.select_related("report__agency", "assignment__task").order_by(
        "report__agency__name", "assignment__task__order", "pk"
    )
    rows = (
        [
            line.report.agency.name,
            line.assignment.task.field,
            line.assignment.task.title,
            line.assignment.get_part_display(),
            _("Nothing to report") if line.nothing else line.result,
            line.cumulated,
            line.get_rating_display() if line.rating else "",
            line.shortcomings,
            line.proposals,
        ]
        for line in ordered.iterator(chunk_size=500)
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
    return [_("Agency"), *(one.indicator.name for one in whole)], rows


def _number(value: Any) -> Any:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
