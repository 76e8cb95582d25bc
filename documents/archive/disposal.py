"""The list for disposal: drawn up, decided line by line, sent, approved by another person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import IntegrityError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actions import Refused
from agencies.models import Agency, User
from documents import effects
from documents.actions.base import StaffAction
from documents.archive.destroying import CARRY_OUT
from documents.archive.keeping import words_of
from documents.models import Disposal, DisposalLine, DocumentPage, DocumentType
from documents.models.disposal import ON_ONE_OPEN_LIST
from documents.statuses import DisposalState, Outcome, Verdict
from jobs.actions import start

#: A list longer than this is no list people can look through.
MOST_LINES = 5_000


class DrawUpDisposal(StaffAction):
    """Put papers whose retention is over on a new list; those that are not, or wait on another, stay out."""

    action_name = "draw_up_disposal"
    label = gettext_lazy("Draw up a list for disposal")
    said = gettext_lazy("Drew up the list for disposal %(code)s: %(papers)s papers")
    instance: Agency

    def __init__(
        self,
        instance: Agency,
        user: User,
        *,
        at: date,
        papers: Iterable[int] | None,
        kind: DocumentType | None = None,
    ) -> None:
        """`papers` None takes all that are found, of one type when it is named."""
        super().__init__(instance, user)
        self.at, self.kind = at, kind
        self.papers = None if papers is None else list(papers)

    def check_state(self) -> None:
        if self.at > timezone.localdate():
            raise Refused(_("The day must not be after today."))

    def change(self) -> Disposal:
        found = waiting_for_a_list(self.user, self.at, self.kind)
        if self.papers is not None:
            found = found.filter(pk__in=self.papers)
        papers = list(found.select_related("type").defer("text").order_by("start_year", "pk")[:MOST_LINES])
        if not papers:
            raise Refused(_("No paper was chosen whose retention is over."))
        year = timezone.localdate().year
        last = Disposal.objects.filter(agency=self.instance, year=year).aggregate(last=Max("number"))["last"]
        made = Disposal.objects.create(
            agency=self.instance, year=year, number=(last or 0) + 1, as_of=self.at, opened_by=self.user
        )
        _write_lines(made, papers)
        self.made, self.count = made, len(papers)
        return made

    def details(self) -> dict[str, Any]:
        return {"code": f"{self.made.code} ({self.made.year})", "papers": self.count}


class DisposalAction(StaffAction):
    instance: Disposal
    wanted = DisposalState.DRAFT

    def check_state(self) -> None:
        if self.instance.state != self.wanted:
            raise Refused(
                _("The list %(code)s is not in this state any more: %(state)s.")
                % {"code": self.instance.code, "state": self.instance.get_state_display()}
            )

    def details(self) -> dict[str, Any]:
        return {"code": self.instance.code}


class DecideLine(DisposalAction):
    """Say what is to become of one paper of a list that is being drawn up."""

    action_name = "decide_disposal_line"
    label = gettext_lazy("Decide on a paper of a list for disposal")
    said = gettext_lazy("%(paper)s: %(verdict)s %(reason)s")

    def __init__(
        self,
        instance: Disposal,
        user: User,
        *,
        line: DisposalLine,
        verdict: str,
        reason: str = "",
        more_years: int | None = None,
    ) -> None:
        super().__init__(instance, user)
        self.line, self.verdict, self.reason, self.more_years = line, verdict, reason.strip(), more_years

    def check_state(self) -> None:
        super().check_state()
        if self.verdict not in Verdict.values:
            raise Refused(_("Say whether the paper is destroyed or kept longer."))
        if self.verdict == Verdict.KEEP and not self.reason:
            raise Refused(_("Say why the paper is kept longer."))

    def change(self) -> DisposalLine:
        line = self.line
        line.verdict, line.reason = self.verdict, self.reason
        line.more_years = self.more_years if self.verdict == Verdict.KEEP else None
        line.save(update_fields=["verdict", "reason", "more_years"])
        return line

    def details(self) -> dict[str, Any]:
        verdict = Verdict(self.verdict).label
        return {"paper": self.line.document.short_citation, "verdict": str(verdict), "reason": self.reason}


class ToldDisposal(DisposalAction):
    """Others wait for it."""

    def tell(self) -> None:
        effects.disposal_changed(effects.Proposed(self.instance, self.user))


class ProposeDisposal(ToldDisposal):
    """Send the list for approval; from now on its lines stay as they are."""

    action_name = "propose_disposal"
    label = gettext_lazy("Send a list for disposal for approval")

    def change(self) -> Disposal:
        self.instance.state = DisposalState.PROPOSED
        self.instance.save(update_fields=["state"])
        return self.instance


class ApproveDisposal(ToldDisposal):
    """Approve a list of somebody else; the papers are destroyed in the background."""

    action_name = "approve_disposal"
    label = gettext_lazy("Approve a list for disposal")
    said = gettext_lazy("Approved the list for disposal %(code)s")
    wanted = DisposalState.PROPOSED

    def check_state(self) -> None:
        super().check_state()
        if self.instance.opened_by_id == self.user.pk:
            raise Refused(_("Another person approves the list that you drew up."))

    def change(self) -> Disposal:
        row = self.instance
        row.state, row.decided_by, row.decided_at = DisposalState.APPROVED, self.user, timezone.now()
        row.save(update_fields=["state", "decided_by", "decided_at"])
        _begin(row, self.user)
        return row


class ResumeDisposal(DisposalAction):
    """Go on with an approved list whose job ended before its last line."""

    action_name = "resume_disposal"
    label = gettext_lazy("Go on with a list for disposal")
    said = gettext_lazy("Went on with the list for disposal %(code)s")
    wanted = DisposalState.APPROVED

    def check_state(self) -> None:
        super().check_state()
        if not self.instance.stopped:
            raise Refused(_("The work on the list goes on already."))

    def change(self) -> Disposal:
        _begin(self.instance, self.user)
        return self.instance


class ReturnDisposal(ToldDisposal):
    """Give a list back to be drawn up anew, with what is wrong with it."""

    action_name = "return_disposal"
    label = gettext_lazy("Return a list for disposal")
    said = gettext_lazy("Returned the list for disposal %(code)s: %(answer)s")
    wanted = DisposalState.PROPOSED

    def __init__(self, instance: Disposal, user: User, *, answer: str) -> None:
        super().__init__(instance, user)
        self.answer = answer.strip()

    def check_state(self) -> None:
        super().check_state()
        if not self.answer:
            raise Refused(_("Say what is wrong with the list."))

    def change(self) -> Disposal:
        self.instance.state, self.instance.answer = DisposalState.DRAFT, self.answer[:500]
        self.instance.save(update_fields=["state", "answer"])
        return self.instance

    def details(self) -> dict[str, Any]:
        return {"code": self.instance.code, "answer": self.answer}


class GiveUpDisposal(DisposalAction):
    """Drop a list that is being drawn up; its number stays used, its papers may stand on another."""

    action_name = "give_up_disposal"
    label = gettext_lazy("Give up a list for disposal")

    def change(self) -> Disposal:
        self.instance.lines.update(outcome=Outcome.HELD, said=_("The list was given up."), at=timezone.now())
        self.instance.state = DisposalState.CANCELLED
        self.instance.save(update_fields=["state"])
        return self.instance


def _write_lines(disposal: Disposal, papers: list[DocumentPage]) -> None:
    """Papers that another list took at the same moment are refused with a sentence."""
    terms = words_of(papers)
    lines = (DisposalLine(disposal=disposal, document=paper, term=terms[paper.pk]) for paper in papers)
    try:
        DisposalLine.objects.bulk_create(lines, batch_size=500)
    except IntegrityError as twice:
        if ON_ONE_OPEN_LIST not in str(twice):
            raise
        raise Refused(_("Some of these papers were just put on another list. Open the page again.")) from None


def _begin(disposal: Disposal, user: User) -> None:
    title = _("Destroy the papers of the list %(code)s") % {"code": f"{disposal.code} ({disposal.year})"}
    disposal.job = start(CARRY_OUT, user, title, disposal=disposal.pk)
    disposal.save(update_fields=["job"])


def waiting_for_a_list(user: Any, at: date, kind: DocumentType | None = None) -> Any:
    """Papers past their retention that stand on no open list yet, of one type when it is named."""
    listed = DisposalLine.objects.filter(outcome=Outcome.WAITING)
    found = DocumentPage.objects.visible_to(user).expired(at).exclude(pk__in=listed.values("document"))
    return found if kind is None else found.filter(type=kind)
