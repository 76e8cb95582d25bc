"""A file arrives: kept as it came, read at once when that is quick, in the background when not."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from agencies.actions import Refused
from agencies.models import User
from documents import file_pages
from documents.drawn_pages import count_pages
from documents.filetypes import named_rightly
from documents.gazetteer import known_agencies
from documents.models import Reading, StoredFile
from documents.reading import reader
from documents.reading.errors import ReadingError
from documents.reading.files.cage import Told
from documents.reading.files.extract import Extract
from documents.reading.sources import MAX_BYTES, extract_of
from documents.statuses import ReadingState
from jobs.actions import start
from vietnamese.names import shown_name

READ = "read_paper"
#: Largest files read while the clerk waits (measured: below two seconds); others are read by a job.
AT_ONCE = {b"PK\x03\x04": 120_000, b"%PDF": 150_000}
#: Old Word files and pictures take a program of their own, whatever their size.
NEVER_AT_ONCE = (b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
TEXT_AT_ONCE = 200_000
#: A PDF may have words on some pages and pictures on others, which take seconds each.
_NAMES_PICTURES = re.compile(rb"/Image\b")
#: Papers that hold no text we can use, but are papers: the clerk fills in the form beside the original.
KEPT_UNREAD = frozenset({"scan", "old_word", "rtf", "encrypted", "heavy", "too_long"})
#: Cells of tables that are kept for the tasks they may give, in letters.
TABLES_KEPT = 500_000


def receive(content: bytes, name: str, user: User, key: UUID) -> Reading:
    """Keep the file and read it, or start to. The same form sent twice gives the same reading.

    Raises Refused with a sentence for what cannot be a paper; then nothing is kept. Of a secret paper neither
    text nor file is kept.
    """
    fingerprint = hashlib.sha256(content).hexdigest()
    given = Reading.objects.filter(key=key).first()
    if given is not None and given.sha256 == fingerprint:
        return given
    if given is not None:  # somebody went back and chose another file
        key = uuid4()
    if len(content) > MAX_BYTES:
        raise Refused(too_large(len(content)))
    reading = Reading(key=key, name=shown_name(name), sha256=fingerprint, user=user)
    quick = is_read_at_once(content)
    extract: Extract | None = None
    if quick:
        try:
            extract = look(reading, content)
        except ReadingError as unreadable:
            raise Refused(unreadable.sentence) from None
    try:
        with transaction.atomic():
            if not reading.secret:
                reading.file = _stored(content, reading.name, user)
                if extract is not None:
                    file_pages.keep(reading.file, extract)
            reading.save()
            if not quick:
                title = _("Read “%(name)s”") % {"name": reading.name}
                reading.job = start(READ, user, title, reading=reading.pk)
                reading.save(update_fields=["job"])
    except IntegrityError:
        return Reading.objects.get(key=key)
    return reading


def look(reading: Reading, content: bytes, told: Told | None = None) -> Extract | None:
    """Fill in what is read and return what the file holds, unless that is secret or cannot be read.

    `told` hears of each page that is a picture. Raises ReadingError for what is no paper at all.
    """
    try:
        extract = extract_of(content, told=told)
    except ReadingError as unreadable:
        if unreadable.code not in KEPT_UNREAD:
            raise
        reading.problem = unreadable.sentence
        reading.state = ReadingState.READY
        reading.findings = {"pages": count_pages(content)}
        return None
    found = reader.read(extract.text, known_agencies(), extract.tables)
    reading.secret = (found.header.secrecy or "").capitalize()
    reading.state = ReadingState.READY
    if reading.secret:
        reading.name = _("Secret paper")
        reading.text = ""
        reading.findings = {"header": _line_only(found)}
        return None
    said = found.as_dict()
    reading.text = said.pop("text")
    reading.findings = {part: said[part] for part in ("header", "citations", "laws", "duties")}
    reading.findings |= {"turns": said["pages"], "pages": len(extract.pages), "remarks": extract.remarks}
    if sum(len(cell) for table in extract.tables for row in table for cell in row) <= TABLES_KEPT:
        reading.findings["tables"] = extract.tables
    return extract


def is_read_at_once(content: bytes) -> bool:
    """Whether reading this file is quick enough to be done while the clerk waits."""
    if content.startswith(NEVER_AT_ONCE) or (content.startswith(b"%PDF") and _NAMES_PICTURES.search(content)):
        return False
    return len(content) <= AT_ONCE.get(content[:4], TEXT_AT_ONCE)


def too_large(size: int) -> str:
    limit = MAX_BYTES // (1024 * 1024)
    return _("The file has %(size)d MB; at most %(limit)d MB can be read. Choose a smaller file.") % {
        "size": -(-size // (1024 * 1024)),
        "limit": limit,
    }


def _line_only(found: reader.Reading) -> dict[str, Any]:
    """What a line of a register may say of a secret paper: not what it is about, nor for whom."""
    header = replace(found.header, subject=None, recipients=(), signer=None, spans={})
    return header.as_dict()


def _stored(content: bytes, name: str, user: User) -> StoredFile:
    stored = StoredFile(title=name, uploaded_by_user=user, file_size=len(content))
    stored.file = ContentFile(content, name=named_rightly(name, content))
    stored.save()
    return stored
