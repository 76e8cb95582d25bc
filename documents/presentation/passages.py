"""The text of a paper in passages: every clause with its address, citations of papers held here as links."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice
from typing import TYPE_CHECKING, Final

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from documents.presentation.marks import Mark

if TYPE_CHECKING:
    from documents.models import Clause

LONGEST_POINT: Final = 120
NUMBERED: Final = frozenset({"number", "decimal"})
COUNTED: Final = {"dash": "gạch đầu dòng", "plus": "dấu cộng"}
#: Kinds that are headings even when they have no words of their own.
TITLED: Final = frozenset({"part", "chapter", "division"})
_PARAGRAPH = re.compile(r"[^\s][^\n]*")
_SYMBOL = re.compile(r"\d+[^\s,;()]*[/-][^\s,;()]+")
_ARTICLE = re.compile(r"Điều\s+\w+")


@dataclass(frozen=True)
class Citation:
    """A stretch of the text that names another paper; without an address the paper is not held."""

    start: int
    end: int
    address: str = ""
    title: str = ""
    mark: Mark | None = None
    first: bool = True


@dataclass(frozen=True)
class Passage:
    """One clause, or a stretch of the text that belongs to none (then it has no anchor)."""

    anchor: str = ""
    level: int = 0
    heading: SafeString | str = ""
    depth: int = 0
    """The level of the HTML heading, 3 to 6; 0 when the passage has no heading."""
    paragraphs: list[SafeString] = field(default_factory=list)
    part: str = ""
    """"head" or "foot" of the paper, which are printed as they are laid out (formal.py)."""
    tools: SafeString | str = ""
    """Its link and its tasks: drawn here, because a law has a thousand clauses and an include costs."""


@dataclass(frozen=True)
class OutlineItem:
    anchor: str
    words: str
    level: int


def passages(
    text: str,
    clauses: Sequence[Clause],
    citations: Iterable[Citation],
    tasks: dict[str, int],
    laid_out: Mapping[str, tuple[int, int]] | None = None,
) -> list[Passage]:
    """Cut the whole text at the clauses, in order; nothing of the text is left out."""
    marked = sorted(citations, key=lambda citation: citation.start)
    parts = laid_out or {}
    found: list[Passage] = []
    depth = 2
    place = 0
    for clause, start, end in _own_stretches(clauses, len(text)):
        found.extend(_loose(text, place, start, marked, parts))
        stretches = _stretches(text, start, end)
        heading: SafeString | str = ""
        level = 0
        if titled := _heading_stretch(text, clause, stretches):
            heading = written(text, *titled, marked)
            stretches = [stretch for stretch in stretches if stretch[0] >= titled[1]]
            level = depth = min(3 + clause.level, depth + 1, 6)
        found.append(
            Passage(
                clause.anchor,
                clause.level,
                heading,
                level,
                [written(text, *stretch, marked) for stretch in stretches],
                tools=_tools(clause, tasks.get(clause.anchor, 0)),
            )
        )
        place = end
    found.extend(_loose(text, place, len(text), marked, parts))
    return found


def outline(clauses: Sequence[Clause]) -> list[OutlineItem]:
    """The headings of the paper, for the list beside the text."""
    return [
        OutlineItem(clause.anchor, " ".join(_titled(clause).split())[:160], min(clause.level, 3))
        for clause in clauses
        if has_heading(clause)
    ]


def cited_as(path: str) -> str:
    """How a clause is cited, the smallest unit first: "Điều 5.2.d" → "điểm d khoản 2 Điều 5"."""
    article = _ARTICLE.match(path)
    if article is None:
        numbered = path[:1].isdigit() or path.split(".", maxsplit=1)[0].strip("IVXLC") == ""
        return f"mục {path}" if path and numbered else path
    below = [part for part in path[article.end() :].split(".") if part]
    units = [f"khoản {part}" if part[:1].isdigit() else f"điểm {part}" for part in below]
    return " ".join([*reversed(units), article.group()])


def _tools(clause: Clause, tasks: int) -> SafeString:
    cited = _cited_clause(clause)
    link = format_html(
        '<a href="#{}" data-clause="{}" aria-label="{}">#</a>',
        clause.anchor,
        cited,
        _("Link to %(clause)s") % {"clause": cited},
    )
    given = ngettext("%(count)s task", "%(count)s tasks", tasks) % {"count": tasks} if tasks else ""
    below = format_html(' <a href="#nhiem-vu">{}</a>', given) if given else ""
    return format_html('<span class="tools">{}{}</span>', link, below)


def _cited_clause(clause: Clause) -> str:
    """Dashes and pluses have no label: they are counted below the clause they stand in."""
    cited = cited_as(clause.path or clause.label)
    if clause.kind in COUNTED:
        words = f"{COUNTED[clause.kind]} thứ {clause.anchor.rpartition('-')[2]}"
        return f"{words} {cited}" if clause.path else words
    return cited or _("opening part")


def written(text: str, start: int, end: int, citations: Sequence[Citation]) -> SafeString:
    """A stretch of the text as HTML, with the citations (in the order of the text) that lie in it."""
    parts: list[str] = []
    place = start
    nearest = bisect_left(citations, start, key=lambda citation: citation.start)
    for citation in islice(citations, nearest, None):
        if citation.start >= end:
            break
        if citation.start < place or citation.end > end:
            continue
        parts.append(escape(text[place : citation.start]))
        parts.append(_cited(text[citation.start : citation.end], citation))
        place = citation.end
    parts.append(escape(text[place:end]))
    return mark_safe("".join(parts))


def _cited(words: str, citation: Citation) -> SafeString:
    shown = with_symbol(words)
    if not citation.address:
        if not citation.first:
            return shown
        return format_html('{} <span class="small noprint">({})</span>', shown, _("not held here"))
    link = format_html('<a href="{}" title="{}">{}</a>', citation.address, citation.title, shown)
    if citation.mark is None:
        return link
    return format_html(
        '{}<span class="noprint">\u00a0<svg class="i force {}" role="img" aria-label="{}">'
        '<use href="#i-{}"/></svg></span>',
        link,
        citation.mark.family,
        citation.mark.words,
        citation.mark.icon,
    )


def with_symbol(words: str) -> SafeString:
    """Words with the number and symbol in them kept on one line."""
    symbol = _SYMBOL.search(words)
    if symbol is None:
        return format_html("{}", words)
    before, after = words[: symbol.start()], words[symbol.end() :]
    return format_html('{}<span class="sym">{}</span>{}', before, symbol.group(), after)


def _own_stretches(clauses: Sequence[Clause], length: int) -> Iterator[tuple[Clause, int, int]]:
    """Each clause with the part of the text that is its own and not a sub-clause's."""
    for position, clause in enumerate(clauses, start=1):
        limit = clauses[position].start if position < len(clauses) else length
        yield clause, clause.start, max(clause.start, min(clause.end, limit))


