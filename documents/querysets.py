"""Questions about papers, references and entries."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import connection, models
from django.db.models import Case, F, Q, When
from wagtail.query import PageQuerySet

from documents.statuses import UNFINISHED, URGENCY_ORDER, Direction, Family, Manner
from vietnamese.numbers import key_of

if TYPE_CHECKING:
    from documents.models import (  # noqa: F401  named in the bases below
        Arrival,
        Distribution,
        DocumentPage,
        DocumentType,
        Entry,
        Reading,
        Reference,
        Register,
        RegisterYear,
    )

#: What the name of a paper, its address and its status are made of; a page has four times as many columns.
NAMED = (
    "url_path",
    "live",
    "number",
    "suffix",
    "symbol",
    "printed",
    "subject",
    "protected_names",
    "issued_on",
    "effective_on",
    "expires_on",
    "recalled_on",
    "disposed_on",
    "issuer_as_written",
    "type__name",
    "type__family",
    "issuer__name",
)


class DocumentQuerySet(PageQuerySet):  # type: ignore[misc]
    def visible_to(self, user: Any) -> Self:
        """Papers this reader may open; the same rule as documents.permissions.audience."""
        from documents.permissions import readable

        return self.filter(readable(user))

    def at(self, url_path: str) -> Self:
        """The published paper of an address; its last part is looked for, since only that has an index."""
        slug = url_path.rstrip("/").rpartition("/")[2]
        found: Self = self.live().filter(slug=slug, url_path=url_path).select_related("type", "issuer")
        return found

    def expired(self, at: date) -> Self:
        """Papers past their retention on a day, that nothing holds or needs."""
        from documents.archive import keeping

        found: Self = keeping.expired(self, at)
        return found

    def with_key(self, symbol: str, issued_on: date | None = None) -> Self:
        """Papers of this number and symbol in any spelling; of this day when one is given."""
        found = self.filter(key=key_of(symbol))
        return found.filter(issued_on=issued_on) if issued_on else found

    def listed(self) -> Self:
        """Ready for a list: newest first, without the text, related rows joined."""
        return (
            self.select_related("type", "issuer")
            .defer("text")
            .order_by("-issued_on", "-year", "-number", "-pk")
        )

    def named(self) -> Self:
        """Ready to be named in great numbers, and no more than that."""
        return self.select_related("type", "issuer").only(*NAMED)


class ReferenceQuerySet(models.QuerySet["Reference"]):
    def visible_to(self, user: Any) -> Self:
        """References whose citing paper the reader may open."""
        from agencies.permissions import standing
        from documents.models import DocumentPage

        if standing(user).staff:
            return self
        return self.filter(document__in=DocumentPage.objects.visible_to(user))

    def dangling(self) -> Self:
        return self.filter(target=None)


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, user: Any) -> Self:
        """Registers are kept by the secretariat."""
        from agencies.permissions import standing

        return self if standing(user).staff else self.none()

    def giving_numbers(self) -> Self:
        """Entries whose number is that of the paper itself; an arrival number is not."""
        return self.exclude(register_year__register__direction=Direction.INCOMING)

    def of(self, register: Register, year: int) -> Self:
        return self.filter(register_year__register=register, register_year__year=year)

    def voided(self) -> Self:
        return self.exclude(voided_at=None)

    def inserted(self) -> Self:
        return self.filter(manner=Manner.INSERTED)

    def backdated(self) -> Self:
        return self.filter(manner=Manner.BACKDATED)

    def listed(self) -> Self:
        """Ready for a list, without the texts of the papers."""
        joined = self.select_related("document__type", "taken_by", "voided_by", "register_year")
        return joined.defer("document__text")

    def in_order(self) -> Self:
        """As in the book: by year, by series, then by number, 12a after 12."""
        return self.order_by("register_year__year", "register_year__type__order", "number", "suffix")


class ArrivalQuerySet(models.QuerySet["Arrival"]):
    def visible_to(self, user: Any) -> Self:
        """The arrival register is kept by the secretariat."""
        from agencies.permissions import standing

        return self if standing(user).staff else self.none()

    def of(self, register: Register, year: int) -> Self:
        return self.filter(entry__register_year__register=register, entry__register_year__year=year)

    def resembling(self, arrival: Arrival) -> Self:
        """The same number, symbol and day from the same sender, or the very same file; void lines aside."""
        alike = Q(sha256=arrival.sha256) if arrival.sha256 else Q(pk__in=[])
        if arrival.key:
            numbered = self.filter(key=arrival.key, dated=arrival.dated).select_related("sender")
            alike |= Q(pk__in=[line.pk for line in numbered if line.has_sender_of(arrival)])
        return self.filter(alike, entry__voided_at=None)

    def in_order(self) -> Self:
        """As in the book: by year and arrival number."""
        return self.order_by("entry__register_year__year", "entry__number", "entry__suffix")

    def waiting(self) -> Self:
        """Not dealt with yet, the most urgent and then the soonest first."""
        rank = Case(*(When(urgency=urgency, then=n) for n, urgency in enumerate(URGENCY_ORDER)), default=9)
        return self.filter(done_on=None, entry__voided_at=None).order_by(
            rank, F("due_on").asc(nulls_last=True), "pk"
        )

    def listed(self) -> Self:
        return self.select_related(
            "entry__taken_by",
            "entry__voided_by",
            "entry__register_year",
            "sender",
            "type",
            "twin__entry",
            "reply__type",
        ).prefetch_related("handlers__agency")


class DistributionQuerySet(models.QuerySet["Distribution"]):
    def visible_to(self, user: Any) -> Self:
        """The secretariat sees every recipient; an agency what was sent to it and may still be read there."""
        from agencies.permissions import standing
        from documents.models import DocumentPage

        held = standing(user)
        if held.staff:
            return self
        papers = DocumentPage.objects.visible_to(user)
        return self.filter(agency__in=held.agencies, document__in=papers)

    def unopened(self) -> Self:
        """Agencies that work here and have not opened the paper."""
        return self.filter(agency__isnull=False, opened_at=None)

    def listed(self) -> Self:
        """Ready for an agency's list: what is new first."""
        return (
            self.select_related("document__type", "document__issuer", "agency", "acknowledged_by")
            .defer("document__text")
            .order_by("-delivered_at", "-pk")
        )


