"""What tests are made of: people, agencies, papers and tasks. A trait names the one fact that matters."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import factory
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import Page, Site, Workflow, WorkflowPage, WorkflowTask

from agencies.models import Agency, Membership, Substitution, User
from agencies.statuses import Kind, Role
from documents import file_pages
from documents.models import (
    DocumentFile,
    DocumentPage,
    DocumentType,
    Dossier,
    LegalReview,
    Numbering,
    Register,
    SectionPage,
    Signature,
    StoredFile,
)
from documents.reading.files.extract import Extract
from documents.statuses import Direction, Series
from home.models import HomePage
from tasks.models import Assignment, Event, Evidence, Extension, Progress, Report, Round, Task
from tasks.reports.statuses import ReportState
from tasks.statuses import Deadline, Part, Stage, State, What

PASSWORD = "mat-khau-thu-2026"


def home_page() -> HomePage:
    """The front page of the default site, made once."""
    found: HomePage | None = HomePage.objects.first()
    if found is None:
        root = Page.get_first_root_node()
        found = root.add_child(instance=HomePage(title="Ban Chỉ đạo 138", slug="trang-chu-thu"))
        Site.objects.update_or_create(
            is_default_site=True, defaults={"hostname": "localhost", "root_page": found}
        )
        Site.clear_site_root_paths_cache()
    return found


def section_page(slug: str = "ke-hoach", title: str = "Kế hoạch") -> SectionPage:
    """The section with this address, made once."""
    found: SectionPage | None = SectionPage.objects.filter(slug=slug).first()
    return found or home_page().add_child(instance=SectionPage(title=title, slug=slug))


def workflow(page: Page | None = None, **people: list[Any]) -> Workflow:
    """workflow(section, review=[lan], signature=[hai], numbering=[lan]): the way of papers of a section."""
    kinds = {"review": LegalReview, "signature": Signature, "numbering": Numbering}
    way = Workflow.objects.create(name="Trình ký")
    for order, (name, persons) in enumerate(people.items()):
        step = kinds[name].objects.create(name=name)
        step.people.set(persons)
        WorkflowTask.objects.create(workflow=way, task=step, sort_order=order)
    if page is not None:
        WorkflowPage.objects.create(workflow=way, page=page)
    return way


class AgencyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Agency
        django_get_or_create = ("name",)

    class Params:
        group = factory.Trait(kind=Kind.GROUP)
        ended = factory.Trait(valid_until=factory.LazyFunction(lambda: _day(-1)))

    name = factory.Sequence(lambda n: f"Sở thứ {n}")
    kind = Kind.DEPARTMENT


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory("tests.factories.UserFactory")
    agency = factory.SubFactory(AgencyFactory)
    role = Role.AGENCY_MEMBER


class UserFactory(factory.django.DjangoModelFactory):
    """UserFactory(secretary=True), UserFactory(leader=True), UserFactory(focal_person=agency)…"""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"can-bo-{n}")
    last_name = "Nguyễn Thị"
    first_name = factory.Sequence(lambda n: f"Lan {n}")

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:
        roles = {
            Role.ADMINISTRATOR: kwargs.pop("administrator", None),
            Role.SECRETARIAT: kwargs.pop("secretary", None),
            Role.LEADER: kwargs.pop("leader", None),
            Role.AGENCY_MEMBER: kwargs.pop("focal_person", None),
            Role.AGENCY_LEAD: kwargs.pop("head_of", None),
            Role.READER: kwargs.pop("reader", None),
        }
        password = kwargs.pop("password", PASSWORD)
        user: User = model_class(**kwargs)
        user.set_password(password)
        user.save()
        for role, agency in roles.items():
            if agency:
                serves = agency if isinstance(agency, Agency) else AgencyFactory(kind=Kind.COMMITTEE)
                Membership.objects.create(user=user, agency=serves, role=role)
        return user


class DocumentTypeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = DocumentType
        django_get_or_create = ("name",)

    name = "Kế hoạch"
    abbreviation = "KH"


class DocumentFactory(factory.django.DjangoModelFactory):
    """A published paper under the section "Kế hoạch"; live=False for a draft, section=… for another place."""

    class Meta:
        model = DocumentPage

    type = factory.SubFactory(DocumentTypeFactory)
    number = factory.Sequence(lambda n: n + 1)
    symbol = "KH-BCĐ"
    issued_on = date(2012, 3, 5)
    subject = factory.Sequence(lambda n: f"Phòng, chống tội phạm mua bán người, bản {n}")
    issuer = factory.SubFactory(AgencyFactory, name="Ban Chỉ đạo 138 tỉnh", kind=Kind.COMMITTEE)

    @classmethod
    def _create(cls, model_class: type[DocumentPage], *args: Any, **kwargs: Any) -> DocumentPage:
        section = kwargs.pop("section", None) or section_page()
        added: DocumentPage = section.add_child(instance=model_class(**kwargs))
        return added


def attach(paper: DocumentPage, *pages: str, name: str = "ban-goc.pdf", label: str = "") -> StoredFile:
    """Attach a file that has these pages, as if it had been read."""
    content = ContentFile(f"%PDF-1.4 {name} {paper.pk}".encode(), name=name)
    stored: StoredFile = StoredFile.objects.create(title=name, file=content)
    DocumentFile.objects.create(page=paper, file=stored, label=label)
    file_pages.keep(stored, Extract("\f".join(pages), pages=pages))
    return stored


class RegisterFactory(factory.django.DjangoModelFactory):
    """The outgoing register of the committee that DocumentFactory's papers are issued by."""

    class Meta:
        model = Register
        django_get_or_create = ("agency", "name")

    class Params:
        incoming = factory.Trait(name="Sổ văn bản đến", direction=Direction.INCOMING)
        copies = factory.Trait(name="Sổ bản sao", direction=Direction.COPIES)
        per_type = factory.Trait(name="Sổ theo loại", series=Series.PER_TYPE)

    agency = factory.SubFactory(AgencyFactory, name="Ban Chỉ đạo 138 tỉnh", kind=Kind.COMMITTEE)
    name = "Sổ văn bản đi"


