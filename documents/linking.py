"""Which papers of the register a citation can mean."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

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
        self, wanted: Iterable[tuple[str, str]], among: QuerySet[DocumentPage] | None = None
    ) -> None:
        """`wanted` are pairs of key and issuer as written. A key without a slash names no paper."""
        from documents.models import DocumentPage

        among = DocumentPage.objects.all() if among is None else among
        pairs = [(key, issuer) for key, issuer in wanted if "/" in key]
        self._by_key: dict[str, list[DocumentPage]] = {}
        if not pairs:
            self._issuers = Issuers([])
            return
        papers = among.filter(live=True, key__in={key for key, _ in pairs})
        for paper in papers.select_related("issuer", "type").defer("text"):
            self._by_key.setdefault(paper.key, []).append(paper)
        self._issuers = Issuers(issuer for _, issuer in pairs if issuer)

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
