"""What the secretariat, or the clock in its name, does with schedules and rounds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actions import Action, Refused
from agencies.models import Agency, User
from agencies.permissions import standing
from documents.models import DocumentPage
from tasks.models import Report, ReportEvent, Round, Schedule
from tasks.reports.statuses import ReportWhat
from tasks.rounds import effects
from tasks.rounds.asked import asked_agencies


class RoundAction(Action[Round]):
    def user_has_permission(self) -> bool:
        return standing(self.user).staff


class OpenRound(RoundAction):
    """Ask every agency concerned for its report; each agency is asked once."""

    action_name = "open_round"
    label = gettext_lazy("Open a reporting round")

    def __init__(self, instance: Round, user: User, *, agencies: Iterable[Agency] = ()) -> None:
        super().__init__(instance, user)
        self.agencies = list(agencies)
        self.asked = 0

    def check_state(self) -> None:
        if self.instance.opened_at is not None:
            raise Refused(_("This round is open already."))

    def change(self) -> Round:
        agencies = self.agencies or asked_agencies(self.instance)
        Report.objects.bulk_create(
            [Report(round=self.instance, agency=agency) for agency in agencies], ignore_conflicts=True
        )
        self.asked = len(agencies)
        self.instance.opened_at = timezone.now()
        self.instance.save(update_fields=["opened_at"])
        note_all(self.instance.reports.all(), ReportWhat.OPENED, self.user)
        return self.instance

    def details(self) -> dict[str, Any]:
        return {"asked": self.asked}


class CloseRound(RoundAction):
    """From now on reports are no longer taken back; those that are missing may still be sent, late."""

    action_name = "close_round"
    label = gettext_lazy("Close a reporting round")

    def check_state(self) -> None:
        if not self.instance.is_open:
            raise Refused(_("This round is not open."))

    def change(self) -> Round:
        self.instance.closed_at = timezone.now()
        self.instance.save(update_fields=["closed_at"])
        note_all(self.instance.reports.missing(), ReportWhat.CLOSED, self.user)
        return self.instance

    def tell(self) -> None:
        effects.round_closed(self.instance)


def note_all(reports: QuerySet[Report], what: ReportWhat, user: User) -> None:
    """Write the same event for every report, and tell whom it concerns."""
    found = reports.select_related("round", "agency")
    events = ReportEvent.objects.bulk_create(
        ReportEvent(report=report, what=what, user=user) for report in found
    )
    effects.report_events_noted(events)


@dataclass(frozen=True)
class Request:
    """A report that is asked for once."""

    title: str
    first: date
    last: date
    due_on: date
    closes_on: date
    note: str = ""
    document: DocumentPage | None = None


class AskReport(Action[Round]):
    """Open a round by hand. The same key twice (a second click) is one round."""

    action_name = "ask_report"
    label = gettext_lazy("Ask for a report")

    def __init__(self, user: User, *, request: Request, agencies: Iterable[Agency], key: UUID) -> None:
        super().__init__(Round(key=key), user)
        self.request = request
        self.agencies = list(agencies)
        self.key = key

    def execute(self, skip_permission_checks: bool = False) -> Round:
        try:
            made: Round = super().execute(skip_permission_checks)
        except IntegrityError:
            # Of two clicks at the same moment the second finds the round of the first.
            made = Round.objects.get(key=self.key)
        return made

    def lock(self) -> Round:
        """There is no row yet; the key keeps it single."""
        return Round.objects.filter(key=self.key).first() or self.instance

    def user_has_permission(self) -> bool:
        return standing(self.user).staff

    def check_state(self) -> None:
        if not self.request.title.strip():
            raise Refused(_("Say what is asked for."))
        if self.request.last < self.request.first:
            raise Refused(_("The last day stands before the first day."))
        if self.request.due_on <= self.request.last:
            raise Refused(_("A report is due at least one working day after the cut-off."))
        if self.request.closes_on < self.request.due_on:
            raise Refused(_("A round cannot close before it is due."))
        if not self.agencies and not self.request.document:
            raise Refused(_("Choose the agencies that are asked, or the document whose agencies are."))

    def change(self) -> Round:
        if not self.instance._state.adding:
            return self.instance
        self.instance = Round.objects.create(
            title=self.request.title.strip(),
            note=self.request.note.strip(),
            document=self.request.document,
            first=self.request.first,
            last=self.request.last,
            opens_on=timezone.localdate(),
            due_on=self.request.due_on,
            closes_on=self.request.closes_on,
            asked_by=self.user,
            key=self.key,
        )
        OpenRound(self.instance, self.user, agencies=self.agencies).execute()
        if not self.instance.reports.exists():
            raise Refused(_("No agency has a task in this document, so nobody can be asked."))
        return self.instance

    def details(self) -> dict[str, Any]:
        return {"title": self.request.title}


class RunSchedule(Action[Schedule]):
    """Set a schedule running from a day, change it, or (without a day) stop it."""

    action_name = "run_schedule"
    label = gettext_lazy("Set a reporting schedule")

    def __init__(self, instance: Schedule, user: User, **values: Any) -> None:
        super().__init__(instance, user)
        self.values = values

    def user_has_permission(self) -> bool:
        return standing(self.user).staff

    def check_state(self) -> None:
        starts, ends = self.values.get("starts_on"), self.values.get("ends_on")
        if starts and ends and ends < starts:
            raise Refused(_("The last day stands before the first day."))
        if self.values.get("due_after", 1) < 1:
            raise Refused(_("A report is due at least one working day after the cut-off."))

    def change(self) -> Schedule:
        for name, value in self.values.items():
            setattr(self.instance, name, value)
        self.instance.save(update_fields=list(self.values))
        return self.instance

    def details(self) -> dict[str, Any]:
        return {name: str(value) for name, value in self.values.items()}
