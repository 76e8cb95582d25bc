"""Questions about agencies and memberships."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.utils import timezone

from vietnamese.text import canonical, clean, fold

if TYPE_CHECKING:
    from agencies.models import (  # noqa: F401  named in the bases below
        Agency,
        Membership,
        SavedView,
        Substitution,
    )


def alias_key(text: str) -> str:
    """The form in which two spellings of one agency's name meet: folded, single blanks."""
    return " ".join(fold(canonical(clean(text))).replace("-", " ").replace(",", " ").split())


def _valid(at: date | None, prefix: str = "") -> Q:
    at = at or timezone.localdate()
    begun = Q(**{f"{prefix}valid_from": None}) | Q(**{f"{prefix}valid_from__lte": at})
    lasting = Q(**{f"{prefix}valid_until": None}) | Q(**{f"{prefix}valid_until__gte": at})
    return begun & lasting


LINE = """
WITH RECURSIVE line(id) AS (
    SELECT %s::bigint
    UNION
    SELECT predecessor_id FROM agencies_succession JOIN line ON successor_id = line.id
)
SELECT id FROM line
"""


class AgencyQuerySet(models.QuerySet["Agency"]):
    def visible_to(self, user: Any) -> Self:
        """Names of agencies are public: they stand on every published paper."""
        return self

    def existing(self, at: date | None = None) -> Self:
        """Agencies that exist on the day (today when not given)."""
        return self.filter(_valid(at))

    def line_of(self, pk: int) -> Self:
        """The agency and all those it succeeded, directly or through others."""
        return self.filter(pk__in=RawSQL(LINE, [pk]))  # noqa: S611  a constant, its value a parameter

    def named(self, text: str, at: date | None = None) -> Self:
        """Agencies known under this name or alias, in any spelling, on the day if one is given."""
        key = alias_key(text)
        found = self.filter(Q(key=key) | Q(aliases__key=key)).distinct()
        return found.existing(at) if at else found

    def ids_named(self, texts: Iterable[str]) -> dict[str, frozenset[int]]:
        """The agencies each text can mean, in one query however many texts there are."""
        keys = {text: alias_key(text) for text in texts}
        wanted = set(keys.values())
        found: dict[str, set[int]] = {}
        if wanted:
            pairs = self.filter(key__in=wanted).values_list("key", "pk")
            aliased = self.filter(aliases__key__in=wanted).values_list("aliases__key", "pk")
            for key, pk in pairs.order_by().union(aliased.order_by()):
                found.setdefault(key, set()).add(pk)
        return {text: frozenset(found.get(key, ())) for text, key in keys.items()}


class SubstitutionQuerySet(models.QuerySet["Substitution"]):
    def holding(self, at: date | None = None) -> Self:
        """Those that hold on the day."""
        at = at or timezone.localdate()
        return self.filter(withdrawn_at=None, first__lte=at, last__gte=at)

    def not_over(self, at: date | None = None) -> Self:
        """Those that hold on the day or begin later."""
        return self.filter(withdrawn_at=None, last__gte=at or timezone.localdate())

    def overlapping(self, first: date, last: date) -> Self:
        return self.filter(withdrawn_at=None, first__lte=last, last__gte=first)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def valid(self, at: date | None = None) -> Self:
        return self.filter(_valid(at))


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def offered_to(self, user: Any, place: str, agencies: Iterable[int]) -> Self:
        """The person's own views of a list, and those shared among the people of these agencies."""
        return self.filter(place=place).filter(Q(owner=user) | Q(agency__in=agencies)).select_related("owner")
