"""Letters to the mail server: claimed, sent, marked.

A letter is claimed by pushing its time past the lease, in its own transaction; then it is sent; then marked.
Whatever dies in between leaves a letter that comes due again, under the same Message-ID. So nothing is lost,
and a second copy can leave only when the process or the connection dies after the server has taken the letter
and before that is written here (docs/features/notices.md).
"""

from __future__ import annotations

import logging
import smtplib
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.mail import get_connection
from django.db import transaction
from django.utils import timezone, translation

from notices.composing import compose
from notices.models import Letter, Notice
from notices.statuses import LetterState
from notices.writing import sends_mail

logger = logging.getLogger(__name__)

#: Longer than any conversation with a mail server that still answers.
LEASE = timedelta(minutes=5)
#: Between two attempts: a minute, two, four … an hour.
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=1)
#: A letter the server has not taken in this time is given up, as mail servers themselves do.
GIVEN_UP_AFTER = timedelta(days=5)
#: After trouble with the server no worker asks it for so many seconds.
REST = 30
RESTING = "notices:mail-server-rests"
#: Letters of one round, so that a worker comes back to its other errands.
ROUND = 200
PERMANENT = range(500, 600)


def send_due(at: datetime | None = None) -> int:
    """Send what is due over one connection; how many letters went out."""
    if not sends_mail() or cache.get(RESTING):
        return 0
    sent, connection = 0, None
    for _turn in range(ROUND):
        letter = _claim(at or timezone.now())
        if letter is None:
            break
        try:
            if connection is None:
                connection = get_connection()
                connection.open()
            sent += _send(letter, connection)
        except (OSError, smtplib.SMTPException) as trouble:
            _fail(letter, trouble)
            if not _refuses_this_letter(trouble):
                cache.set(RESTING, True, REST)
                break
    if connection is not None:
        _close(connection)
    return sent


def _claim(at: datetime) -> Letter | None:
    """The next letter, kept from other workers until the lease is over."""
    with transaction.atomic():
        letter = Letter.objects.due(at).select_for_update(skip_locked=True, of=("self",)).first()
        if letter is not None:
            letter.attempts += 1
            letter.due_at = timezone.now() + LEASE
            letter.save(update_fields=["attempts", "due_at"])
    return letter


def _send(letter: Letter, connection: Any) -> int:
    with translation.override(settings.LANGUAGE_CODE):
        made = compose(letter, letter.user)
        if made is None:
            _mark(letter, LetterState.WITHHELD, [])
            return 0
        mail, told = made
        mail.connection = connection
        mail.send()
    _mark(letter, LetterState.SENT, told)
    return 1


def _mark(letter: Letter, state: LetterState, told: list[Notice]) -> None:
    """In one transaction; a letter that another worker took meanwhile is its to mark."""
    now = timezone.now()
    with transaction.atomic():
        held = Letter.objects.filter(pk=letter.pk, attempts=letter.attempts, state=LetterState.WAITING)
        sent_at = now if state == LetterState.SENT else None
        if held.update(state=state, sent_at=sent_at, error=""):
            Notice.objects.filter(pk__in=[notice.pk for notice in told]).update(sent_at=now)


def _fail(letter: Letter, trouble: Exception) -> None:
    """Refused for good, or to be tried again after a pause that doubles."""
    now = timezone.now()
    given_up = _is_permanent(trouble) or letter.written_at < now - GIVEN_UP_AFTER
    pause = min(FIRST_PAUSE * 2 ** min(letter.attempts - 1, 10), LONGEST_PAUSE)
    logger.warning("letter %s not sent at attempt %s: %s", letter.pk, letter.attempts, type(trouble).__name__)
    Letter.objects.filter(pk=letter.pk, attempts=letter.attempts, state=LetterState.WAITING).update(
        state=LetterState.FAILED if given_up else LetterState.WAITING,
        due_at=now + pause,
        error=f"{type(trouble).__name__}: {trouble}"[:1000],
    )


def _codes(trouble: Exception) -> list[int]:
    if isinstance(trouble, smtplib.SMTPRecipientsRefused):
        return [code for code, _words in trouble.recipients.values()]
    if isinstance(trouble, smtplib.SMTPDataError):
        return [trouble.smtp_code]
    return []


def _refuses_this_letter(trouble: Exception) -> bool:
    """The server works and says no to this letter; anything else is trouble with the server."""
    return bool(_codes(trouble))


def _is_permanent(trouble: Exception) -> bool:
    codes = _codes(trouble)
    return bool(codes) and all(code in PERMANENT for code in codes)


def _close(connection: Any) -> None:
    try:
        connection.close()
    except (OSError, smtplib.SMTPException):
        logger.info("the mail server did not say goodbye")
