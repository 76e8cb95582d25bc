"""Fields written in the question itself: so:, loai:, coquan:, nam:, trangthai:, tungay:, denngay:.

Names are read with and without accents and blanks ("cơ quan:"). A value is one word, words in quotation
marks, or as many words as together name something. What is no field of ours stays what it is: words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from django.db.models import Q
from django.db.models.functions import Length
from django.utils.translation import gettext as _

from agencies.models import Agency
from agencies.querysets import alias_key
from documents.statuses import Force
from search.numbers import parse
from search.types import asked_types
from vietnamese.dates import parse as parse_day
from vietnamese.text import clean, fold

Meaning = TypeVar("Meaning")

#: Words of the longest name of an agency that is read without quotation marks.
LONGEST_NAME = 12
#: Agencies whose name begins so; more of them are no choice.
MOST_AGENCIES = 40
MOST_YEARS = 30
SHORTEST_STATUS = 3

_NAMES = {
    "so": "number",
    "sokyhieu": "number",
    "loai": "types",
    "coquan": "agencies",
    "nam": "years",
    "trangthai": "forces",
    "tinhtrang": "forces",
    "hieuluc": "forces",
    "tungay": "since",
    "denngay": "until",
}
#: The names a person is told.
SHOWN = "so:, loai:, coquan:, nam:, trangthai:, tungay:, denngay:"

_FIELD = re.compile(r"(?P<name>[^\W\d_]+(?:[ ][^\W\d_]+)?)[ ]?:(?!//)")
_QUOTED = re.compile(r'["“”«]([^"“”«»]*)["“”»]')
_NUMBER = re.compile(r"\d[^\s/-]*(?:\s*[/-]\s*[^\s/-]+)*")
_YEARS = re.compile(r"((?:19|20)\d\d)(?:-((?:19|20)\d\d))?(?!\d)")
_WORD = re.compile(r"\S+")


@dataclass
class Written:
    """A question without its fields, and what the fields ask for; `problems` are sentences."""

    text: str
    number: str = ""
    types: tuple[int, ...] = ()
    agencies: tuple[int, ...] = ()
    years: tuple[int, ...] = ()
    forces: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    problems: list[str] = field(default_factory=list)


def read_fields(text: str) -> Written:
    """Take the fields out of a question; a number in its usual spelling ("Số: 15/KH-BCĐ") is none."""
    written = Written(text)
    if ":" not in text or _is_number(text):
        return written
    rest: list[str] = []
    at = 0
    while found := _next_field(text, at):
        start, name, begin = found
        rest.append(text[at:start])
        kind = _NAMES.get(_solid(name))
        if kind is None:
            written.problems.append(
                _("There is no field “%(name)s:”; it was searched as words. Fields: %(fields)s.")
                % {"name": name[:30], "fields": SHOWN}
            )
            rest.append(f"{name} ")
            at = begin
        else:
            at = _read(written, kind, text, begin)
    written.text = " ".join("".join([*rest, text[at:]]).split())
    return written


def _is_number(text: str) -> bool:
    """Nothing but a number with its type and day: "Kế hoạch số: 15/KH-BCĐ ngày 05/3/2012"."""
    types = asked_types()
    whole, found = parse(text, types), _NUMBER.search(text)
    number = parse(found.group(), types) if found else None
    return whole is not None and number is not None and whole.symbol == number.symbol


def _next_field(text: str, at: int) -> tuple[int, str, int] | None:
    """Where the next field begins, its name, and where its value begins; quotations hold none."""
    quoted = [found.span() for found in _QUOTED.finditer(text)]
    for found in _FIELD.finditer(text, at):
        if any(start < found.end() <= end for start, end in quoted):
            continue
        name, start = found["name"], found.start()
        if _solid(name) not in _NAMES:
            name = name.rpartition(" ")[2]
            start = found.end("name") - len(name)
        known = _solid(name) in _NAMES
        if known or text[found.end() : found.end() + 1].strip():
            return start, name, found.end()
    return None


def _read(written: Written, kind: str, text: str, begin: int) -> int:
    """Read one value; return the place behind it. What means nothing is told and left out."""
    begin += len(text[begin:]) - len(text[begin:].lstrip())
    if quoted := _QUOTED.match(text, begin):
        value, end = quoted[1].strip(), quoted.end()
        used = _READERS[kind](written, [value])
    else:
        following = _next_field(text, begin)
        words = list(_WORD.finditer(text, begin, following[0] if following else len(text)))
        if not words:
            return begin
        used = _READERS[kind](written, [word.group() for word in words])
        value, end = words[0].group(), words[max(used, 1) - 1].end()
    if not used:
        written.problems.append(_meaningless(kind) % {"value": value[:60]})
    return end


def _meaningless(kind: str) -> str:
    return {
        "number": _("“%(value)s” is no number of a document; write for example so:15/KH-BCĐ."),
        "types": _("There is no type of document “%(value)s”; write for example loai:KH."),
        "agencies": _("There is no agency “%(value)s”; choose it in the filters, or write part of its name."),
        "years": _("“%(value)s” is no year; write for example nam:2012 or nam:2011-2015."),
        "forces": _("There is no status “%(value)s”; write for example trangthai:“còn hiệu lực”."),
        "since": _("“%(value)s” is no day; write for example tungay:05/03/2012."),
        "until": _("“%(value)s” is no day; write for example denngay:31/12/2012."),
    }[kind]


def _number(written: Written, words: list[str]) -> int:
    joined = " ".join(words)
    found = _NUMBER.match(joined)
    if not found:
        return 0
    written.number = found.group()
    return len(found.group().split())


def _types(written: Written, words: list[str]) -> int:
    known = asked_types()
    found: list[int]
    found, used = _longest(words, lambda run: known.get(fold(clean(run)).strip(), ()))
    written.types = (*written.types, *found)
    return used


def _agencies(written: Written, words: list[str]) -> int:
    """The agencies of the longest run of words that is a name; else those whose name begins with it."""
    keys = {_run(words, size): size for size in range(1, min(len(words), LONGEST_NAME) + 1)}
    exact = Agency.objects.filter(Q(key__in=keys) | Q(aliases__key__in=keys)).values_list(
        "pk", "key", "aliases__key"
    )
    named = {key: [pk for pk, *names in exact if key in names] for key in keys}
    for key, size in sorted(keys.items(), key=lambda item: -item[1]):
        if found := named[key] or _named_from(key):
            written.agencies = tuple(dict.fromkeys((*written.agencies, *found)))
            return size
    return 0


def _named_from(key: str) -> list[int]:
    """Agencies one of whose names begins so, the shortest name first."""
    begin = Q(key__startswith=key) | Q(aliases__key__startswith=key)
    found = Agency.objects.filter(begin).order_by(Length("key"), "key").values_list("pk", flat=True)
    return list(dict.fromkeys(found))[:MOST_AGENCIES]


def _run(words: list[str], size: int) -> str:
    return alias_key(" ".join(words[:size]))


def _years(written: Written, words: list[str]) -> int:
    found = _YEARS.match(words[0])
    if not found:
        return 0
    first, last = sorted((int(found[1]), int(found[2] or found[1])))
    written.years = (*written.years, *range(first, min(last, first + MOST_YEARS) + 1))
    return 1


def _forces(written: Written, words: list[str]) -> int:
    labels = {force.value: _solid(str(force.label)) for force in Force}

    def begin(run: str) -> list[str]:
        asked = _solid(run)
        if len(asked) < SHORTEST_STATUS:
            return []
        return [value for value, label in labels.items() if label.startswith(asked)]

    found, used = _longest(words, begin)
    written.forces = tuple(dict.fromkeys((*written.forces, *found)))
    return used


def _since(written: Written, words: list[str]) -> int:
    written.since = _day(words[0])
    return int(written.since is not None)


def _until(written: Written, words: list[str]) -> int:
    written.until = _day(words[0])
    return int(written.until is not None)


def _day(word: str) -> date | None:
    try:
        return parse_day(word)
    except ValueError:
        return None


def _longest(words: list[str], means: Callable[[str], Iterable[Meaning]]) -> tuple[list[Meaning], int]:
    """What the longest run of words means, and how many words it is."""
    for size in range(min(len(words), LONGEST_NAME), 0, -1):
        if found := list(means(" ".join(words[:size]))):
            return found, size
    return [], 0


def _solid(text: str) -> str:
    return "".join(fold(clean(text)).split())


_READERS: dict[str, Callable[[Written, list[str]], int]] = {
    "number": _number,
    "types": _types,
    "agencies": _agencies,
    "years": _years,
    "forces": _forces,
    "since": _since,
    "until": _until,
}
