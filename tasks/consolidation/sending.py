"""The consolidated report is issued in the background: written, numbered, published and sent by a job."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.actions import Refused
from agencies.models import Agency, User
from documents.models import DocumentPage, Register
from jobs.actions import Progress, WorkFailed, start_once, work
from jobs.models import Job
from tasks.consolidation.issuing import Number
from tasks.consolidation.publishing import IssueConsolidated, Paper
from tasks.models import Round

KIND = "issue_consolidated"


def begun(key: str) -> Job | None:
    """The job that a form of this key has started already."""
    try:
        return Job.objects.filter(slot=_slot(UUID(key))).first()
    except ValueError:
        return None


def begin(round_: Round, user: User, paper: Paper) -> Job:
    """Queue the issue, or raise Refused at once where it cannot succeed; the same form twice is one job."""
    action = IssueConsolidated(round_, user, paper=paper)
    action.check()
    slot = _slot(paper.number.key)
    with transaction.atomic():
        action.instance = action.lock()
        action.check_state()
        title = _("Issue the consolidated report: %(name)s") % {"name": round_.name}
        start_once(slot, KIND, user, title, round=round_.pk, clerk=user.pk, paper=_arguments(paper))
        return Job.objects.get(slot=slot)


@work(KIND)
def issue_in_the_background(progress: Progress) -> dict[str, Any]:
    """One transaction; a repeated job finds the paper of its key and makes no second one."""
    round_ = Round.objects.filter(pk=progress.arguments["round"]).first()
    if round_ is None:
        raise WorkFailed(_("This round no longer exists."))
    paper = _paper(progress.arguments["paper"])
    progress.tell(0, len(paper.agencies))
    try:
        user = User.objects.get(pk=progress.arguments["clerk"])
        made = IssueConsolidated(round_, user, paper=paper).execute()
    except Refused as refused:
        raise WorkFailed(str(refused)) from refused
    progress.tell(len(paper.agencies))
    code = DocumentPage.objects.get(pk=made.document_id).code
    rows = [[agency.name, _("%(number)s was sent") % {"number": code}] for agency in paper.agencies]
    return {"rows": rows, "headings": [_("Agency"), _("Result")], "paper": made.document_id}


def _slot(key: UUID) -> str:
    return f"{KIND}:{key}"


def _arguments(paper: Paper) -> dict[str, Any]:
    number = paper.number
    return {
        "register": number.register.pk,
        "symbol": number.symbol,
        "key": str(number.key),
        "subject": paper.subject,
        "addressed_to": list(paper.addressed_to),
        "recipients": list(paper.recipients),
        "signer": paper.signer,
        "signer_titles": list(paper.signer_titles),
        "circulation": paper.circulation,
        "agencies": [agency.pk for agency in paper.agencies],
        "sources": paper.sources,
        "instead": paper.instead,
    }


def _paper(arguments: dict[str, Any]) -> Paper:
    register = Register.objects.select_related("agency").get(pk=arguments["register"])
    return Paper(
        number=Number(register, arguments["symbol"], UUID(arguments["key"])),
        subject=arguments["subject"],
        addressed_to=tuple(arguments["addressed_to"]),
        recipients=tuple(arguments["recipients"]),
        signer=arguments["signer"],
        signer_titles=tuple(arguments["signer_titles"]),
        circulation=arguments["circulation"],
        agencies=tuple(Agency.objects.filter(pk__in=arguments["agencies"]).order_by("name")),
        sources=arguments["sources"],
        instead=arguments["instead"],
    )
