"""Pages that are to appear or to end at an hour: looked after by every worker, once a minute."""

from __future__ import annotations

import logging
import time
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from jobs.schedule import errand

logger = logging.getLogger(__name__)

#: Seconds between two looks, and how much one of them does at most.
EVERY: Final = 60
MOST: Final = 50


class _Minute:
    """Says once in a minute that it has come."""

    def __init__(self) -> None:
        self.ends = 0.0

    def has_come(self) -> bool:
        now = time.monotonic()
        come = now >= self.ends
        self.ends = now + EVERY if come else self.ends
        return come


_minute = _Minute()


@errand
def look_at_the_hour() -> None:
    if _minute.has_come():
        publish_due()
        end_due()


def publish_due() -> None:
    """Publish what is due; a schedule that may not be carried out ends, and the page's history says so."""
    due = Revision.objects.filter(approved_go_live_at__lte=timezone.now()).order_by("approved_go_live_at")
    for key in list(due.values_list("pk", flat=True)[:MOST]):
        with transaction.atomic():
            revision = due.select_for_update(skip_locked=True, of=("self",)).filter(pk=key).first()
            if revision is None:
                continue
            try:
                with transaction.atomic():
                    revision.publish(log_action="wagtail.publish.scheduled")
            except PermissionDenied as refused:
                logger.warning("revision %s is not published at its hour: %s", key, refused)
                Revision.objects.filter(pk=key).update(approved_go_live_at=None)
                log(
                    instance=revision.content_object,
                    action="wagtail.schedule.cancel",
                    revision=revision,
                    data={"reason": str(refused)},
                )


def end_due() -> None:
    """Withdraw what has come to its end; an issued paper has none, it is recalled."""
    due = Page.objects.filter(live=True, expire_at__lte=timezone.now())
    for page in due.exclude(documentpage__issued_at__isnull=False)[:MOST]:
        page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
