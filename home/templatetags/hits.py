"""Papers that answer a question, drawn at once: over twenty a template took longer than the search."""

from collections.abc import Iterable, Iterator
from html import escape  # Django's own, which asks first whether a text is lazy, takes twice as long

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from documents.models import DocumentPage
from documents.presentation.passages import with_symbol
from home.templatetags.vanthu import ngay, status_tag, sym
from search.finding import Answer, Passage

register = template.Library()


@register.simple_tag
def hits(answers: Iterable[Answer], *, placed: bool = False, deeper: bool = False) -> SafeString:
    """`placed`: with places, for the log of what is opened; `deeper`: below another heading."""
    number = _("No.:")
    heading = "h3" if deeper else "h2"
    drawn = (_hit(answer, place if placed else 0, heading, number) for place, answer in enumerate(answers, 1))
    return mark_safe("\n".join(drawn))


def _hit(answer: Answer, place: int, heading: str, number: str) -> str:
    logged = f' data-document="{answer.paper.pk}" data-place="{place}"' if place else ""
    mark = status_tag(answer.mark.family, answer.mark.words, icon=answer.mark.icon)
    code = answer.paper.code
    told = " · ".join(_told(answer.paper, code, number))
    return (
        f'<article class="hit"{logged}>\n'
        f'<{heading}><a href="{escape(answer.address)}">{answer.subject}</a></{heading}>\n'
        f'<p class="row">{mark} <span class="muted">{told}</span></p>\n'
        f"{_replaced(answer.by)}"
        f"{''.join(_drawn(passage, escape(code)) for passage in answer.passages)}"
        "</article>"
    )


def _told(paper: DocumentPage, code: str, number: str) -> Iterator[str]:
    """Its number, when it was issued and by whom; a draft has neither number nor day yet."""
    if code:
        yield f"{number} {sym(code)}"
    if paper.issued_on:
        yield ngay(paper.issued_on)
    if paper.issuer_name:
        yield escape(paper.issuer_name)


def _replaced(by: DocumentPage | None) -> str:
    if by is None:
        return ""
    address = reverse("documents:permanent", args=[by.pk])
    return f'<p>{_("Replaced by")} <a href="{address}">{with_symbol(by.short_citation)}</a></p>\n'


def _drawn(passage: Passage, code: str) -> str:
    """A passage and the link to it; the paper's code, escaped, is told to who only hears the link."""
    label = pgettext("duty", "Task") if passage.task else escape(passage.label) or code
    link = f'<a href="{escape(passage.address)}">{label}<span class="vh">, {code}</span></a>'
    return f"<p>{passage.snippet}<br>{link}</p>\n"
