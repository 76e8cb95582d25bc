"""What reading a paper finds: plain frozen values, each with its place in the cleaned text."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Span:
    """A half-open range of the cleaned text."""

    start: int
    end: int

    def as_list(self) -> list[int]:
        return [self.start, self.end]


@dataclass(frozen=True)
class Signer:
    """Who signed, with every line of the post as printed."""

    name: str
    titles: tuple[str, ...]

    def as_dict(self) -> Json:
        return {"name": self.name, "titles": list(self.titles)}


@dataclass(frozen=True)
class Header:
    """The parts of a paper a clerk registers; None where the paper does not say it."""

    number: int | str | None = None
    symbol: str | None = None
    code: str | None = None
    place: str | None = None
    issued_on: date | None = None
    type: str | None = None
    type_name: str | None = None
    subject: str | None = None
    issuer: str | None = None
    signer: Signer | None = None
    recipients: tuple[str, ...] = ()
    parent: str | None = None
    urgency: str | None = None
    secrecy: str | None = None
    circulation: str | None = None
    spans: dict[str, Span] = field(default_factory=dict)

    def as_dict(self) -> Json:
        return {
            "number": self.number,
            "symbol": self.symbol,
            "code": self.code,
            "place": self.place,
            "issued_on": self.issued_on.isoformat() if self.issued_on else None,
            "type": self.type,
            "type_name": self.type_name,
            "subject": self.subject,
            "issuer": self.issuer,
            "signer": self.signer.as_dict() if self.signer else None,
            "recipients": list(self.recipients),
            "parent": self.parent,
            "urgency": self.urgency,
            "secrecy": self.secrecy,
            "circulation": self.circulation,
            "spans": {name: span.as_list() for name, span in self.spans.items()},
        }


@dataclass(frozen=True)
class Citation:
    """Another paper this one names, with every place where it does so.

    `other_dates` holds dates that contradict the first: the clerk must see the conflict. `relation` says
    what this paper does with it (carries_out, amends, …); `role` only whether it rests on it.
    """

    code: str
    type: str
    dated: date | None
    issuer: str | None
    role: str
    places: tuple[Span, ...]
    other_dates: tuple[date, ...] = ()
    relation: str = "cited"
    provisions: tuple[str, ...] = ()

    def as_dict(self) -> Json:
        return {
            "code": self.code,
            "type": self.type,
            "dated": self.dated.isoformat() if self.dated else None,
            "issuer": self.issuer,
            "role": self.role,
            "mentions": len(self.places),
            "other_dates": [day.isoformat() for day in self.other_dates],
            "span": self.places[0].as_list(),
            "spans": [place.as_list() for place in self.places],
            "relation": self.relation,
            "provisions": list(self.provisions),
        }


@dataclass(frozen=True)
class NamedLaw:
    """A law cited by its name with a date or year, and no number."""

    name: str
    dated: date | None
    year: int | None
    span: Span

    def as_dict(self) -> Json:
        return {
            "name": self.name,
            "dated": self.dated.isoformat() if self.dated else None,
            "year": self.year,
            "span": self.span.as_list(),
        }


@dataclass(frozen=True)
class Standard:
    """A technical standard (QCVN, TCVN): no paper of the register."""

    code: str
    span: Span

    def as_dict(self) -> Json:
        return {"code": self.code, "span": self.span.as_list()}


@dataclass(frozen=True)
class Joint:
    """A sentence that a page break had cut and that was joined again."""

    before: str
    after: str
    span: Span

    def as_dict(self) -> Json:
        return {"before": self.before, "after": self.after, "span": self.span.as_list()}


@dataclass(frozen=True)
class Named:
    """An agency, or a group of agencies, where the text names it."""

    name: str
    written: str
    span: Span
    group: bool = False
    known: bool = False
    diffuse: bool = False

    def as_dict(self) -> Json:
        return {
            "name": self.name,
            "written": self.written,
            "span": self.span.as_list(),
            "group": self.group,
            "known": self.known,
        }


@dataclass(frozen=True)
class Deadline:
    """A time limit as written, and what it means: one last day, a rhythm, a span of time, or none of them.

    `count` and `unit` say how long, `since` from when, as in "15 ngày làm việc kể từ ngày nhận".
    """

    written: str
    kind: str
    span: Span
    due: date | None = None
    every: tuple[str, ...] = ()
    count: int | None = None
    unit: str | None = None
    since: str | None = None

    def as_dict(self) -> Json:
        return {
            "written": self.written,
            "kind": self.kind,
            "due": self.due.isoformat() if self.due else None,
            "every": list(self.every),
            "count": self.count,
            "unit": self.unit,
            "since": self.since,
            "span": self.span.as_list(),
        }


@dataclass(frozen=True)
class Report:
    """To whom a duty is to be reported, through whom and how often."""

    every: tuple[str, ...]
    to: str | None
    through: str | None
    span: Span

    def as_dict(self) -> Json:
        return {
            "every": list(self.every),
            "to": self.to,
            "through": self.through,
            "span": self.span.as_list(),
        }


@dataclass(frozen=True)
class Duty:
    """One task the paper gives: who acts, who helps, by when, and how sure the reading is.

    `opens` is true for the duty with which its paragraph begins; the others stand later in it.
    """

    at: str
    role: str
    actors: tuple[Named, ...]
    coordinators: tuple[Named, ...]
    deadlines: tuple[Deadline, ...]
    report: Report | None
    actor_source: str
    sure: float
    text: str
    span: Span
    opens: bool = True
    why: tuple[str, ...] = ()
    product: str | None = None

    def as_dict(self) -> Json:
        return {
            "at": self.at,
            "role": self.role,
            "actors": [actor.as_dict() for actor in self.actors],
            "coordinators": [other.as_dict() for other in self.coordinators],
            "deadline": "; ".join(limit.written for limit in self.deadlines) or None,
            "deadlines": [limit.as_dict() for limit in self.deadlines],
            "report": self.report.as_dict() if self.report else None,
            "actor_source": self.actor_source,
            "sure": self.sure,
            "why": list(self.why),
            "product": self.product,
            "text": self.text,
            "span": self.span.as_list(),
        }

    def as_assignment(self) -> Json:
        """Return the shape of an assignment list: names only, the opening words, the report if any."""
        entry: Json = {
            "at": self.at,
            "starts": " ".join(self.text.split()[:20]),
            "lead": [actor.name for actor in self.actors],
            "coordinate": [other.name for other in self.coordinators],
            "span": self.span.as_list(),
        }
        if self.report:
            entry["report"] = {
                "every": list(self.report.every),
                "to": self.report.to,
                "through": self.report.through,
            }
        return entry
