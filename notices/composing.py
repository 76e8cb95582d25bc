"""The text of a letter, made when it is sent, from what its reader may see at that moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext, ngettext_lazy

from agencies.models import User
from notices.matters import Matter, matter_of
from notices.models import Letter, Notice
from tasks.statuses import Timing
from vietnamese.dates import short

#: What the subject of a digest counts, and its words.
COUNTED: Final = {
    ("part", Timing.OVERDUE): ngettext_lazy("%(number)d task overdue", "%(number)d tasks overdue", "number"),
    ("report", Timing.OVERDUE): ngettext_lazy(
        "%(number)d report overdue", "%(number)d reports overdue", "number"
    ),
    ("part", Timing.SOON): ngettext_lazy("%(number)d task due soon", "%(number)d tasks due soon", "number"),
    ("report", Timing.SOON): ngettext_lazy(
        "%(number)d report due soon", "%(number)d reports due soon", "number"
    ),
}


def compose(letter: Letter, user: User, at: date | None = None) -> tuple[EmailMessage, list[Notice]] | None:
    """The mail and the notices it tells of; None when nothing of it may be shown any more."""
    at = at or timezone.localdate()
    notices = list(letter.notices.visible_to(user).listed().by_urgency())
    if not notices or not user.email:
        return None
    matters = [matter_of(notice, user, at) for notice in notices]
    text = {
        "letter": letter,
        "reader": user,
        "day": at,
        "lines": [_line(matter) for matter in matters],
        "desk": _absolute(reverse("home:desk")),
        "settings": _absolute(reverse("home:notice_settings")),
        "site": settings.WAGTAIL_SITE_NAME,
    }
    mail = EmailMessage(
        subject=" ".join(_subject(letter, matters, at).split()),
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


def _line(matter: Matter) -> dict[str, Any]:
    return {
        "matter": matter,
        "address": _absolute(matter.answer),
        "letter": _absolute(matter.letter) if matter.letter else "",
    }


def _subject(letter: Letter, matters: Sequence[Matter], at: date) -> str:
    if letter.day is None:
        first = matters[0]
        return f"{first.says} ({first.paper})" if first.paper else first.says
    agencies = {matter.agency.shown for matter in matters if matter.agency}
    name = agencies.pop() if len(agencies) == 1 else str(settings.WAGTAIL_SITE_NAME)
    return f"{name}: {_counted(matters)} ({short(at)})"


def _counted(matters: Sequence[Matter]) -> str:
    """2 việc quá hạn, 1 báo cáo kỳ sắp đến hạn."""
    each = {matter.key: matter for matter in matters}.values()
    counted = Counter((matter.key[0], matter.timing) for matter in each)
    told = [str(words % {"number": counted[kind]}) for kind, words in COUNTED.items() if counted[kind]]
    if not told:
        number = len(matters)
        told.append(ngettext("%(number)d notice", "%(number)d notices", number) % {"number": number})
    return ", ".join(told)


def _absolute(path: str) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL}{path}"