class DossierFactory(factory.django.DjangoModelFactory):
    """An open dossier, kept ten years; permanent=True for one that is kept for ever."""

    class Meta:
        model = Dossier

    class Params:
        permanent = factory.Trait(retention=None)

    agency = factory.SubFactory(AgencyFactory, name="Ban Chỉ đạo 138 tỉnh", kind=Kind.COMMITTEE)
    year = 2012
    heading = "I. PHÒNG, CHỐNG TỘI PHẠM"
    number = factory.Sequence(lambda n: n + 1)
    symbol = "PCTP"
    title = factory.Sequence(lambda n: f"Hồ sơ phòng, chống mua bán người, tập {n}")
    retention = 10
    keeper = factory.LazyFunction(lambda: UserFactory(secretary=True))
    started_on = date(2012, 1, 2)


class TaskFactory(factory.django.DjangoModelFactory):
    """A given task; proposed=True for one that still waits for the secretariat."""

    class Meta:
        model = Task

    class Params:
        proposed = factory.Trait(stage=Stage.PROPOSED, given_on=None)
        regular = factory.Trait(deadline=Deadline.REGULAR, due_as_written="Thường xuyên")

    document = factory.SubFactory(DocumentFactory)
    anchor = "muc-ii-2"
    path = "mục II.2"
    field = "Công tác tuyên truyền"
    quote = "Sở Thông tin và Truyền thông chủ trì, phối hợp với các cơ quan tuyên truyền."
    title = factory.Sequence(lambda n: f"Tuyên truyền đợt {n}")
    stage = Stage.GIVEN
    given_on = factory.LazyFunction(lambda: _day(-60))


