"""Questions about the log and about saved searches."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Avg, Count, Max, Q
from django.db.models.functions import Lower

if TYPE_CHECKING:
    from search.models import Question, SavedSearch  # noqa: F401  named in the bases below


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
        return self.filter(hits=0)

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

    def watched(self) -> Self:
        """Those of people whose account is still open."""
        return self.filter(user__is_active=True).select_related("user")
