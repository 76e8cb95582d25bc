"""Rows of the pages of attached files: they follow the paper's files, its readers and what it tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.db.models import QuerySet

from documents.force import lives
from documents.models import DocumentFile, DocumentPage, FilePage, StoredFile
from search import writing
from search.drafts import Head, page, page_anchor, page_of
from search.models import Row
from search.writing import Draft
from vietnamese.runs import LEFT_OUT


def follow(head: Head, has_files: bool = True) -> None:
    """Delete the rows of files that are gone, write those of new ones, tell the others who reads them now.

    What a page says is written once, so that saving a paper costs the same with ten pages and a thousand.
    """
    document = head.document.pk
    held = set(_rows(document).values_list("anchor", flat=True))
    if not (held or has_files):
        return
    if held and (head.hidden or _rows(document).filter(text__contains=LEFT_OUT).exists()):
        writing.remove(document, Row.Kind.PAGE.value, sorted(held))  # other names may be hidden than before
        held = set()
    files = StoredFile.objects.filter(document_files__page=document, document_files__page__recalled_on=None)
    wanted = {
        page_anchor(file, number): pk
        for pk, file, number in FilePage.objects.filter(file__in=files).values_list("pk", "file", "number")
    }
    if gone := sorted(held - wanted.keys()):
        writing.remove(document, Row.Kind.PAGE.value, gone)
    if held & wanted.keys():
        writing.set_head(page(head, FilePage(file_id=0, number=0, text="")))
    if new := [pk for anchor, pk in wanted.items() if anchor not in held]:
        writing.add([page(head, held) for held in FilePage.objects.filter(pk__in=new).order_by("pk")])


def file_read(stored: StoredFile) -> None:
    """The words of a file are others: its rows are written anew, below each paper that holds it."""
    holding = DocumentPage.objects.filter(files__file=stored).values("pk")
    locked = DocumentPage.objects.select_for_update(of=("self",)).filter(pk__in=holding).order_by("pk")
    papers = list(locked.select_related("type", "issuer").defer("text"))
    life = lives(papers)
    for document in papers:
        anchors = _rows(document.pk).values_list("anchor", flat=True)
        old = [anchor for anchor in anchors if page_of(anchor)[0] == stored.pk]
        writing.remove(document.pk, Row.Kind.PAGE.value, old)
        follow(Head.of(document, life[document.pk]))


def of_papers(heads: Mapping[int, Head]) -> Iterator[Draft]:
    """The rows of all pages of these papers."""
    shown = DocumentFile.objects.filter(page__in=heads, page__recalled_on=None)
    attached = shown.values_list("page_id", "file_id").distinct()
    pages: dict[int, list[FilePage]] = {}
    for held in FilePage.objects.filter(file__document_files__page__in=heads).distinct():
        pages.setdefault(held.file_id, []).append(held)
    for document, file in attached:
        yield from (page(heads[document], held) for held in pages.get(file, ()))


def _rows(document: int) -> QuerySet[Row]:
    return Row.objects.filter(kind=Row.Kind.PAGE, object_id=document)
