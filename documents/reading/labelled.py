"""Duties written as a form: "Cơ quan chủ trì: …", "Đơn vị phối hợp: …", "Thời gian hoàn thành: …"."""

import re
from dataclasses import dataclass, field
from datetime import date

from documents.reading.deadlines import stated_limits
from documents.reading.findings import Deadline, Duty, Named, Span
from documents.reading.gazetteer import Gazetteer
from documents.reading.mentions import Mentions
from documents.reading.outline import Node
from documents.reading.passages import Piece
from documents.reading.placed import item_by_item
from documents.reading.shares import shares_in

_WHO = r"(?:(?:Các\s)?(?:cơ quan|đơn vị|phòng, đơn vị|cơ quan, đơn vị|sở, ngành|tổ chức|cá nhân|bộ phận)\s)?"
_CHARGED = (
    r"(?:thực hiện|tham mưu(?:\sthực hiện)?|đầu mối(?:\sthực hiện)?|phụ trách|chịu trách nhiệm(?:\schính)?)"
)
_LABEL = re.compile(
    rf"(?:^|(?<=[;.,]\s)|(?<=[;.(]))(?:(?P<lead>{_WHO}chủ trì(?:\s(?:thực hiện|tham mưu|chính|xây dựng|"
    rf"soạn thảo))?)|"
    rf"(?P<help>{_WHO}phối hợp(?:\s(?:thực hiện|chính))?|Cùng (?:tham gia|thực hiện|phối hợp))|"
    rf"(?P<act>(?:(?:Cơ quan|Đơn vị|Tổ chức|Phân công|Trách nhiệm|Bộ phận|Cá nhân|Người|"
    rf"Giao)\s(?:tổ chức\s)?(?:chịu trách nhiệm\s)?{_CHARGED}|Đầu mối(?:\sthực hiện)?|Phụ trách|"
    r"Phân công(?:\snhiệm vụ)?|Trách nhiệm))|"
    r"(?P<time>(?:Thời gian|Thời hạn|Tiến độ|Lộ trình)(?:\s(?:thực hiện|hoàn thành|trình|báo cáo))?|"
    r"Hoàn thành)|"
    r"(?P<other>Sản phẩm|Kết quả|Kinh phí|Lãnh đạo phụ trách|Nội dung|Địa điểm|"
    r"Ghi chú)(?:\s[^\W\d_]+){0,3})\s?:\s*",
    re.IGNORECASE,
)


_NEXT_LINE = 4
_ITEMS = frozenset({"number", "decimal", "point", "dash", "plus"})
_VALUE = re.compile(r"[^\W\d_][^.;(\n]{2,}")
_MAX_VALUE = 200
_ENDS = frozenset(".;():")


@dataclass
class Form:
    """What is gathered from one or several lines of labels about one duty."""

    at: str
    leads: tuple[Named, ...] = ()
    actors: tuple[Named, ...] = ()
    helpers: tuple[Named, ...] = ()
    limits: tuple[Deadline, ...] = ()
    lines: list[tuple[str, int]] = field(default_factory=list)
    task: tuple[str, int] | None = None

    def follows(self, duty: Duty) -> bool:
        """Tell whether the form stands right below a duty."""
        if self.task and duty.span.start == self.task[1]:
            return True
        return self.at == duty.at and 0 <= self.lines[0][1] - duty.span.end <= _NEXT_LINE

    def duty(self) -> Duty | None:
        """Return the duty, when anybody is named."""
        if not (self.leads or self.actors or self.helpers):
            return None
        role = "lead" if self.leads else "actor" if self.actors else "coop_list"
        first, last = self.lines[0], self.lines[-1]
        task = self.task if self.leads or self.actors else None  # a list of who helps holds for a section
        return Duty(
            at=self.at,
            role="actor_with_coop" if role == "actor" and self.helpers else role,
            actors=self.leads or self.actors,
            coordinators=self.helpers,
            deadlines=self.limits,
            report=None,
            actor_source="inline",
            sure=0.95,
            why=("labelled",),
            text=task[0] if task else " ".join(line for line, _ in self.lines),
            span=Span(task[1] if task else first[1], last[1] + len(last[0])),
        )


def task_above(piece: Piece) -> Node | None:
    """Return the item that lines of labels stand below: "1. Rà soát văn bản", then "- Chủ trì: Sở A"."""
    node = piece.above[-1] if piece.above else None
    return node if node and node.kind in _ITEMS and (node.heading or node.text) else None


def begins_with_label(text: str) -> bool:
    """Tell whether a paragraph is a line of such a form, and says who or by when."""
    found = _LABEL.match(text)
    return found is not None and found["other"] is None


def label_inside(text: str) -> bool:
    """Tell whether a task is followed by such labels in its own paragraph: "… . Cơ quan chủ trì: Sở A."."""
    found = (label for label in _LABEL.finditer(text) if label.start() and not label["other"])
    named = next((label for label in found if label["lead"] or label["act"]), None)
    return named is not None and text[: named.start()].rstrip().endswith((".", ";", "("))


class FormReader:
    """Reads lines of labels, one duty at a time."""

    def __init__(self, gazetteer: Gazetteer, home: str | None, issued_on: date | None) -> None:
        self.gazetteer = gazetteer
        self.home = home
        self.issued_on = issued_on

    def read(self, text: str, offset: int, at: str, above: Node | None = None) -> Form:
        """Read all labels of one paragraph; `above` is the item they belong to, when it is a task."""
        form = Form(at, lines=[(text, offset)])
        if above is not None:
            words = above.heading or above.text
            form.at, form.task = (
                above.path,
                (words, above.span.end - len(above.text) if above.text else above.span.start),
            )
        labels = list(_LABEL.finditer(text))
        ends = [*(label.start() for label in labels[1:]), len(text)]
        for label, end in zip(labels, ends, strict=False):
            value, place = text[label.end() : end], offset + label.end()
            if (label["lead"] or label["act"]) and (shares := shares_in(value)):
                form.actors += self._names(shares.lead, place + value.index(shares.lead))
                form.helpers += self._names(shares.help, place + value.rindex(shares.help))
            elif label["lead"]:
                form.leads += self._names(value, place)
            elif label["help"]:
                form.helpers += self._names(value, place)
            elif label["act"]:
                form.actors += self._names(value, place)
            elif label["time"]:
                form.limits += stated_limits(value, place, self.issued_on)
        return form

    def join(self, form: Form, more: Form) -> Form | None:
        """Put the next line to the same duty; None when it begins another."""
        if (more.leads and form.leads) or (more.actors and (form.actors or form.leads)):
            return None
        if form.at != more.at or (more.helpers and form.helpers) or (more.limits and form.limits):
            return None
        form.leads += more.leads
        form.actors += more.actors
        form.helpers += more.helpers
        form.limits += more.limits
        form.lines.extend(more.lines)  # in place: a form of many empty lines takes no longer than they are
        return form

    def _names(self, text: str, offset: int) -> tuple[Named, ...]:
        """Read who stands behind a label: what is no name we know is one by its place."""
        mentions = Mentions(text, offset, self.gazetteer, self.home)
        listed = mentions.list_at(0)
        if listed and (listed.end >= len(mentions.tokens) or mentions.tokens[listed.end].low in _ENDS):
            return listed.names
        value = _VALUE.match(text)
        if value is None or len(value.group()) > _MAX_VALUE:
            return listed.names if listed else ()
        return tuple(item_by_item(Mentions(value.group(), offset, self.gazetteer, self.home)))
