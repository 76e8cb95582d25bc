"""Saved searches: the question as an address, and what has come since it was last looked at."""

from __future__ import annotations

import logging
import smtplib
from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.signing import BadSignature, Signer
from django.db import connection, transaction
from django.db.models import Exists, Max, OuterRef, Q
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agencies.models import User
from documents.models import DocumentPage
from notices.writing import sends_mail
from search.addresses import address
from search.asking import Query
from search.engines import Sort, engine
from search.finding import planned
from search.forms import asked
from search.models import NewPaper, Row, SavedSearch

logger = logging.getLogger(__name__)

#: New papers that an engine is asked about at once.
AT_ONCE = 500
#: Signs whose mails an address ends. It never expires: a letter may be years old when somebody has enough.
_ENDING = Signer(salt="search.saved.ending")


def last_paper() -> int:
    return DocumentPage.objects.aggregate(last=Max("pk"))["last"] or 0


def query_of(saved: SavedSearch) -> Query:
    """The question that was saved; what it was narrowed by may be gone since."""
    return replace(asked(QueryDict(saved.question)).query, page=1, everything=True)


def newest(saved: SavedSearch) -> str:
    """The address of its answers, the newest first."""
    return address(query_of(saved), sort=Sort.NEWEST)


def look(saved: SavedSearch) -> int:
    """Note the papers published since it was saved that have come to answer it and that its owner may open.

    Whatever made them answer: publication, another text or circulation, a file that was read. Each once.
    """
    now = last_version()
    rows = Row.objects.filter(document=OuterRef("pk"), version__gt=saved.looked_before)
    new = Q(first_published_at__gt=saved.saved_at) | Q(pk__gt=saved.last_paper)
    papers = DocumentPage.objects.live().visible_to(saved.user).filter(new, Exists(rows))
    papers = papers.exclude(pk__in=saved.new_papers.values("document")).order_by("pk")
    keys = list(papers.values_list("pk", flat=True))
    asked = planned(query_of(saved), saved.user)
    found = 0
    for at in range(0, len(keys), AT_ONCE):
        among = set(keys[at : at + AT_ONCE])
        if asked.among is not None:
            among &= set(asked.among)
        part = replace(
            asked, among=tuple(among), limit=AT_ONCE, offset=0, hits_per_group=1, with_facets=False
        )
        answering = [
            NewPaper(saved=saved, document_id=group.document) for group in engine().find(part).groups
        ]
        found += len(NewPaper.objects.bulk_create(answering, ignore_conflicts=True))
    SavedSearch.objects.filter(pk=saved.pk).update(looked_before=saved.looked, looked=now)
    saved.looked_before, saved.looked = saved.looked, now
    return found


def last_version() -> int:
    """The version of the row that was written last."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT last_value FROM search_version")
        return int(cursor.fetchone()[0])


def tell(user: User, at: datetime | None = None) -> bool:
    """One mail about all of a person's searches with new papers; numbers and names, no papers.

    At most one a day, about what was never mailed and may be opened now. A mail that does not leave leaves
    everything as it was, and the next day's tells of it.
    """
    at = at or timezone.now()
    if not (user.email and sends_mail()):
        return False
    with transaction.atomic():
        held = SavedSearch.objects.filter(user=user, by_mail=True).select_for_update().order_by("pk")
        searches = {saved.pk: saved for saved in held}
        today = timezone.localdate(at)
        new = list(NewPaper.objects.to_be_mailed(user))
        if not new or any(saved.mailed_on == today for saved in searches.values()):
            return False
        NewPaper.objects.filter(pk__in=[one.pk for one in new]).update(mailed_at=at)
        held.update(mailed_on=today)
        counted = Counter(one.saved_id for one in new)
        try:
            _send(user, today, [(searches[pk], number) for pk, number in sorted(counted.items())])
        except (OSError, smtplib.SMTPException):
            logger.exception("the mail about saved searches did not leave; the list shows what is new")
            transaction.set_rollback(True)
            return False
    return True


def ending(user: User) -> str:
    """The address that ends the mails about saved searches, for the letter alone."""
    token = _ENDING.sign(str(user.pk))
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{reverse('search:unsubscribe', args=[token])}"


def reader_of(token: str) -> User | None:
    """Whose mails the address ends; None if it is none of ours."""
    try:
        key = int(_ENDING.unsign(token))
    except (BadSignature, ValueError):
        return None
    return User.objects.filter(pk=key, is_active=True).first()


def _send(user: User, day: date, found: list[tuple[SavedSearch, int]]) -> None:
    """The same Message-ID however often it is tried on a day, so that a second copy is known as one."""
    site = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    with translation.override(settings.LANGUAGE_CODE):
        lines = [
            f"- {saved.name}: "
            + ngettext("%(number)d new document", "%(number)d new documents", number) % {"number": number}
            + f"\n  {site}{newest(saved)}"
            for saved, number in found
        ]
        subject = _("Saved searches: new documents")
        end = _("You get this because you asked for it with a saved search. To end these mails:")
    body = "\n".join([*lines, "", "--", f"{end} {ending(user)}"])
    EmailMessage(subject, body, None, [user.email], headers=_headers(user, day)).send()


def _headers(user: User, day: date) -> dict[str, str]:
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost"
    return {
        "Message-ID": f"<saved-searches-{user.pk}-{day.isoformat()}@{host}>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "List-Unsubscribe": f"<{ending(user)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
