"""Drafts at each step of the way to issue: invented, so that no step is empty."""

from __future__ import annotations

from typing import Any

from wagtail.models import Task, TaskState, Workflow, WorkflowPage, WorkflowTask

from agencies.models import Agency, User
from documents.actions import Agree, Return
from documents.models import DocumentPage, DocumentType, LegalReview, Numbering, SectionPage, Signature
from home.demonstration.people import COMMITTEE

SECTION = "ke-hoach"
#: Subject, text, and how many people have agreed; -1: the legal unit returned it.
DRAFTS = [
    ("Cao điểm tấn công, trấn áp tội phạm dịp Tết Nguyên đán", "thẩm định", 0),
    ("Kiểm tra việc thực hiện kế hoạch phòng, chống mua bán người", "ký", 1),
    ("Tập huấn nghiệp vụ tiếp nhận, hỗ trợ nạn nhân", "cấp số", 2),
    ("Tuyên truyền pháp luật tại các xã biên giới", "trả lại", -1),
]
TEXT = """I. MỤC ĐÍCH, YÊU CẦU
1. Nâng cao hiệu quả công tác của các cơ quan thành viên.
2. Phân công rõ trách nhiệm, thời hạn.
II. NỘI DUNG
1. Công an tỉnh chủ trì, phối hợp với các cơ quan liên quan tổ chức thực hiện.
2. Các cơ quan báo cáo kết quả trước ngày 15 hằng tháng."""
REASON = "Mục II chưa ghi rõ cơ quan chủ trì và thời hạn; bổ sung rồi trình lại."


def add_drafts() -> None:
    """The steps of the section of plans, and a draft at each of them."""
    clerk, lawyer, signer = (User.objects.get(username=name) for name in ("thuky", "phapche", "lanhdao"))
    section = SectionPage.objects.get(slug=SECTION)
    way = _way(section, (LegalReview, lawyer), (Signature, signer), (Numbering, clerk))
    for subject, said, agreed in DRAFTS:
        draft = _draft(section, clerk, subject, said)
        way.start(draft, clerk)
        if agreed < 0:
            Return(_step_of(draft), lawyer, comment=REASON).execute()
        for person in (lawyer, signer)[: max(agreed, 0)]:
            Agree(_step_of(draft), person).execute()


def _way(section: SectionPage, *steps: tuple[type[Any], User]) -> Workflow:
    names = {LegalReview: "Thẩm định pháp lý", Signature: "Ký ban hành", Numbering: "Cấp số và phát hành"}
    way = Workflow.objects.create(name="Trình ký văn bản đi")
    for order, (kind, person) in enumerate(steps):
        step: Task = kind.objects.create(name=names[kind])
        step.people.set([person])
        WorkflowTask.objects.create(workflow=way, task=step, sort_order=order)
    WorkflowPage.objects.create(workflow=way, page=section)
    return way


def _draft(section: SectionPage, clerk: User, subject: str, said: str) -> DocumentPage:
    draft: DocumentPage = section.add_child(
        instance=DocumentPage(
            live=False,
            owner=clerk,
            type=DocumentType.objects.get(name="Kế hoạch"),
            symbol="KH-BCĐ",
            issuer=Agency.objects.get(name=COMMITTEE),
            place="Thanh Hóa",
            subject=subject,
            signer="Phạm Văn Hải",
            signer_titles="PHÓ TRƯỞNG BAN",
            recipients="- Công an tỉnh;\n- Hội Liên hiệp Phụ nữ tỉnh;\n- UBND huyện Bá Thước;\n- Lưu: VT.",
            text=f"{TEXT}\n3. Văn bản mẫu, ở bước {said}.",
        )
    )
    draft.save_revision(user=clerk)
    return draft


def _step_of(draft: DocumentPage) -> TaskState:
    state: TaskState = DocumentPage.objects.get(pk=draft.pk).current_workflow_task_state
    return state
