"""Duties whose actor stands behind the task: "(Sở A chủ trì)", "do Sở A chủ trì", "được giao cho Sở A"."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from documents.reading.findings import Named
from documents.reading.mentions import Mentions
from documents.reading.phrases import Listed

_BRACKET = re.compile(r"\((?P<inside>[^()\n]{6,400})\)")
_FIRST = re.compile(r"^(?:do|giao(?:\scho)?|phân công)\s", re.IGNORECASE)
_BY = re.compile(r"(?<!\w)(?P<how>do|(?:được\s)?giao(?:\scho)?|(?:được\s)?phân công(?:\scho)?)\s(?=\S)")
_DOES = re.compile(
    r"^\s?(?:chủ trì|tham mưu|phụ trách|đảm nhiệm|đảm nhận|chịu trách nhiệm|"
    r"là(?:m)? (?:đầu mối|cơ quan chủ trì)|"
    r"(?:tổ chức\s)?(?:triển khai\s)?thực hiện(?=\s?(?:$|[.;,)]|trong|trước|theo|hoàn thành|và)))"
)
_HELPS = re.compile(
    r"(?<!\w)phối hợp(?=\s?(?:$|[.;,)]|thực hiện|tham gia|triển khai|tổ chức|hoàn thiện|xây dựng|rà soát|"
    r"kiểm tra|tham mưu|hướng dẫn))"
)
_TAKES_PART = re.compile(r"(?<!\w)(?:có\s)?sự (?:tham gia|phối hợp) của\s(?=\S)")
_TOGETHER = re.compile(
    r"(?<!\w)[Cc]hủ trì,?\s(?:cùng(?:\svới)?|với)\s(?=\S)|(?:^|[;,.]\s)[Cc]ùng(?:\svới)?\s(?=\S)"
)
# "Việc … giao cho Phòng A, hoàn thành …", "Việc … mời Văn phòng B cử …"
_MATTER_HANDED = re.compile(r"^Việc\s[^;:\n]{3,300}?\s(?:giao(?:\scho)?|phân công(?:\scho)?|mời)\s(?=\S)")
_REACH = 500

Reader = Callable[[str, int], Mentions]


@dataclass(frozen=True)
class Handed:
    """Who is charged, and where in the sentence what is said of them begins and ends."""

    listed: Listed
    begins: int
    ends: int


def handed_to(text: str, offset: int, mentions_of: Reader, *, alone: bool = False) -> Handed | None:
    """Return who is charged with the matter that the sentence speaks of first.

    `alone`: nobody else is charged, so that a name in brackets at its end is enough: "… (Ban Tổ chức)."
    """
    for found in _BRACKET.finditer(text):
        inside, place = found["inside"], found.start("inside")
        first = _FIRST.match(inside)
        skip = first.end() if first else 0
        if charged := _charged(inside[skip:], offset + place + skip, mentions_of, place + skip):
            return Handed(charged.listed, charged.begins, found.end("inside"))
        if (
            alone
            and not text[found.end() :].strip(" .;")
            and (named := _only_named(inside, offset + place, mentions_of))
        ):
            return Handed(named, named.names[-1].span.end - offset, found.end("inside"))
    if matter := _MATTER_HANDED.match(text):
        listed = mentions_of(text[matter.end() : matter.end() + _REACH], offset + matter.end()).list_at(0)
        if listed is not None and not all(name.diffuse for name in listed.names):
            return Handed(listed, listed.names[-1].span.end - offset, len(text))
    for found in _BY.finditer(text[: _REACH * 2]):
        given = found["how"] != "do"
        if given and not found["how"].startswith("được"):
            continue  # "giao Sở A" is an order, read as one
        rest = text[found.end() : found.end() + _REACH]
        if charged := _charged(rest, offset + found.end(), mentions_of, found.end()):
            return charged
    return None


def _only_named(inside: str, offset: int, mentions_of: Reader) -> Listed | None:
    """Read brackets that hold nothing but names, perhaps with whom they work together."""
    mentions = mentions_of(inside, offset)
    listed = mentions.list_at(0)
    if listed is None or all(name.diffuse for name in listed.names):
        return None
    rest = inside[listed.names[-1].span.end - offset :].strip()
    return listed if not rest or rest.startswith("phối hợp") else None


def _charged(text: str, offset: int, mentions_of: Reader, at: int) -> Handed | None:
    mentions = mentions_of(text, offset)
    listed = mentions.list_at(0)
    if listed is None or all(name.diffuse for name in listed.names):
        return None
    end = listed.names[-1].span.end - offset
    if not _DOES.match(text[end:]):
        return None
    return Handed(listed, at + end, at + len(text))


def helpers_in(text: str, offset: int, mentions_of: Reader) -> tuple[Named, ...]:
    """Read who helps where no "phối hợp với" says it: "Sở B phối hợp", "chủ trì cùng Sở B"."""
    for found in (*_TOGETHER.finditer(text), *_TAKES_PART.finditer(text)):
        listed = mentions_of(text[found.end() : found.end() + _REACH], offset + found.end()).list_at(0)
        if listed is not None:
            return listed.names
    for helps in _HELPS.finditer(text):
        for start in _clauses_before(text, helps.start()):
            listed = mentions_of(text[start : helps.end()], offset + start).list_at(0)
            if listed and text[listed.names[-1].span.end - offset : helps.start()].strip() in ("", "cùng"):
                return listed.names
    return ()


def _clauses_before(text: str, end: int) -> Iterator[int]:
    """Yield where clauses before a place begin, the longest stretch first."""
    cut = max(text.rfind("chủ trì", 0, end), 0)
    for found in re.finditer(r"(?:^|[;,.(:]\s?|\svà\s)", text[cut:end]):
        if found.end() + cut < end:
            yield cut + found.end()
