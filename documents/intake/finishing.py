"""The end of a registration: the paper is published and its tasks proposed; a long text is left to a job."""

from __future__ import annotations

from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from agencies.actions import Refused
from agencies.models import User
from documents.intake.drawing import draw
from documents.models import DocumentPage, Reading
from documents.outgoing.stands import way_comes_first
from jobs.actions import Progress, WorkFailed, start, work
from jobs.models import Job

FINISH: Final = "finish_registration"
#: Letters that are published, and read for tasks, in half a second (0.8 s for 100,000, 1.6 s for 335,000).
AT_ONCE: Final = 80_000


def finish(reading: Reading, document: DocumentPage, user: User, *, publish: bool) -> Job | None:
    """Do it, or return the job that will. Raises PermissionDenied or Refused where it may not be published.

    Number and draft are written by then, so a clerk with a long law has the number at once.
    """
    if publish:
        _check(document, user)
    if len(document.text) > AT_ONCE:
        title = _("Publish %(paper)s") % {"paper": document.short_citation}
        return start(FINISH, user, title, reading=reading.pk, publish=publish)
    if publish:
        document.get_latest_revision().publish(user=user)
    if document.text:
        draw(document, user)
    return None


def finishing_of(reading: Reading) -> Job | None:
    """The job that ends a registration; None where it ended at once, or the last job only read the file."""
    return reading.job if reading.job is not None and reading.job.kind == FINISH else None


@work(FINISH)
def finish_later(progress: Progress) -> dict[str, Any]:
    """Repeatable: what was published meanwhile, or has tasks, is left alone."""
    reading = Reading.objects.select_related("document").filter(pk=progress.arguments["reading"]).first()
    document = reading.document if reading else None
    if document is None:
        raise WorkFailed(_("The paper no longer exists."))
    user = progress.job.user
    if progress.arguments["publish"] and document.first_published_at is None:
        try:
            document.get_latest_revision().publish(user=user)
        except PermissionDenied:
            raise WorkFailed(_("Your account may not publish this paper.")) from None
    progress.tell(1)
    document.refresh_from_db()
    if not document.tasks.exists():
        with transaction.atomic():
            draw(document, user)
    return {"paper": document.pk} if document.live else {}


def _check(document: DocumentPage, user: User) -> None:
    if not document.permissions_for_user(user).can_publish():
        raise PermissionDenied(_("Your account may not publish this paper."))
    if refusal := way_comes_first([document]):
        raise Refused(refusal)
