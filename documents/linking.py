"""Which papers of the register a citation can mean."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeVar

from django.db.models import Q

from agencies.models import Agency
from documents.statuses import Family
from vietnamese.text import fold

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from documents.models import DocumentPage


class Known(Protocol):
    """What of a paper decides whether a citation means it."""

    @property
    def key(self) -> str: ...
    @property
    def issued_on(self) -> date | None: ...
    @property
    def issuer_id(self) -> int | None: ...


class Number(NamedTuple):
    """A paper as far as that: of the thousands an import cites nothing else is read."""

    pk: int
    key: str
    issued_on: date | None
    issuer_id: int | None


Paper = TypeVar("Paper", bound=Known)
#: Key, day and issuer as written.
Wanted = Iterable[tuple[str, date | None, str]]


class Issuers:
    """The agencies that names written in papers stand for; one query for all of them."""

    def __init__(self, written: Iterable[str]) -> None:
        self._named = Agency.objects.ids_named(written)

    def fits(self, written: str, paper: Known) -> bool:
        """No issuer written, or the same one under some name. Symbols alone identify nobody."""
        if not written or not paper.issuer_id:
            return True
        named = self._named.get(written, frozenset())
        return not named or paper.issuer_id in named


class _Fitting(Generic[Paper]):
    """The published papers with some keys: asked once, then matched one citation at a time.

    Numbers come again every year: where a day is written only papers of it are asked for, so that the cost
    does not grow with the years held. A key without a slash names no paper.
    """

    def __init__(self, wanted: Wanted, among: QuerySet[DocumentPage]) -> None:
        asked = [one for one in wanted if "/" in one[0]]
        self._by_key: dict[str, list[Paper]] = {}
        if asked:
            for paper in self._read(among.filter(_named(asked), live=True)):
                self._by_key.setdefault(paper.key, []).append(paper)
        self._issuers = Issuers(issuer for _, _, issuer in asked if issuer)

    def _read(self, papers: QuerySet[DocumentPage]) -> Iterable[Paper]:
        raise NotImplementedError

    def fitting(self, key: str, dated: date | None, issuer: str) -> list[Paper]:
        """Same key, no other day, no other issuer."""
        return [
            paper
            for paper in self._by_key.get(key, [])
            if (dated is None or paper.issued_on is None or paper.issued_on == dated)
            and self._issuers.fits(issuer, paper)
        ]

    def all(self) -> list[Paper]:
        return [paper for papers in self._by_key.values() for paper in papers]


def named(papers: QuerySet[DocumentPage]) -> QuerySet[DocumentPage]:
    """With what names them to a reader."""
    return papers.select_related("issuer", "type").defer("text")


class Held(_Fitting["DocumentPage"]):
    """Papers as they are shown."""

    def __init__(self, wanted: Wanted, among: QuerySet[DocumentPage] | None = None) -> None:
        from documents.models import DocumentPage

        super().__init__(wanted, named(DocumentPage.objects.all()) if among is None else among)

    def _read(self, papers: QuerySet[DocumentPage]) -> Iterable[DocumentPage]:
        return papers


class Numbered(_Fitting[Number]):
    """Papers that are only pointed at."""

    def __init__(self, wanted: Wanted) -> None:
        from documents.models import DocumentPage

        super().__init__(wanted, DocumentPage.objects.all())

    def _read(self, papers: QuerySet[DocumentPage]) -> Iterable[Number]:
        rows = papers.values_list("pk", "key", "issued_on", "issuer_id")
        return (Number(*row) for row in rows)


def _named(asked: list[tuple[str, date | None, str]]) -> Q:
    """Papers with these keys, of the days written or of no known day."""
    any_day = {key for key, day, _ in asked if day is None}
    dated = {key for key, day, _ in asked if day is not None} - any_day
    days = {day for _, day, _ in asked if day is not None}
    of_day = Q(key__in=dated) & (Q(issued_on__in=days) | Q(issued_on=None))
    return Q(key__in=any_day) | of_day


#: What the keys of laws that are named without a number begin with.
LAW = "law:"


def law_key(name: str, dated: date | None, year: int | None) -> str:
    """A law named without its number, as decisions about it are kept: no number has such a key."""
    return f"{LAW}{_words(name)} {dated.isoformat() if dated else year}"[:120]


class HeldLaws:
    """The published laws of some years, found by the name that a paper gives them."""

    def __init__(self, years: Iterable[int]) -> None:
        from documents.models import DocumentPage

        wanted = set(years)
        laws = DocumentPage.objects.filter(
            live=True, type__family=Family.NORMATIVE, issued_on__year__in=wanted, type__name__in=LAWS
        )
        self._laws: list[DocumentPage] = []
        if wanted:
            self._laws = list(named(laws))

    def fitting(self, name: str, dated: date | None, year: int | None) -> list[DocumentPage]:
        """Laws of that name, of that day or year."""
        words = _words(name)
        return [
            law
            for law in self._laws
            if law.issued_on is not None
            and (law.issued_on == dated if dated else law.issued_on.year == year)
            and words in (_words(law.subject), _words(f"{law.type.name} {law.subject}"))
        ]

    def all(self) -> list[DocumentPage]:
        return self._laws


#: Types that papers cite by name.
LAWS = ("Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh")


def _words(name: str) -> str:
    return " ".join(re.findall(r"\w+", fold(name)))