class AssignmentFactory(factory.django.DjangoModelFactory):
    """One agency's part. Traits place it against its date as of today."""

    class Meta:
        model = Assignment

    class Params:
        coordinates = factory.Trait(part=Part.COORDINATE)
        accepted = factory.Trait(state=State.ACCEPTED)
        working = factory.Trait(state=State.WORKING)
        overdue = factory.Trait(state=State.WORKING, due_on=factory.LazyFunction(lambda: _day(-10)))
        soon = factory.Trait(state=State.WORKING, due_on=factory.LazyFunction(lambda: _day(3)))
        running = factory.Trait(state=State.WORKING, due_on=factory.LazyFunction(lambda: _day(40)))
        sent_back = factory.Trait(state=State.SENT_BACK, due_on=factory.LazyFunction(lambda: _day(20)))
        reported = factory.Trait(
            state=State.REPORTED,
            due_on=factory.LazyFunction(lambda: _day(20)),
            done_on=factory.LazyFunction(lambda: _day(-1)),
        )
        confirmed = factory.Trait(
            state=State.CONFIRMED,
            due_on=factory.LazyFunction(lambda: _day(20)),
            done_on=factory.LazyFunction(lambda: _day(-2)),
        )
        late = factory.Trait(
            state=State.CONFIRMED,
            due_on=factory.LazyFunction(lambda: _day(-20)),
            done_on=factory.LazyFunction(lambda: _day(-10)),
        )
        silent = factory.Trait(state=State.WORKING, heard_on=factory.LazyFunction(lambda: _day(-45)))

    task = factory.SubFactory(TaskFactory)
    agency = factory.SubFactory(AgencyFactory)
    part = Part.LEAD


class SubstitutionFactory(factory.django.DjangoModelFactory):
    """Somebody of the agency is away from yesterday for a week; a new colleague stands in."""

    class Meta:
        model = Substitution

    agency = factory.SubFactory(AgencyFactory)
    officer = factory.LazyAttribute(lambda row: UserFactory(focal_person=row.agency))
    substitute = factory.LazyAttribute(lambda row: UserFactory(focal_person=row.agency))
    first = factory.LazyFunction(lambda: _day(-1))
    last = factory.LazyFunction(lambda: _day(6))
    named_by = factory.SelfAttribute("officer")


class ProgressFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Progress

    assignment = factory.SubFactory(AssignmentFactory)
    author = factory.SubFactory(UserFactory)
    text = "Đã tổ chức 12 buổi, 3.400 lượt người nghe."


class EvidenceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Evidence

    progress = factory.SubFactory(ProgressFactory)
    file = factory.django.FileField(data=b"%PDF-1.4 minh chung", filename="minh-chung.pdf")
    name = "minh-chung.pdf"
    content_type = "application/pdf"
    size = 19
    sha256 = "0" * 64


class ExtensionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Extension

    assignment = factory.SubFactory(AssignmentFactory, soon=True)
    asked_by = factory.SubFactory(UserFactory)
    reason = "Chờ kinh phí."
    old_due_on = factory.LazyAttribute(lambda row: row.assignment.due_on)
    new_due_on = factory.LazyFunction(lambda: _day(30))


class EventFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Event

    assignment = factory.SubFactory(AssignmentFactory)
    what = What.GIVEN
    user = factory.SubFactory(UserFactory)


class RoundFactory(factory.django.DjangoModelFactory):
    """An open round whose data end today, asked for by hand; closed=True for one that is over."""

    class Meta:
        model = Round

    class Params:
        closed = factory.Trait(
            first=factory.LazyFunction(lambda: _day(-60)),
            last=factory.LazyFunction(lambda: _day(-30)),
            due_on=factory.LazyFunction(lambda: _day(-28)),
            closes_on=factory.LazyFunction(lambda: _day(-20)),
            closed_at=factory.LazyFunction(timezone.now),
        )

    title = factory.Sequence(lambda n: f"Báo cáo đợt {n}")
    first = factory.LazyFunction(lambda: _day(-30))
    last = factory.LazyFunction(lambda: _day(0))
    due_on = factory.LazyFunction(lambda: _day(3))
    opens_on = factory.LazyFunction(lambda: _day(-5))
    closes_on = factory.LazyFunction(lambda: _day(10))
    opened_at = factory.LazyFunction(timezone.now)
    asked_by = factory.SubFactory(UserFactory)


class ReportFactory(factory.django.DjangoModelFactory):
    """One agency's report that waits to be written; sent=True for one that has been."""

    class Meta:
        model = Report

    class Params:
        sent = factory.Trait(
            state=ReportState.SENT,
            sent_at=factory.LazyFunction(timezone.now),
            first_sent_at=factory.LazyFunction(timezone.now),
            sent_by=factory.SubFactory(UserFactory),
        )

    round = factory.SubFactory(RoundFactory)
    agency = factory.SubFactory(AgencyFactory)


def _day(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)
