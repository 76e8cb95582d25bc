"""Questions about the log and about saved searches."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Avg, Count, Max, Q
from django.db.models.functions import Lower

from documents.models import DocumentPage

if TYPE_CHECKING:
    from search.models import NewPaper, Question, SavedSearch  # noqa: F401  named in the bases below


class QuestionQuerySet(models.QuerySet["Question"]):
    def since(self, begun: datetime) -> Self:
        return self.filter(asked_at__gte=begun).exclude(text="")

    def most_asked(self) -> models.QuerySet[Any, dict[str, Any]]:
        """Each text with how often it was asked, what it found and how often a result was opened."""
        by_words: Any = self.annotate(words=Lower("text")).order_by().values("words")
        counted: models.QuerySet[Any, dict[str, Any]] = by_words.annotate(
            asked=Count("pk", distinct=True),
            opened_some=Count("pk", filter=Q(opened=True) | Q(openings__isnull=False), distinct=True),
            hits=Max("hits"),
            last=Max("asked_at"),
        )
        return counted.order_by("-asked", "-last")

    def without_hits(self) -> Self:
        """Questions that found nothing, not those that only their filters emptied."""
        return self.filter(hits=0, filters={})

    def figures(self) -> dict[str, Any]:
        """How many questions, how many found nothing, how many led to a paper, how long they took."""
        return self.aggregate(
            asked=Count("pk", distinct=True),
            empty=Count("pk", filter=Q(hits=0), distinct=True),
            opened_some=Count("pk", filter=Q(opened=True) | Q(openings__isnull=False), distinct=True),
            milliseconds=Avg("milliseconds"),
        )


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    def visible_to(self, user: Any) -> Self:
        """A saved search is its owner's alone."""
        return self.filter(user=user) if user.is_authenticated else self.none()

    def with_fresh(self, user: Any) -> Self:
        """`fresh`: how many new papers this reader has not seen yet and may open now."""
        unseen = Q(new_papers__seen_at=None, new_papers__document__in=_open_to(user))
        return self.annotate(fresh=Count("new_papers", filter=unseen))

    def watched(self) -> Self:
        """Those of people whose account is still open."""
        return self.filter(user__is_active=True).select_related("user")


class NewPaperQuerySet(models.QuerySet["NewPaper"]):
    def to_be_mailed(self, user: Any) -> Self:
        """Of this person's searches that want a mail: neither mailed nor seen, and open to the person now."""
        wanted = self.filter(saved__user=user, saved__by_mail=True, mailed_at=None, seen_at=None)
        return wanted.filter(document__in=_open_to(user))


def _open_to(user: Any) -> Any:
    return DocumentPage.objects.live().visible_to(user)
