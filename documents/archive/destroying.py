"""Carry out an approved list: each paper in a transaction of its own, so that a crash costs nothing.

What goes: text, clauses, drafts, comments, files with their pages and copies, what was read of them. What
stays for ever: the line (number, day, symbol, subject, signer), the minutes, who and when, and what the paper
did to others. Bytes are deleted only after the transaction that no longer names them is committed.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import COMMENTS_RELATION_NAME, Comment, Revision

from agencies.actions import journal
from agencies.models import User
from documents import effects
from documents.archive.freezing import holds_on, sentence
from documents.archive.keeping import term_of
from documents.archive.sweeping import sweep
from documents.archive.terms import in_words, last_day
from documents.models import (
    Clause,
    CleanCopy,
    Disposal,
    DisposalLine,
    DocumentFile,
    DocumentPage,
    DoomedFile,
    Dossier,
    Keeping,
    Reading,
    StoredFile,
)
from documents.statuses import DisposalState, Outcome, Verdict
from jobs.actions import Progress, work

logger = logging.getLogger(__name__)

CARRY_OUT: Final = "carry_out_disposal"
DESTROYED: Final = "vanthu.paper_destroyed"
KEPT_LONGER: Final = "vanthu.paper_kept_longer"
#: What of a draft says what the paper says; comments are kept in it a second time.
_WORDS: Final = {"text": "", "protected_names": "", "files": [], COMMENTS_RELATION_NAME: []}


@work(CARRY_OUT)
def carry_out(progress: Progress) -> dict[str, Any]:
    """Repeatable: lines that were dealt with are left alone, and files that are gone are gone."""
    disposal = Disposal.objects.select_related("decided_by").get(pk=progress.arguments["disposal"])
    lines = disposal.lines.filter(outcome=Outcome.WAITING).order_by("pk").values_list("pk", flat=True)
    waiting, total = list(lines), disposal.lines.count()
    for done, line in enumerate(waiting, total - len(waiting) + 1):
        _deal_with_or_say_why(disposal, line)
        sweep()
        progress.tell(done, total)
    sweep()
    Disposal.objects.filter(pk=disposal.pk, state=DisposalState.APPROVED).update(
        state=DisposalState.DONE, done_at=timezone.now()
    )
    outcomes = disposal.lines.values_list("outcome", flat=True)
    counted = {
        str(outcome): list(outcomes).count(outcome) for outcome in Outcome if outcome != Outcome.WAITING
    }
    return {**counted, "disposal": disposal.pk}


def _deal_with_or_say_why(disposal: Disposal, line_id: int) -> None:
    """One bad paper does not keep the others; when the database itself is away, the job comes back later."""
    try:
        deal_with(disposal, line_id)
    except (InterfaceError, OperationalError):
        raise
    except Exception:
        logger.exception("line %s of a list for disposal cannot be carried out", line_id)
        said = _("Unexpected error: the paper is as it was. Put it on a new list or tell an administrator.")
        waiting = DisposalLine.objects.filter(pk=line_id, outcome=Outcome.WAITING)
        waiting.update(outcome=Outcome.HELD, said=said, at=timezone.now())


@transaction.atomic
def deal_with(disposal: Disposal, line_id: int) -> None:
    """One line: destroy its paper, keep it longer, or say why it is not destroyed after all.

    Dossiers are locked before their paper, as everybody does who freezes, fills or destroys.
    """
    line = DisposalLine.objects.select_for_update(of=("self",)).get(pk=line_id)
    if line.outcome != Outcome.WAITING:
        return
    assert disposal.decided_by is not None
    dossiers = Dossier.objects.select_for_update(of=("self",)).filter(lines__document=line.document_id)
    held = list(dossiers.order_by("pk"))
    paper = DocumentPage.objects.select_for_update(of=("self",)).get(pk=line.document_id)
    if line.verdict == Verdict.KEEP:
        outcome, said = Outcome.KEPT, _keep_longer(paper, line, disposal.decided_by)
    elif reason := _why_not(paper, held, disposal):
        outcome, said = Outcome.HELD, reason
    else:
        destroy(paper, disposal)
        outcome, said = Outcome.DESTROYED, ""
    DisposalLine.objects.filter(pk=line.pk).update(outcome=outcome, said=said[:500], at=timezone.now())


def _why_not(paper: DocumentPage, dossiers: Iterable[Dossier], disposal: Disposal) -> str:
    """What changed since the list was drawn up: a hold, a dossier, a task, a longer term."""
    if hold := holds_on(paper).select_related("dossier", "document__type").first():
        return sentence(hold)
    if any(dossier.closed_at is None for dossier in dossiers):
        return _("It stands in an open dossier now.")
    if not DocumentPage.objects.filter(pk=paper.pk).expired(disposal.as_of).exists():
        return _("Its retention is not over any more, or an open task needs it.")
    return ""


def _keep_longer(paper: DocumentPage, line: DisposalLine, user: User) -> str:
    """The term is counted on from this year; without years it is kept for ever. A longer term stays."""
    now = term_of(paper)
    years = None
    if line.more_years is not None and now.start is not None:
        years = timezone.localdate().year - now.start + line.more_years
    if now.years is None or (years is not None and now.years >= years):
        return _("It is kept as long or longer already: %(term)s.") % {"term": in_words(now.years)}
    values = {"years": years, "reason": line.reason, "by": user, "at": timezone.now()}
    Keeping.objects.update_or_create(document=paper, defaults=values)
    until = last_day(now.start, years)
    journal.write([(paper, {"reason": line.reason, "until": str(until or "")})], KEPT_LONGER, user)
    return line.reason


def destroy(paper: DocumentPage, disposal: Disposal) -> None:
    """Take text and files from a locked paper, in the caller's transaction; the bytes go afterwards."""
    assert disposal.decided_by is not None
    DocumentPage.objects.filter(pk=paper.pk).update(
        text="", protected_names="", disposed_on=timezone.localdate(), disposed_under=disposal.minutes
    )
    paper.refresh_from_db()
    Clause.objects.filter(document=paper).delete()
    paper.references.update(spans=[], anchor="")
    _empty_drafts(paper)
    _doom_files(paper)
    Reading.objects.filter(document=paper).update(text="", findings={}, decisions={}, file=None)
    journal.write([(paper, {"minutes": disposal.minutes})], DESTROYED, disposal.decided_by)
    effects.document_changed(effects.Changed(paper, []))
    effects.force_changed(frozenset({paper.pk}))


