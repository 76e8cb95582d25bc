"""Issued papers on their way to those they are for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actions import Action, Refused
from agencies.models import Agency, User
from agencies.permissions import standing
from documents import effects
from documents.actions.base import StaffAction
from documents.effects import Opened, Sent
from documents.models import Distribution, DocumentPage
from documents.statuses import Circulation

#: Lines that name nobody a paper is sent to.
_NOBODY = re.compile(r"(?i)^(lưu\b|như (trên|điều)|các (cơ quan|đơn vị) liên quan)")
_MARKS = " \t-–+*;.,"


@dataclass(frozen=True)
class Proposed:
    """Whom the paper itself names: agencies held here, and names that are not."""

    agencies: list[Agency]
    outside: list[str]


def proposed(paper: DocumentPage) -> Proposed:
    """The recipients written on the paper; a group stands for its members of today."""
    lines = [line.strip(_MARKS) for line in paper.recipients.splitlines()]
    names = [line for line in dict.fromkeys(lines) if line and not _NOBODY.match(line)]
    ids = Agency.objects.ids_named(names)
    today = timezone.localdate()
    known = Agency.objects.existing(today).in_bulk({pk for found in ids.values() for pk in found})
    agencies: dict[int, Agency] = {}
    outside: list[str] = []
    for name in names:
        meant = [known[pk] for pk in ids[name] if pk in known]
        if len(meant) != 1:
            outside.append(name)
            continue
        for agency in meant[0].members(today) if meant[0].is_group else meant:
            agencies[agency.pk] = agency
    return Proposed(list(agencies.values()), outside)


class Distribute(StaffAction):
    """Send an issued paper to agencies and to names outside; those who have it get nothing twice."""

    action_name = "distribute"
    label = gettext_lazy("Send a paper")
    said = gettext_lazy("Sent to %(count)s recipients")
    instance: DocumentPage

    def __init__(
        self, instance: DocumentPage, user: User, *, agencies: Sequence[Agency], outside: Iterable[str] = ()
    ) -> None:
        super().__init__(instance, user)
        self.agencies = list(agencies)
        self.outside = [name.strip()[:200] for name in outside if name.strip()]
        self.made: list[Distribution] = []

    def check_state(self) -> None:
        paper = self.instance
        if paper.issued_at is None or not paper.live:
            raise Refused(_("Only an issued paper is sent: it needs its number and its publication first."))
        if paper.recalled_on is not None:
            raise Refused(_("This paper was recalled; it is not sent any more."))
        if paper.circulation == Circulation.RESTRICTED:
            named = set(paper.readers.values_list("agency_id", flat=True))
            if strange := [agency.shown for agency in self.agencies if agency.pk not in named]:
                raise Refused(
                    _("These agencies may not read this paper: %(names)s. Name them as readers first.")
                    % {"names": ", ".join(strange[:5])}
                )

    def change(self) -> list[Distribution]:
        held = set(self.instance.distributions.values_list("agency_id", "outside"))
        wanted = [(agency, "") for agency in self.agencies] + [(None, name) for name in self.outside]
        rows = {(agency.pk if agency else None, name): (agency, name) for agency, name in wanted}
        self.made = Distribution.objects.bulk_create(
            Distribution(document=self.instance, agency=agency, outside=name, sent_by=self.user)
            for key, (agency, name) in rows.items()
            if key not in held
        )
        if not self.made:
            raise Refused(_("All of these have the paper already."))
        return self.made

    def tell(self) -> None:
        to = frozenset(row.agency_id for row in self.made if row.agency_id is not None)
        effects.paper_sent(Sent(self.instance, to, self.user))

    def details(self) -> dict[str, Any]:
        return {"count": len(self.made), "names": [str(row) for row in self.made]}


class SendAgain(StaffAction):
    """Put the paper before those agencies anew that have not opened it."""

    action_name = "send_again"
    label = gettext_lazy("Send a paper again")
    said = gettext_lazy("Sent again to %(count)s recipients who had not opened it")
    instance: DocumentPage
    count = 0

    def change(self) -> int:
        now = timezone.now()
        rows = self.instance.distributions.unopened()
        self.to = frozenset(pk for pk in rows.values_list("agency_id", flat=True) if pk is not None)
        self.count = rows.update(resent_at=now, delivered_at=now)
        if not self.count:
            raise Refused(_("Every agency has opened the paper."))
        return self.count

    def tell(self) -> None:
        effects.paper_sent(Sent(self.instance, self.to, self.user))

    def details(self) -> dict[str, Any]:
        return {"count": self.count}


class Acknowledge(Action[Distribution]):
    """Say for one's agency that a paper is received; of a recalled one that it is destroyed."""

    action_name = "acknowledge"
    label = gettext_lazy("Acknowledge a paper")
    said = gettext_lazy("%(agency)s acknowledged the paper")

    def user_has_permission(self) -> bool:
        return self.instance.agency_id in standing(self.user).agencies

    def check_state(self) -> None:
        recalled = self.instance.document.recalled_on is not None
        done = self.instance.returned_at if recalled else self.instance.acknowledged_at
        if done is not None:
            raise Refused(_("Your agency has acknowledged this already."))

    def change(self) -> Distribution:
        row, now = self.instance, timezone.now()
        row.opened_at, row.opened_by = row.opened_at or now, row.opened_by or self.user
        row.acknowledged_at = row.acknowledged_at or now
        row.acknowledged_by = row.acknowledged_by or self.user
        if row.document.recalled_on is not None:
            row.returned_at, row.returned_by = now, self.user
        row.save()
        return row

    def details(self) -> dict[str, Any]:
        return {"agency": str(self.instance)}


def note_opening(opened: Opened) -> None:
    """The first reader of an agency opens the paper for it: part of the reading log."""
    agencies = standing(opened.user).agencies
    if agencies:
        rows = Distribution.objects.unopened().filter(document=opened.paper.pk, agency__in=agencies)
        rows.update(opened_at=timezone.now(), opened_by=opened.user.pk)
