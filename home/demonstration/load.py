"""Load the demonstration step by step, each step through the same actions as people use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone

from agencies.groups import ensure_groups
from agencies.models import Agency, Alias, GroupMember, Membership, Succession, User
from agencies.statuses import Kind, Role
from documents.actions import StartSeries, TakeNumber
from documents.gazetteer import known_agencies
from documents.intake import register
from documents.models import (
    DocumentFile,
    DocumentPage,
    DocumentRelation,
    DocumentType,
    Register,
    SectionPage,
    StoredFile,
)
from documents.reading.reader import read
from documents.statuses import Direction
from home.demonstration import agencies, papers, people
from home.demonstration.keeping import add_dossier, to_print
from home.demonstration.rounds import add_rounds
from home.demonstration.samples import add_progress, add_subtasks, date_and_give
from home.demonstration.signing import add_drafts

PLAN = Path(__file__).with_name("plan.txt")
PLAN_SECTION = "ke-hoach"
#: The plan is number 15 of its year; the fourteen before it are not at hand.
NUMBERS_BEFORE = 14


def loaded() -> bool:
    """The last step leaves sample progress; when it is there, everything before it is."""
    return DocumentPage.objects.filter(sample=True).exists()


def load(say: Callable[[str], None]) -> None:
    """Run every step; raises what a step raises, so that the caller's transaction undoes all of it."""
    say("Tạo trang chủ và các chuyên mục")
    call_command("prepare_site", committee=people.COMMITTEE)
    say("Nhập cơ quan của tỉnh năm 2012")
    load_agencies()
    say("Tạo tài khoản cho từng vai trò")
    load_people()
    say("Ghi các văn bản được viện dẫn vào sổ")
    load_papers()
    say("Đọc Kế hoạch 15/KH-BCĐ, lấy số, công bố, giao nhiệm vụ")
    plan = load_plan()
    say("Thêm tiến độ mẫu")
    add_progress(plan, _person("thuky"))
    add_subtasks(plan, _person("bathuoc"))
    say("Mở các kỳ báo cáo mẫu")
    add_rounds(plan, _person("thuky"), timezone.localdate())
    say("Lập hồ sơ của kế hoạch")
    add_dossier(plan, Agency.objects.get(name=people.COMMITTEE), _person("thuky"))
    say("Trình các dự thảo mẫu")
    add_drafts()
    DocumentPage.objects.filter(pk=plan.pk).update(sample=True)


def load_agencies() -> None:
    held = {}
    for name, short_name, kind, aliases in agencies.AGENCIES:
        held[name] = _agency(name, kind, aliases, short_name=short_name)
    committee, host = held[people.COMMITTEE], held["UBND tỉnh Thanh Hóa"]
    committee.host = host
    committee.save()
    for district in agencies.DISTRICTS:
        name = f"UBND {district}"
        held[name] = _agency(
            name, Kind.DISTRICT, [f"Ủy ban nhân dân {district}", district[0].upper() + district[1:]]
        )
    for district, communes in agencies.COMMUNES.items():
        for name in communes:
            _agency(name, Kind.COMMUNE, [], parent=held[district])
    name, until, successor, basis = agencies.ENDED
    ended = _agency(name, Kind.DEPARTMENT, [], valid_until=date.fromisoformat(until))
    Succession.objects.create(
        predecessor=ended, successor=held[successor], on=date.fromisoformat(until), basis=basis
    )
    for name, aliases, with_districts, with_members in agencies.GROUPS:
        group = _agency(name, Kind.GROUP, aliases)
        members = [f"UBND {district}" for district in agencies.DISTRICTS] if with_districts else []
        members += agencies.MEMBERS if with_members else []
        GroupMember.objects.bulk_create(GroupMember(group=group, agency=held[member]) for member in members)


def _agency(name: str, kind: Kind, aliases: list[str], **values: object) -> Agency:
    agency = Agency.objects.create(name=name, kind=kind, **values)
    for text in dict.fromkeys(aliases):
        Alias.objects.create(agency=agency, text=text)
    return agency


def load_people() -> None:
    for username, family, given, role, agency in people.PEOPLE:
        user = User.objects.create_user(
            username,
            password=people.PASSWORD,
            last_name=family,
            first_name=given,
            email=f"{username}@example.org",
        )
        if role == Role.ADMINISTRATOR:
            user.is_superuser = True
            user.save()
        Membership.objects.create(user=user, agency=Agency.objects.get(name=agency), role=role)
    ensure_groups()


def load_papers() -> None:
    clerk = _person("thuky")
    held: dict[str, DocumentPage] = {}
    for paper in papers.PAPERS:
        page = DocumentPage(
            live=False,
            type=DocumentType.objects.get(name=paper.type),
            number=paper.number,
            symbol=paper.symbol,
            printed=paper.printed,
            issued_on=date.fromisoformat(paper.issued_on),
            effective_on=date.fromisoformat(paper.effective_on) if paper.effective_on else None,
            expires_on=date.fromisoformat(paper.expires_on) if paper.expires_on else None,
            issuer=Agency.objects.get(name=paper.issuer),
            subject=paper.subject,
        )
        if paper.relation:
            kind, target = paper.relation
            page.relations = [DocumentRelation(kind=kind, target=held[target])]
        SectionPage.objects.get(slug=paper.section).add_child(instance=page)
        page.save_revision(user=clerk).publish(user=clerk)
        held[paper.printed] = page


def load_plan() -> DocumentPage:
    clerk = _person("thuky")
    committee = Agency.objects.get(name=people.COMMITTEE)
    plan = register(read(PLAN.read_text(encoding="utf-8"), known_agencies()), clerk)
    book = Register.objects.create(agency=committee, direction=Direction.OUTGOING, name="Sổ văn bản đi")
    Register.objects.create(agency=committee, direction=Direction.INCOMING, name="Sổ văn bản đến")
    StartSeries(book, clerk, year=2012, first=NUMBERS_BEFORE + 1).execute()
    TakeNumber(plan, clerk, register=book, key=uuid4()).execute()
    draft = plan.get_latest_revision_as_object()
    draft.expires_on = date(2012, 12, 31)
    text = StoredFile.objects.create(
        title="Kế hoạch 15/KH-BCĐ, bản chữ",
        file=ContentFile(PLAN.read_bytes(), "ke-hoach-15-kh-bcd.txt"),
        uploaded_by_user=clerk,
    )
    draft.files = [
        DocumentFile(file=to_print(draft.text, clerk), label="Bản để in", sort_order=0),
        DocumentFile(file=text, label="Bản chữ", sort_order=1),
    ]
    draft.save_revision(user=clerk).publish(user=clerk)
    plan = DocumentPage.objects.get(pk=plan.pk)
    date_and_give(plan, clerk, timezone.localdate())
    return plan


def _person(username: str) -> User:
    return User.objects.get(username=username)
