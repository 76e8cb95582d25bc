"""The leader's figures as JSON: the same tables as on the page, for the same people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from agencies.permissions import standing
from home import scorecard
from home.breakdowns import by_field, by_month
from home.lineage import table_of_agencies
from home.overview import YEARS, Chosen, Column, Line, Table
from home.report_figures import ChosenReports, by_round
from tasks.models import Assignment, Report
from tasks.querysets import AssignmentQuerySet

SIGN_IN = "Đăng nhập để xem số liệu."
Year = Annotated[int | None, Field(ge=YEARS.start, lt=YEARS.stop)]
router = Router(tags=["Thống kê"])


class LineOut(Schema):
    name: str
    figures: dict[str, int] = Field(description="Số liệu theo mã cột")
    on_time: int
    finished: int = Field(description="Mẫu số của tỷ lệ đúng hạn")
    rate: int | None = Field(description="Phần trăm đúng hạn; không có khi chưa đủ để tính")
    url: str = Field(description="Danh sách có đúng số dòng của cột đầu")


class TableOut(Schema):
    as_of: datetime
    columns: dict[str, str]
    lines: list[LineOut]
    total: LineOut


class CardOut(Schema):
    as_of: datetime
    agency: str
    year: int
    inherits_from: list[str]
    columns: dict[str, str]
    total: LineOut
    months: TableOut
    fields: TableOut
    days_to_accept: float | None = Field(description="Trung vị số ngày từ khi giao đến khi nhận")


class Refusal(Schema):
    message: str


class Narrowed(Schema):
    """The names that narrow the leader's page, as in its address."""

    nam: int | None = Field(None, ge=YEARS.start, lt=YEARS.stop, description="Năm; bỏ trống: mọi năm")
    linh_vuc: str = Field(
        "", alias="linh-vuc", max_length=255, description="Lĩnh vực; “-”: không thuộc lĩnh vực nào"
    )

    def chosen(self) -> Chosen:
        return Chosen(year=self.nam, field=self.linh_vuc.replace("\x00", ""))


@router.get(
    "/figures/agencies",
    response={200: TableOut, 401: Refusal, 403: Refusal},
    summary="Phần việc theo cơ quan",
    description="Bảng của trang Tổng quan; chỉ lãnh đạo và thư ký.",
)
def agencies(request: HttpRequest, narrowed: Query[Narrowed]) -> Any:
    if refused := _refused(request):
        return refused
    chosen = narrowed.chosen()
    held = chosen.among(_given(request))
    return _answer(request, table_of_agencies(held, chosen, timezone.localdate(), everything=True))


@router.get(
    "/figures/months",
    response={200: TableOut, 401: Refusal, 403: Refusal},
    summary="Phần việc theo tháng",
    description="Xu hướng của năm đã chọn, hoặc của năm nay; chỉ lãnh đạo và thư ký.",
)
def months(request: HttpRequest, narrowed: Query[Narrowed]) -> Any:
    if refused := _refused(request):
        return refused
    return _answer(request, by_month(_given(request), narrowed.chosen(), timezone.localdate()))


@router.get(
    "/figures/fields",
    response={200: TableOut, 401: Refusal, 403: Refusal},
    summary="Phần việc theo lĩnh vực của kế hoạch",
    description="Bảng của trang Tổng quan; chỉ lãnh đạo và thư ký.",
)
def fields(request: HttpRequest, narrowed: Query[Narrowed]) -> Any:
    if refused := _refused(request):
        return refused
    return _answer(request, by_field(_given(request), narrowed.chosen(), everything=True))


@router.get(
    "/figures/scorecards/{int:pk}",
    response={200: CardOut, 401: Refusal, 404: Refusal},
    summary="Bảng điểm của một cơ quan trong một năm",
    description="Theo tháng và theo lĩnh vực; lãnh đạo, thư ký và người của cơ quan đó.",
)
def card(request: HttpRequest, pk: int, nam: Year = None) -> Any:
    if not request.user.is_authenticated:
        return Status(401, {"message": SIGN_IN})
    if (found := scorecard.opened(request.user, pk)) is None:
        return Status(404, {"message": "Không có bảng điểm này, hoặc tài khoản không được xem."})
    agency, parts = found
    today = timezone.localdate()
    chosen = Chosen(card=pk, year=nam or today.year)
    return _said(
        {
            "as_of": timezone.now(),
            "agency": agency.name,
            "year": chosen.year,
            "inherits_from": [one.predecessor.name for one in scorecard.inherited(agency)],
            "columns": _columns(scorecard.CARD),
            "total": _line(scorecard.total(parts, chosen), request),
            "months": _table(request, by_month(parts, chosen, today)),
            "fields": _table(request, by_field(parts, chosen, everything=True)),
            "days_to_accept": scorecard.days_to_accept(chosen.among(parts)),
        }
    )


@router.get(
    "/figures/reports",
    response={200: TableOut, 401: Refusal, 403: Refusal},
    summary="Báo cáo theo kỳ",
    description="Gửi đúng hạn, gửi trễ, quá hạn chưa gửi; chỉ lãnh đạo và thư ký.",
)
def reports(request: HttpRequest, nam: Year = None) -> Any:
    if refused := _refused(request):
        return refused
    return _answer(request, by_round(Report.objects.visible_to(request.user), ChosenReports(year=nam)))


def _refused(request: HttpRequest) -> Any:
    if not request.user.is_authenticated:
        return Status(401, {"message": SIGN_IN})
    if not standing(request.user).oversees:
        return Status(403, {"message": "Tài khoản không có quyền xem nội dung này."})
    return None


def _given(request: HttpRequest) -> AssignmentQuerySet:
    return Assignment.objects.visible_to(request.user).given().first_hand()


def _answer(request: HttpRequest, table: Table) -> JsonResponse:
    return _said(_table(request, table))


def _said(answer: dict[str, Any]) -> JsonResponse:
    return JsonResponse(answer, headers={"Cache-Control": "private, no-store"})


def _table(request: HttpRequest, table: Table) -> dict[str, Any]:
    return {
        "as_of": timezone.now(),
        "columns": _columns(table.columns),
        "lines": [_line(line, request) for line in table.lines],
        "total": _line(table.total, request),
    }


def _columns(columns: Sequence[Column]) -> dict[str, str]:
    return {column.key: str(column.words) for column in columns}


def _line(line: Line, request: HttpRequest) -> dict[str, Any]:
    return {
        "name": line.name,
        "figures": line.counts,
        "on_time": line.on_time.number,
        "finished": line.finished.number,
        "rate": line.rate,
        "url": request.build_absolute_uri(line.address),
    }
