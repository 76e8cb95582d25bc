"""Let others draw their part from the text of a paper: at once, or by a job when the text is long."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.models import User
from documents import effects
from documents.gazetteer import known_agencies
from documents.intake.entering import Registered
from documents.models import DocumentPage
from documents.reading import reader
from jobs.actions import Progress, start, work

DRAW = "draw_tasks"
#: Longer texts take more than two seconds with everything that follows.
AT_ONCE = 400_000


def draw(document: DocumentPage, user: User) -> bool:
    """True when it is done, False when a job does it."""
    if len(document.text) > AT_ONCE:
        start(
            DRAW,
            user,
            _("Draw the tasks of %(paper)s") % {"paper": document.short_citation},
            document=document.pk,
        )
        return False
    _draw(document, user)
    return True


@work(DRAW)
def draw_later(progress: Progress) -> dict[str, Any]:
    """Repeatable: a paper that has tasks by now is left alone."""
    document = DocumentPage.objects.filter(pk=progress.arguments["document"]).first()
    if document is not None and not document.tasks.exists():
        with transaction.atomic():
            _draw(document, progress.job.user)
    return {}


def _draw(document: DocumentPage, user: User) -> None:
    """From the text, and from the tables of the file it was read in, which the text alone does not show."""
    reading = document.readings.only("findings").first()
    tables = reading.findings.get("tables", ()) if reading else ()
    found = reader.read(document.text, known_agencies(), tables)
    effects.reading_registered(Registered(document, found, user))
