"""The search page's answers as JSON: same parameters, same rights."""

from __future__ import annotations

import time
from datetime import date
from typing import Any, Literal

from django.http import HttpRequest, JsonResponse
from ninja import Field, Query, Router, Schema, Status

from agencies.frequency import too_many
from documents.addresses import where_read
from documents.force import statuses
from documents.models import DocumentPage
from documents.presentation.marks import mark_of
from search.finding import PER_PAGE, Answer, Found, find
from search.forms import Asked, asked
from search.log import note
from search.numbered import papers_of
from search.spelling import corrected

router = Router(tags=["Tra cứu"])

_NOT_KEPT = {"Cache-Control": "private, no-store"}


class Parameters(Schema):
    """The parameters of the search page's own address."""

    q: str = Field("", description="Số, ký hiệu hoặc nội dung, có dấu hoặc không dấu; cụm từ trong ngoặc kép")
    so: str = Field("", description="Số và ký hiệu, ví dụ 15/KH-BCĐ")
    loai: list[str] = Field([], description="Mã loại văn bản, lấy từ facets.loai; nhiều giá trị được")
    co_quan: list[str] = Field([], description="Mã cơ quan ban hành, lấy từ facets.co_quan")
    nam: list[str] = Field([], description="Năm ban hành")
    hieu_luc: list[str] = Field([], description="Tình trạng hiệu lực, ví dụ in_force, ended")
    linh_vuc: list[str] = Field([], description="Lĩnh vực của kế hoạch (nhiệm vụ)")
    chu_tri: list[str] = Field([], description="Mã cơ quan chủ trì (nhiệm vụ)")
    phoi_hop: list[str] = Field([], description="Mã cơ quan phối hợp (nhiệm vụ)")
    tu_ngay: str = Field("", description="Ban hành từ ngày, ngày/tháng/năm, ví dụ 05/03/2012")
    den_ngay: str = Field("", description="Ban hành đến ngày")
    tai_ngay: str = Field("", description="Xét hiệu lực tại ngày; bỏ trống là hôm nay")
    sap_xep: str = Field("", description="Bỏ trống: liên quan; moi: mới nhất; cu: cũ nhất; so: theo số")
    trang: str = Field("1", description="Trang, mỗi trang 20 văn bản")


class StatusOut(Schema):
    code: str
    words: str


class PaperOut(Schema):
    id: int
    code: str
    code_number: int | None
    code_notation: str
    type_name: str
    organ_name: str
    issued_date: date | None
    subject: str
    status: StatusOut
    url: str


class PassageOut(Schema):
    label: str
    kind: Literal["clause", "page", "task"] = Field(
        description="clause: điều khoản; page: trang hoặc phần của tệp đính kèm; task: nhiệm vụ"
    )
    snippet: str = Field(description="HTML; từ khớp nằm trong <mark>")
    url: str


class ResultOut(PaperOut):
    replaced_by: str | None = Field(description="Địa chỉ của văn bản thay thế, nếu người hỏi được xem")
    passages: list[PassageOut]


class ChoiceOut(Schema):
    value: int | str
    name: str
    count: int
    chosen: bool


class SpellingOut(Schema):
    q: str = Field(description="Câu hỏi viết lại, dấu lấy từ văn bản trả lời")
    total: int


class Answers(Schema):
    total: int
    more: bool = Field(description="Có nhiều hơn total, không đếm tiếp")
    wider: bool = Field(description="Không văn bản nào có đủ các từ; đây là văn bản có phần lớn các từ")
    engine: Literal["elasticsearch", "postgresql"] = Field(description="Bộ máy tra cứu đã trả lời")
    stood_in: bool = Field(
        description="PostgreSQL trả lời thay vì Elasticsearch không phản hồi hoặc chưa kịp cập nhật; "
        "thứ tự kết quả có thể hơi khác"
    )
    page: int
    per_page: int
    did_you_mean: SpellingOut | None = Field(
        description="Cách viết có thể đúng, khi câu hỏi không có kết quả nào chứa đủ các từ"
    )
    exact: list[PaperOut] = Field(description="Văn bản mang đúng số đã hỏi")
    results: list[ResultOut]
    facets: dict[str, list[ChoiceOut]]


class Problem(Schema):
    field: str
    message: str


class Problems(Schema):
    errors: list[Problem]


@router.get(
    "/search",
    response={200: Answers, 422: Problems, 429: Problems},
    summary="Tra cứu văn bản, điều khoản và nhiệm vụ mà người hỏi được xem",
)
def search(request: HttpRequest, parameters: Query[Parameters]) -> Any:
    """Khách xem văn bản công khai; người đã đăng nhập xem thêm những gì tài khoản được xem."""
    if refused := too_many(request, as_json=True):
        return refused
    begun = time.monotonic()
    question = asked(request.GET)
    if problems := _problems(question):
        return Status(422, {"errors": problems})
    query = question.query
    found = find(query, request.user)
    if query.text or query.number:
        note(query, found.total, begun)
    named = papers_of(query.number or query.text, request.user)
    spelled = corrected(query, request.user) if not found.total or found.wider else None
    answers = {
        **_answers(found, request),
        "page": query.page,
        "did_you_mean": {"q": spelled.text, "total": spelled.total} if spelled else None,
        "exact": _papers(named, request),
    }
    # checking our own answer against the schema takes longer than finding it; tests do it
    return JsonResponse(answers, json_dumps_params={"ensure_ascii": False}, headers=_NOT_KEPT)


def _problems(question: Asked) -> list[dict[str, str]]:
    beside = [{"field": name, "message": sentence} for name, sentence in question.errors.items()]
    return [*beside, *({"field": "", "message": sentence} for sentence in question.problems)]


def _answers(found: Found, request: HttpRequest) -> dict[str, Any]:
    return {
        "total": found.total,
        "more": found.more,
        "wider": found.wider,
        "engine": found.engine,
        "stood_in": found.stood_in,
        "per_page": PER_PAGE,
        "results": [_result(answer, request) for answer in found.answers],
        "facets": {name: [vars(choice) for choice in held] for name, held in found.facets.items()},
    }


def _result(answer: Answer, request: HttpRequest) -> dict[str, Any]:
    return {
        **_paper(answer.paper, answer.force, answer.mark.words, request.build_absolute_uri(answer.address)),
        "replaced_by": request.build_absolute_uri(where_read(answer.by, request)) if answer.by else None,
        "passages": [
            {
                "label": passage.label,
                "kind": passage.kind,
                "snippet": passage.snippet,
                "url": request.build_absolute_uri(passage.address),
            }
            for passage in answer.passages
        ],
    }


def _papers(papers: list[DocumentPage], request: HttpRequest) -> list[dict[str, Any]]:
    told = statuses(papers)
    return [
        _paper(
            paper,
            told[paper.pk].force.value,
            mark_of(told[paper.pk]).words,
            request.build_absolute_uri(where_read(paper)),
        )
        for paper in papers
    ]


def _paper(paper: DocumentPage, force: str, words: str, address: str) -> dict[str, Any]:
    return {
        "id": paper.pk,
        "code": paper.code,
        "code_number": paper.number,
        "code_notation": paper.symbol,
        "type_name": paper.type.name,
        "organ_name": paper.issuer_name,
        "issued_date": paper.issued_on,
        "subject": paper.told_subject,
        "status": {"code": force, "words": words},
        "url": address,
    }
