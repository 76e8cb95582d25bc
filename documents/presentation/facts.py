"""The facts beside the text: attributes, the life of the paper, its files, what was done to its page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry

from documents.addresses import where_read
from documents.force import starts
from documents.presentation.marks import Mark
from documents.protecting import handed_out
from documents.statuses import INVERSE, Circulation, Family, Relation

if TYPE_CHECKING:
    from django.http import HttpRequest

    from documents.models import DocumentFile, DocumentPage, Reference, StoredFile

CHANGES_FORCE = frozenset({Relation.AMENDS, Relation.REPLACES, Relation.REPEALS, Relation.CORRECTS})


@dataclass(frozen=True)
class Fact:
    """One attribute, named and ordered as in the national database (vbpl.vn); `kind` says how it is shown."""

    name: str
    value: object
    kind: str = "text"


def attributes(document: DocumentPage, mark: Mark) -> list[Fact]:
    """What is known of the paper; what is not is left out, not shown blank."""
    titles = ", ".join(document.signer_titles.split("\n")) if document.signer_titles else ""
    facts = [
        Fact(_("Number/symbol"), document.code, "sym"),
        Fact(_("Date of issue"), document.issued_on, "date"),
        Fact(_("Type of document"), document.type.name),
        Fact(_("Date of effect"), document.effective_on, "date"),
        Fact(_("Last day of effect"), document.expires_on, "date"),
        Fact(_("Issuing agency"), document.issuer_name),
        Fact(_("Post"), titles),
        Fact(_("Signer"), document.signer),
        Fact(_("Urgency"), document.get_urgency_display() if document.urgency else ""),
        Fact(_("Recipients"), document.recipients, "lines"),
        Fact(
            _("Who may read it"),
            document.get_circulation_display() if document.circulation != Circulation.PUBLIC else "",
        ),
        Fact(_("Status of effect"), mark, "mark"),
    ]
    return [fact for fact in facts if fact.value]


@dataclass(frozen=True)
class Moment:
    """A day in the life of the paper; `now` marks the last one that has come."""

    day: date
    words: Promise | str
    paper: str = ""
    address: str = ""
    now: bool = False


def life(
    document: DocumentPage, references: Iterable[Reference], at: date, request: HttpRequest
) -> list[Moment]:
    """Issue, effect, changes by other papers and end, oldest first: a life, not a log."""
    normative = document.type.family == Family.NORMATIVE
    found: list[Moment] = []
    if document.issued_on:
        found.append(Moment(document.issued_on, _("Issued")))
    if document.effective_on:
        found.append(Moment(document.effective_on, _("Takes effect")))
    if document.recalled_on:
        found.append(Moment(document.recalled_on, _("Recalled")))
    if document.disposed_on:
        found.append(Moment(document.disposed_on, _("Destroyed")))
    if document.expires_on:
        found.append(Moment(document.expires_on, _("Effect ends") if normative else _("Term ends")))
    for reference in references:
        day = starts(reference)
        if day and reference.kind in CHANGES_FORCE:
            words = str(INVERSE[Relation(reference.kind)])
            if reference.provision:
                words = f"{words} ({reference.provision})"
            paper = reference.document
            found.append(Moment(day, words, paper.short_citation, where_read(paper, request)))
    found.sort(key=lambda moment: moment.day)
    last = max((i for i, moment in enumerate(found) if moment.day <= at), default=-1)
    return [
        Moment(moment.day, moment.words, moment.paper, moment.address, i == last)
        for i, moment in enumerate(found)
    ]


@dataclass(frozen=True)
class Download:
    words: str
    address: str
    """Empty for a file that this reader does not get, because it may tell a name to protect."""
    kind: str
    size: int
    first_page: str = ""
    """Address of a picture of the first page; empty for kinds that have none."""


def downloads(document: DocumentPage) -> list[Download]:
    """The files of the paper in the clerk's order."""
    rows = document.files.select_related("file").order_by("sort_order", "pk")
    if document.left_out is None:
        return [_download(row) for row in rows]
    names = document.left_out.wanted
    return [
        _download(row) if handed_out(row, names) else Download("", "", "", 0)
        for row in rows.prefetch_related("file__pages")
    ]


def _download(row: DocumentFile) -> Download:
    return Download(
        str(row),
        row.file.url,
        row.file.file_extension.upper(),
        row.file.get_file_size() or 0,
        reverse("documents:first_page", args=[row.file_id]) if _drawn(row.file) else "",
    )


def _drawn(stored: StoredFile) -> bool:
    return stored.file_extension.lower() in {"pdf", "png", "jpg", "jpeg"}


def log(document: DocumentPage) -> list[PageLogEntry]:
    """The last things done to the page, for those who keep it."""
    rows = PageLogEntry.objects.filter(page=document.pk).select_related("user")
    return list(rows.order_by("-timestamp", "-pk")[:10])
