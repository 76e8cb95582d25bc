"""The copy of a file that the public gets: without authors, comments, tracked changes and places."""

from __future__ import annotations

from contextlib import suppress

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from documents.drawn_pages import DRAWN
from documents.filetypes import kind_of
from documents.models import CleanCopy, StoredFile
from documents.reading.errors import ReadingError
from documents.reading.files.cage import draw_in_cage, look_in_cage
from documents.reading.hidden.findings import Hidden

#: Kinds of files that can be looked into, and by which name the cage knows them.
LOOKED_INTO = {"docx": "packed", "xlsx": "packed", "pdf": "pdf", "jpg": "picture", "png": "picture"}


def copy_of(stored: StoredFile) -> CleanCopy:
    """What is known of the file as it is now; looked for when nobody has looked yet."""
    known = CleanCopy.objects.filter(of=stored, sha256=stored.sha256).first()
    return known or look(stored)


def look(stored: StoredFile) -> CleanCopy:
    """Look into the file, in the cage, and keep what was found and the copy without it.

    A file of another kind, or one that cannot be read, has no copy; the reason stays with it.
    """
    with stored.file.open("rb") as opened:
        content = opened.read()
    kind, problem, found = LOOKED_INTO.get(kind_of(content), ""), "", Hidden()
    try:
        found = look_in_cage(kind, content) if kind else found
    except ReadingError as refused:
        problem = refused.sentence
    first = _first_page(kind, content if found.clean is None else found.clean)
    with transaction.atomic():
        StoredFile.objects.select_for_update(of=("self",)).get(pk=stored.pk)
        forget(stored)
        copy = CleanCopy(
            of=stored,
            sha256=stored.sha256,
            found=[list(one) for one in found.found],
            looked_into=bool(kind) and not problem,
            signed=bool(found.kept),
            problem=problem,
            at=timezone.now(),
        )
        if found.clean is not None:
            copy.file.save(f"{stored.sha256}-{stored.pk}", ContentFile(found.clean), save=False)
        if first is not None:
            copy.first_page.save(f"{stored.sha256}-{stored.pk}.webp", ContentFile(first), save=False)
        copy.save()
    return copy


def _first_page(kind: str, content: bytes) -> bytes | None:
    """A picture of the first page; None of files that are no pages, and of those that cannot be drawn."""
    if kind not in DRAWN:
        return None
    with suppress(ReadingError):
        return draw_in_cage(kind, content).content
    return None


def forget(stored: StoredFile) -> None:
    """Remove what is known of the file, the copy included."""
    for old in CleanCopy.objects.filter(of=stored):
        old.file.delete(save=False)
        old.first_page.delete(save=False)
        old.delete()
