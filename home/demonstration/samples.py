"""Sample dates and progress: invented, marked as samples, spread so that no page is empty."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import cycle

from django.utils import timezone

from agencies.models import User
from agencies.permissions import standing
from documents.models import DocumentPage
from tasks.actions import (
    Accept,
    AskExtension,
    Confirm,
    GiveTask,
    Refuse,
    ReportProgress,
    SendBack,
    Share,
    Split,
)
from tasks.models import Assignment, Progress, Task
from tasks.statuses import ACTIVE

#: Days from the day of loading; None is work without a date. Cycled over the tasks of the plan.
DATES = [-40, 5, 60, None, -12, 30, 120, None]
GIVEN_BEFORE = 75
DUE_AS_WRITTEN = "Hạn mẫu, không có trong kế hoạch"

TEXTS = [
    "Đã tổ chức 12 buổi tuyên truyền tại các xã, phường với 3.400 lượt người nghe.",
    "Đã in và cấp phát 5.000 tờ rơi; phát 24 lượt tin, bài trên hệ thống truyền thanh cơ sở.",
    "Đã rà soát, cập nhật danh sách địa bàn trọng điểm; phối hợp kiểm tra 9 cơ sở dịch vụ việc làm.",
    "Đã mở 2 lớp tập huấn cho 160 cán bộ cơ sở về tiếp nhận và hỗ trợ nạn nhân.",
    "Đã ban hành kế hoạch của đơn vị và phân công cán bộ đầu mối.",
]


def date_and_give(plan: DocumentPage, clerk: User, today: date) -> None:
    """Give every proposed task that names at least one agency, with a sample date."""
    given_on = today - timedelta(days=GIVEN_BEFORE)
    days = cycle(DATES)
    for task in Task.objects.filter(document=plan).order_by("order"):
        if not task.assignments.exists():
            continue
        offset = next(days)
        if offset is not None and not task.due_as_written:
            task.due_on = today + timedelta(days=offset)
            task.due_as_written = DUE_AS_WRITTEN
            task.sample = True
            task.save(update_fields=["due_on", "due_as_written", "sample"])
        GiveTask(task, clerk, on=given_on).execute()


def add_progress(plan: DocumentPage, clerk: User) -> None:
    """Let the parts of the plan's tasks stand at different points of their life."""
    parts = Assignment.objects.filter(task__document=plan).select_related("task", "agency").order_by("pk")
    texts = cycle(TEXTS)
    officers = officers_of_agencies()
    for count, part in enumerate(parts):
        actor = officers.get(part.agency_id, User.system())
        _live(part, actor, clerk, step=count % 9, text=next(texts))
    Progress.objects.filter(assignment__task__document=plan).update(sample=True)


def add_subtasks(plan: DocumentPage, officer: User) -> None:
    """One district passes a task on to its communes; one of them is done, one is at work."""
    parts = Assignment.objects.given().filter(
        task__document=plan, agency__in=standing(officer).agencies, state__in=ACTIVE
    )
    part = parts.order_by("pk").first()
    if part is None:
        return
    communes = part.agency.children.order_by("name")
    split = Split(
        part,
        officer,
        title="Rà soát địa bàn, lập danh sách người có nguy cơ cao trong xã",
        shares=[Share(commune) for commune in communes],
        due_on=part.due_on if part.due_on and part.due_on > timezone.localdate() else None,
    )
    split.execute()
    for count, task in enumerate(split.made[:2]):
        below = task.assignments.get()
        Accept(below, User.system()).execute(skip_permission_checks=True)
        if count == 0:
            ReportProgress(
                below, User.system(), text="Đã rà soát 9 thôn, lập danh sách.", done_on=timezone.localdate()
            ).execute(skip_permission_checks=True)
            Confirm(below, officer).execute()


def _live(part: Assignment, actor: User, clerk: User, *, step: int, text: str) -> None:
    """Take the part `step` steps along; nobody signs in for most agencies, so their rights are not asked."""
    today = timezone.localdate()
    if step in (0, 8):
        return
    if step == 1:
        Refuse(part, actor, reason="Nội dung này thuộc chức năng của cơ quan khác.").execute(
            skip_permission_checks=True
        )
        return
    Accept(part, actor).execute(skip_permission_checks=True)
    if step == 2:
        return
    ReportProgress(part, actor, text=text).execute(skip_permission_checks=True)
    if step == 3:
        part.refresh_from_db()
        if part.due_on:
            later = max(part.due_on, today) + timedelta(days=30)
            AskExtension(part, actor, new_due_on=later, reason="Chờ kinh phí được phân bổ.").execute(
                skip_permission_checks=True
            )
        return
    if step >= 5:
        done_on = (
            min(part.due_on + timedelta(days=3), today)
            if step == 7 and part.due_on
            else _in_time(part, today)
        )
        ReportProgress(part, actor, text=f"Hoàn thành. {text}", done_on=done_on).execute(
            skip_permission_checks=True
        )
    if step == 6:
        SendBack(part, clerk, reason="Thiếu số liệu của quý III.").execute()
    elif step == 7:
        Confirm(part, clerk).execute()


def _in_time(part: Assignment, today: date) -> date:
    return min(part.due_on - timedelta(days=2), today) if part.due_on else today


def officers_of_agencies() -> dict[int, User]:
    """For each agency one person who serves it."""
    found: dict[int, User] = {}
    for user in User.objects.filter(memberships__isnull=False).distinct():
        for agency in standing(user).agencies:
            found.setdefault(agency, user)
    return found
