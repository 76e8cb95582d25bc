"""The leader's figures as JSON: the same tables as on the page, for the same people."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from agencies.permissions import standing
from home.lineage import table_of_agencies
from home.overview import Chosen, Line, Table
from home.report_figures import ChosenReports, by_round
from tasks.models import Assignment, Report

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


class Refusal(Schema):
    message: str


@router.get(
    "/figures/agencies",
    response={200: TableOut, 401: Refusal, 403: Refusal},
    summary="Phần việc theo cơ quan",
    description="Bảng của trang Tổng quan; chỉ lãnh đạo và thư ký.",
)
def agencies(request: HttpRequest) -> Any:
    if refused := _refused(request):
        return refused
    held = Assignment.objects.visible_to(request.user).given().first_hand()
    return _answer(request, table_of_agencies(held, Chosen(), timezone.localdate(), everything=True))


@router.get(
    "/figures/reports",
    response={200: TableOut, 401: Refusal, 403: Refusal},
    summary="Báo cáo theo kỳ",
    description="Gửi đúng hạn, gửi trễ, quá hạn chưa gửi; chỉ lãnh đạo và thư ký.",
)
def reports(request: HttpRequest, nam: int | None = None) -> Any:
    if refused := _refused(request):
        return refused
    chosen = ChosenReports(year=nam if nam and 1900 <= nam < 2200 else None)
    return _answer(request, by_round(Report.objects.visible_to(request.user), chosen))


def _refused(request: HttpRequest) -> Any:
    if not request.user.is_authenticated:
        return Status(401, {"message": "Đăng nhập để xem số liệu."})
    if not standing(request.user).oversees:
        return Status(403, {"message": "Tài khoản không có quyền xem nội dung này."})
    return None


def _answer(request: HttpRequest, table: Table) -> JsonResponse:
    return JsonResponse(
        {
            "as_of": timezone.now(),
            "columns": {column.key: str(column.words) for column in table.columns},
            "lines": [_line(line, request) for line in table.lines],
            "total": _line(table.total, request),
        },
        headers={"Cache-Control": "private, no-store"},
    )


def _line(line: Line, request: HttpRequest) -> dict[str, Any]:
    return {
        "name": line.name,
        "figures": line.counts,
        "on_time": line.on_time.number,
        "finished": line.finished.number,
        "rate": line.rate,
        "url": request.build_absolute_uri(line.address),
    }
