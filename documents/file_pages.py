"""The words of attached files, page by page, for search: kept when a file is read, in the background."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import time
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actions import journal
from agencies.models import User
from documents import effects, secrecy
from documents.hidden import copy_of, forget
from documents.models import DocumentFile, DocumentPage, FilePage, StoredFile
from documents.reading.errors import ReadingError
from documents.reading.files.cage import Told
from documents.reading.files.extract import Extract
from documents.reading.sources import extract_of
from jobs.actions import Progress, start_once, work
from jobs.schedule import daily
from vietnamese.text import clean

READ = "read_file_pages"
DESTROYED = "vanthu.secret_file_destroyed"
#: Letters of a portion of a file that knows no pages; a portion ends with a paragraph where it can.
PORTION = 3_000
#: Letters of a page that are kept: no printed page holds more.
LONGEST_PAGE = 30_000


def want(document: DocumentPage) -> None:
    """Have the files of a paper read that never were; in the caller's transaction.

    Locked, so that whoever reads one meanwhile either is done, or sees that this paper holds it too.
    """
    files = StoredFile.objects.filter(document_files__page=document, read_at=None)
    for stored in files.select_for_update(of=("self",)):
        title = _("Read the pages of “%(name)s”") % {"name": stored.title}
        slot = f"{READ}:{stored.pk}:{stored.sha256}"
        start_once(slot, READ, User.system(), title, file=stored.pk)


@work(READ)
def read(progress: Progress) -> dict[str, Any]:
    """Repeatable: a file that was read is left alone."""
    stored = StoredFile.objects.filter(pk=progress.arguments["file"], read_at=None).first()
    if stored is None:
        return {"pages": 0}
    pages = read_file(stored, told=progress.tell)
    with suppress(FileNotFoundError):  # destroyed, because it was secret
        copy_of(stored)
    return {"pages": pages}


@daily("read_files", gettext_lazy("Read the pages of attached files"), at=time(1, 30))
def read_files(progress: Progress) -> dict[str, Any]:
    """Whatever was never read: files from before, those whose job came to nothing, those no paper has.

    What is still being looked at before its registration is left to whoever looks.
    """
    kept = Q(document_files__isnull=False) | Q(readings__isnull=True)
    waiting = StoredFile.objects.filter(kept, read_at=None).distinct()
    keys = list(waiting.order_by("pk").values_list("pk", flat=True))
    pages = 0
    for done, stored in enumerate(StoredFile.objects.filter(pk__in=keys).iterator(100), 1):
        pages += read_file(stored, told=lambda *_page, done=done: progress.tell(done - 1, len(keys)))
        progress.tell(done, len(keys))
    return {"files": len(keys), "pages": pages}


def destroy(stored: StoredFile) -> None:
    """Of a secret paper no file is kept: its bytes go, and the papers that hold it say so in their history.

    The row stays, without content, because drafts name it; what is issued already is for people to recall.
    """
    held = DocumentFile.objects.filter(file=stored)
    if held.exclude(page__issued_at=None).exists():
        return
    with transaction.atomic():
        papers = DocumentPage.objects.filter(files__file=stored).defer("text")
        journal.write(((paper, {}) for paper in papers), DESTROYED, User.system())
        held.delete()
        StoredFile.objects.filter(pk=stored.pk).update(title=_("Secret file, destroyed"))
        forget(stored)
    stored.file.storage.delete(stored.file.name)


def read_file(stored: StoredFile, told: Told | None = None) -> int:
    """Read the file and keep its pages; return how many. `told` hears of each page that is a picture.

    One that cannot be read, or is secret, has none, and that is kept; one that is gone is looked for again.
    """
    try:
        with stored.file.open("rb") as opened:
            extract = extract_of(opened.read(), told=told)
    except FileNotFoundError:
        return 0
    except ReadingError:
        extract = Extract("")
    if secrecy.stamped(extract.text):
        extract = Extract("")
        destroy(stored)
    return keep(stored, extract)


@transaction.atomic
def keep(stored: StoredFile, extract: Extract) -> int:
    """Keep the pages of a file, unless its content is another by now; return how many.

    Papers before files, as everybody locks them who saves a paper.
    """
    list(_holding(stored).select_for_update(of=("self",)).values_list("pk"))
    held = (
        StoredFile.objects.select_for_update(of=("self",)).filter(pk=stored.pk, sha256=stored.sha256).first()
    )
    if held is None:
        return 0
    held.pages.all().delete()
    held.read_at, held.paged = timezone.now(), bool(extract.pages)
    held.save(update_fields=["read_at", "paged"])
    pages = [FilePage(file=held, number=number, text=text) for number, text in _numbered(extract)]
    FilePage.objects.bulk_create(pages, batch_size=500)
    effects.file_read(held)
    return len(pages)


def _holding(stored: StoredFile) -> Any:
    return DocumentPage.objects.filter(files__file=stored).order_by("pk")


def _numbered(extract: Extract) -> Iterator[tuple[int, str]]:
    """The pages that say something, each with its number."""
    for number, text in enumerate(extract.pages or portions(extract.text), 1):
        shown = clean(text.replace("\0", " ")).strip()[:LONGEST_PAGE]
        if shown:
            yield number, shown


def portions(text: str) -> Iterator[str]:
    """The text in pieces of at most PORTION letters: whole paragraphs, else whole words, else letters."""
    at = 0
    while at < len(text):
        end = at + PORTION
        if end < len(text):
            half = at + PORTION // 2
            cut = max(text.rfind("\n", half, end), 0) or max(text.rfind(" ", half, end), 0)
            end = cut + 1 if cut else end
        yield text[at:end]
        at = end
