"""The tasks a paper gives: who leads, who helps, by when, and who only receives reports."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from documents.reading.addressed import Addressees
from documents.reading.charges import Charge, charge_of, parted
from documents.reading.deadlines import deadlines_in, stated_limits
from documents.reading.findings import Deadline, Duty, Named, Report, Span
from documents.reading.gazetteer import Gazetteer
from documents.reading.kinds import NORMATIVE
from documents.reading.labelled import Form, FormReader, begins_with_label, label_inside, task_above
from documents.reading.mentions import Mentions
from documents.reading.orders import Setting, is_led, orders_above, orders_named
from documents.reading.outline import Node
from documents.reading.partners import coordinators_in, report_in
from documents.reading.passages import (
    Piece,
    Sentence,
    concludes,
    holds_no_tasks,
    invites,
    pieces_of,
    sentences_of,
)
from documents.reading.phrases import Listed
from documents.reading.subjects import ASSIGNS
from documents.reading.sureness import Grounds
from vietnamese.text import fold

# Reports and proposals describe what was done; only an explicit order in them is a task.
_DESCRIBING = frozenset({"BC", "TTr", "BB", "GM", "TC"})
# "Phòng A: Chủ trì …. Theo dõi …." The whole paragraph is addressed to who stands before the colon.
_LABELS_WHAT_FOLLOWS = re.compile(r"\s?(?:\([^)]{0,80}\)\s?)?:")
_LIMIT_FOLLOWS = re.compile(
    r"\s*(?:(?P<label>(?:Thời gian|Thời hạn|Tiến độ)(?:\s(?:hoàn thành|thực hiện|báo cáo))?\s?:\s?)|"
    r"(?:Thời gian|Thời hạn|Hoàn thành|Xong|Báo cáo|Kết quả|Văn bản|Ý kiến|Nội dung|Hồ sơ|Gửi|"
    r"Việc)(?!\w))[^\n;]*?"
    r"(?=[;\n]|\.\s|\.?$)"
)
# What a paper tells of the past before it orders anything, and the courtesies at its end.
_NARRATES = re.compile(
    r"^(?:Trong )?(?:[Tt]hời gian (?:vừa )?qua|[Nn]hững năm (?:vừa )?qua|"
    r"[Nn]hững tháng (?:vừa )?qua|[Vv]ừa qua)(?!\w)"
)
_CLOSES = re.compile(
    r"^(?:Trên đây là|Trân trọng(?! đề nghị| yêu cầu)|Rất mong|Kính mong|Xin |Mọi chi tiết|"
    r"(?:Trong )?[Qq]uá trình (?:triển khai |tổ chức )?thực hiện,? (?:nếu|trường hợp)|"
    r"(?:Yêu cầu|Đề nghị) các [^.;:]{3,120}? (?:nghiêm túc |tổ chức |triển khai ){0,3}thực hiện "
    r"(?:tốt |nghiêm túc |nội dung )*(?:\S+ ){1,2}này[./\s]*$|"
    r"(?:Yêu cầu|Đề nghị) các (?:cơ quan|đơn vị|địa phương)(?:,? (?:và )?(?:cơ quan|đơn vị|địa phương)){0,3}"
    r"(?: (?:nghiêm túc|khẩn trương|quan tâm|phối hợp|tổ chức|triển khai|thực hiện)){1,5}[./\s]*$|"
    r"Chi tiết (?:xin )?liên hệ|(?:\S+ ){1,3}này (?:thay thế|có hiệu lực|bãi bỏ|được))"
)
# Of a meeting to which a letter invites: "Chủ trì: Lãnh đạo Sở A."
_CHAIRS = re.compile(r"^Chủ trì\s?:\s(?:Lãnh đạo|[Đđ]ồng chí|[Đđ]/c|Ông|Bà)\s")
# "…, Chủ tịch UBND tỉnh có ý kiến như sau:" The paragraphs of a letter below it give orders.
_OPENS_ORDERS = re.compile(r"(?:yêu cầu|chỉ đạo|ý kiến|kết luận|đề nghị|giao|chỉ thị)[^:\n]{0,160}:\s*$")
_CHARGES_BY_NAME = re.compile(r"(?:chịu|có) trách nhiệm")
_REQUESTS = re.compile(r"(?:đề nghị|kiến nghị)\s|chịu trách nhiệm (?:tổ chức )?thi hành", re.IGNORECASE)
_MAX_PARAGRAPH = 6000
_SUBJECT_REACH = 900


class DutyReader:
    """Walks through the outline of one paper."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        kind: str | None,
        home: str | None,
        issued_on: date | None = None,
        issuer: str | None = None,
    ) -> None:
        self.gazetteer = gazetteer
        self.home = home
        self.issued_on = issued_on
        self.issuer = fold(issuer).replace("uy ban nhan dan", "ubnd") if issuer else None
        self.normative = kind in NORMATIVE
        self.describing = kind in _DESCRIBING
        self.minutes = kind == "BB"
        self.telling = self.describing  # of the passage at hand: below "Kết luận" minutes give orders
        self.forms = FormReader(gazetteer, home, issued_on)

    def read(self, root: Node) -> tuple[Duty, ...]:
        self.addressees = Addressees(root, self._mentions)
        self.orders_from = next(
            (start for line, start in root.paragraphs if _OPENS_ORDERS.search(line[-300:])), None
        )
        duties: list[Duty] = []
        form: Form | None = None
        meeting = invites(root)
        for piece in pieces_of(root):
            explicit = holds_no_tasks(piece.above, piece.offset)
            if explicit and not (_CHARGES_BY_NAME if self.normative else _REQUESTS).search(piece.text):
                continue
            self.telling = self.describing and not (self.minutes and concludes(piece.above))
            if meeting and _CHAIRS.match(piece.text):
                continue
            line = self._form(piece)
            if line is None:
                _take_form(duties, form)
                form = None
                found = self._of_piece(piece)
                duties.extend(duty for duty in found if not explicit or charges_by_name(duty))
                continue
            joined = self.forms.join(form, line) if form else None
            if joined is None:
                _take_form(duties, form)
            form = joined or line
        _take_form(duties, form)
        return tuple(duties)

    def _mentions(self, text: str, offset: int) -> Mentions:
        return Mentions(text, offset, self.gazetteer, self.home)

    def _form(self, piece: Piece) -> Form | None:
        """Read a line of labels, or a task whose labels stand behind it in the same paragraph."""
        text = piece.text[:_MAX_PARAGRAPH]
        if self.describing:
            return None  # "Chủ trì: Đồng chí …" on an invitation says who chairs
        if begins_with_label(text) or (not self.normative and label_inside(text)):
            return self.forms.read(
                text, piece.offset, piece.at, task_above(piece) if begins_with_label(text) else None
            )
        return None

    # -- one paragraph ---------------------------------------------------------------------------------------

    def _of_piece(self, piece: Piece) -> Iterator[Duty]:
        text, offset = piece.text[:_MAX_PARAGRAPH], piece.offset
        inherited = self.addressees.above(piece.above, offset)
        headed = inherited is not None
        gave = False
        if not piece.at and _NARRATES.match(text):
            return
        if text.endswith(":") and self._only_opens(piece, text):
            return
        below = bool(piece.at) or (self.orders_from is not None and self.orders_from < offset)
        for sentence in sentences_of(text, offset):
            if _CLOSES.match(sentence.text):
                continue
            setting = Setting(piece, self.normative, self.telling, below, headed, gave)
            duty, actor = self._of_sentence(sentence, setting, inherited)
            if actor is not None:
                inherited = actor
                headed = (
                    headed or _LABELS_WHAT_FOLLOWS.match(text, actor.names[-1].span.end - offset) is not None
                )
            if duty is not None:
                gave = True
                yield duty

    def _only_opens(self, piece: Piece, text: str) -> bool:
        """Tell whether a line only says to whom those below it speak; a report asks in the line itself."""
        if self.telling:
            return self.addressees.opens_list(text, numbered=True)
        return not piece.at or self.addressees.opens_list(text, piece.numbered)

    # -- one sentence ----------------------------------------------------------------------------------------

    def _of_sentence(
        self, sentence: Sentence, setting: Setting, inherited: Listed | None
    ) -> tuple[Duty | None, Listed | None]:
        """Return the task of a sentence, and who is charged by it from here on."""
        text, offset = sentence.text, sentence.offset
        if setting.only_tells(text):
            return None, None
        mentions = self._mentions(text[:_SUBJECT_REACH], offset)
        charge = charge_of(sentence, mentions, setting, inherited, self._mentions)
        if charge.nobody and not self._due_from_all(sentence, charge):
            if not setting.headed or ASSIGNS.match(text):
                return None, None
            charge = Charge()
        if self._speaks_of_itself(text, charge):
            return None, None
        rest = text[charge.rest_at :]
        leading = is_led(rest)
        charge, beside = parted(charge, text, offset)
        helpers = (*beside, *coordinators_in(text, offset, charge.rest_at, self._mentions))
        helped = bool(helpers)
        if charge.own:
            given = orders_named(setting, rest, ordered=charge.ordered, leading=leading, helped=helped)
        else:
            given = orders_above(setting, sentence, mentions, leading=leading, helped=helped)
            given = given and (setting.headed or not all(name.diffuse for name in helpers))
        if not given:
            return None, None
        actor = charge.listed or (inherited if setting.headed else None)
        grounds = Grounds(actor.names if actor else (), charge.own, leading, helped, charge.ordered)
        duty = self._duty(setting.piece, sentence, charge, grounds, helpers)
        return duty, None if charge.handed else charge.listed

    def _due_from_all(self, sentence: Sentence, charge: Charge) -> bool:
        """Tell whether everybody addressed has a day: "yêu cầu các đơn vị … trước 16 giờ hằng ngày"."""
        if not charge.ordered:
            return False
        limits = deadlines_in(sentence.text, sentence.offset, charge.rest_at, self.issued_on)
        return any(limit.kind in ("date", "recurring") for limit in limits)

    def _speaks_of_itself(self, text: str, charge: Charge) -> bool:
        """Tell whether the writer says what he himself is going to do: "Sau thời hạn trên, Sở A sẽ …"."""
        if charge.listed is None or charge.ordered or self.issuer is None:
            return False
        said = text[: charge.rest_at].rstrip(" ,")
        name = fold(charge.listed.names[0].name).replace("uy ban nhan dan", "ubnd")
        return said.endswith("sẽ") and len(charge.listed.names) == 1 and self.issuer.startswith(name)

    def _duty(
        self, piece: Piece, sentence: Sentence, charge: Charge, grounds: Grounds, helpers: tuple[Named, ...]
    ) -> Duty:
        text, offset = sentence.text, sentence.offset
        limits, report = self._limits_and_report(piece, sentence, charge)
        every = tuple(period for limit in limits for period in limit.every)
        return Duty(
            at=piece.at,
            role=grounds.role(report, every),
            actors=grounds.names,
            coordinators=helpers,
            deadlines=limits,
            report=replace(report, every=every) if report else None,
            actor_source="inline" if charge.own else "heading" if grounds.names else "none",
            sure=grounds.sure(),
            why=grounds.why(),
            text=text if not sentence.opens else piece.text,
            span=Span(offset, offset + len(text)),
            opens=sentence.opens,
        )

    def _limits_and_report(
        self, piece: Piece, sentence: Sentence, charge: Charge
    ) -> tuple[tuple[Deadline, ...], Report | None]:
        text, offset = sentence.text, sentence.offset
        begin = 0 if charge.handed else charge.rest_at
        report = report_in(text, offset, begin, self._mentions)
        limits = deadlines_in(text, offset, begin if charge.own else None, self.issued_on)
        return limits or self._later_limits(piece, sentence), report

    def _later_limits(self, piece: Piece, sentence: Sentence) -> tuple[Deadline, ...]:
        """A sentence after it may give its limit: "Hoàn thành trước ngày …",
        "Báo cáo gửi về … trước ngày …"."""
        begin = sentence.offset + len(sentence.text)
        after = piece.text[begin - piece.offset :][:600]
        found = _LIMIT_FOLLOWS.match(after)
        if found is None:
            return ()
        read = stated_limits if found["label"] else deadlines_in
        value = found.end("label") if found["label"] else 0
        return read(found.group()[value:], begin + value, issued_on=self.issued_on)


def charges_by_name(duty: Duty) -> bool:
    """Tell whether a sentence names who is charged and says so, whatever the heading above it says."""
    return duty.actor_source == "inline" and ("ordered" in duty.why or "trách nhiệm" in duty.text)


def _take_form(duties: list[Duty], form: Form | None) -> None:
    """Add what a form says; a line that only says by when belongs to the duty above it."""
    if form is None:
        return
    if duty := form.duty():
        duties.append(duty)
    elif form.limits and duties and form.follows(duties[-1]) and not duties[-1].deadlines:
        duties[-1] = replace(duties[-1], deadlines=form.limits)
