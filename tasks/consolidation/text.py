"""The consolidated report as a row of blocks, from which its text and its Word file are made alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from tasks.consolidation.entries import Sum, missing, missing_words, sums
from tasks.consolidation.statuses import Aspect
from tasks.models import Passage
from tasks.reports.sheet import shown
from tasks.reports.statuses import RECEIVED
from vietnamese.dates import short

if TYPE_CHECKING:
    from tasks.models import Round

ROMAN = ("I", "II", "III", "IV", "V")


@dataclass(frozen=True)
class Heading:
    text: str
    below: bool = False
    """A heading under another one."""


@dataclass(frozen=True)
class Words:
    text: str
    source: str = ""


@dataclass(frozen=True)
class Grid:
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]


Block = Heading | Words | Grid


def blocks(round_: Round, *, sources: bool = True) -> list[Block]:
    """Results, shortcomings, proposals, figures, and who is missing."""
    received = round_.reports.filter(state__in=RECEIVED).count()  # type: ignore[misc]
    found: list[Block] = [
        Words(
            f"Tổng hợp số liệu từ ngày {short(round_.first)} đến ngày {short(round_.last)} "
            f"của {received}/{round_.reports.count()} cơ quan đã gửi báo cáo."
        )
    ]
    for number, aspect in enumerate(Aspect):
        found += _aspect(round_, aspect, ROMAN[number], sources)
    rows = [
        (one.indicator.name, one.indicator.unit, shown(one.value), one.formula, _cumulated(one))
        for one in sums(round_)
    ]
    return [
        *found,
        Heading(f"{ROMAN[3]}. SỐ LIỆU"),
        Grid(("Chỉ tiêu", "Đơn vị tính", "Tổng", "Cách cộng", "Lũy kế năm"), rows),
        Heading(f"{ROMAN[4]}. TÌNH HÌNH GỬI BÁO CÁO"),
        Words(f"{missing_words(missing(round_)).rstrip('.')}./."),
    ]


def _aspect(round_: Round, aspect: Aspect, number: str, sources: bool) -> list[Block]:
    found: list[Block] = [Heading(f"{number}. {str(aspect.label).upper()}")]
    field, place = None, 0
    for passage in Passage.objects.filter(round=round_, aspect=aspect).with_sources():
        if passage.field != field:
            field, place = passage.field, place + 1
            found.append(Heading(f"{place}. {_plain(passage.field)}", below=True))
        found.append(Words(passage.text, sources_words(passage) if sources else ""))
    return found if field is not None else [*found, Words("Không có nội dung.")]


def _cumulated(one: Sum) -> str:
    """How the figure stands over the year; the sum alone when this is its first round."""
    return one.cumulated_formula or shown(one.cumulated)


def sources_words(passage: Passage) -> str:
    """“nguồn: Công an tỉnh, Sở Tài chính”."""
    names = source_names(passage)
    return _("source: %(names)s") % {"names": names} if names else ""


def source_names(passage: Passage) -> str:
    """Each agency once, in the order in which its words were taken in."""
    return ", ".join(dict.fromkeys(source.line.report.agency.shown for source in passage.sources.all()))


def _plain(field: str) -> str:
    """The heading of a field without the number it has in its plan."""
    return field.split(". ", 1)[-1] if field else _("Other tasks")


def plain(made: Iterable[Block]) -> str:
    """The same as running text; a table as one line for each of its rows."""
    return "\n\n".join(_text_of(block) for block in made)


def _text_of(block: Block) -> str:
    if isinstance(block, Grid):
        lines = [
            f"- {name}{f' ({unit})' if unit else ''}: {how}; lũy kế năm: {year}"
            for name, unit, _sum, how, year in block.rows
        ]
        return "\n".join(lines) or "Không có số liệu."
    if isinstance(block, Words) and block.source:
        return f"{block.text} ({block.source})"
    return block.text