class RegisterQuerySet(models.QuerySet["Register"]):
    def for_paper(self, paper: DocumentPage) -> Self:
        """Books this paper may take a number from: its direction, its type, its issuer's own."""
        copies = paper.type.family == Family.COPY
        found = self.filter(direction=Direction.COPIES if copies else Direction.OUTGOING)
        if paper.issuer_id:
            found = found.filter(agency=paper.issuer_id)
        return found.filter(Q(types=None) | Q(types=paper.type_id)).distinct()


_STEP = """
UPDATE documents_registeryear SET last = last + 1, last_on = %(on)s
WHERE register_id = %(register)s AND year = %(year)s AND closed_at IS NULL
  AND last_on <= %(on)s AND type_id IS NOT DISTINCT FROM %(type)s
RETURNING id, last
"""


class RegisterYearQuerySet(models.QuerySet["RegisterYear"]):
    def of(self, register: Register, year: int) -> Self:
        """The series of one book in one year."""
        return self.filter(register=register, year=year).select_related("type", "closed_by")

    def stepped(self, register: Register, on: date, kind: DocumentType | None) -> RegisterYear | None:
        """The counter, locked and gone up by one in one statement, when this day is next in turn.

        None for the first number of a year, a closed year, and a day before that of the last number.
        """
        series = {"register": register.pk, "year": on.year, "type": kind.pk if kind else None}
        with connection.cursor() as cursor:
            cursor.execute(_STEP, {**series, "on": on})
            found = cursor.fetchone()
        if found is None:
            return None
        pk, last = found
        return self.model(pk=pk, register=register, year=on.year, type=kind, last=last, last_on=on)

    def held_for(self, register: Register, year: int, kind: DocumentType | None) -> RegisterYear:
        """The counter, locked until the end of the transaction; made when the year has none yet."""
        counters = self.select_for_update(of=("self",))
        series: dict[str, Any] = {"register": register, "year": year, "type": kind}
        counter = counters.filter(**series).first()
        if counter is None:
            self.get_or_create(**series)
            counter = counters.get(**series)
        return counter


class ReadingQuerySet(models.QuerySet["Reading"]):
    def visible_to(self, user: Any) -> Self:
        """Whatever one clerk began another may finish; nobody else sees it."""
        from agencies.permissions import standing

        return self if standing(user).staff else self.none()

    def unfinished(self) -> Self:
        """Neither registered nor thrown away; newest first, ready for a list."""
        return (
            self.filter(state__in=UNFINISHED)
            .select_related("user", "changed_by")
            .defer("text")
            .order_by("-at", "-pk")
        )
