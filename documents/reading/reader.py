"""Read a whole paper: `read(text)` finds everything a clerk would register."""

from dataclasses import dataclass

from documents.reading.citations import cited_papers
from documents.reading.cleaning import tidy
from documents.reading.duties import DutyReader
from documents.reading.findings import Citation, Duty, Header, Joint, Json, NamedLaw, Standard
from documents.reading.gazetteer import STANDARD, Gazetteer
from documents.reading.header import home_of, read_header
from documents.reading.laws import named_laws, standards
from documents.reading.outline import Node, build_outline, outline_of


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

    def as_dict(self) -> Json:
        return {
            "header": self.header.as_dict(),
            "citations": [citation.as_dict() for citation in self.citations],
            "laws": [law.as_dict() for law in self.laws],
            "standards": [standard.as_dict() for standard in self.standards],
            "outline": outline_of(self.root),
            "page_breaks_to_heal": [joint.as_dict() for joint in self.joints],
            "assignments": self.assignments,
            "duties": [duty.as_dict() for duty in self.duties],
            "reports": self.reports,
            "text": self.text,
        }


def read(text: str, gazetteer: Gazetteer = STANDARD) -> Reading:
    """Read a paper. Never raises for any text; what is not there is not found."""
    cleaned = tidy(text)
    head = read_header(cleaned.text, gazetteer)
    header = head.header
    root = build_outline(cleaned.text, head.body_start, head.body_end)
    first = root.children[0].span.start if root.children else head.body_end
    own_places = [span for name, span in header.spans.items() if name == "code"]
    duties = DutyReader(gazetteer, header.type, home_of(header.place), header.issued_on).read(root)
    return Reading(
        text=cleaned.text,
        header=header,
        citations=cited_papers(cleaned.text, gazetteer, header.code, head.body_start, first, own_places),
        laws=named_laws(cleaned.text),
        standards=standards(cleaned.text),
        root=root,
        joints=cleaned.joints,
        duties=duties,
    )
