"""The consolidated report goes out: one paper a round, and a later one says which it replaces or corrects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actions import Action, Refused
from agencies.models import Agency, User
from agencies.permissions import standing
from documents import effects
from documents.effects import Sent
from documents.models import DocumentPage, DocumentReader, DocumentRelation, DocumentType
from documents.reading.reported_to import reported_to
from documents.statuses import Circulation, Relation
from tasks.consolidation.files import Frame, word
from tasks.consolidation.issuing import Number, issue
from tasks.consolidation.text import blocks, plain
from tasks.models import ConsolidatedPaper, Round

REPORT = "Báo cáo"
#: What a second paper of the same round may be to the first.
INSTEAD = (Relation.REPLACES, Relation.CORRECTS)


@dataclass(frozen=True)
class Paper:
    """What the clerk decides about the paper; its text is the consolidated one."""

    number: Number
    subject: str
    addressed_to: tuple[str, ...]
    recipients: tuple[str, ...]
    signer: str
    signer_titles: tuple[str, ...]
    circulation: str
    agencies: tuple[Agency, ...]
    sources: bool = True
    instead: str = ""

    def frame(self, page: DocumentPage) -> Frame:
        return Frame(
            code=page.code,
            place=page.place,
            on=page.issued_on,
            subject=self.subject,
            addressed_to=self.addressed_to,
            recipients=self.recipients,
            titles=self.signer_titles,
            signer=self.signer,
        )


def proposed_bodies(round_: Round) -> list[str]:
    """To whom the plan itself has the results reported; else where its sentence sends the reports."""
    if round_.document is not None and (named := reported_to(round_.document.text)):
        return named
    return [round_.schedule.to] if round_.schedule is not None and round_.schedule.to else []


class IssueConsolidated(Action[Round]):
    """Number, write, publish and send the report of a round. The same form twice gives one paper."""

    action_name = "issue_consolidated"
    label = gettext_lazy("Issue the consolidated report")

    def __init__(self, instance: Round, user: User, *, paper: Paper) -> None:
        super().__init__(instance, user)
        self.paper = paper
        self.made: ConsolidatedPaper | None = None

    def user_has_permission(self) -> bool:
        return standing(self.user).staff

    def check_state(self) -> None:
        made = ConsolidatedPaper.objects.filter(round=self.instance)
        self.made = made.filter(key=self.paper.number.key).first()
        self.earlier = made.filter(later=None).select_related("document__type").first()
        if self.made is not None:
            return
        if not self.instance.passages.exists():
            raise Refused(_("Nothing is taken into the consolidated report yet."))
        if self.earlier is not None and self.paper.instead not in INSTEAD:
            raise Refused(
                _(
                    "The report of this round was issued as %(number)s. Say whether this one replaces it "
                    "or corrects it."
                )
                % {"number": self.earlier.document.code}
            )

    def change(self) -> ConsolidatedPaper:
        if self.made is None:
            page = self._page()
            issue(page, self.user, self.paper.number, self._write)
            self.made = ConsolidatedPaper.objects.create(
                round=self.instance,
                document=page,
                earlier=self.earlier,
                key=self.paper.number.key,
                by=self.user,
            )
            self._new = True
        return self.made

    _new = False

    def record(self) -> None:
        if self._new:
            super().record()

    def tell(self) -> None:
        if self._new and self.made is not None:
            agencies = frozenset(agency.pk for agency in self.paper.agencies)
            effects.paper_sent(Sent(self.made.document, agencies, self.user))

    def details(self) -> dict[str, Any]:
        assert self.made is not None
        return {"document": self.made.document_id, "agencies": len(self.paper.agencies)}

    def _write(self, page: DocumentPage) -> bytes:
        return word(self.instance, page.issuer, self.paper.frame(page), sources=self.paper.sources)

    def _page(self) -> DocumentPage:
        paper, plan = self.paper, self.instance.document
        page = DocumentPage(
            live=False,
            type=DocumentType.objects.get(name=REPORT),
            symbol=paper.number.symbol,
            issuer=paper.number.register.agency,
            place=plan.place if plan else "",
            issued_on=timezone.localdate(),
            subject=paper.subject,
            signer=paper.signer,
            signer_titles="\n".join(paper.signer_titles),
            recipients="\n".join(paper.recipients),
            circulation=paper.circulation,
            text=self._text(),
        )
        if paper.circulation == Circulation.RESTRICTED:
            page.readers = [DocumentReader(agency=agency) for agency in paper.agencies]
        page.relations = list(self._relations())
        return page

    def _text(self) -> str:
        head = [f"Kính gửi: {'; '.join(self.paper.addressed_to)}"] if self.paper.addressed_to else []
        return "\n\n".join([*head, plain(blocks(self.instance, sources=self.paper.sources))])

    def _relations(self) -> list[DocumentRelation]:
        found = []
        if self.instance.document is not None:
            found.append(DocumentRelation(kind=Relation.CARRIES_OUT, target=self.instance.document))
        if self.earlier is not None:
            found.append(DocumentRelation(kind=self.paper.instead, target=self.earlier.document))
        return found


def proposed_subject(round_: Round) -> str:
    """“Kết quả thực hiện Kế hoạch số 15/KH-BCĐ tháng 11/2026”."""
    name = round_.name.removeprefix("Báo cáo ")
    if round_.document is None:
        return f"Tổng hợp {name[:1].lower()}{name[1:]}"
    return f"Kết quả thực hiện {round_.document.short_citation}, {name[:1].lower()}{name[1:]}"[:500]
