"""Papers from a list: many at once, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import PageLogEntry

from agencies.actions import Refused, journal
from agencies.models import User
from documents import effects, registration
from documents.actions.base import StaffAction
from documents.contents import Ready
from documents.copying import copy_objects
from documents.models import DocumentPage, Reference, SectionPage
from documents.placing import place
from documents.statuses import ENDING, Relation


class ImportPapers(StaffAction):
    """Write new papers into a section, published or as drafts, each with its line in the log.

    What publishing one by one gives is there afterwards: place in the tree, clauses, references linked both
    ways, search rows. Only a first revision is not written: the page is its own first version, and Wagtail
    makes a revision of it when somebody edits it.
    """

    action_name = "import_document"
    label = gettext_lazy("Import a document from a list")
    said = gettext_lazy("Imported from the list “%(list)s”, row %(row)s")
    instance: SectionPage

    def __init__(
        self,
        instance: SectionPage,
        user: User,
        *,
        rows: list[tuple[int, DocumentPage]],
        publish: bool,
        name: str = "",
        together: UUID | None = None,
        read: Mapping[int, Ready] | None = None,
    ) -> None:
        """`read` has contents of texts that were read before, by the identity of the paper."""
        super().__init__(instance, user)
        self.rows = rows
        self.read = read
        self.publish = publish
        self.name = name
        self.together = together

    def change(self) -> list[DocumentPage]:
        papers = [paper for _row, paper in self.rows]
        now = timezone.now()
        for paper in papers:
            paper.owner = self.user
            paper.live, paper.has_unpublished_changes = self.publish, not self.publish
            if self.publish:
                paper.first_published_at = paper.last_published_at = now
        place(self.instance, papers)
        contents = registration.add_all(papers, self.read) if self.publish else {}
        effects.documents_added(effects.Added(papers, contents))
        if self.publish:
            effects.force_changed(_acted_on(papers))
        return papers

    def record(self) -> None:
        action = f"vanthu.{self.action_name}"
        said = ((paper, {"list": self.name, "row": row}) for row, paper in self.rows)
        copy_objects([journal.line(paper, data, action, self.user, self.together) for paper, data in said])


class UndoImport(StaffAction):
    """Take back the papers one import put into a section, unless somebody has worked on them since."""

    action_name = "undo_import"
    label = gettext_lazy("Undo an import")
    said = gettext_lazy("Undid the import of the list “%(list)s”: %(papers)s papers removed")
    instance: SectionPage

    def __init__(self, instance: SectionPage, user: User, *, together: UUID, name: str = "") -> None:
        super().__init__(instance, user)
        self.together = together
        self.name = name
        self.removed = 0

    def check_state(self) -> None:
        touched = imported(self.together).filter(
            Q(entry__isnull=False)
            | Q(tasks__isnull=False)
            | Q(latest_revision__isnull=False)
            | Q(cited_by__confirmed_by__isnull=False)
            | Q(dossier_lines__isnull=False)
            | Q(disposal_lines__isnull=False)
            | Q(freezes__isnull=False)
        )
        worked_on = list(touched.distinct().defer("text")[:3])
        if worked_on:
            names = "; ".join(paper.short_citation for paper in worked_on)
            raise Refused(
                _("Somebody has worked on imported papers since, so they are not removed: %(names)s.")
                % {"names": names}
            )

    def change(self) -> int:
        for paper in imported(self.together).defer("text"):
            paper.delete()
            self.removed += 1
        if not self.removed:
            raise Refused(_("Nothing of this import is left."))
        return self.removed

    def details(self) -> dict[str, Any]:
        return {"list": self.name, "papers": self.removed}


def imported(together: UUID) -> Any:
    """The papers one import made, as far as they are still there."""
    lines = PageLogEntry.objects.filter(action=f"vanthu.{ImportPapers.action_name}", uuid=together)
    return DocumentPage.objects.filter(pk__in=lines.values("page_id"))


def _acted_on(papers: list[DocumentPage]) -> frozenset[int]:
    """The papers whose status these change."""

    acting = Reference.objects.filter(document__in=papers, kind__in=[*ENDING, Relation.AMENDS])
    return frozenset(acting.exclude(target=None).values_list("target_id", flat=True))
