"""Which papers of the register a citation can mean."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from agencies.models import Agency

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from documents.models import DocumentPage


class Issuers:
    """The agencies that names written in papers stand for; one query for all of them."""

    def __init__(self, written: Iterable[str]) -> None:
        self._named = Agency.objects.ids_named(written)

    def fits(self, written: str, paper: DocumentPage) -> bool:
        """No issuer written, or the same one under some name. Symbols alone identify nobody."""
        if not written or not paper.issuer_id:
            return True
        named = self._named.get(written, frozenset())
        return not named or paper.issuer_id in named


class Held:
    """The published papers with some keys: asked once, then matched one citation at a time."""

    def __init__(
        self, wanted: Iterable[tuple[str, date | None, str]], among: QuerySet[DocumentPage] | None = None
    ) -> None:
        """`wanted` are key, day and issuer as written. A key without a slash names no paper.

        Numbers come again every year: where a day is written only papers of it are asked for, so that the
        cost does not grow with the years held.
        """
        from documents.models import DocumentPage

        among = DocumentPage.objects.all() if among is None else among
        asked = [one for one in wanted if "/" in one[0]]
        self._by_key: dict[str, list[DocumentPage]] = {}
        if asked:
            papers = among.filter(_named(asked), live=True)
            for paper in papers.select_related("issuer", "type").defer("text"):
                self._by_key.setdefault(paper.key, []).append(paper)
        self._issuers = Issuers(issuer for _, _, issuer in asked if issuer)

    def fitting(self, key: str, dated: date | None, issuer: str) -> list[DocumentPage]:
        """Same key, no other day, no other issuer."""
        return [
            paper
            for paper in self._by_key.get(key, [])
            if (dated is None or paper.issued_on is None or paper.issued_on == dated)
            and self._issuers.fits(issuer, paper)
        ]

    def all(self) -> list[DocumentPage]:
        return [paper for papers in self._by_key.values() for paper in papers]


def _named(asked: list[tuple[str, date | None, str]]) -> Q:
    """Papers with these keys, of the days written or of no known day."""
    any_day = {key for key, day, _ in asked if day is None}
    dated = {key for key, day, _ in asked if day is not None} - any_day
    days = {day for _, day, _ in asked if day is not None}
    of_day = Q(key__in=dated) & (Q(issued_on__in=days) | Q(issued_on=None))
    return Q(key__in=any_day) | of_day
