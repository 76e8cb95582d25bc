"""What is done to dossiers: opened, filled, closed, opened again, handed over to the archive."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actions import Refused, journal
from agencies.models import Agency, User
from documents.actions.base import StaffAction
from documents.archive.freezing import holds_on, sentence
from documents.archive.results import Result
from documents.models import DocumentPage, Dossier, DossierLine, Handover
from vietnamese.dates import short

#: Papers added in one go; a dossier of the decree counts three digits (Annex VI, DocOrdinal).
MOST_LINES = 999
#: So many papers are named in a refusal.
NAMED = 3


class OpenDossier(StaffAction):
    """Open a dossier of the catalogue; the agency is locked, so that two get different numbers."""

    action_name = "open_dossier"
    label = gettext_lazy("Open a dossier")
    said = gettext_lazy("Opened the dossier %(code)s of %(year)s")
    instance: Agency

    def __init__(self, instance: Agency, user: User, *, dossier: Dossier) -> None:
        super().__init__(instance, user)
        self.dossier = dossier

    def change(self) -> Dossier:
        row = self.dossier
        row.agency = self.instance
        if not row.number:
            row.number = Dossier.objects.next_number(row.agency, row.year, row.symbol)
        taken = Dossier.objects.of(row.agency, row.year).filter(symbol=row.symbol, number=row.number)
        if taken.exists():
            raise Refused(
                _("The number %(code)s belongs to another dossier of the year.") % {"code": row.code}
            )
        row.save()
        return row

    def record(self) -> None:
        """The line stands on the dossier."""
        journal.write([(self.dossier, self.details())], f"vanthu.{self.action_name}", self.user)

    def details(self) -> dict[str, Any]:
        return {"code": self.dossier.code, "year": self.dossier.year}


class DossierAction(StaffAction):
    """Something done to a dossier that is open."""

    instance: Dossier

    def check_state(self) -> None:
        if self.instance.closed_at is not None:
            raise Refused(
                _("The dossier %(code)s is closed. Reopen it first.") % {"code": self.instance.code}
            )


class ChangeTerm(DossierAction):
    """Keep a dossier longer or shorter than was said when it was opened."""

    action_name = "change_dossier_term"
    label = gettext_lazy("Change how long a dossier is kept")
    said = gettext_lazy("Kept %(before)s → %(after)s: %(reason)s")

    def __init__(self, instance: Dossier, user: User, *, years: int | None, reason: str) -> None:
        super().__init__(instance, user)
        self.years, self.reason, self.before = years, reason.strip(), ""

    def check_state(self) -> None:
        if self.instance.handover_id is not None:
            raise Refused(_("The dossier was handed over to the archive."))
        if not self.reason:
            raise Refused(_("Say why the term is another."))

    def change(self) -> Dossier:
        self.before = self.instance.term
        self.instance.retention = self.years
        self.instance.save(update_fields=["retention"])
        return self.instance

    def details(self) -> dict[str, Any]:
        return {"before": self.before, "after": self.instance.term, "reason": self.reason}


class AddPapers(DossierAction):
    """Put papers into a dossier, in the order of their days after those that stand there."""

    action_name = "add_to_dossier"
    label = gettext_lazy("Put papers into a dossier")
    said = gettext_lazy("Put in: %(papers)s")

    def __init__(self, instance: Dossier, user: User, *, papers: Sequence[DocumentPage]) -> None:
        super().__init__(instance, user)
        self.papers = {paper.pk: paper for paper in papers}

    def change(self) -> list[DossierLine]:
        held = set(self.instance.lines.exclude(document=None).values_list("document_id", flat=True))
        locked = DocumentPage.objects.select_for_update(of=("self",), no_key=True).select_related("type")
        papers = list(locked.filter(pk__in=set(self.papers) - held, disposed_on=None).defer("text"))
        papers.sort(key=lambda paper: (paper.issued_on or date.max, paper.number or 0, paper.pk))
        last = _last_place(self.instance)
        _refuse_too_many(last + len(papers))
        self.added = DossierLine.objects.bulk_create(
            DossierLine(dossier=self.instance, number=place, document=paper, added_by=self.user)
            for place, paper in enumerate(papers, last + 1)
        )
        return self.added

    def record(self) -> None:
        if self.added:
            super().record()

    def details(self) -> dict[str, Any]:
        names = [line.document.short_citation for line in self.added if line.document]
        more = " …" if len(names) > NAMED else ""
        return {"papers": "; ".join(names[:NAMED]) + more, "number": len(names)}


class AddMaterial(DossierAction):
    """Name something that is no paper of the system: a photograph, a recording."""

    action_name = "add_material"
    label = gettext_lazy("Name other material in a dossier")
    said = gettext_lazy("Put in: %(title)s")

    def __init__(self, instance: Dossier, user: User, *, line: DossierLine) -> None:
        super().__init__(instance, user)
        self.line = line

    def change(self) -> DossierLine:
        self.line.dossier, self.line.added_by = self.instance, self.user
        self.line.number = _last_place(self.instance) + 1
        _refuse_too_many(self.line.number)
        self.line.save()
        return self.line

    def details(self) -> dict[str, Any]:
        return {"title": self.line.title}


class AddResults(DossierAction):
    """Put results of tasks into a dossier, in the order of their days; those that are in it stay once."""

    action_name = "add_results"
    label = gettext_lazy("Put results into a dossier")
    said = gettext_lazy("Put in: %(results)s results")

    def __init__(self, instance: Dossier, user: User, *, results: Sequence[Result]) -> None:
        super().__init__(instance, user)
        self.results = results

    def change(self) -> list[DossierLine]:
        held = set(self.instance.lines.values_list("source", flat=True))
        new = [result for result in self.results if result.source not in held]
        last = _last_place(self.instance)
        _refuse_too_many(last + len(new))
        self.added = DossierLine.objects.bulk_create(
            DossierLine(dossier=self.instance, number=place, added_by=self.user, **vars(result))
            for place, result in enumerate(new, last + 1)
        )
        return self.added

    def details(self) -> dict[str, Any]:
        return {"results": len(self.added)}


class RemoveLine(DossierAction):
    """Take a paper out of an open dossier: a copy, a draft, one that belongs elsewhere (Article 29)."""

    action_name = "remove_from_dossier"
    label = gettext_lazy("Take a paper out of a dossier")
    said = gettext_lazy("Took out: %(what)s")

    def __init__(self, instance: Dossier, user: User, *, line: DossierLine) -> None:
        super().__init__(instance, user)
        self.line = line
        self.what = str(line.document.short_citation if line.document else line.title)

    def check_state(self) -> None:
        super().check_state()
        hold = self.instance.freezes.active().first()
        if hold is None and self.line.document_id:
            paper = (
                DocumentPage.objects.select_for_update(of=("self",))
                .defer("text")
                .get(pk=self.line.document_id)
            )
            hold = holds_on(paper).first()
        if hold is not None:
            raise Refused(sentence(hold))

    def change(self) -> None:
        if not self.instance.lines.filter(pk=self.line.pk).delete()[0]:
            raise Refused(_("This paper stands no longer in the dossier."))

    def details(self) -> dict[str, Any]:
        return {"what": self.what}


class NumberAnew(DossierAction):
    """Give the places anew, without gaps, in the order of the days of the papers."""

    action_name = "number_dossier_anew"
    label = gettext_lazy("Number the papers of a dossier anew")

    def change(self) -> int:
        lines = list(self.instance.lines.listed())
        lines.sort(key=lambda line: (_day_of(line) or date.max, line.number))
        for place, line in enumerate(lines, 1):
            line.number = place
        DossierLine.objects.bulk_update(lines, ["number"], batch_size=500)
        return len(lines)


class CloseDossier(DossierAction):
    """End a dossier: from now on nothing is put in or taken out, and its term begins to count."""

    action_name = "close_dossier"
    label = gettext_lazy("Close a dossier")
    said = gettext_lazy("Closed with %(papers)s papers, ended on %(on)s")

    def __init__(self, instance: Dossier, user: User, *, on: date) -> None:
        super().__init__(instance, user)
        self.on = on

    def check_state(self) -> None:
        super().check_state()
        if problems := why_open(self.instance):
            raise Refused(" ".join(problems))
        if self.on > timezone.localdate():
            raise Refused(_("The day must not be after today."))
        if self.on < self.instance.started_on:
            raise Refused(
                _("The dossier was begun on %(day)s only.") % {"day": short(self.instance.started_on)}
            )

    def change(self) -> Dossier:
        row = self.instance
        row.ended_on, row.closed_at, row.closed_by = self.on, timezone.now(), self.user
        row.save(update_fields=["ended_on", "closed_at", "closed_by"])
        return row

    def details(self) -> dict[str, Any]:
        return {"papers": self.instance.lines.count(), "on": short(self.on)}


class ReopenDossier(StaffAction):
    """Open a closed dossier again; its term no longer counts until it is closed."""

    action_name = "reopen_dossier"
    label = gettext_lazy("Reopen a dossier")
    said = gettext_lazy("Reopened: %(reason)s")
    instance: Dossier

    def __init__(self, instance: Dossier, user: User, *, reason: str) -> None:
        super().__init__(instance, user)
        self.reason = reason.strip()

    def check_state(self) -> None:
        if self.instance.closed_at is None:
            raise Refused(_("The dossier is open already."))
        if self.instance.handover_id is not None:
            raise Refused(_("The dossier was handed over to the archive."))
        if not self.reason:
            raise Refused(_("Say why the dossier is reopened."))

    def change(self) -> Dossier:
        row = self.instance
        row.ended_on = row.closed_at = row.closed_by = None
        row.save(update_fields=["ended_on", "closed_at", "closed_by"])
        return row

    def details(self) -> dict[str, Any]:
        return {"reason": self.reason}


class HandOver(StaffAction):
    """Give closed dossiers into the archive of the agency, with numbered minutes (Article 30)."""

    action_name = "hand_over_dossiers"
    label = gettext_lazy("Hand dossiers over to the archive")
    said = gettext_lazy("Handed over %(dossiers)s dossiers with the minutes %(number)s")
    instance: Agency

    def __init__(
        self, instance: Agency, user: User, *, handover: Handover, dossiers: Sequence[Dossier]
    ) -> None:
        super().__init__(instance, user)
        self.handover, self.dossiers = handover, [one.pk for one in dossiers]

    def change(self) -> Handover:
        rows = list(
            Dossier.objects.select_for_update(of=("self",)).filter(pk__in=self.dossiers, agency=self.instance)
        )
        wrong = [row.code for row in rows if row.closed_at is None or row.handover_id is not None]
        if wrong or not rows:
            raise Refused(
                _("Only closed dossiers that were not handed over yet: %(codes)s.")
                % {"codes": ", ".join(wrong) or "–"}
            )
        given = self.handover
        given.agency, given.by, given.year = self.instance, self.user, given.on.year
        last = Handover.objects.filter(agency=given.agency, year=given.year).aggregate(last=Max("number"))
        given.number = (last["last"] or 0) + 1
        given.save()
        Dossier.objects.filter(pk__in=[row.pk for row in rows]).update(handover=given)
        self.count = len(rows)
        return given

    def details(self) -> dict[str, Any]:
        return {"dossiers": self.count, "number": str(self.handover)}


def why_open(dossier: Dossier) -> list[str]:
    """What keeps a dossier from being closed: nothing in it, drafts, gaps in the places (Article 29.4)."""
    lines = list(dossier.lines.listed())
    if not lines:
        return [_("The dossier is empty.")]
    found = []
    drafts = [
        line.document.short_citation
        for line in lines
        if line.document and not line.document.live and not hasattr(line.document, "entry")
    ]
    if drafts:
        names = "; ".join(drafts[:NAMED])
        found.append(
            _("It still holds drafts: %(names)s. Take them out, or have them issued.") % {"names": names}
        )
    if [line.number for line in lines] != list(range(1, len(lines) + 1)):
        found.append(_("Places are missing in the list of papers. Number them anew."))
    return found


def _refuse_too_many(lines: int) -> None:
    if lines > MOST_LINES:
        raise Refused(_("A dossier holds at most %(most)d papers. Open another part.") % {"most": MOST_LINES})


def _last_place(dossier: Dossier) -> int:
    return dossier.lines.aggregate(last=Max("number"))["last"] or 0


def _day_of(line: DossierLine) -> date | None:
    return line.document.issued_on if line.document else line.dated
