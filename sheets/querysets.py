"""Questions about uploaded lists."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils import timezone

from sheets.heads import heading_key

if TYPE_CHECKING:
    from sheets.models import ColumnChoice, Upload  # noqa: F401  named in the bases below

#: A list nobody imported is thrown away after a day.
KEPT = timedelta(days=1)


class UploadQuerySet(models.QuerySet["Upload"]):
    def visible_to(self, user: Any) -> Self:
        """A list belongs to the person who uploaded it."""
        return self.filter(user_id=user.pk) if user.is_authenticated else self.none()

    def forgotten(self) -> Self:
        return self.filter(at__lt=timezone.now() - KEPT)


def key_of_headings(headings: list[str]) -> str:
    """The same for the same columns in any order and spelling."""
    return "\n".join(sorted(map(heading_key, headings)))


class ColumnChoiceQuerySet(models.QuerySet["ColumnChoice"]):
    def offered_to(self, user: Any, kind: str, headings: list[str]) -> dict[str, str]:
        """Our heading by the key of the file's: what this person chose, else a colleague's latest choice."""
        colleagues = Q(user__memberships__agency__memberships__user=user.pk)
        mine_first = Case(When(user=user.pk, then=Value(0)), default=Value(1))
        choices = self.filter(Q(user=user.pk) | colleagues, kind=kind, headings=key_of_headings(headings))
        choice = choices.order_by(mine_first, "-at").first()
        return dict(choice.columns) if choice else {}

    def remember(self, user: Any, kind: str, headings: list[str], columns: dict[str, str]) -> None:
        """`columns` has our heading, or nothing, for each of the file's."""
        kept = {heading_key(name): ours for name, ours in columns.items()}
        self.update_or_create(
            user=user, kind=kind, headings=key_of_headings(headings), defaults={"columns": kept}
        )
