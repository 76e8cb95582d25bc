"""The papers that a paper cites by number: what it says of each, and how often."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from documents.reading.cleaning import ENUMERATOR
from documents.reading.codes import KIND, Mention, mentions_of
from documents.reading.findings import Citation, Span
from documents.reading.gazetteer import Gazetteer
from documents.reading.mentions import Mentions
from documents.reading.relations import provision_of, relation_at
from vietnamese.numbers import key_of
from vietnamese.text import fold

_DATE = re.compile(
    r"[\s,(]{0,3}(?:ký\s|ban hành\s)?(?:ngày\s{0,2})"
    r"(?:(\d{1,2})\s?[/.\-]\s?(\d{1,2})\s?[/.\-]\s?(\d{4})|"
    r"(\d{1,2})\s{0,2}tháng\s{0,2}(\d{1,2})\s{0,2}năm\s{0,2}(\d{4}))",
    re.IGNORECASE,
)
_OF = re.compile(r"\)?[\s,]{0,3}(?:của|do)\s", re.IGNORECASE)
_NEXT_NAME = re.compile(r"\)?\s(?=(?:Chính phủ|Thủ tướng|Quốc hội|Bộ|UBND|Ủy ban nhân dân)\s)")
_OWNER_BEFORE = re.compile(
    rf"(?:{KIND})\s(?:sau\s)?(?:đây\s)?(?:của|do)\s(?P<name>[^\n:;.]{{2,80}}):\s?(?:số\s)?$", re.I
)
_BASIS = re.compile(r"(?:Căn cứ|Thực hiện|Triển khai|CĂN CỨ)(?!\w)")
_NEXT_BASIS = re.compile(rf"(?:{KIND})(?!\w)")
_AND_ANOTHER = re.compile(rf"\s?(?:,|;|và|,\svà)\s(?:(?:{KIND})\s?)?(?:số\s?)?:?\s?", re.IGNORECASE)
_SEVERAL = re.compile(
    rf"(?<!\w)(?:[Cc]ác|[Nn]hững|[Hh]ai|\d{{1,2}})\s(?:{KIND})\s?(?:sau\s?)?(?:số\s?)?:?\s?$", re.I
)
_MEETING = re.compile(r"Hội nghị(?:\sTrung ương)?(?:\slần thứ\s[\w\s()]{1,20}?)?,?\s(?=Ban Chấp hành|BCH)")
_ONLY_ISSUERS = {"cp": "chinh phu", "ttg": "thu tuong chinh phu", "qh": "quoc hoi"}
_LONGEST_BASIS = 6000
_REACH = 160


@dataclass
class _Paper:
    """What is gathered about one cited paper while reading on."""

    code: str
    kind: str
    dates: list[date] = field(default_factory=list)
    issuer: str | None = None
    basis: bool = False
    relation: str | None = None
    provisions: list[str] = field(default_factory=list)
    places: list[Span] = field(default_factory=list)

    def finding(self) -> Citation:
        role = "legal_basis" if self.basis else "cited"
        return Citation(
            code=self.code,
            type=self.kind,
            dated=self.dates[0] if self.dates else None,
            issuer=self.issuer,
            role=role,
            places=tuple(self.places),
            other_dates=tuple(self.dates[1:]),
            relation=self.relation or role,
            provisions=tuple(self.provisions),
        )

    def may_be_of(self, issuer: str) -> bool:
        """A decree is the Government's and a law the Assembly's, whatever ends the list it is in."""
        only = _ONLY_ISSUERS.get(re.split(r"[-/]", fold(self.code))[-1].rstrip("0123456789"))
        return only is None or fold(issuer) == only


def cited_papers(
    text: str,
    gazetteer: Gazetteer,
    own_code: str | None,
    body: int,
    preamble_end: int,
    skip: Iterable[Span] = (),
) -> tuple[Citation, ...]:
    """Return every paper cited, in the order of first mention, spelling variants counted together."""
    reader = _CitationReader(text, gazetteer, body, preamble_end)
    own = key_of(own_code) if own_code else None
    skipped = {span.start for span in skip}
    for mention in mentions_of(text):
        if mention.start not in skipped and key_of(mention.code) != own:
            reader.take(mention)
    return tuple(paper.finding() for paper in reader.papers.values())


class _CitationReader:
    """Gathers what is said at each mention, in the order of the text."""

    def __init__(self, text: str, gazetteer: Gazetteer, body: int, preamble_end: int) -> None:
        self.text = text
        self.gazetteer = gazetteer
        self.preamble = range(body, preamble_end)
        self.papers: dict[tuple[str, str], _Paper] = {}
        self._last_end = self._said_to = -1
        self._together = False
        self._list: list[_Paper] = []
        self._owner: str | None = None
        self._basis_line = -1

    def take(self, mention: Mention) -> None:
        code = mention.code
        paper = self.papers.setdefault(
            (key_of(code), "" if "/" in code else mention.kind), _Paper(code, mention.kind)
        )
        if paper.code.isupper() and not code.isupper():
            paper.code = code
        paper.places.append(Span(mention.start, mention.end))
        provision, begin = provision_of(self.text, mention.start)
        if provision and provision not in paper.provisions:
            paper.provisions.append(provision)
        paper.relation = paper.relation or relation_at(self.text, begin, mention.end, self._last_end)
        self._follow_list(mention)
        known = len(paper.dates)
        self._said_to = self._note(paper, mention.end)
        self._share(paper, paper.dates[known:])
        self._last_end = mention.end
        if mention.start in self.preamble and self._in_basis(mention.start):
            paper.basis = True
            if paper.relation != "carries_out":
                paper.relation = None

    def _follow_list(self, mention: Mention) -> None:
        """Go on with "A, B và C", or begin anew."""
        if self._said_to >= 0 and _AND_ANOTHER.fullmatch(self.text, self._said_to, mention.start):
            return
        self._list = []
        gap = self.text[max(0, self._last_end, mention.start - 200) : mention.start]
        self._together = _SEVERAL.search(gap) is not None
        if found := _OWNER_BEFORE.search(gap):
            self._owner = " ".join(found["name"].split())
        elif "\n" in gap or ". " in gap or re.search(KIND, gap, re.I):
            self._owner = None

    def _share(self, paper: _Paper, dated: list[date]) -> None:
        """What is said once at the end of a list holds for all of it: "A và B của UBND tỉnh"."""
        if paper.issuer is None and self._owner and paper.may_be_of(self._owner):
            paper.issuer = self._owner
        if self._together and dated and not any(earlier.dates for earlier in self._list):
            for earlier in self._list:
                earlier.dates.extend(dated)
        self._list.append(paper)
        if paper.issuer is None:
            return
        for earlier in self._list:
            if earlier.issuer is None and earlier.may_be_of(paper.issuer):
                earlier.issuer = paper.issuer

    def _in_basis(self, start: int) -> bool:
        """The line begins "Căn cứ …", or goes on after such a line that ended with ";"."""
        line = self.text.rfind("\n", max(0, start - _LONGEST_BASIS), start) + 1
        goes_on = (
            self._basis_line >= 0
            and self.text[line - 2 : line] == ";\n"
            and _NEXT_BASIS.match(self.text, line)
        )
        if _BASIS.match(self.text, line) or (goes_on and self.text.count("\n", self._basis_line, line) == 1):
            self._basis_line = line
            return True
        return line == self._basis_line

    def _note(self, paper: _Paper, at: int) -> int:
        """Read the date and the issuer behind a code, and return where they end."""
        if (dated := _DATE.match(self.text, at)) and (day := _day(dated)):
            at = dated.end()
            if day not in paper.dates:
                paper.dates.append(day)
        if paper.issuer is not None and paper.dates:
            return at
        of = _OF.match(self.text, at) or _NEXT_NAME.match(self.text, at)
        if of is None:
            return at
        begin = of.end()
        if meeting := _MEETING.match(self.text, begin):
            begin = meeting.end()
        item = Mentions(_unbroken(self.text[begin : begin + _REACH]), begin, self.gazetteer).item_at(0)
        if item is None or not (of.re is _OF or item.names[0].known):
            return at
        at = item.names[-1].span.end
        paper.issuer = paper.issuer or " ".join(self.text[begin:at].split())
        if not paper.dates and (dated := _DATE.match(self.text, at)) and (day := _day(dated)):
            paper.dates.append(day)
            at = dated.end()
        return at


def _unbroken(window: str) -> str:
    """Take a name over the end of a line that nothing else ends."""
    first, end, rest = window.partition("\n")
    if not end or ENUMERATOR.match(rest) or _BASIS.match(rest) or first.endswith((".", ";", ":", ",")):
        return first
    return f"{first} {rest.partition(end)[0]}"


def _day(match: re.Match[str]) -> date | None:
    numbers = [int(part) for part in match.groups() if part]
    try:
        return date(numbers[2], numbers[1], numbers[0])
    except ValueError:
        return None
