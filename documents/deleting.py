"""What would break if a paper were deleted."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from documents.models import DocumentPage

#: So many papers are named; the rest is counted.
NAMED: Final = 5


def why_kept(page: Any) -> str | None:
    """Why this page, with the papers below it, is not deleted: what hangs on it; None when nothing does."""
    if not hasattr(page, "get_descendants"):
        return None
    below = DocumentPage.objects.descendant_of(page, inclusive=True)
    reason = _why_never(below)
    what = {"what": "; ".join([*_tasks(below), *_citing(below)])}
    if not what["what"]:
        return reason
    if reason is None:
        return _("This would break: %(what)s. Unpublish the paper instead.") % what
    return f"{reason} {_('This would break: %(what)s.') % what}"


def _why_never(below: Any) -> str | None:
    """What was registered or kept stays, whatever hangs on it."""
    if below.filter(entry__isnull=False).exists():
        return _(
            "A paper with a number from a register cannot be deleted. Recall it when it is issued, or void "
            "the number of a draft."
        )
    if below.filter(Q(dossier_lines__isnull=False) | Q(disposal_lines__isnull=False)).exists():
        return _("A paper that stands in a dossier or on a list for disposal cannot be deleted.")
    if below.filter(Q(freezes__isnull=False) | Q(disposed_on__isnull=False)).exists():
        return _("A paper that is or was frozen, or is destroyed, cannot be deleted.")
    return None


def _tasks(below: Any) -> list[str]:
    count = below.filter(tasks__isnull=False).values("tasks").count()
    return [ngettext("%(number)d task", "%(number)d tasks", count) % {"number": count}] if count else []


def _citing(below: Any) -> list[str]:
    """Papers elsewhere that point at one of these."""
    citing = DocumentPage.objects.filter(references__target__in=below).exclude(pk__in=below.values("pk"))
    papers = citing.select_related("type").defer("text").distinct().order_by("-issued_on", "pk")
    names = [paper.short_citation for paper in papers[: NAMED + 1]]
    if not names:
        return []
    more = " …" if len(names) > NAMED else ""
    return [_("references of %(papers)s") % {"papers": ", ".join(names[:NAMED]) + more}]
