"""Questions about notices, letters and the keys of feeds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import reduce
from hashlib import sha256
from operator import or_
from typing import TYPE_CHECKING, Any, Self

from django.db import connection, models
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from documents.models import Disposal, DocumentPage
from documents.outgoing.stands import waiting
from documents.statuses import DisposalState, Widened
from notices.statuses import OUTCOMES, OUTCOMES_OF_LISTS, Channel, LetterState, Turn
from tasks.models import Assignment, ChaseLetter, Report, Round

if TYPE_CHECKING:
    from notices.models import FeedKey, Letter, Notice  # noqa: F401  named in the bases below

#: Unread notices beyond which nobody counts.
MANY = 99


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, user: Any) -> Self:
        """A person's own notices, of what they may see now: a right that was taken away takes them along."""
        return self._seen_by(user, SHOWN) if user.is_authenticated else self.none()

    def waiting_for(self, user: Any) -> int:
        """How many unread notices the site shows this person; counted no further than one above MANY.

        On every page, so only the rules of what there are notices of are put into words.
        """
        told_of = _unread_of(user.pk) if user.is_authenticated else []
        if not told_of:
            return 0
        return self._seen_by(user, told_of).on_site().unread()[: MANY + 1].count()

    def _seen_by(self, user: Any, told_of: Iterable[str]) -> Self:
        shown = reduce(or_, (SHOWN[what](user) for what in told_of))
        return self.filter(shown, user_id=user.pk)

    def on_site(self) -> Self:
        return self.filter(channel=Channel.SITE)

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def mark_read(self) -> int:
        """How many were unread."""
        return self.filter(read_at=None).update(read_at=timezone.now())

    def for_digest(self) -> Self:
        """Those that no letter has taken up yet."""
        return self.filter(channel=Channel.DIGEST, letter=None)

    def listed(self) -> Self:
        """Ready for a list: what each is about joined, the texts of papers left out."""
        joined = self.select_related(
            "event__user",
            "event__assignment__agency",
            "event__assignment__task__document__type",
            "report_event__user",
            "report_event__report__agency",
            "report_event__report__round",
            "closed_round__document__type",
            "paper__type",
            "paper__issuer",
            "paper__owner",
            "turn__user",
            "turn__step__task",
            "turn__document__type",
            "turn__document__issuer",
            "turn__disposal__agency",
        ).defer(
            "event__assignment__task__document__text",
            "closed_round__document__text",
            "paper__text",
            "turn__document__text",
        )
        letters = Prefetch("report_event__report__chases", ChaseLetter.objects.named())
        return joined.prefetch_related(letters)

    def by_urgency(self) -> Self:
        """The earliest date first, of tasks and reports alike."""
        due = Coalesce(
            "event__assignment__due_on", "report_event__report__round__due_on", "closed_round__due_on"
        )
        return self.order_by(due.asc(nulls_last=True), "pk")


def _unread_of(user: int) -> list[str]:
    """What this person has unread notices of, by name of the column."""
    with connection.cursor() as cursor:
        cursor.execute(_UNREAD_OF, {"user": user, "site": Channel.SITE.value})
        return [what for what, some in zip(SHOWN, cursor.fetchone(), strict=True) if some]


def _parts(user: Any) -> Exists:
    return Exists(Assignment.objects.visible_to(user).filter(pk=OuterRef("event__assignment")))


def _reports(user: Any) -> Exists:
    return Exists(Report.objects.visible_to(user).filter(pk=OuterRef("report_event__report")))


def _rounds(user: Any) -> Exists:
    return Exists(Round.objects.visible_to(user).filter(pk=OuterRef("closed_round")))


def _papers(user: Any) -> Exists:
    return Exists(DocumentPage.objects.visible_to(user).filter(pk=OuterRef("paper")))


def _turns(user: Any) -> Q:
    """What waits is shown while it waits, to those it waits for; the outcome to who may read the paper."""
    steps = waiting(user=user).filter(pk=OuterRef("turn__step"))
    papers = DocumentPage.objects.visible_to(user).filter(pk=OuterRef("turn__document"))
    open_request = Q(turn__widening__state=Widened.WAITING)
    lists = Disposal.objects.visible_to(user).filter(pk=OuterRef("turn__disposal"))
    open_list = Q(turn__disposal__state=DisposalState.PROPOSED)
    return (
        Q(Exists(steps), turn__what=Turn.WAITS)
        | Q(Exists(papers), open_request, turn__what=Turn.ASKED)
        | Q(Exists(papers), turn__what__in=OUTCOMES)
        | Q(Exists(lists), open_list, turn__what=Turn.PROPOSED)
        | Q(Exists(lists), turn__what__in=OUTCOMES_OF_LISTS)
    )


#: What a notice can be of, in the order of the question below, and when a person may see it.
SHOWN: dict[str, Callable[[Any], Q | Exists]] = {
    "event": _parts,
    "report_event": _reports,
    "closed_round": _rounds,
    "paper": _papers,
    "turn": _turns,
}
_UNREAD_OF = """
SELECT bool_or(event_id IS NOT NULL), bool_or(report_event_id IS NOT NULL),
       bool_or(closed_round_id IS NOT NULL), bool_or(paper_id IS NOT NULL), bool_or(turn_id IS NOT NULL)
FROM notices_notice WHERE user_id = %(user)s AND channel = %(site)s AND read_at IS NULL
"""


class LetterQuerySet(models.QuerySet["Letter"]):
    def due(self, at: datetime | None = None) -> Self:
        """Waiting letters nobody holds and whose time has come, the longest waiting first."""
        waiting = self.filter(state=LetterState.WAITING, due_at__lte=at or timezone.now())
        return waiting.order_by("due_at", "pk")

    def stuck(self) -> Self:
        """Letters that a mail server refused for good, or has not taken yet although it was asked."""
        waiting = models.Q(state=LetterState.WAITING, attempts__gt=0)
        return self.filter(waiting | models.Q(state=LetterState.FAILED))


class FeedKeyQuerySet(models.QuerySet["FeedKey"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(user_id=user.pk) if user.is_authenticated else self.none()

    def valid(self) -> Self:
        """Keys that open a feed: not revoked, and of a person whose account still works."""
        return self.filter(revoked_at=None, user__is_active=True)

    def opened_by(self, secret: str) -> FeedKey | None:
        """The valid key with this secret."""
        found = self.valid().filter(digest=digest_of(secret))
        return found.select_related("user", "agency").first()


def digest_of(secret: str) -> str:
    """What is kept of a secret. Secrets are long and random, so one round of hashing is enough."""
    return sha256(secret.encode()).hexdigest()
