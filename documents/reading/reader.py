"""Read a whole paper: `read(text)` finds everything a clerk would register."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from documents.reading.citations import cited_papers
from documents.reading.cleaning import tidy
from documents.reading.duties import DutyReader
from documents.reading.findings import Citation, Duty, Header, Joint, Json, NamedLaw, Standard
from documents.reading.gazetteer import STANDARD, Gazetteer
from documents.reading.header import read_header
from documents.reading.imprint import home_of
from documents.reading.laws import named_laws, standards
from documents.reading.outline import Node, build_outline, outline_of
from documents.reading.tables import table_duties
from documents.reading.typed_tables import typed_tables
from vietnamese.text import clean

_Finding = Citation | NamedLaw | Standard | Duty


@dataclass(frozen=True)
class Reading:
    """All findings about one paper. Spans are places in `text`, the cleaned text."""

    text: str
    header: Header
    citations: tuple[Citation, ...]
    laws: tuple[NamedLaw, ...]
    standards: tuple[Standard, ...]
    root: Node
    joints: tuple[Joint, ...]
    duties: tuple[Duty, ...]
    pages: tuple[int, ...] = (0,)

    def page_of(self, place: int) -> int:
        """Return the number of the page of the original on which a place of the text stands."""
        return bisect_right(self.pages, place)

    def block_of(self, place: int) -> int:
        """Return which paragraph of its page that is: the first is 1."""
        page = self.pages[self.page_of(place) - 1]
        return bisect_right(self._ends, place) - bisect_right(self._ends, page) + 1

    @cached_property
    def _ends(self) -> list[int]:
        """Where each paragraph but the first begins."""
        return [found.end() for found in re.finditer("\n", self.text)]

    @property
    def assignments(self) -> list[Json]:
        """One entry a paragraph that gives a task: the duty it opens with."""
        return [duty.as_assignment() for duty in self.duties if duty.opens]

    @property
    def reports(self) -> list[Json]:
        """The reports asked for, with their rhythm and addressee."""
        return [
            {"at": duty.at, "actors": [actor.name for actor in duty.actors]}
            | duty.report.as_dict()
            | {"deadlines": [limit.as_dict() for limit in duty.deadlines]}
            for duty in self.duties
            if duty.report
        ]

    def _located(self, findings: Iterable[_Finding]) -> list[Json]:
        entries = [finding.as_dict() for finding in findings]
        return [entry | self._place(entry["span"][0]) for entry in entries]

    def _place(self, at: int) -> Json:
        return {"page": self.page_of(at), "block": self.block_of(at)}

    def as_dict(self) -> Json:
        return {
            "header": self.header.as_dict()
            | {"places": {name: self._place(span.start) for name, span in self.header.spans.items()}},
            "citations": self._located(self.citations),
            "laws": self._located(self.laws),
            "standards": self._located(self.standards),
            "outline": outline_of(self.root),
            "page_breaks_to_heal": [joint.as_dict() for joint in self.joints],
            "assignments": self.assignments,
            "duties": self._located(self.duties),
            "reports": self.reports,
            "pages": list(self.pages),
            "text": self.text,
        }


def _line_of(duty: Duty, text: str) -> str:
    start = text.rfind("\n", 0, duty.span.start) + 1
    return " ".join(text[start:].split("\n", 1)[0].split())


def read(
    text: str, gazetteer: Gazetteer = STANDARD, tables: Sequence[Sequence[Sequence[str]]] = ()
) -> Reading:
    """Read a paper. Never raises for any text; what is not there is not found.

    `tables` are the tables of the file the text comes from (`sources.extract_of`): an annex may give tasks.
    """
    cleaned = tidy(text)
    head = read_header(cleaned.text, gazetteer)
    header = head.header
    root = build_outline(cleaned.text, head.body_start, head.body_end)
    first = root.children[0].span.start if root.children else head.body_end
    own_places = [span for name, span in header.spans.items() if name == "code"]
    home = home_of(header.place)
    duties = DutyReader(gazetteer, header.type, home, header.issued_on, header.issuer).read(root)
    tables = (*tables, *typed_tables(clean(text)))
    rows, cells = table_duties(tables, cleaned.text, gazetteer, home, header.issued_on)
    if rows:
        duties = (*(duty for duty in duties if _line_of(duty, cleaned.text) not in cells), *rows)
    return Reading(
        text=cleaned.text,
        header=header,
        citations=cited_papers(cleaned.text, gazetteer, header.code, head.body_start, first, own_places),
        laws=named_laws(cleaned.text),
        standards=standards(cleaned.text),
        root=root,
        joints=cleaned.joints,
        duties=duties,
        pages=cleaned.pages,
    )
