"""The sentences of the rules that triggers keep on papers, numbers and dossiers (agencies/refusals.py)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from agencies.refusals import say
from documents import issued
from documents.archive import freezing


def _number_stays() -> str:
    return _(
        "A number in the book is neither changed nor taken back, and a closed year gives no more numbers. "
        "Open the book again to see how it stands."
    )


def _dossier_stays() -> str:
    return _("The dossier was closed or frozen at this very moment. Open it again to see how it stands.")


def _recalled() -> str:
    return _("This paper was recalled at this very moment; a recall is not undone.")


say(
    issued.sentence,
    "documents_issued_is_kept",
    "documents_issued_keeps_files",
    "documents_issued_keeps_bytes",
    "documents_issued_stays_published",
)
say(freezing.just_frozen, "documents_frozen_is_kept")
say(freezing.destroyed, "documents_destroyed_as_approved", "documents_destroyed_has_no_files")
say(_recalled, "documents_recall_is_kept")
say(_number_stays, "documents_entry_is_kept", "documents_counter_goes_up")
say(_dossier_stays, "documents_dossier_is_kept")
