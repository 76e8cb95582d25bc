"""A paper written here becomes a paper of the register: number, Word file as its original, published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.files.base import ContentFile
from django.utils.text import slugify
from django.utils.translation import gettext as _

from agencies.actions import Refused
from documents.actions import TakeNumber
from documents.models import DocumentFile, DocumentPage, SectionPage, StoredFile
from vietnamese.text import fold

if TYPE_CHECKING:
    from agencies.models import User
    from documents.models import Entry, Register

#: The section such papers are kept in when there is one.
SECTION = "chi-dao"
ORIGINAL = "Bản gốc"


@dataclass(frozen=True)
class Number:
    """From which register the number is taken, under which symbol; the key makes a second click harmless."""

    register: Register
    symbol: str
    key: UUID


def issue(page: DocumentPage, user: User, number: Number, write: Callable[[DocumentPage], bytes]) -> Entry:
    """Keep the page, number it, write its file as it is then named, and publish it, in this transaction."""
    parent = SectionPage.objects.filter(slug=SECTION).first() or SectionPage.objects.first()
    if parent is None:
        raise Refused(_("The site has no section yet. Run prepare_site first."))
    page.owner = user
    parent.add_child(instance=page)
    page.save_revision(user=user, clean=False)
    entry = TakeNumber(
        page, user, register=number.register, key=number.key, symbol=number.symbol, on=page.issued_on
    ).execute()
    draft: DocumentPage = DocumentPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.files.add(DocumentFile(file=_kept(write(draft), draft, user), label=ORIGINAL))
    draft.save_revision(user=user, clean=False).publish(user=user)
    return entry


def _kept(content: bytes, page: DocumentPage, user: User) -> StoredFile:
    name = f"{slugify(fold(page.code).replace('/', '-'))}.docx"
    stored = StoredFile(title=page.short_citation, uploaded_by_user=user, file_size=len(content))
    stored.file = ContentFile(content, name=name)
    stored.save()
    return stored
