"""The text of a letter, made when it is sent, from what its reader may see at that moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from agencies.models import User
from notices.models import Letter, Notice
from notices.wording import address, sentence
from tasks.marks import mark_of
from tasks.models import Assignment
from tasks.statuses import Timing
from vietnamese.dates import short


def compose(letter: Letter, user: User, at: date | None = None) -> tuple[EmailMessage, list[Notice]] | None:
    """The mail and the notices it tells of; None when nothing of it may be shown any more."""
    at = at or timezone.localdate()
    notices = list(letter.notices.visible_to(user).listed().order_by("event__assignment__due_on", "pk"))
    if not notices or not user.email:
        return None
    text = {
        "letter": letter,
        "reader": user,
        "day": at,
        "lines": [_line(notice, user, at) for notice in notices],
        "desk": _absolute(reverse("home:desk")),
        "settings": _absolute(reverse("home:notice_settings")),
        "site": settings.WAGTAIL_SITE_NAME,
    }
    mail = EmailMessage(
        subject=" ".join(_subject(letter, notices, at).split()),
        body=render_to_string("notices/letter.txt", text),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[user.email],
        headers={
            "Message-ID": letter.message_id,
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
    )
    return mail, notices


def _line(notice: Notice, user: User, at: date) -> dict[str, Any]:
    event = notice.event
    return {
        "says": sentence(event),
        "event": event,
        "part": event.assignment,
        "mark": mark_of(event.assignment, at).words,
        "address": _absolute(address(event, user)),
    }


def _subject(letter: Letter, notices: Sequence[Notice], at: date) -> str:
    if letter.day is None:
        event = notices[0].event
        code = event.assignment.task.document.code
        return f"{sentence(event)} ({code})" if code else sentence(event)
    parts = {notice.event.assignment_id: notice.event.assignment for notice in notices}
    agencies = {part.agency.shown for part in parts.values()}
    name = agencies.pop() if len(agencies) == 1 else str(settings.WAGTAIL_SITE_NAME)
    return f"{name}: {_counted(list(parts.values()), len(notices), at)} ({short(at)})"


def _counted(parts: list[Assignment], notices: int, at: date) -> str:
    """2 việc quá hạn, 1 việc sắp đến hạn."""
    timings = [part.timing_on(at) for part in parts]
    overdue, soon = timings.count(Timing.OVERDUE), timings.count(Timing.SOON)
    told = []
    if overdue:
        words = ngettext("%(number)d task overdue", "%(number)d tasks overdue", overdue)
        told.append(words % {"number": overdue})
    if soon:
        words = ngettext("%(number)d task due soon", "%(number)d tasks due soon", soon)
        told.append(words % {"number": soon})
    if not told:
        told.append(ngettext("%(number)d notice", "%(number)d notices", notices) % {"number": notices})
    return ", ".join(told)


def _absolute(path: str) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL}{path}"