def _empty_drafts(paper: DocumentPage) -> None:
    """Older versions keep who and when, and lose the words; comments quote them, and go."""
    kind = ContentType.objects.get_for_model(DocumentPage)
    for revision in Revision.objects.filter(content_type=kind, object_id=str(paper.pk)).iterator(50):
        revision.content.update(_WORDS)
        Revision.objects.filter(pk=revision.pk).update(content=revision.content)
    Comment.objects.filter(page=paper.pk).delete()


def _doom_files(paper: DocumentPage) -> None:
    """Let go of the paper's files; those that no other paper holds are destroyed."""
    files = set(DocumentFile.objects.filter(page=paper.pk).values_list("file_id", flat=True))
    files |= set(Reading.objects.filter(document=paper).exclude(file=None).values_list("file_id", flat=True))
    DocumentFile.objects.filter(page=paper.pk).delete()
    Reading.objects.filter(document=paper).update(file=None)
    alone = StoredFile.objects.filter(pk__in=files, document_files=None, readings=None)
    names = [name for name in alone.values_list("file", flat=True) if name]
    for copy in CleanCopy.objects.filter(of__in=alone):
        names += [one.name for one in (copy.file, copy.first_page) if one]
    DoomedFile.objects.bulk_create(DoomedFile(name=name) for name in dict.fromkeys(names))
    alone.delete()
