"""What stands still once a paper of our own is issued: numbered and published.

The decree lets an issued paper be changed by another paper only (30/2020, Article 18): by one of equal form
that amends or replaces it, by an official letter that corrects it, or by its recall. The database holds the
same lists (migration 0008), so that no other way in changes what was issued.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from documents.models import DocumentPage

#: Never changed after issue.
FROZEN: Final = (
    "type_id",
    "number",
    "suffix",
    "symbol",
    "printed",
    "issuer_id",
    "issuer_as_written",
    "place",
    "issued_on",
    "subject",
    "signer",
    "signer_titles",
    "recipients",
    "text",
)
#: Filled in later where nothing was known, then never changed.
FILLED_ONCE: Final = ("effective_on", "expires_on")
#: What the page says of itself as a whole; no draft changes it.
OF_THE_PAGE: Final = ("issued_at", "recalled_on", "recall_reason", "disposed_on", "disposed_under")


def sentence() -> str:
    """Why it is not changed, and what to do instead."""
    return _(
        "This paper is issued: its text, number, day, issuer, signature, recipients and files stay as they "
        "are. Correct it by an official letter, replace it by a paper of equal form, or recall it."
    )


def stays_published() -> str:
    """Why it is not unpublished, by hand or at an hour."""
    return _(
        "This paper is issued: its recipients have it, so it is not unpublished. Recall it on the page "
        "“Recipients”; its page then says why."
    )


def is_among(pages: Any) -> bool:
    """Whether a published one of these papers is issued; pages of every kind may be among them."""
    from documents.models import DocumentPage

    return DocumentPage.objects.filter(pk__in=pages, live=True).exclude(issued_at=None).exists()


def fixed_fields(paper: DocumentPage) -> list[str]:
    """The fields of the form that an issued paper no longer lets anybody change."""
    names = [*FROZEN, *(name for name in FILLED_ONCE if getattr(paper, name))]
    return [name.removesuffix("_id") for name in names]


def refuse_changes(paper: DocumentPage) -> None:
    """Raise ValidationError when an issued paper differs from what was issued."""
    if paper.pk is None or paper.issued_at is None:
        return
    known = set(FROZEN + FILLED_ONCE) - paper.get_deferred_fields()
    kept = type(paper).objects.filter(pk=paper.pk).exclude(issued_at=None).values(*known).first()
    if kept is None:
        return
    changed = {
        name
        for name, value in kept.items()
        if getattr(paper, name) != value and (name in FROZEN or value is not None)
    }
    if changed:
        raise ValidationError(sentence())


def keep(paper: DocumentPage, draft: DocumentPage) -> None:
    """Whatever an older draft says, the paper says what was issued."""
    for name in OF_THE_PAGE:
        setattr(draft, name, getattr(paper, name))
    if paper.issued_at is None and paper.disposed_on is None:
        return
    issued: dict[str, Any] = {name: getattr(paper, name) for name in FROZEN}
    issued |= {name: value for name in FILLED_ONCE if (value := getattr(paper, name)) is not None}
    for name, value in issued.items():
        setattr(draft, name, value)
    _keep_files(paper, draft)


def _keep_files(paper: DocumentPage, draft: DocumentPage) -> None:
    """The same lines for the same files, those a draft lost, and what the draft adds."""
    held = {row.file_id: row for row in paper.files.all()}
    lines = list(draft.files.all())
    for line in lines:
        if kept := held.pop(line.file_id, None):
            line.pk = kept.pk
    draft.files = [*held.values(), *lines]
