"""The tasks a paper gives: who leads, who helps, by when, and who only receives reports."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from documents.reading.addressed import Addressees
from documents.reading.deadlines import deadlines_in, stated_limits
from documents.reading.findings import Deadline, Duty, Named, Report, Span
from documents.reading.gazetteer import Gazetteer
from documents.reading.handed import handed_to
from documents.reading.kinds import NORMATIVE
from documents.reading.labelled import Form, FormReader, begins_with_label, label_inside, task_above
from documents.reading.mentions import Mentions
from documents.reading.outline import Node
from documents.reading.partners import coordinators_in, report_in
from documents.reading.passages import (
    Piece,
    Sentence,
    assigns,
    concludes,
    gives_duties,
    holds_no_tasks,
    invites,
    pieces_of,
    sentences_of,
)
from documents.reading.phrases import Listed
from documents.reading.subjects import ASSIGNS, STANDING, acting_in, begins_with_verb, may_begin_with_verb
from documents.reading.sureness import Grounds
from vietnamese.text import fold

# Reports and proposals describe what was done; only an explicit order in them is a task.
_DESCRIBING = frozenset({"BC", "TTr", "BB", "GM", "TC"})
# Without one of these a report or a decree gives nobody a task.
_ASKS = re.compile(
    r"chủ trì|phối hợp|trách nhiệm|nhiệm vụ|giao|yêu cầu|đề nghị|phân công|ủy quyền|uỷ quyền", re.IGNORECASE
)
_LEADS = re.compile(r"(?<!\w)(?:là đầu mối\s)?chủ trì(?!\w)", re.IGNORECASE)
_NOT_LEADING = re.compile(
    r"(?:cơ quan|đơn vị|người|tổ chức|bộ,?\s?ngành|cá nhân|chủ nhiệm,?)\schủ trì|chủ trì\s(?:thiết kế|"
    r"cuộc họp|họp báo|soạn thảo)",
    re.IGNORECASE,
)
_RESPONSIBLE = re.compile(r"(?<!\w)(?:có|chịu)\strách nhiệm(?!\w)|(?<!\w)có nhiệm vụ(?!\w)")
_RESPONSIBLE_THEN = re.compile(
    r"(?:,\s)?(?:trong phạm vi|theo|căn cứ|trên cơ sở)\s[^.;:]{4,160}?có trách nhiệm(?!\w)"
)
_DESCRIBED = re.compile(
    r"^\s*(?:đã|được|là|nhận được|có ý kiến|ban hành\s.{0,40}như sau|tự giải thể|có hiệu lực|hết hiệu lực|"
    r"đánh giá cao|hoan nghênh|ghi nhận và|(?:thống nhất|nhất trí|đồng ý) với (?:chủ trương|đề xuất|"
    r"đề nghị|nội dung|ý kiến|báo cáo|phương án|dự thảo)|"
    r"(?:bao )?gồm|(?:làm việc|hoạt động) theo|được sử dụng)(?!\w)"
)
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
    r"(?:Yêu cầu|Đề nghị) các (?:cơ quan|đơn vị|địa phương)(?:,? (?:và )?(?:cơ quan|đơn vị|địa phương)){0,3}"
    r"(?: (?:nghiêm túc|khẩn trương|quan tâm|phối hợp|tổ chức|triển khai|thực hiện)){1,5}[./\s]*$|"
    r"Chi tiết (?:xin )?liên hệ|(?:\S+ ){1,3}này (?:thay thế|có hiệu lực|bãi bỏ|được))"
)
# Of a meeting to which a letter invites: "Chủ trì: Lãnh đạo Sở A."
_CHAIRS = re.compile(r"^Chủ trì\s?:\s(?:Lãnh đạo|[Đđ]ồng chí|[Đđ]/c|Ông|Bà)\s")
# "…, Chủ tịch UBND tỉnh có ý kiến như sau:" The paragraphs of a letter below it give orders.
_OPENS_ORDERS = re.compile(r"(?:yêu cầu|chỉ đạo|ý kiến|kết luận|đề nghị|giao|chỉ thị)[^:\n]{0,160}:\s*$")
# Who carries a paper out stands below its "Hiệu lực thi hành", a request below "Tồn tại, hạn chế".
# "2. Ủy ban nhân dân cấp tỉnh tổ chức diễn tập …": a clause of a law that directs a body.
_DIRECTED = re.compile(r"[^.;:]{4,160}?\s(?:tổ chức|chỉ đạo|tiếp nhận)\s")
_DIRECTS = re.compile(r"(?:tổ chức|chỉ đạo|tiếp nhận)\s(?!và trả|hồ sơ|có\s)")
_CHARGES_BY_NAME = re.compile(r"(?:chịu|có) trách nhiệm")
_REQUESTS = re.compile(r"(?:đề nghị|kiến nghị)\s|chịu trách nhiệm (?:tổ chức )?thi hành", re.IGNORECASE)
_ASKED_FOR = re.compile(r"kien nghi|de nghi|de xuat")
_BESIDE = re.compile(r"\s*,?\s?cùng(?:\svới)?\s*")
_MAX_PARAGRAPH = 6000
_SUBJECT_REACH = 900


@dataclass(frozen=True)
class _Charge:
    """Who is charged by a sentence, where it begins to say with what, and on which grounds."""

    listed: Listed | None
    rest_at: int
    ordered: bool = False
    own: bool = False
    handed: bool = False


class DutyReader:
    """Walks through the outline of one paper."""

    def __init__(
        self, gazetteer: Gazetteer, kind: str | None, home: str | None, issued_on: date | None = None
    ) -> None:
        self.gazetteer = gazetteer
        self.home = home
        self.issued_on = issued_on
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
        for sentence in sentences_of(text, offset):
            if _CLOSES.match(sentence.text):
                continue
            duty, actor = self._of_sentence(piece, sentence, inherited, headed, gave)
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
        self, piece: Piece, sentence: Sentence, inherited: Listed | None, headed: bool, gave: bool
    ) -> tuple[Duty | None, Listed | None]:
        text, offset = sentence.text, sentence.offset
        charged = self.normative and gives_duties(piece.above)
        if self._only_tells(piece, text, headed, charged):
            return None, None
        mentions = self._mentions(text[:_SUBJECT_REACH], offset)
        below = bool(piece.at) or (self.orders_from is not None and self.orders_from < offset)
        charge = self._charge(text, offset, mentions, piece, below, alone=not headed)
        if charge.own and charge.listed and all(name.diffuse for name in charge.listed.names):
            if not headed or ASSIGNS.match(text):
                return None, None
            charge = _Charge(None, 0)
        rest = text[charge.rest_at :]
        leading = bool(_LEADS.search(rest[:260])) and not _NOT_LEADING.search(rest[:260])
        helpers = coordinators_in(text, offset, charge.rest_at, self._mentions)
        charge, beside = _parted(charge, text, offset)
        helpers = (*beside, *helpers)
        if charge.own:
            given = self._own_is_order(below, charge, rest, leading, bool(helpers), charged)
        else:
            given = self._inherited_is_order(piece, sentence, mentions, headed, gave, leading, bool(helpers))
            given = given and (headed or not all(name.diffuse for name in helpers))
        if not given:
            return None, None
        actor = charge.listed if charge.own else inherited
        names = actor.names if actor is not None and (charge.own or headed) else ()
        grounds = Grounds(names, charge.own, leading, bool(helpers), charge.ordered)
        duty = self._duty(piece, sentence, charge, grounds, helpers)
        return duty, charge.listed if charge.own and not charge.handed else None

    def _only_tells(self, piece: Piece, text: str, headed: bool, charged: bool) -> bool:
        """Tell whether a report or a law says nothing by which anybody is charged."""
        tells = self.telling and not (headed and _asks_for(piece))
        if not tells and (not self.normative or headed or charged):
            return False
        return not (_ASKS.search(text) or (piece.numbered and _DIRECTED.match(text)))

    def _duty(
        self, piece: Piece, sentence: Sentence, charge: _Charge, grounds: Grounds, helpers: tuple[Named, ...]
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

    def _charge(
        self, text: str, offset: int, mentions: Mentions, piece: Piece, below: bool, *, alone: bool
    ) -> _Charge:
        plain = not (self.normative or self.telling)
        listing = plain and bool(piece.at) and assigns(piece.above)
        if acting := acting_in(text, mentions, loose=plain and below, listing=listing, item=piece.numbered):
            return _Charge(acting.listed, acting.begins - offset, acting.ordered, own=True)
        if plain and piece.at and (handed := handed_to(text, offset, self._mentions, alone=alone)):
            return _Charge(handed.listed, handed.begins, ordered=True, own=True, handed=True)
        return _Charge(None, 0)

    def _own_is_order(
        self, below: bool, charge: _Charge, rest: str, leading: bool, helped: bool, charged: bool
    ) -> bool:
        """Tell whether a sentence that names who acts gives an order, and does not tell or define."""
        responsible = _RESPONSIBLE.match(rest) or _RESPONSIBLE_THEN.match(rest)
        if not below and not (charge.ordered or leading or helped or responsible):
            return False
        if _DESCRIBED.match(rest) and not STANDING.match(rest):
            return False
        if leading or charge.ordered or responsible:
            return not (self.telling and not charge.ordered and not leading)
        if charged or (self.normative and _DIRECTS.match(rest)):
            return True
        if self.normative or self.telling:
            return helped and fold(rest).startswith("phoi hop") and not self.telling
        return True

    def _inherited_is_order(
        self,
        piece: Piece,
        sentence: Sentence,
        mentions: Mentions,
        headed: bool,
        gave: bool,
        leading: bool,
        helped: bool,
    ) -> bool:
        """Tell whether a sentence that names nobody orders something of who stands above it."""
        requested = headed and any(_ASKED_FOR.search(fold(node.heading)) for node in piece.above)
        if (
            (self.telling and not requested)
            or (gave and not leading and not helped)
            or not (sentence.opens or leading)
        ):
            return False
        below = bool(piece.above) or piece.numbered
        if self.normative:  # points below say what is in the file to be sent; clauses say what is to be done
            below = bool(piece.above) and piece.above[-1].kind == "article" and gives_duties(piece.above)
        plain = headed and sentence.opens and below
        if not (leading or begins_with_verb(mentions) or (plain and may_begin_with_verb(mentions))):
            return False
        return headed or (sentence.opens and helped and fold(sentence.text).startswith("phoi hop"))

    def _limits_and_report(
        self, piece: Piece, sentence: Sentence, charge: _Charge
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


def _parted(charge: _Charge, text: str, offset: int) -> tuple[_Charge, tuple[Named, ...]]:
    """Part "Sở A cùng Công an tỉnh kiểm tra …": who is named behind "cùng" helps."""
    names = charge.listed.names if charge.own and charge.listed else ()
    for at in range(1, len(names)):
        between = text[names[at - 1].span.end - offset : names[at].span.start - offset]
        if _BESIDE.fullmatch(between) and charge.listed:
            return replace(charge, listed=replace(charge.listed, names=names[:at])), names[at:]
    return charge, ()


def _asks_for(piece: Piece) -> bool:
    """Tell whether a report asks for something here: below "Đề xuất, kiến nghị"."""
    return any(_ASKED_FOR.search(fold(node.heading)) for node in piece.above)


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
