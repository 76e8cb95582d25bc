"""Keep what was typed until it is sent: on the server, and across a session that ended in mid-form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from agencies.models import User
from home.models import Draft, DraftFile
from tasks.actions import Upload
from vietnamese.text import clean

#: Longest text kept per field; a report is a page, not a book.
LONGEST: Final = 20_000
SESSION_KEY: Final = "typed"
#: Forms kept in one session: a stranger must not fill the table of sessions.
FORMS_IN_SESSION: Final = 3


def keep(user: User, key: str, fields: Mapping[str, str]) -> Draft:
    """Put the latest text in place of what was kept for this form."""
    data = {name: _kept(value) for name, value in fields.items()}
    draft, _new = Draft.objects.update_or_create(
        user=user, key=key, defaults={"data": data, "saved_at": timezone.now()}
    )
    return draft


def keep_files(draft: Draft, uploads: Iterable[Upload]) -> None:
    """Add files to the draft; the same content twice is one file."""
    for upload in uploads:
        row = DraftFile(
            draft=draft,
            name=upload.name,
            content_type=upload.content_type,
            size=len(upload.content),
            sha256=upload.sha256,
        )
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:
            continue
        row.file.save(upload.name, ContentFile(upload.content), save=True)


def uploads(files: Iterable[DraftFile]) -> list[Upload]:
    """The kept files as they came; one that is lost from the disk is left out."""
    found = []
    for row in files:
        try:
            with row.file.open("rb") as opened:
                found.append(Upload(row.name, row.content_type, opened.read(), row.sha256))
        except (FileNotFoundError, ValueError):
            continue
    return found


def drop_files(files: Iterable[DraftFile]) -> None:
    for row in files:
        row.file.delete(save=False)
        row.delete()


def discard(draft: Draft | None) -> None:
    """The form was sent, or its writer gives it up."""
    if draft is not None:
        drop_files(draft.files.all())
        draft.delete()


def remember(request: HttpRequest, address: str) -> None:
    """Keep the posted text of a person whose session ended, in the session of whoever sits there now.

    Files are not kept for strangers; the form says so when it comes back.
    """
    typed = {
        name: _kept(value)
        for name, value in request.POST.items()
        if name != "csrfmiddlewaretoken" and isinstance(value, str)
    }
    held: dict[str, Any] = request.session.get(SESSION_KEY, {})
    held.pop(address, None)
    kept = dict(list(held.items())[-(FORMS_IN_SESSION - 1) :])
    kept[address] = {"fields": dict(list(typed.items())[:20]), "files": bool(request.FILES)}
    request.session[SESSION_KEY] = kept


def recall(request: HttpRequest) -> dict[str, Any] | None:
    """What was typed at this address before signing in again; given once."""
    held: dict[str, Any] = request.session.get(SESSION_KEY, {})
    found: dict[str, Any] | None = held.pop(request.path, None)
    if found is not None:
        request.session[SESSION_KEY] = held
    return found


def as_post(fields: Mapping[str, str]) -> QueryDict:
    """Kept text in the form in which a browser would send it."""
    data = QueryDict(mutable=True)
    data.update(dict(fields))
    return data


def _kept(value: str) -> str:
    """NUL cannot be stored, and says nothing."""
    return clean(value).replace("\x00", "")[:LONGEST]
