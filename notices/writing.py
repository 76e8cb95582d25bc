"""From events to notices and letters, in the transaction of the events."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.utils import timezone

from agencies.models import User
from documents.effects import Proposed, Sent, Stepped
from documents.models import Numbering, Widening
from documents.statuses import DisposalState, Widened
from notices.models import Letter, MatterTurn, Notice, Preference
from notices.recipients import (
    people_of,
    recipients,
    recipients_of_reports,
    recipients_of_turn,
    secretariat,
)
from notices.statuses import (
    TOPIC_OF,
    TOPIC_OF_REPORT,
    TOPIC_OF_TURN,
    UNCHOSEN,
    Channel,
    Mail,
    Topic,
    Turn,
    Wish,
)
from tasks.models import Event, ReportEvent, Round

Thing = TypeVar("Thing")

NO_MAIL = "django.core.mail.backends.dummy.EmailBackend"


def write(events: Sequence[Event]) -> None:
    """What happened to parts of tasks."""
    _tell("event", recipients(events), lambda event: TOPIC_OF[event.what])


def write_of_reports(events: Sequence[ReportEvent]) -> None:
    """What happened to reports of rounds."""
    _tell("report_event", recipients_of_reports(events), lambda event: TOPIC_OF_REPORT[event.what])


def write_of_closed(round_: Round) -> None:
    """A round closed: the secretariat hears how many reports came in."""
    _tell("closed_round", {round_: secretariat()}, lambda _round: Topic.ROUND_END)


def write_of_paper(sent: Sent) -> None:
    """A paper goes out: the people of every agency it is sent to; who knew of it already is told anew."""
    people = people_of(sent.agencies) - {sent.by.pk}
    told = Notice.objects.filter(paper=sent.paper, user__in=people)
    known = set(told.values_list("user_id", flat=True))
    told.filter(channel=Channel.SITE).update(at=timezone.now(), read_at=None)
    _tell("paper", {sent.paper: people - known}, lambda _paper: Topic.PAPER)


def write_of_step(stepped: Stepped) -> None:
    """A paper came to a step, or left it with an outcome for its drafter."""
    state = stepped.state
    what = Turn.WAITS
    if stepped.action:
        numbered = isinstance(state.task.specific, Numbering)
        agreed = Turn.ISSUED if numbered else Turn.AGREED
        what = agreed if stepped.action == "approve" else Turn.RETURNED
    _turn(
        what=what,
        document_id=int(state.workflow_state.object_id),
        step=state,
        user=stepped.by or User.system(),
        reason=stepped.comment,
    )


def write_of_widening(row: Widening) -> None:
    """Wider circulation was asked for, or the request was decided."""
    what = {Widened.GRANTED: Turn.GRANTED, Widened.REFUSED: Turn.REFUSED}.get(Widened(row.state), Turn.ASKED)
    _turn(
        what=what,
        document_id=row.document_id,
        widening=row,
        user=row.decided_by or row.asked_by,
        reason=row.answer if row.decided_by else row.reason,
    )


def write_of_disposal(changed: Proposed) -> None:
    """A list for disposal was sent for approval, approved or returned."""
    what = {DisposalState.PROPOSED: Turn.PROPOSED, DisposalState.APPROVED: Turn.APPROVED}
    row = changed.disposal
    _turn(
        what=what.get(DisposalState(row.state), Turn.GIVEN_BACK),
        disposal=row,
        user=changed.by,
        reason=row.answer if row.state == DisposalState.DRAFT else "",
    )


def _turn(**values: Any) -> None:
    turn = MatterTurn(**values)
    if people := recipients_of_turn(turn):
        turn.save()
        _tell("turn", {turn: people}, lambda turn: TOPIC_OF_TURN[turn.what])


def _tell(name: str, told: Mapping[Thing, set[int]], topic_of: Callable[[Thing], Topic]) -> None:
    """Tell everybody concerned by the ways they chose; a fixed number of questions, whoever they are."""
    people = set[int]().union(*told.values())
    if not people:
        return
    chosen = _chosen(people)
    mailed = _reachable(people) if sends_mail() else set()
    notices, letters = [], []
    for thing, readers in told.items():
        topic = topic_of(thing)
        for reader in readers:
            wish = chosen.get((reader, topic), UNCHOSEN[topic])
            about = {name: thing, "user_id": reader}
            if wish.site:
                notices.append(Notice(channel=Channel.SITE, **about))
            if reader in mailed and wish.mail == Mail.DIGEST:
                notices.append(Notice(channel=Channel.DIGEST, **about))
            elif reader in mailed and wish.mail == Mail.NOW:
                letters.append(Letter(user_id=reader, message_id=message_id()))
                notices.append(Notice(channel=Channel.MAIL, letter=letters[-1], **about))
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
