"""Chase letters: one numbered công văn to each agency that owes its report, registered and published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actions import Refused
from agencies.models import Agency, User
from documents.models import DocumentPage, DocumentReader, DocumentType, Register
from documents.statuses import Circulation
from jobs.actions import Progress, WorkFailed, work
from tasks.consolidation.issuing import Number, issue
from tasks.consolidation.paper import Paper
from tasks.models import ChaseLetter, Report, ReportEvent, Round
from tasks.reports.actions import SecretariatReportAction
from tasks.reports.statuses import WRITABLE, ReportState, ReportWhat
from vietnamese.dates import long, short

LETTER = "Công văn"


@dataclass(frozen=True)
class Letter:
    """What all letters of a batch have in common."""

    register: Register
    symbol: str
    answer_by: date
    signer: str
    signer_titles: str
    batch: UUID

    def arguments(self) -> dict[str, Any]:
        return {
            "register": self.register.pk,
            "symbol": self.symbol,
            "answer_by": self.answer_by.isoformat(),
            "signer": self.signer,
            "signer_titles": self.signer_titles,
            "batch": str(self.batch),
        }

    @classmethod
    def of(cls, arguments: dict[str, Any]) -> Letter:
        return cls(
            register=Register.objects.select_related("agency").get(pk=arguments["register"]),
            symbol=arguments["symbol"],
            answer_by=date.fromisoformat(arguments["answer_by"]),
            signer=arguments["signer"],
            signer_titles=arguments["signer_titles"],
            batch=UUID(arguments["batch"]),
        )


def letter_text(report: Report, issuer: Agency, answer_by: date, today: date) -> str:
    """The letter as it is sent; the agency is named, so it is no circular."""
    round_ = report.round
    what = f"{round_.name[:1].lower()}{round_.name[1:]}"
    basis = ""
    if round_.document is not None:
        paper = round_.document
        dated = f" {long(paper.issued_on)}" if paper.issued_on else ""
        basis = f"Thực hiện {paper.short_citation}{dated}, "
    asked = (
        f"{basis}{issuer.name} đã đề nghị {report.agency.name} gửi {what} trước ngày {short(round_.due_on)}."
    )
    days = (today - round_.due_on).days
    late = f" (quá hạn {days} ngày)" if days > 0 else ""
    return "\n\n".join(
        [
            f"Kính gửi: {report.agency.name}",
            f"{asked[:1].upper()}{asked[1:]}",
            f"Đến ngày {short(today)}, {issuer.name} chưa nhận được báo cáo của {report.agency.name}{late}.",
            f"Đề nghị {report.agency.name} hoàn thành báo cáo, gửi trên hệ thống "
            f"trước ngày {short(answer_by)} để tổng hợp, báo cáo theo quy định./.",
        ]
    )


class Chase(SecretariatReportAction):
    """Write, number, publish and note one letter; the same batch twice writes one."""

    action_name = "chase_report"
    label = gettext_lazy("Chase a report by letter")
    what = ReportWhat.CHASED

    def __init__(self, instance: Report, user: User, *, letter: Letter) -> None:
        super().__init__(instance, user)
        self.letter = letter
        self.document: DocumentPage | None = None

    def check_state(self) -> None:
        super().check_state()
        if ReportState(self.instance.state) not in WRITABLE:
            raise Refused(_("The agency has sent its report meanwhile."))
        if ChaseLetter.objects.filter(report=self.instance, batch=self.letter.batch).exists():
            raise Refused(_("The letter to this agency is written already."))

    def apply(self) -> None:
        page, letter = self._page(timezone.localdate()), self.letter
        number = Number(letter.register, letter.symbol, uuid5(letter.batch, str(self.instance.pk)))
        entry = issue(page, self.user, number, self._write)
        ChaseLetter.objects.create(report=self.instance, document=page, batch=letter.batch)
        self.reason = entry.printed
        self.document = page

    def _write(self, page: DocumentPage) -> bytes:
        """The letter in the decree's layout, with its number."""
        issuer, paper = self.letter.register.agency, Paper()
        parent = issuer.host.name if issuer.host else ""
        paper.head(parent, issuer.name, page.code, page.place, page.issued_on, about=page.subject)
        paper.addressed([self.instance.agency.name])
        for words in page.text.split("\n\n")[1:]:
            paper.paragraph(words)
        paper.sign(page.recipients.splitlines(), page.signer_titles.splitlines(), page.signer)
        return paper.content()

    def _page(self, today: date) -> DocumentPage:
        issuer = self.letter.register.agency
        round_, agency = self.instance.round, self.instance.agency
        page = DocumentPage(
            live=False,
            type=DocumentType.objects.get(name=LETTER),
            symbol=self.letter.symbol,
            issuer=issuer,
            place=round_.document.place if round_.document else "",
            issued_on=today,
            subject=f"V/v đôn đốc gửi {round_.name[:1].lower()}{round_.name[1:]} ({agency.shown})"[:500],
            signer=self.letter.signer,
            signer_titles=self.letter.signer_titles,
            recipients="- Như trên;\n- Lưu: VT.",
            circulation=Circulation.RESTRICTED,
            text=letter_text(self.instance, issuer, self.letter.answer_by, today),
        )
        page.readers = [DocumentReader(agency=agency)]
        return page

    def details(self) -> dict[str, Any]:
        return {"number": self.reason, "document": self.document.pk if self.document else None}


@work("chase")
def chase_all(progress: Progress) -> dict[str, Any]:
    """One letter after the other, each in its own transaction; a repeated job goes on where it stopped."""
    round_ = Round.objects.filter(pk=progress.arguments["round"]).first()
    if round_ is None:
        raise WorkFailed(_("This round no longer exists."))
    letter = Letter.of(progress.arguments["letter"])
    user = User.objects.get(pk=progress.arguments["clerk"])
    wanted = Report.objects.filter(round=round_, pk__in=progress.arguments["reports"])
    reports = list(wanted.select_related("agency", "round__document__type").order_by("agency__name"))
    rows: list[list[str]] = []
    for number, report in enumerate(reports, 1):
        rows.append([report.agency.name, _chase(report, user, letter)])
        progress.tell(number, len(reports))
    return {"rows": rows, "headings": [_("Agency"), _("Letter")]}


def _chase(report: Report, user: User, letter: Letter) -> str:
    written = ChaseLetter.objects.filter(report=report, batch=letter.batch).first()
    if written is not None:
        return str(written.document.code)
    try:
        Chase(report, user, letter=letter).execute()
    except Refused as refused:
        return str(refused)
    return str(ReportEvent.objects.filter(report=report, what=ReportWhat.CHASED).latest("pk").reason)
