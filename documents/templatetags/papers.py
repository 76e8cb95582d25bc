"""Papers in lists: each with its status on the day, in one query."""

from collections.abc import Iterable

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from documents.addresses import where_read
from documents.force import statuses
from documents.models import DocumentPage
from documents.presentation.marks import Mark, mark_of
from documents.presentation.passages import with_symbol

register = template.Library()


@register.simple_tag
def with_marks(papers: Iterable[DocumentPage]) -> list[tuple[DocumentPage, Mark]]:
    """Each paper with the mark of its status today: {% with_marks papers as rows %}."""
    shown = list(papers)
    told = statuses(shown)
    return [(paper, mark_of(told[paper.pk])) for paper in shown]


@register.filter
def unbroken(words: str) -> SafeString:
    """A citation such as "Kế hoạch số 15/KH-BCĐ", whose symbol must not break over a line."""
    return with_symbol(words)


@register.simple_tag(takes_context=True)
def address(context: Context, paper: DocumentPage) -> str:
    """Where the paper is read."""
    return where_read(paper, context.get("request"))
