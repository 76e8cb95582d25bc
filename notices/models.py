"""What a person was told, by which way, and the letters that carry it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from notices.querysets import FeedKeyQuerySet, LetterQuerySet, NoticeQuerySet
from notices.statuses import Channel, LetterState, Mail, Topic, Turn


class Letter(models.Model):
    """A mail that is to go out: written with what it tells of, sent by a worker, marked when it is gone.

    A worker holds it by a lease; `attempts` is its fencing token. The text is made when it is sent, from what
    its reader may see then. The Message-ID never changes, so that a second copy is known as one.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="letters")
    day = models.DateField(_("digest of"), null=True, blank=True)
    message_id = models.CharField(max_length=255, unique=True)
    state = models.CharField(
        _("state"), max_length=10, choices=LetterState.choices, default=LetterState.WAITING
    )
    written_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    error = models.TextField(blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_digest_a_day", fields=["user", "day"], condition=Q(day__isnull=False)
            ),
            models.CheckConstraint(
                name="letter_sent_has_a_time", condition=~Q(state="sent") | Q(sent_at__isnull=False)
            ),
        ]
        indexes = [models.Index(fields=["due_at"], name="letter_waiting", condition=Q(state="waiting"))]

    def __str__(self) -> str:
        return f"{self.user}: {self.message_id}"


def _exactly_one(*names: str) -> Q:
    """One of these is filled in and the others are not."""
    found = Q()
    for name in names:
        found |= Q(**{f"{other}__isnull": other != name for other in names})
    return found


class MatterTurn(models.Model):
    """What happened to a paper at a step of its way, to a request to let more people read it, or to a list
    of papers for disposal.
    """

    what = models.CharField(max_length=10, choices=Turn.choices)
    document = models.ForeignKey(
        "documents.DocumentPage", on_delete=models.CASCADE, null=True, blank=True, related_name="turns"
    )
    step = models.ForeignKey(
        "wagtailcore.TaskState", on_delete=models.CASCADE, null=True, blank=True, related_name="turns"
    )
    widening = models.ForeignKey(
        "documents.Widening", on_delete=models.CASCADE, null=True, blank=True, related_name="turns"
    )
    disposal = models.ForeignKey(
        "documents.Disposal", on_delete=models.CASCADE, null=True, blank=True, related_name="turns"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="turns")
    at = models.DateTimeField(default=timezone.now)
    reason = models.TextField(blank=True)

    class Meta:
        verbose_name = _("turn of a matter")
        verbose_name_plural = _("turns of matters")
        constraints = [
            models.CheckConstraint(
                name="turn_of_one_thing", condition=_exactly_one("step", "widening", "disposal")
            ),
            models.CheckConstraint(
                name="turn_of_a_paper_or_of_a_list", condition=_exactly_one("document", "disposal")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document or self.disposal}: {self.get_what_display()}"


class Notice(models.Model):
    """One person is told of one thing by one way; written in the transaction in which it happened.

    The thing is an event of a part, an event of a report, a round that closed, a paper that was sent, or what
    happened to a paper on its way or to a list for disposal.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    event = models.ForeignKey(
        "tasks.Event", on_delete=models.PROTECT, null=True, blank=True, related_name="notices"
    )
    report_event = models.ForeignKey(
        "tasks.ReportEvent", on_delete=models.PROTECT, null=True, blank=True, related_name="notices"
    )
    closed_round = models.ForeignKey(
        "tasks.Round", on_delete=models.CASCADE, null=True, blank=True, related_name="notices"
    )
    paper = models.ForeignKey(
        "documents.DocumentPage", on_delete=models.CASCADE, null=True, blank=True, related_name="notices"
    )
    turn = models.ForeignKey(
        MatterTurn, on_delete=models.CASCADE, null=True, blank=True, related_name="notices"
    )
    channel = models.CharField(max_length=10, choices=Channel.choices)
    at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)
    letter = models.ForeignKey(
        Letter, on_delete=models.PROTECT, null=True, blank=True, related_name="notices"
    )
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="told_once_of_an_event_by_a_way", fields=["event", "user", "channel"]
            ),
            models.UniqueConstraint(
                name="told_once_of_a_report_by_a_way", fields=["report_event", "user", "channel"]
            ),
            models.UniqueConstraint(
                name="told_once_of_a_round_by_a_way", fields=["closed_round", "user", "channel"]
            ),
            models.UniqueConstraint(
                name="told_once_of_a_paper_by_a_way", fields=["paper", "user", "channel"]
            ),
            models.UniqueConstraint(name="told_once_of_a_turn_by_a_way", fields=["turn", "user", "channel"]),
            models.CheckConstraint(
                name="notice_is_about_one_thing",
                condition=_exactly_one("event", "report_event", "closed_round", "paper", "turn"),
            ),
            models.CheckConstraint(
                name="only_letters_carry_by_mail", condition=~Q(channel="site") | Q(letter__isnull=True)
            ),
        ]
        indexes = [
            models.Index(fields=["user", "-at"], name="notice_list", condition=Q(channel="site")),
            models.Index(
                fields=["user"], name="notice_unread", condition=Q(channel="site", read_at__isnull=True)
            ),
            models.Index(
                fields=["user"], name="notice_for_digest", condition=Q(channel="digest", letter__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        about = self.event or self.report_event or self.closed_round or self.paper or self.turn
        return f"{self.user}: {about}"


class Preference(models.Model):
    """How a person wants to hear of a topic; without a row the wish in notices.statuses holds."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="preferences")
    topic = models.CharField(_("topic"), max_length=10, choices=Topic.choices)
    site = models.BooleanField(_("on the site"))
    mail = models.CharField(_("by e-mail"), max_length=10, choices=Mail.choices)

    class Meta:
        verbose_name = _("choice of notices")
        verbose_name_plural = _("choices of notices")
        constraints = [models.UniqueConstraint(name="one_choice_a_topic", fields=["user", "topic"])]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_topic_display()}"


class FeedKey(models.Model):
    """The secret address of a calendar and a feed: only its hash is kept; revoked, never deleted."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="feed_keys")
    agency = models.ForeignKey(
        "agencies.Agency",
        verbose_name=_("agency"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="feed_keys",
        help_text=_("Empty: everything of mine."),
    )
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    used_at = models.DateTimeField(_("last used at"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    objects = FeedKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("address of a feed")
        verbose_name_plural = _("addresses of feeds")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.user}: {self.agency or '–'}"
