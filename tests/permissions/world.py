"""A small world for the matrix: one thing of each kind and secrecy, each with a token nobody else has."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from django.utils import timezone
from wagtail.models import TaskState

from agencies.models import Agency, SavedView, User
from documents.models import Disposal, Distribution, DocumentPage, DocumentReader, DossierLine, Freeze
from documents.statuses import Circulation, DisposalState
from jobs.models import Job
from notices.models import FeedKey, MatterTurn, Notice
from notices.querysets import digest_of
from notices.statuses import Channel, Turn
from tasks.models import Assignment, Evidence, Progress, Report
from tasks.statuses import What
from tests.factories import (
    AgencyFactory,
    AssignmentFactory,
    DocumentFactory,
    DossierFactory,
    EventFactory,
    EvidenceFactory,
    ExtensionFactory,
    ProgressFactory,
    ReportFactory,
    RoundFactory,
    SubstitutionFactory,
    TaskFactory,
    UserFactory,
    attach,
    section_page,
    workflow,
)

STAFF = ("secretary", "administrator")
ROLES = (
    "anonymous",
    "stranger",
    "reader",
    "lead",
    "coordinator",
    "outsider",
    "leader",
    *STAFF,
    "disabled",
    "leaver",
)
#: People who sign in but no longer have, or never had, any seat.
SEATLESS = ("stranger", "reader", "disabled", "leaver")
#: As if they had been told once: only those who may see the task now are shown it.
TOLD_ONCE = ("lead", "outsider", "leaver")


@dataclass
class Thing:
    """Something with a token, who may meet the token, and how its addresses are filled."""

    name: str
    token: str
    seen_by: frozenset[str]
    values: dict[str, str]
    path: str = ""


@dataclass
class World:
    clients: dict[str, Client] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    things: dict[str, list[Thing]] = field(default_factory=dict)

    def add(self, kind: str, thing: Thing) -> None:
        self.things.setdefault(kind, []).append(thing)

    def forbidden_tokens(self, role: str) -> list[str]:
        return [
            thing.token
            for things in self.things.values()
            for thing in things
            if thing.token and role not in thing.seen_by
        ]


def build() -> World:
    world = World()
    lead, coordinator, outsider = AgencyFactory(), AgencyFactory(), AgencyFactory()
    _people(world, lead, coordinator, outsider)
    everyone = frozenset(ROLES)
    signed_in = everyone - {"anonymous", "disabled"}
    top = frozenset({"leader", *STAFF})
    papers = {
        "public": (Circulation.PUBLIC, True, everyone),
        "internal": (Circulation.INTERNAL, True, signed_in),
        "restricted": (Circulation.RESTRICTED, True, top | {"lead"}),
        "draft": (Circulation.PUBLIC, False, frozenset(STAFF)),
    }
    for name, (circulation, live, seen_by) in papers.items():
        page = _paper(name, circulation, live, lead)
        path = page.url or page.relative_url(page.get_site()) or ""
        world.add("document", Thing(name, f"canary-document-{name}", seen_by, {"pk": str(page.pk)}, path))
        # A draft is read in the admin's preview, never at its address.
        at_address = seen_by if live else frozenset()
        world.add("page", Thing(name, "", at_address, {"pk": str(page.pk)}, path))
        stored = page.files.get().file
        values = {"pk": str(stored.pk), "name": stored.filename}
        world.add("file", Thing(name, f"canary-file-{name}", seen_by, values))
        world.add("words", Thing(name, f"canary-page-{name}", seen_by, {}))
        _task(world, page, name, lead, coordinator, frozenset(STAFF) if not live else top)
    _protecting(world, lead)
    _signing(world)
    sent = Distribution.objects.create(
        document=DocumentPage.objects.get(subject__endswith="canary-document-restricted"),
        agency=lead,
        sent_by=world.people["secretary"],
    )
    world.add("sent", Thing("restricted", "", frozenset({"lead"}), {"pk": str(sent.pk)}))
    _feeds(world)
    _reports(world, lead, coordinator)
    _inside(world, lead)
    _kept(world)
    world.add("agency", Thing("lead", "", top | {"lead"}, {"pk": str(lead.pk)}))
    Job.objects.create(kind="x", title="canary-job", user=world.people["secretary"])
    job = Job.objects.get(title="canary-job")
    world.add("job", Thing("job", "canary-job", frozenset({"secretary"}), {"pk": str(job.pk)}))
    return world


def _people(world: World, lead: Agency, coordinator: Agency, outsider: Agency) -> None:
    people: dict[str, User] = {
        "stranger": UserFactory(),
        "reader": UserFactory(reader=True),
        "lead": UserFactory(focal_person=lead),
        "coordinator": UserFactory(head_of=coordinator),
        "outsider": UserFactory(focal_person=outsider),
        "leader": UserFactory(leader=True),
        "secretary": UserFactory(secretary=True),
        "administrator": UserFactory(administrator=True, is_superuser=True),
        "disabled": UserFactory(focal_person=lead),
        "leaver": UserFactory(focal_person=lead),
    }
    world.people = people
    world.clients["anonymous"] = Client()
    for role, person in people.items():
        client = Client(raise_request_exception=False)
        client.force_login(person)
        world.clients[role] = client
    # Their sessions go on; their rights do not.
    User.objects.filter(pk=people["disabled"].pk).update(is_active=False)
    people["leaver"].memberships.update(valid_until="2020-01-01")


def _protecting(world: World, lead: Agency) -> None:
    """A public paper that names a victim wherever it can; it was sent to the lead."""
    name = "canary-victim"
    page = _paper(name, Circulation.PUBLIC, True, lead, protected_names=name)
    Distribution.objects.create(document=page, agency=lead, sent_by=world.people["secretary"])
    seen_by = frozenset({"lead", "leader", *STAFF})
    stored = page.files.get().file
    everyone = frozenset(ROLES)
    world.add("victim", Thing("victim", name, seen_by, {}))
    world.add("page", Thing("victim", "", everyone, {"pk": str(page.pk)}, page.url))
    values = {"pk": str(stored.pk), "name": stored.filename}
    world.add("file", Thing("victim", "", seen_by, values))


def _feeds(world: World) -> None:
    """Keys of somebody who has a seat and sees nothing of this world, and of two who lost theirs."""
    for owner in ("outsider", "leaver", "disabled"):
        key = FeedKey.objects.create(user=world.people[owner], digest=digest_of(f"secret-of-{owner}"))
        readers = frozenset(ROLES) if owner == "outsider" else frozenset()
        world.add("feed", Thing(owner, "", readers, {"secret": f"secret-of-{owner}"}))
        world.add("key", Thing(owner, "", frozenset({owner}), {"pk": str(key.pk)}))
    world.add("sitemap", Thing("sitemap", "", frozenset(ROLES), {"section": "van-ban"}))


def _signing(world: World) -> None:
    """A draft that waits for the signature of the leader."""
    draft = DocumentFactory(
        live=False,
        number=None,
        subject="canary-step",
        section=section_page("trinh-ky-thu", "Trình ký"),
        owner=world.people["secretary"],
    )
    draft.save_revision()
    way = workflow(signature=[world.people["leader"]])
    way.start(draft, world.people["secretary"])
    state = TaskState.objects.get()
    world.add("step", Thing("step", "canary-step", frozenset({"leader", *STAFF}), {"pk": str(state.pk)}))


def _paper(name: str, circulation: str, live: bool, reader: Agency, **more: str) -> DocumentPage:
    token = f"canary-document-{name}"
    page = DocumentFactory(
        subject=f"Kế hoạch {token}",
        text=f"I. NỘI DUNG\n1. Việc {token} phải làm.",
        circulation=circulation,
        live=live,
        issuer=AgencyFactory(name="Ban Chỉ đạo"),
        **more,
    )
    attach(page, f"Lời nói đầu canary-page-{name}", name=f"canary-file-{name}.pdf")
    DocumentReader.objects.create(page=page, agency=reader)
    if live:
        page.save_revision().publish()
    return page


def _task(
    world: World, page: DocumentPage, name: str, lead: Agency, coordinator: Agency, top: frozenset[str]
) -> None:
    token = f"canary-task-{name}"
    both = top if not page.live else top | {"lead", "coordinator"}
    task = TaskFactory(document=page, title=f"Nhiệm vụ {token}", quote=f"Câu giao việc {token}.")
    world.add("task", Thing(name, token, both, {"pk": str(task.pk)}))
    parts: list[tuple[str, Assignment]] = [
        ("lead", AssignmentFactory(task=task, agency=lead, soon=True)),
        ("coordinator", AssignmentFactory(task=task, agency=coordinator, coordinates=True, working=True)),
    ]
    for role, part in parts:
        own = f"canary-progress-{name}-{role}"
        report: Progress = ProgressFactory(assignment=part, text=f"Kết quả {own}", author=world.people[role])
        evidence: Evidence = EvidenceFactory(progress=report, name=f"{own}.pdf")
        ExtensionFactory(assignment=part, reason=f"Xin thêm {own}", asked_by=world.people[role])
        event = EventFactory(assignment=part, what=What.ASKED, user=world.people[role], reason=own)
        for reader in TOLD_ONCE if role == "lead" else ():
            notice = Notice.objects.create(user=world.people[reader], event=event, channel=Channel.SITE)
            seen_by = frozenset({reader} & both)
            world.add("notice", Thing(f"{name}-{role}-{reader}", "", seen_by, {"pk": str(notice.pk)}))
        values: dict[str, Any] = {"pk": str(part.pk)}
        world.add("assignment", Thing(f"{name}-{role}", own, both, values))
        # What only the agency itself may do; the words on the page are those of the assignment.
        world.add("own", Thing(f"{name}-{role}", "", frozenset({role}) if page.live else frozenset(), values))
        world.add("evidence", Thing(f"{name}-{role}", own, both, {"pk": str(evidence.pk)}))


def _inside(world: World, lead: Agency) -> None:
    """A sub-task the lead gave to one of its divisions, and an absence in it."""
    part = lead.assignments.filter(task__document__live=True).order_by("pk").first()
    assert part is not None
    token = "canary-subtask"
    task = TaskFactory(document=part.task.document, title=f"Việc con {token}", under=part)
    below = AssignmentFactory(task=task, agency=AgencyFactory(parent=lead), working=True)
    seen_by = frozenset({"lead", "leader", *STAFF})
    world.add("task", Thing("subtask", token, seen_by, {"pk": str(task.pk)}))
    world.add("assignment", Thing("subtask", "", seen_by, {"pk": str(below.pk)}))
    world.add("subtask", Thing("subtask", "", frozenset({"lead"}), {"pk": str(below.pk)}))
    view = SavedView.objects.create(
        owner=world.people["lead"], agency=lead, place=f"qua-han:{lead.pk}", name="canary-view"
    )
    world.add("view", Thing("view", "canary-view", frozenset({"lead"}), {"pk": str(view.pk)}))
    absence = SubstitutionFactory(agency=lead, officer=world.people["lead"])
    world.add("absence", Thing("absence", "", frozenset({"lead"}), {"pk": str(absence.pk)}))


def _kept(world: World) -> None:
    """A frozen dossier, and a list for disposal that somebody who left was told of once."""
    clerk, staff = world.people["secretary"], frozenset(STAFF)
    dossier = DossierFactory(title="Hồ sơ canary-dossier", note="canary-dossier-note", keeper=clerk)
    DossierLine.objects.create(dossier=dossier, number=1, title="Ảnh canary-material", added_by=clerk)
    public = DocumentPage.objects.get(subject__endswith="canary-document-public")
    DossierLine.objects.create(dossier=dossier, number=2, document=public, note="canary-line", added_by=clerk)
    Freeze.objects.create(dossier=dossier, reason="canary-hold", by=clerk)
    for token in ("canary-dossier", "canary-material", "canary-line", "canary-hold"):
        world.add("dossier", Thing(token, token, staff, {"pk": str(dossier.pk)}))
    row = Disposal.objects.create(
        agency=AgencyFactory(),
        year=2026,
        number=1,
        as_of=timezone.localdate(),
        state=DisposalState.PROPOSED,
        opened_by=world.people["administrator"],
    )
    turn = MatterTurn.objects.create(what=Turn.PROPOSED, disposal=row, user=row.opened_by)
    for reader in ("secretary", "leaver", "lead"):
        notice = Notice.objects.create(user=world.people[reader], turn=turn, channel=Channel.SITE)
        seen_by = frozenset({reader} & staff)
        world.add("notice", Thing(f"disposal-{reader}", "", seen_by, {"pk": str(notice.pk)}))


def _reports(world: World, lead: Agency, coordinator: Agency) -> None:
    """One report that was sent, one that is only begun: the words of a draft are the agency's own."""
    clerk = world.people["secretary"]
    round_ = RoundFactory(asked_by=clerk, title="Báo cáo đợt thử")
    for role, agency, sent in (("lead", lead, True), ("coordinator", coordinator, False)):
        token = f"canary-report-{role}"
        seen_by = {role, "leader", *STAFF} if sent else {role}
        report = ReportFactory(round=round_, agency=agency, achievements=f"Đánh giá {token}")
        if sent:
            at = timezone.now()
            Report.objects.filter(pk=report.pk).update(
                state="sent", sent_at=at, first_sent_at=at, sent_by=world.people[role]
            )
        part = agency.assignments.filter(task__document__live=True).first()
        values = {"pk": str(report.pk), "part": str(part.pk if part else 0)}
        world.add("report", Thing(role, token, frozenset(seen_by), values))
        if not sent:
            world.add("own_report", Thing(role, "", frozenset({role}), values))
