"""What a clerk does to a reading: keep what is decided so far, enter the paper, throw the reading away."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actions import Refused
from agencies.models import User
from documents.actions import RegisterArrival, StaffAction
from documents.intake.arriving import Arriving, arrival_of
from documents.intake.entering import add_page
from documents.intake.finishing import finish
from documents.models import Arrival, CitationDecision, DocumentPage, Reading, Register
from documents.statuses import ReadingState
from jobs.statuses import State
from vietnamese.dates import short


class ReadingAction(StaffAction):
    """An action on a reading that is still to be looked at; `version` is the one the clerk looked at."""

    instance: Reading

    def __init__(self, instance: Reading, user: User, *, version: int) -> None:
        super().__init__(instance, user)
        self.version = version

    def check_state(self) -> None:
        reading = self.instance
        if reading.state == ReadingState.REGISTERED:
            raise Refused(
                _("This paper has been registered already, by %(name)s.") % {"name": _whose(reading)}
            )
        if reading.state == ReadingState.DISCARDED:
            raise Refused(_("This reading was thrown away by %(name)s.") % {"name": _whose(reading)})
        if reading.state != ReadingState.READY:
            raise Refused(_("The file is still being read. Wait a moment, then open it again."))
        if reading.version != self.version and reading.changed_by_id != self.user.pk:
            raise Refused(
                _(
                    "%(name)s saved this reading while you were working on it. What you typed is kept below;"
                    " compare it, then press the button again."
                )
                % {"name": _whose(reading)}
            )

    def touch(self, **values: Any) -> None:
        for name, value in values.items():
            setattr(self.instance, name, value)
        self.instance.version += 1
        self.instance.changed_by = self.user
        self.instance.changed_at = timezone.now()
        self.instance.save(update_fields=[*values, "version", "changed_by", "changed_at"])


class KeepDecisions(ReadingAction):
    """Keep what stands in the form, whatever it is; nothing is registered. Not worth a line in the log."""

    def __init__(self, instance: Reading, user: User, *, version: int, decisions: dict[str, Any]) -> None:
        super().__init__(instance, user, version=version)
        self.decisions = decisions

    def change(self) -> Reading:
        self.touch(decisions=self.decisions)
        return self.instance

    def record(self) -> None:
        """A form saves itself every few seconds."""


class FillByHand(ReadingAction):
    """Fill in the form of a paper whose reading failed, beside the original. Nothing is registered by it."""

    def check_state(self) -> None:
        reading = self.instance
        if reading.state != ReadingState.WAITING or reading.job is None or reading.job.state != State.FAILED:
            raise Refused(_("The file is still being read. Wait a moment, then open it again."))

    def change(self) -> Reading:
        assert self.instance.job is not None
        self.touch(state=ReadingState.READY, problem=self.instance.job.error)
        return self.instance

    def record(self) -> None:
        """What is entered by hand is logged when it is registered."""


class Discard(ReadingAction):
    """Throw a reading away, its file with it."""

    action_name = "discard_reading"
    label = gettext_lazy("Throw a reading away")

    def check_state(self) -> None:
        """A file may be thrown away while it is being read: the work then comes to nothing."""
        if self.instance.state != ReadingState.WAITING:
            super().check_state()

    def change(self) -> Reading:
        file = self.instance.file
        self.touch(state=ReadingState.DISCARDED, file=None, text="", findings={}, decisions={})
        if file is not None and not file.document_files.exists():
            file.file.delete(save=False)
            file.delete()
        return self.instance


class RegisterReading(ReadingAction):
    """Enter the paper as the clerk decided: page, file, citations, proposed tasks; published when asked.

    One that came in gets its arrival number in the same step; a secret one is that line and has no page.
    """

    action_name = "register_reading"
    label = gettext_lazy("Register a read paper")
    said = gettext_lazy("Registered %(title)s")

    def __init__(
        self,
        instance: Reading,
        user: User,
        *,
        version: int,
        fields: dict[str, Any],
        citations: list[dict[str, Any]],
        decisions: dict[str, Any],
        arriving: Arriving | None = None,
        twice: bool = False,
    ) -> None:
        super().__init__(instance, user, version=version)
        self.fields = fields
        self.citations = citations
        self.decisions = decisions
        self.arriving = arriving
        self.twice = twice
        self.document: DocumentPage | None = None
        self.arrival: Arrival | None = None

    def change(self) -> DocumentPage | None:
        if self.arriving is not None:  # locked first, as everywhere: of two clerks neither waits for ever
            Register.objects.select_for_update().get(pk=self.arriving.register.pk)
        if self.arriving is None or not self.instance.secret:
            self.document = self._add_page()
        if self.arriving is not None:
            self.arrival = self._give_number(self.arriving)
        self.touch(state=ReadingState.REGISTERED, document=self.document, decisions=self.decisions)
        if self.document is not None:
            self._finish(self.document)
        return self.document

    def _add_page(self) -> DocumentPage:
        section = self.fields["section"]
        if section is not None and not section.permissions_for_user(self.user).can_add_subpage():
            raise PermissionDenied(_("Your account may not add papers to this section."))
        reading = self.instance
        document = add_page(self.fields, reading.text, self.user, file=reading.file, twice=self.twice)
        CitationDecision.objects.bulk_create(
            CitationDecision(document=document, user=self.user, **decided) for decided in self.citations
        )
        return document

    def _give_number(self, arriving: Arriving) -> Arrival:
        reading = self.instance
        given: Arrival = RegisterArrival(
            arriving.register,
            self.user,
            arrival=arrival_of(self.fields, reading),
            on=arriving.on,
            key=reading.key,
            slip=arriving.slip,
            page=self.document,
            file=reading.file,
            again=self.twice,
        ).execute()
        return given

    def _finish(self, document: DocumentPage) -> None:
        publish = self.fields["publish"] and not self.instance.secret
        if job := finish(self.instance, document, self.user, publish=publish):
            self.instance.job = job
            self.instance.save(update_fields=["job"])

    def details(self) -> dict[str, Any]:
        if self.document is None:
            return {"title": self.instance.name, "document": None}
        return {"title": self.document.title, "document": self.document.pk}


def _whose(reading: Reading) -> str:
    who = (reading.changed_by or reading.user).get_full_name()
    when = timezone.localtime(reading.changed_at or reading.at)
    return f"{who} ({when:%H:%M}, {short(when.date())})"