def has_heading(clause: Clause) -> bool:
    """A numbered point is a heading only when short: long ones are sentences without a full stop."""
    if clause.kind in NUMBERED:
        return 0 < len(clause.heading) <= LONGEST_POINT
    return bool(clause.heading) or clause.kind in TITLED


def _heading_stretch(text: str, clause: Clause, stretches: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Where the heading stands: on the line of the label, or below it ("Chương I", "QUY ĐỊNH", "CHUNG")."""
    if not stretches or not has_heading(clause):
        return None
    start, end = stretches[0]
    words = " ".join(clause.heading.split())
    for stretch in stretches[:3]:
        further = stretch[1]
        if words in " ".join(text[start:further].split()):
            end = further
            break
    return start, end


def _loose(
    text: str, start: int, end: int, citations: Sequence[Citation], parts: Mapping[str, tuple[int, int]]
) -> Iterator[Passage]:
    """What stands outside every clause; head and foot are passages of their own."""

    def part_of(stretch: tuple[int, int]) -> str:
        start, end = stretch
        holding = (name for name, (first, last) in parts.items() if first <= start and end <= last)
        return next(holding, "")

    for part, stretches in groupby(_stretches(text, start, end), part_of):
        yield Passage(paragraphs=[written(text, *stretch, citations) for stretch in stretches], part=part)


def _stretches(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The paragraphs between two places: blank lines part them."""
    found = []
    for paragraph in _PARAGRAPH.finditer(text, start, end):
        found.append((paragraph.start(), paragraph.start() + len(paragraph.group().rstrip())))
    return found


def _titled(clause: Clause) -> str:
    if not clause.heading:
        return clause.label
    if not clause.label or clause.heading.startswith(clause.label):
        return clause.heading
    joint = "" if clause.label.endswith((".", ")")) else "."
    return f"{clause.label}{joint} {clause.heading}"
