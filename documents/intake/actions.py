"""What a clerk does to a reading: keep what is decided so far, enter the paper, throw the reading away."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actions import Refused
from agencies.models import User
from documents.actions import StaffAction
from documents.intake.drawing import draw
from documents.intake.entering import add_page
from documents.models import CitationDecision, DocumentPage, Reading
from documents.statuses import ReadingState
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


class Discard(ReadingAction):
    """Throw a reading away, its file with it."""

    action_name = "discard_reading"
    label = gettext_lazy("Throw a reading away")

    def change(self) -> Reading:
        file = self.instance.file
        self.touch(state=ReadingState.DISCARDED, file=None, text="", findings={}, decisions={})
        if file is not None and not file.document_files.exists():
            file.file.delete(save=False)
            file.delete()
        return self.instance


class RegisterReading(ReadingAction):
    """Enter the paper as the clerk decided: page, file, citations, proposed tasks; published when asked."""

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
        twice: bool = False,
    ) -> None:
        super().__init__(instance, user, version=version)
        self.fields = fields
        self.citations = citations
        self.decisions = decisions
        self.twice = twice

    def change(self) -> DocumentPage:
        section = self.fields["section"]
        if section is not None and not section.permissions_for_user(self.user).can_add_subpage():
            raise PermissionDenied(_("Your account may not add papers to this section."))
        reading = self.instance
        document = add_page(self.fields, reading.text, self.user, file=reading.file, twice=self.twice)
        CitationDecision.objects.bulk_create(
            CitationDecision(document=document, user=self.user, **decided) for decided in self.citations
        )
        if self.fields["publish"] and not reading.secret:
            if not document.permissions_for_user(self.user).can_publish():
                raise PermissionDenied(_("Your account may not publish this paper."))
            document.get_latest_revision().publish(user=self.user)
        self.touch(state=ReadingState.REGISTERED, document=document, decisions=self.decisions)
        if document.text:
            draw(document, self.user)
        self.document = document
        return document

    def details(self) -> dict[str, Any]:
        return {"title": self.document.title, "document": self.document.pk}


def _whose(reading: Reading) -> str:
    who = (reading.changed_by or reading.user).get_full_name()
    when = timezone.localtime(reading.changed_at or reading.at)
    return f"{who} ({when:%H:%M}, {short(when.date())})"
