"""The tasks a paper gives: who leads, who helps, by when, and who only receives reports."""

import re
from collections.abc import Iterator
from datetime import date

from documents.reading import standard
from documents.reading.deadlines import deadlines_in, stated_limits
from documents.reading.findings import Deadline, Duty, Named, Report, Span
from documents.reading.gazetteer import Gazetteer, PhraseSet, Token
from documents.reading.kinds import NORMATIVE
from documents.reading.labelled import Form, FormReader, begins_with_label
from documents.reading.mentions import Listed, Mentions
from documents.reading.outline import Node
from documents.reading.passages import Piece, Sentence, gives_duties, holds_no_tasks, pieces_of, sentences_of
from vietnamese.text import fold

# Reports and proposals describe what was done; only an explicit order in them is a task.
_DESCRIBING = frozenset({"BC", "TTr", "BB", "GM", "TC"})
_ASSIGNS = re.compile(
    r"(?<!\w)(?P<word>[Gg]iao(?:\scho|\snhiệm vụ cho|\strách nhiệm cho)?|[Đđ]ề nghị|[Yy]êu cầu|"
    r"[Pp]hân công|[Ủủ]y quyền cho)\s(?=\S)"
)
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
_WITH = re.compile(
    r"(?<!\w)phối hợp(?:(?:,)?\s(?:chặt chẽ|đồng bộ|kịp thời|thường xuyên|tốt|trao đổi thông tin|"
    r"thống nhất|hiệu quả)){0,2}"
    r"(?:\scùng)?\s(?P<with>với\s)?(?P<who>(?=\S))",
    re.IGNORECASE,
)
_REPORTS = re.compile(r"(?<!\w)báo cáo(?!\sviên)(?!\w)", re.IGNORECASE)
_REGULAR_REPORT = re.compile(r"(?<!\w)(?:[Đđ]ịnh kỳ|[Hh][àằ]ng)\s.{0,200}?báo cáo(?!\sviên)")
_TARGET = re.compile(r"(?<!\w)(?:về|gửi|cho|với|tới|lên|đến)\s(?=[A-ZĐỦTcC])")
_THROUGH = re.compile(r"\(?(?<!\w)(?:qua|thông qua)\s(?=[A-ZĐỦ])")
_RESPONSIBLE = re.compile(r"(?<!\w)(?:có|chịu)\strách nhiệm(?!\w)|(?<!\w)có nhiệm vụ(?!\w)")
_LEAD_IN = re.compile(
    r"^(?:Trên cơ sở|Căn cứ|Định kỳ|Hàng|Hằng|Trong|Để|Theo(?! dõi)|Khi|Trước|Đối với|Ngoài|Sau khi|Từ|Tại|"
    r"Nhằm|Hết|Đến|Thường xuyên|Trường hợp|Với)\s"
)
_DUTY_WORD = r"(?:trách nhiệm|nhiệm vụ|quyền hạn|chức năng)"
_HEADING_PREFIX = re.compile(
    r"^(?:Giao(?:\s(?:nhiệm vụ|trách nhiệm))?(?:\scho)?|Đề nghị|Yêu cầu|Đối với|"
    r"Phân công(?:\snhiệm vụ)?(?:\scho)?|"
    rf"{_DUTY_WORD}(?:(?:,|\svà)\s{_DUTY_WORD})*(?:\s(?:thi hành|thực hiện|chủ trì|phối hợp|cụ thể|quản lý|"
    r"quản lý nhà nước))?(?:\scủa)?)\s",
    re.IGNORECASE,
)
_DESCRIBED = re.compile(r"^\s*(?:đã|được|là(?!\sđầu mối)|nhận được|có ý kiến|ban hành\s.{0,40}như sau)(?!\w)")
# "Phòng A: Chủ trì …. Theo dõi …." The whole paragraph is addressed to who stands before the colon.
_LABELS_WHAT_FOLLOWS = re.compile(r"\s?(?:\([^)]{0,80}\)\s?)?:")
_VERBS = PhraseSet(set(standard.DUTY_VERBS) - standard.VERBS_IN_NAMES)
_LIMIT_FOLLOWS = re.compile(
    r"\s*(?:(?P<label>(?:Thời gian|Thời hạn|Tiến độ)(?:\s(?:hoàn thành|thực hiện|báo cáo))?\s?:\s?)|"
    r"(?:Thời gian|Thời hạn|Hoàn thành|Xong|Báo cáo|Kết quả|Văn bản|Ý kiến|Nội dung|Hồ sơ|Gửi|"
    r"Việc)(?!\w))[^\n;]*?"
    r"(?=[;\n]|\.\s|\.?$)"
)
_MAX_PARAGRAPH = 6000
_SUBJECT_REACH = 900


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
        self.forms = FormReader(gazetteer, home, issued_on)
        self._headings: dict[int, Listed | None] = {}

    def read(self, root: Node) -> tuple[Duty, ...]:
        duties: list[Duty] = []
        form: Form | None = None
        for piece in pieces_of(root):
            if holds_no_tasks(piece.above):
                continue
            if begins_with_label(piece.text):
                line = self.forms.read(piece.text[:_MAX_PARAGRAPH], piece.offset, piece.at)
                joined = self.forms.join(form, line) if form else None
                if joined is None:
                    duties.extend(_of_form(form))
                form = joined or line
                continue
            duties.extend(_of_form(form))
            form = None
            duties.extend(self._of_piece(piece))
        duties.extend(_of_form(form))
        return tuple(duties)

    # -- one paragraph ---------------------------------------------------------------------------------------

    def _of_piece(self, piece: Piece) -> Iterator[Duty]:
        text, offset = piece.text[:_MAX_PARAGRAPH], piece.offset
        heading = self._actor_above(piece.above)
        inherited: Listed | None = heading
        headed = heading is not None
        gave = False
        if not piece.at and text.endswith(":"):
            return
        for sentence in sentences_of(text, offset):
            duty, actor = self._of_sentence(piece, sentence, inherited, headed, gave)
            if actor is not None:
                inherited = actor
                headed = (
                    headed or _LABELS_WHAT_FOLLOWS.match(text, actor.names[-1].span.end - offset) is not None
                )
            if duty is not None:
                gave = True
                yield duty

    def _names(self, text: str, offset: int) -> tuple[Named, ...]:
        listed = Mentions(text, offset, self.gazetteer, self.home).list_at(0)
        return listed.names if listed else ()

    # -- one sentence ----------------------------------------------------------------------------------------

    def _of_sentence(
        self, piece: Piece, sentence: Sentence, inherited: Listed | None, headed: bool, gave: bool
    ) -> tuple[Duty | None, Listed | None]:
        text, offset = sentence.text, sentence.offset
        charged = self.normative and gives_duties(piece.above)
        if (self.describing or (self.normative and not (headed or charged))) and not _ASKS.search(text):
            return None, None
        mentions = Mentions(text[:_SUBJECT_REACH], offset, self.gazetteer, self.home)
        subject, predicate, ordered = self._subject(text, mentions)
        if subject is not None and all(name.diffuse for name in subject.names):
            subject = None
            if not headed:
                return None, None
        own = subject is not None
        actor = subject or inherited
        rest_at = predicate - offset if own else 0
        rest = text[rest_at:]
        leading = bool(_LEADS.search(rest[:260])) and not _NOT_LEADING.search(rest[:260])
        coordinators = self._coordinators(text, offset, rest_at)
        starts_with_verb = own or _starts_with_verb(mentions)
        if not own and not starts_with_verb and not leading:
            return None, None
        addressed = ordered or leading or coordinators or _RESPONSIBLE.match(rest)
        if own and not piece.at and not addressed:
            return None, None
        if own and not self._is_order(rest, leading, bool(coordinators), ordered, charged):
            return None, None
        if not own and not headed:
            joint = sentence.opens and fold(text).startswith("phoi hop") and coordinators
            if not joint or all(name.diffuse for name in coordinators):
                return None, None
        if not own and ((gave and not leading and not coordinators) or (self.describing and not ordered)):
            return None, None
        if not own and not sentence.opens and not leading:
            return None, None
        report = self._report(text, offset, rest_at)
        after = rest_at if own else None
        limits = deadlines_in(text, offset, after, self.issued_on)
        if not limits:
            limits = self._later_limits(piece, sentence)
        names = actor.names if actor is not None and (own or headed) else ()
        every = tuple(period for limit in limits for period in limit.every)
        if report:
            report = Report(every, report.to, report.through, report.span)
        duty = Duty(
            at=piece.at,
            role=_role(leading, bool(coordinators), report, every),
            actors=names,
            coordinators=coordinators,
            deadlines=limits,
            report=report,
            actor_source="inline" if own else "heading" if names else "none",
            sure=_sureness(own, leading, bool(coordinators), names, ordered),
            why=_reasons(own, leading, bool(coordinators), names, ordered),
            text=text if not sentence.opens else piece.text,
            span=Span(offset, offset + len(text)),
            opens=sentence.opens,
        )
        return duty, subject

    def _subject(self, text: str, mentions: Mentions) -> tuple[Listed | None, int, bool]:
        """Find who acts: at the start, after a lead-in, or after "giao …"; and where the predicate begins."""
        tokens = mentions.tokens
        starts = [(0, False)]
        if order := _ASSIGNS.search(mentions.text):
            at = mentions.offset + order.end()
            begins = (
                order.start() == 0
                or text[: order.start()].rstrip().endswith((",", ";", ":", "."))
                or order["word"][0].isupper()
            )
            index = next((i for i, token in enumerate(tokens) if token.start >= at), None)
            if index is not None and begins:
                starts.insert(0, (index, True))
        if _LEAD_IN.match(text):
            commas = [i for i, token in enumerate(tokens[:160]) if token.low == ","][:8]
            starts.extend((i + 1, False) for i in commas)
        elif text.startswith(("Đồng thời,", "Ngoài ra,", "Tuy nhiên,")):
            starts.append((3, False))
        if (ordered_at := self._order(text, mentions, starts)) is not None:
            starts.insert(0, (ordered_at, True))
        for index, ordered in starts:
            listed = mentions.list_at(index)
            if listed is None:
                continue
            end = listed.end
            if (
                end < len(tokens)
                and tokens[end].low + _low(tokens, end + 1)
                in (
                    "yêucầu",
                    "đềnghị",
                    "thôngbáo",
                )
                and not ordered
            ):
                continue  # the issuer speaks; what it asks is the order
            if end < len(tokens) and tokens[end].low == ":":
                return listed, tokens[end].end, ordered
            while end < len(tokens) and tokens[end].low in (",", "sẽ", "cần", "phải"):
                end += 1
            if end < len(tokens) and (
                mentions.verb_at(end) or ordered or (index == 0 and _phrase_then_verb(mentions, end))
            ):
                return listed, tokens[end].start, ordered
        return None, mentions.offset, False

    def _order(self, text: str, mentions: Mentions, starts: list[tuple[int, bool]]) -> int | None:
        """Return the token after "giao", "yêu cầu", "đề nghị" where the paper gives an order by it."""
        order = _ASSIGNS.search(mentions.text)
        if order is None:
            return None
        before = text[: order.start()].rstrip()
        at = mentions.offset + order.end()
        index = next((i for i, token in enumerate(mentions.tokens) if token.start >= at), None)
        if not before or before.endswith((",", ";", ":", ".")) or order["word"][0].isupper():
            return index
        for start, _ in starts:
            listed = mentions.list_at(start)
            follows = listed is not None and listed.end < len(mentions.tokens)
            if listed and follows and mentions.tokens[listed.end].start == mentions.offset + order.start():
                return index
        return None

    def _is_order(self, rest: str, leading: bool, helped: bool, ordered: bool, charged: bool) -> bool:
        if _DESCRIBED.match(rest):
            return False
        if leading or ordered or _RESPONSIBLE.match(rest):
            return not (self.describing and not ordered and not leading)
        if charged:
            return True
        if self.normative or self.describing:
            return helped and fold(rest).startswith("phoi hop") and not self.describing
        return True

    def _coordinators(self, text: str, offset: int, begin: int) -> tuple[Named, ...]:
        for found in _WITH.finditer(text, begin):
            names = self._names(
                text[found.start("who") : found.start("who") + _SUBJECT_REACH], offset + found.start("who")
            )
            if names and (found["with"] or names[0].group or names[0].known):
                return names
        return ()

    def _report(self, text: str, offset: int, begin: int) -> Report | None:
        for found in _REPORTS.finditer(text, begin):
            window = text[found.end() : found.end() + 260]
            stop = re.search(r"[.;]", window)
            window = window[: stop.start()] if stop else window
            spots = [found.end() + 1] if window[:1] == " " else []
            spots += [found.end() + hit.end() for hit in _TARGET.finditer(window)]
            for spot in spots:
                listed = Mentions(text[spot : spot + 400], offset + spot, self.gazetteer, self.home).list_at(
                    0
                )
                if listed is None or all(name.diffuse for name in listed.names):
                    continue
                end = listed.names[-1].span.end - offset
                through = self._through(text, end, offset)
                to = " ".join(text[spot:end].split())
                return Report((), to, through, Span(offset + found.start(), offset + end))
        asked = begin == 0 or re.search(r"(?:tổng hợp,?|gửi|chế độ)\sbáo cáo", text[begin:])
        if asked and (hit := _REGULAR_REPORT.search(text)):
            return Report((), None, None, Span(offset + hit.start(), offset + hit.end()))
        return None

    def _through(self, text: str, end: int, offset: int) -> str | None:
        found = _THROUGH.search(text[end : end + 80])
        if found is None:
            return None
        start = end + found.end()
        names = self._names(text[start : start + 120], offset + start)
        return names[0].name if names else None

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

    # -- headings --------------------------------------------------------------------------------------------

    def _actor_above(self, above: tuple[Node, ...]) -> Listed | None:
        """Return the agency that the nearest heading names as the one addressed."""
        for depth, node in enumerate(reversed(above)):
            if node.kind in ("dash", "plus", "point") and not node.text.endswith(":"):
                continue
            if node.span.start not in self._headings:
                self._headings[node.span.start] = self._heading_actor(node)
            if found := self._headings[node.span.start]:
                return found if depth < 3 else None
        return None

    def _heading_actor(self, node: Node) -> Listed | None:
        text = (node.heading or node.text).rstrip(" :")
        if not text or len(text) > 250:
            return None
        prefix = _HEADING_PREFIX.match(text)
        begin = prefix.end() if prefix else 0
        start = node.span.end - len(node.text) if node.text else node.span.start
        bare = text[begin:]
        mentions = Mentions(_as_name(bare), start + begin, self.gazetteer, self.home)
        listed = mentions.list_at(0)
        if listed is None or all(name.diffuse for name in listed.names):
            return None
        rest = mentions.tokens[listed.end :]
        if rest and rest[0].low not in (":", "(", "có", "nơi", "trên") and not prefix:
            return None
        return listed


