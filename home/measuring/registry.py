"""Papers one by one and many at once, in a small register and in a large one."""

from __future__ import annotations

import io
import json
import statistics
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agencies.models import Agency, Membership, User
from agencies.statuses import Kind, Role
from documents.actions import TakeNumber
from documents.models import DocumentPage, DocumentType, Register, SectionPage
from documents.placing import place
from home.measuring.papers import SYMBOL, papers
from home.measuring.serving import pressed, served
from search.models import Row
from vietnamese.dates import parse

SMALL: Final = 1_000
ONE_BY_ONE: Final = 60
IN_REGISTER: Final = 200
SECTION: Final = "ke-hoach"

Said = Callable[..., None]


@dataclass
class Measure:
    """`said` gets one figure after the other; `folder` is for the lists that are imported."""

    documents: int
    seconds: float
    folder: Path
    said: Said

    def run(self) -> None:
        self.clerk, self.agency = _clerk()
        small = min(SMALL, self.documents)
        self._import(0, small)
        few = self._one_by_one(self.documents, small)
        self._import(small, self.documents)
        many = self._one_by_one(self.documents + ONE_BY_ONE, self.documents)
        self.said("cost of one paper, large register against small", ratio=round(many / few, 2))
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        self._pages()

    def _import(self, first: int, last: int) -> None:
        """Rows of search are compared with papers: the import is done when search knows them all."""
        if first >= last:
            return
        path = self.folder / f"{first}.jsonl"
        lines = (json.dumps(one, ensure_ascii=False) for one in papers(first, last))
        path.write_text("\n".join(lines), "utf-8")
        kilobytes = path.stat().st_size / (last - first) / 1000
        told = io.StringIO()
        begun, worked = time.perf_counter(), time.process_time()
        call_command("import_documents", path, section=SECTION, stdout=told)
        took, worked = time.perf_counter() - begun, time.process_time() - worked
        written = json.loads(told.getvalue().splitlines()[-1])
        found = Row.objects.filter(kind=Row.Kind.DOCUMENT).count()
        self.said(
            f"import of {last - first:,} papers into {first:,}",
            kilobytes_each=round(kilobytes, 1),
            papers_per_second=written["rows_per_second"],
            looked_at_first=round((last - first) / took, 1),
            cpu_ms_each=round(1000 * worked / (last - first), 2),
            all_found=found >= last,
        )

    def _one_by_one(self, number: int, held: int) -> float:
        """Create, publish and commit, as the form does; the median, in seconds."""
        section = SectionPage.objects.get(slug=SECTION)
        kind = DocumentType.objects.get(name="Kế hoạch")
        times = []
        for row in papers(number, number + ONE_BY_ONE):
            paper = DocumentPage(
                type=kind,
                number=int(row["number"]),
                symbol=SYMBOL,
                subject=row["subject"],
                issued_on=parse(row["issued_on"]),
                issuer=self.agency,
                text=row["body"],
                live=False,
                owner=self.clerk,
            )
            begun = time.perf_counter()
            with transaction.atomic():
                section.add_child(instance=paper)
                paper.save_revision(user=self.clerk).publish(user=self.clerk)
            times.append(time.perf_counter() - begun)
        median = statistics.median(times)
        self.said(
            f"create and publish one by one at {held:,}",
            papers_per_second=round(1 / median, 1),
            p50_ms=round(1000 * median, 1),
            p95_ms=round(1000 * sorted(times)[int(len(times) * 0.95)], 1),
        )
        return median

    def _pages(self) -> None:
        chosen = DocumentPage.objects.filter(live=True).order_by("slug")[: 8 * 25]
        paths = [page.get_url() for page in chosen]
        register = _register(self.agency, self.clerk)
        book = reverse("documents_register", args=[register.pk, timezone.localdate().year])
        section = SectionPage.objects.get(slug=SECTION).get_url()
        browser = Client(SERVER_NAME="localhost")
        browser.force_login(self.clerk)
        cookie = f"{settings.SESSION_COOKIE_NAME}={browser.cookies[settings.SESSION_COOKIE_NAME].value}"
        with served() as port:
            for what, pages, who in (
                ("paper, public", paths, ""),
                ("paper, signed in", paths, cookie),
                ("section, public", [section], ""),
                ("list of papers, clerk", [reverse("van-ban:index")], cookie),
                ("register, clerk", [book], cookie),
            ):
                asking = browser if who else Client(SERVER_NAME="localhost")
                asking.get(pages[0])
                with CaptureQueriesContext(connection) as asked:
                    asking.get(pages[1 % len(pages)])
                self.said(what, queries=len(asked), **pressed(port, pages, self.seconds, who))


def _clerk() -> tuple[User, Agency]:
    agency = Agency.objects.create(name="Ủy ban nhân dân tỉnh", kind=Kind.DEPARTMENT)
    clerk = User.objects.create_user("van-thu-do", password=None)
    Membership.objects.create(user=clerk, agency=agency, role=Role.SECRETARIAT)
    return clerk, agency


def _register(agency: Agency, clerk: User) -> Register:
    """A register whose year fills several pages of the screen."""
    register = Register.objects.create(agency=agency, name="Sổ văn bản đi")
    kind = DocumentType.objects.get(name="Kế hoạch")
    drafts = [
        DocumentPage(
            type=kind, subject=f"Kế hoạch thứ {one}", slug=f"dang-so-{one}", symbol=SYMBOL, live=False
        )
        for one in range(IN_REGISTER)
    ]
    with transaction.atomic():
        place(SectionPage.objects.get(slug=SECTION), drafts)
    for draft in drafts:
        TakeNumber(draft, clerk, register=register, key=uuid.uuid4()).execute()
    return register


def machine() -> dict[str, Any]:
    """What the figures were taken on."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        server = cursor.fetchone()[0]
    names = [
        line.split(":", 1)[1].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    ]
    return {"cores": len(names), "processor": names[0] if names else "", "postgresql": server}
