"""From events to notices and letters, in the transaction of the events."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings

from agencies.models import User
from notices.models import Letter, Notice, Preference
from notices.recipients import recipients
from notices.statuses import TOPIC_OF, UNCHOSEN, Channel, Mail, Wish
from tasks.models import Event

NO_MAIL = "django.core.mail.backends.dummy.EmailBackend"


def write(events: Sequence[Event]) -> None:
    """Tell everybody concerned by the ways they chose; six questions, however many people there are."""
    told = recipients(events)
    people = set().union(*told.values())
    if not people:
        return
    chosen = _chosen(people)
    mailed = _reachable(people) if sends_mail() else set()
    notices, letters = [], []
    for event, readers in told.items():
        topic = TOPIC_OF[event.what]
        for reader in readers:
            wish = chosen.get((reader, topic), UNCHOSEN[topic])
            if wish.site:
                notices.append(Notice(user_id=reader, event=event, channel=Channel.SITE))
            if reader in mailed and wish.mail == Mail.DIGEST:
                notices.append(Notice(user_id=reader, event=event, channel=Channel.DIGEST))
            elif reader in mailed and wish.mail == Mail.NOW:
                letters.append(Letter(user_id=reader, message_id=message_id()))
                notices.append(Notice(user_id=reader, event=event, channel=Channel.MAIL, letter=letters[-1]))
    Letter.objects.bulk_create(letters)
    Notice.objects.bulk_create(notices)


def sends_mail() -> bool:
    """Whether a mail server is named; without one nothing is kept for later, to flood people with one day."""
    return str(settings.EMAIL_BACKEND) != NO_MAIL


def message_id() -> str:
    """The name of a letter for ever."""
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost"
    return f"<{uuid4().hex}@{host}>"


def _chosen(people: set[int]) -> dict[tuple[int, str], Wish]:
    rows = Preference.objects.filter(user__in=people).values_list("user_id", "topic", "site", "mail")
    return {(user, topic): Wish(site, Mail(mail)) for user, topic, site, mail in rows}


def _reachable(people: set[int]) -> set[int]:
    return set(User.objects.filter(pk__in=people).exclude(email="").values_list("pk", flat=True))