def _of_form(form: Form | None) -> Iterator[Duty]:
    if form is not None and (duty := form.duty()):
        yield duty


def _as_name(text: str) -> str:
    """A heading all in capitals: read it as a sentence would write it, letter for letter."""
    return (
        text
        if not text.isupper()
        else text[:1] + text[1:].lower()
        if len(text.lower()) == len(text)
        else text
    )


def _starts_with_verb(mentions: Mentions) -> bool:
    """Tell whether a sentence orders something of who is addressed above, perhaps after a lead-in."""
    tokens = mentions.tokens
    if not tokens:
        return False
    if mentions.verb_at(0):
        return True
    begins = _LEAD_IN.match(mentions.text) is not None
    if begins or (tokens[0].low in ("đồng", "ngoài", "hàng", "hằng") and len(tokens) > 3):
        commas = [at for at, token in enumerate(tokens[:60]) if token.low == ","][:6]
        if any(mentions.verb_at(at + 1) for at in commas):
            return True
    return begins and _phrase_then_verb(mentions, 0)


def _low(tokens: list[Token], at: int) -> str:
    return tokens[at].low if at < len(tokens) else ""


def _phrase_then_verb(mentions: Mentions, at: int) -> bool:
    """Read "Sở A theo chức năng, nhiệm vụ được giao tăng cường …", "Sở A, trong phạm vi …, hướng dẫn …"."""
    tokens = mentions.tokens
    if at >= len(tokens) or tokens[at].low not in (
        "theo",
        "trong",
        "căn",
        "trên",
        "khi",
        "hàng",
        "hằng",
        "định",
    ):
        return False
    return any(mentions.verb_at(index) for index in range(at + 2, min(at + 26, len(tokens))))


def _role(leading: bool, helped: bool, report: Report | None, every: tuple[str, ...]) -> str:
    if leading:
        return "lead"
    if report and every:
        return "report"
    return "actor_with_coop" if helped else "report" if report and report.to is None else "actor"


def _reasons(
    own: bool, leading: bool, helped: bool, names: tuple[Named, ...], ordered: bool
) -> tuple[str, ...]:
    """Say what the figure of sureness rests on."""
    known = all(name.known or name.group for name in names)
    facts = {
        "no_actor": not names,
        "ordered": ordered,
        "leads": leading,
        "helped": helped,
        "named_in_sentence": own,
        "named_above": bool(names) and not own,
        "unknown_agency": bool(names) and not known,
    }
    return tuple(name for name, holds in facts.items() if holds)


def _sureness(own: bool, leading: bool, helped: bool, names: tuple[Named, ...], ordered: bool) -> float:
    if not names:
        return 0.4
    sure = 0.9 if leading or ordered else 0.8 if helped else 0.65
    if not own:
        sure -= 0.05
    if not all(name.known or name.group for name in names):
        sure -= 0.1
    return round(sure, 2)
