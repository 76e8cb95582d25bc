"""Questions about dossiers, holds and lists for disposal."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, Max, Q

from documents.statuses import DisposalState

if TYPE_CHECKING:
    from documents.models import (  # noqa: F401  named in the bases below
        Disposal,
        DisposalLine,
        Dossier,
        DossierLine,
        Freeze,
        Handover,
        Lending,
    )


class KeptByStaff(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Dossiers, holds and lists for disposal are kept by the secretariat."""
        from agencies.permissions import standing

        return self if standing(user).staff else self.none()


class DossierQuerySet(KeptByStaff):
    def of(self, agency: Any, year: int) -> Self:
        return self.filter(agency=agency, year=year)

    def open(self) -> Self:
        return self.filter(closed_at=None)

    def in_order(self) -> Self:
        """As the catalogue of a year has them: by heading, then by number."""
        return self.order_by("-year", "heading", "subheading", "symbol", "number", "pk")

    def listed(self) -> Self:
        """With what a list says of each: how many papers, who, where it went, whether it is frozen."""
        from documents.models import Freeze

        frozen = Freeze.objects.active().filter(dossier=models.OuterRef("pk"))
        return self.select_related("agency", "unit", "keeper", "handover").annotate(
            papers=Count("lines"), frozen=models.Exists(frozen)
        )

    def next_number(self, agency: Any, year: int, symbol: str) -> int:
        """Numbers run from 01 through the catalogue of a year, for each symbol by itself."""
        last = self.of(agency, year).filter(symbol=symbol).aggregate(last=Max("number"))["last"]
        return (last or 0) + 1

    def due_for_the_archive(self, at: date) -> Self:
        """Ended a year ago or longer and not handed over (decree 30/2020, Article 30)."""
        ago = at.replace(year=at.year - 1, day=min(at.day, monthrange(at.year - 1, at.month)[1]))
        return self.filter(handover=None, ended_on__lte=ago).exclude(closed_at=None)


class DossierLineQuerySet(KeptByStaff):
    def listed(self) -> Self:
        return self.select_related("document__type", "document__issuer", "document__entry").defer(
            "document__text"
        )


class FreezeQuerySet(KeptByStaff):
    def active(self) -> Self:
        return self.filter(lifted_at=None)

    def on_paper(self, paper: int) -> Self:
        """Holds of today on the paper itself and on dossiers it stands in."""
        return self.active().filter(Q(document=paper) | Q(dossier__lines__document=paper)).distinct()


class DisposalQuerySet(KeptByStaff):
    def listed(self) -> Self:
        return self.select_related("agency", "opened_by", "decided_by", "job").annotate(papers=Count("lines"))

    def unfinished(self) -> Self:
        return self.exclude(state__in=[DisposalState.DONE, DisposalState.CANCELLED])


class DisposalLineQuerySet(KeptByStaff):
    def listed(self) -> Self:
        return self.select_related("document__type", "document__issuer").defer("document__text")


class LendingQuerySet(KeptByStaff):
    def listed(self) -> Self:
        return self.select_related("document__type").defer("document__text").order_by("on", "pk")
