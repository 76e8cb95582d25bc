"""Enter a paper: the page with its file, and whatever others draw from its text; all or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from agencies.actions import Refused
from agencies.models import User
from agencies.permissions import standing
from documents import effects
from documents.intake.values import number_fields, proposed
from documents.models import DocumentFile, DocumentPage, SectionPage, StoredFile
from documents.placing import free_addresses
from documents.statuses import Circulation

if TYPE_CHECKING:
    from documents.reading.reader import Reading


@dataclass(frozen=True)
class Registered:
    """A draft made from a reading, by whom: others turn its duties into proposals of theirs."""

    document: DocumentPage
    reading: Reading
    user: User


def register(
    reading: Reading,
    user: User,
    section: SectionPage | None = None,
    *,
    skip_permission_checks: bool = False,
) -> DocumentPage:
    """Make the draft page with what was read, and let others propose their part; all or nothing.

    Raises PermissionDenied, or Refused when the paper is held already or no section exists.
    """
    if not skip_permission_checks and not standing(user).staff:
        raise PermissionDenied(_("Your account may not do this."))
    fields = proposed(reading.header, reading.text).fields
    # A draft is seen by the secretariat alone, whatever its circulation will be.
    fields |= {"section": section or fields["section"], "circulation": Circulation.PUBLIC}
    fields["subject"] = fields["subject"] or _("No subject read")
    with transaction.atomic():
        document = add_page(fields, reading.text, user)
        effects.reading_registered(Registered(document, reading, user))
    return document


def add_page(
    fields: dict[str, Any], text: str, user: User, *, file: StoredFile | None = None, twice: bool = False
) -> DocumentPage:
    """Add the draft page below its section. Raises Refused; a twin is no obstacle when `twice`."""
    section: SectionPage | None = fields["section"]
    if section is None:
        raise Refused(_("The site has no section yet. Run prepare_site first."))
    document = page_of(fields, text)
    # Two clerks may enter papers of one section at once: each waits for the other, and the twin is seen.
    parent = SectionPage.objects.select_for_update(of=("self",)).get(pk=section.pk)
    if not twice:
        _refuse_twin(document)
    if file is not None:
        document.files.add(DocumentFile(file=file, label=_("Original")))
    free_addresses(parent, [document])
    parent.add_child(instance=document)
    document.save_revision(user=user)
    return document


def page_of(fields: dict[str, Any], text: str) -> DocumentPage:
    """The page the fields describe, not saved."""
    taken = {
        name: value for name, value in fields.items() if name not in ("code", "printed", "section", "publish")
    }
    number = number_fields(fields["code"], fields.get("printed", ""), fields["type"].family)
    document = DocumentPage(live=False, text=text, **taken, **number)
    document.name_itself()
    return document


def twins_of(document: DocumentPage) -> list[DocumentPage]:
    """Papers with the same number and symbol, day and issuer, drafts included."""
    if not document.key:
        return []
    same = DocumentPage.objects.filter(
        key=document.key, issued_on=document.issued_on, issuer=document.issuer_id
    )
    return list(same.select_related("type", "issuer").defer("text")[:5])


def _refuse_twin(document: DocumentPage) -> None:
    for twin in twins_of(document)[:1]:
        raise Refused(
            _("%(code)s of the same day and agency is already in the register.") % {"code": twin.code}
        )
