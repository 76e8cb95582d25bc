"""Saved searches: the question as an address, and what has come since it was last looked at."""

from __future__ import annotations

import logging
import smtplib
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import Max, Q
from django.http import QueryDict
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from documents.models import DocumentPage
from notices.writing import sends_mail
from search.addresses import address
from search.asking import Query
from search.engines import Sort, engine
from search.finding import planned
from search.forms import asked
from search.models import SavedSearch

logger = logging.getLogger(__name__)

#: New papers of one day that are looked through; an import of more than that is no news of the day.
MOST_NEW = 5_000


def last_paper() -> int:
    return DocumentPage.objects.aggregate(last=Max("pk"))["last"] or 0


def query_of(saved: SavedSearch) -> Query:
    """The question that was saved; what it was narrowed by may be gone since."""
    return replace(asked(QueryDict(saved.question)).query, page=1, everything=True)


def newest(saved: SavedSearch) -> str:
    """The address of its answers, the newest first."""
    return address(query_of(saved), sort=Sort.NEWEST)


def look(saved: SavedSearch, at: datetime | None = None) -> int:
    """Add to `fresh` the papers published since the last look that answer and that its owner may open."""
    at = at or timezone.now()
    recent = Q(first_published_at__gt=saved.checked_at) | Q(pk__gt=saved.last_paper)
    papers = DocumentPage.objects.live().visible_to(saved.user).filter(recent)
    keys = tuple(papers.values_list("pk", flat=True)[:MOST_NEW])
    found = 0
    if keys:
        asked = replace(planned(query_of(saved), saved.user), limit=0, offset=0, with_facets=False)
        among = keys if asked.among is None else tuple(set(keys) & set(asked.among))
        found = engine().find(replace(asked, among=among)).total
    saved.fresh += found
    saved.checked_at, saved.last_paper = at, last_paper()
    saved.save(update_fields=["fresh", "checked_at", "last_paper"])
    return found


def tell(user: Any, found: list[tuple[SavedSearch, int]]) -> bool:
    """One mail about all of a person's searches that found something; numbers and names, no papers."""
    told = [(saved, number) for saved, number in found if saved.by_mail]
    if not (told and user.email and sends_mail()):
        return False
    with translation.override(settings.LANGUAGE_CODE):
        lines = [
            f"- {saved.name}: "
            + ngettext("%(number)d new document", "%(number)d new documents", number) % {"number": number}
            + f"\n  {settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{newest(saved)}"
            for saved, number in told
        ]
        subject = _("Saved searches: new documents")
    try:
        send_mail(subject, "\n".join(lines), None, [user.email])
    except (OSError, smtplib.SMTPException):
        logger.exception("the mail about saved searches did not leave; the list shows what is new")
        return False
    return True
