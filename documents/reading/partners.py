"""Who helps with a duty, and to whom it is reported."""

import re

from documents.reading.findings import Named, Report, Span
from documents.reading.handed import Reader, helpers_in
from documents.reading.placed import before_verb

_WITH = re.compile(
    r"(?<!\w)phối hợp(?:(?:,)?\s(?:chặt chẽ|đồng bộ|kịp thời|thường xuyên|tốt|trao đổi thông tin|"
    r"thống nhất|hiệu quả)){0,2}"
    r"(?P<cung>\scùng)?\s(?P<with>với\s)?(?P<who>(?=\S))",
    re.IGNORECASE,
)
_REPORTS = re.compile(r"(?<!\w)báo cáo(?!\sviên)(?!\w)", re.IGNORECASE)
_REGULAR_REPORT = re.compile(r"(?<!\w)(?:[Đđ]ịnh kỳ|[Hh][àằ]ng)\s.{0,200}?báo cáo(?!\sviên)")
_TARGET = re.compile(r"(?<!\w)(?:về|gửi|cho|với|tới|lên|đến)\s(?=[A-ZĐỦTcC])")
_THROUGH = re.compile(r"\(?(?<!\w)(?:qua|thông qua)\s(?=[A-ZĐỦ])")
_LIST_REACH = 900


def coordinators_in(text: str, offset: int, begin: int, mentions_of: Reader) -> tuple[Named, ...]:
    """Return who helps, named behind `begin` of the sentence."""
    for found in _WITH.finditer(text, begin):
        who = found.start("who")
        mentions = mentions_of(text[who : who + _LIST_REACH], offset + who)
        listed = mentions.list_at(0) or (before_verb(mentions) if found["with"] else None)
        if listed is None:
            continue
        said = found["with"] or found["cung"]
        first = listed.names[0]
        if said or first.group or first.known or first.name[0].isupper():
            return listed.names
    return helpers_in(text[begin:], offset + begin, mentions_of)


def report_in(text: str, offset: int, begin: int, mentions_of: Reader) -> Report | None:
    """Return the report a sentence asks for: to whom, and through whom."""
    for found in _REPORTS.finditer(text, begin):
        window = text[found.end() : found.end() + 260]
        stop = re.search(r"[.;]", window)
        window = window[: stop.start()] if stop else window
        spots = [found.end() + 1] if window[:1] == " " else []
        spots += [found.end() + hit.end() for hit in _TARGET.finditer(window)]
        for spot in spots:
            listed = mentions_of(text[spot : spot + 400], offset + spot).list_at(0)
            if listed is None or all(name.diffuse for name in listed.names):
                continue
            end = listed.names[-1].span.end - offset
            through = _through(text, end, offset, mentions_of)
            to = " ".join(text[spot:end].split())
            return Report((), to, through, Span(offset + found.start(), offset + end))
    asked = begin == 0 or re.search(r"(?:tổng hợp,?|gửi|chế độ)\sbáo cáo", text[begin:])
    if asked and (hit := _REGULAR_REPORT.search(text)):
        return Report((), None, None, Span(offset + hit.start(), offset + hit.end()))
    return None


def _through(text: str, end: int, offset: int, mentions_of: Reader) -> str | None:
    found = _THROUGH.search(text[end : end + 80])
    if found is None:
        return None
    start = end + found.end()
    listed = mentions_of(text[start : start + 120], offset + start).list_at(0)
    return listed.names[0].name if listed else None
