"""Many papers into a section at once: places in the tree, addresses and rows in a few statements.

`add_child` costs a dozen statements for each page and looks at its siblings; here the section is locked, the
next places are counted on, and the rows of both tables are written in one statement each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import F
from wagtail.models import Page

from documents.copying import copy
from documents.models import DocumentPage, SectionPage

_COUNT_UP = """
UPDATE wagtailcore_page SET numchild = numchild + 1 WHERE id = %s
RETURNING path, depth, numchild, url_path, locale_id
"""
_LAST_AND_TAKEN = """
WITH children AS NOT MATERIALIZED (
    SELECT path, slug FROM wagtailcore_page WHERE depth = %(depth)s AND path BETWEEN %(first)s AND %(last)s
)
SELECT (SELECT path FROM children ORDER BY path DESC LIMIT 1),
       EXISTS (SELECT FROM children WHERE slug = %(slug)s)
"""


def place(section: SectionPage, papers: Sequence[DocumentPage]) -> None:
    """Write new papers below the section; they have keys afterwards. Needs a transaction."""
    parent = SectionPage.objects.select_for_update().get(pk=section.pk)
    last = parent.get_children().order_by("path").last()
    step = Page._str2int(last.path[-Page.steplen :]) if last else 0
    content_type = ContentType.objects.get_for_model(DocumentPage)
    free_addresses(parent, papers)
    for place_number, paper in enumerate(papers, start=step + 1):
        paper.path = Page._get_path(parent.path, parent.depth + 1, place_number)
        paper.depth, paper.numchild = parent.depth + 1, 0
        paper.url_path = f"{parent.url_path}{paper.slug}/"
        paper.content_type, paper.locale_id = content_type, parent.locale_id
    _insert(papers)
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(papers))


def add(section: SectionPage, paper: DocumentPage) -> DocumentPage:
    """Treebeard's add_child for one new paper, in two statements beside those of its rows.

    Counting the children of the section locks it, and only then the last of them is looked for: whoever
    waited sees the one that came first.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_COUNT_UP, [section.pk])
        if (counted := cursor.fetchone()) is None:
            raise SectionPage.DoesNotExist(section.pk)
        section.path, section.depth, section.numchild, section.url_path, paper.locale_id = counted
        paper.depth, paper._cached_parent_obj = section.depth + 1, section
        paper.say_itself()
        wanted = paper.slug or paper.wanted_address()
        first, last = Page._get_children_path_interval(section.path)
        cursor.execute(_LAST_AND_TAKEN, {"depth": paper.depth, "first": first, "last": last, "slug": wanted})
        path, is_taken = cursor.fetchone()
        step = Page._str2int(path[-Page.steplen :]) if path else 0
        paper.path = Page._get_path(section.path, paper.depth, step + 1)
        if not is_taken:
            paper.slug = paper.free_address = wanted
        paper.save()
    return paper


def free_addresses(parent: SectionPage, papers: Sequence[DocumentPage]) -> None:
    """A name of its own for each, with a number behind when it is taken."""
    for paper in papers:
        paper.slug = paper.slug or paper.wanted_address()
        if not paper.title:
            paper.name_itself()
    taken = _taken(parent, (paper.slug for paper in papers))
    for paper in papers:
        wanted, count = paper.slug, 1
        while paper.slug in taken:
            count += 1
            paper.slug = f"{wanted}-{count}"
            if paper.slug not in taken and _taken(parent, [paper.slug]):
                taken.add(paper.slug)
        taken.add(paper.slug)


def _taken(parent: SectionPage, slugs: Iterable[str]) -> set[str]:
    return set(parent.get_children().filter(slug__in=list(slugs)).values_list("slug", flat=True))


def _insert(papers: Sequence[DocumentPage]) -> None:
    """Django's bulk_create refuses models of two tables; their rows are written one table after the other."""
    for paper, key in zip(papers, _keys(len(papers)), strict=True):
        paper.pk = paper.id = key
        paper._state.adding = False
    for table, fields in (
        (Page._meta.db_table, Page._meta.concrete_fields),
        (DocumentPage._meta.db_table, DocumentPage._meta.local_concrete_fields),
    ):
        names = [field.attname for field in fields]
        rows = ([getattr(paper, name) for name in names] for paper in papers)
        copy(table, [field.column for field in fields], rows)


def _keys(number: int) -> list[int]:
    """So many keys of new pages."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('wagtailcore_page', 'id')) FROM generate_series(1, %s)",
            [number],
        )
        return [key for (key,) in cursor.fetchall()]
