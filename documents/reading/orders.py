"""Whether a sentence orders something, or only tells, describes or defines."""

import re
from dataclasses import dataclass

from documents.reading.mentions import Mentions
from documents.reading.passages import Piece, Sentence, gives_duties
from documents.reading.subjects import STANDING, begins_with_verb, may_begin_with_verb
from vietnamese.text import fold

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
# "Phát triển các cụm công nghiệp là nhiệm vụ quan trọng.": says what something is, whatever it begins with.
_STATES = re.compile(
    r"(?!Xem |Coi |Xác định )[^,.;:]{6,160}?\slà (?:một |những )?(?:trong những )?"
    r"(?:nhiệm vụ|trách nhiệm|yêu cầu|khâu|giải pháp|nội dung|chủ trương|điều kiện|mục tiêu|căn cứ)(?!\w)"
)
# "2. Ủy ban nhân dân cấp tỉnh tổ chức diễn tập …": a clause of a law that directs a body.
_DIRECTED = re.compile(r"[^.;:]{4,160}?\s(?:tổ chức|chỉ đạo|tiếp nhận)\s")
_DIRECTS = re.compile(r"(?:tổ chức|chỉ đạo|tiếp nhận)\s(?!và trả|hồ sơ|có\s)")
# Who carries a paper out stands below its "Hiệu lực thi hành", a request below "Tồn tại, hạn chế".
_ASKED_FOR = re.compile(r"kien nghi|de nghi|de xuat")
_REACH = 260


@dataclass(frozen=True)
class Setting:
    """Where a sentence stands: in which kind of paper, below what, after what.

    `below`: in an item, or behind the line that opens the orders. `headed`: somebody is addressed above.
    `gave`: an earlier sentence of the paragraph gave a task.
    """

    piece: Piece
    normative: bool
    telling: bool
    below: bool
    headed: bool
    gave: bool = False

    @property
    def charged(self) -> bool:
        """Tell whether a heading of a law says that what follows is what somebody has to do."""
        return self.normative and gives_duties(self.piece.above)

    @property
    def asked_for(self) -> bool:
        """Tell whether a report asks for something here: below "Đề xuất, kiến nghị"."""
        return self.headed and any(_ASKED_FOR.search(fold(node.heading)) for node in self.piece.above)

    def only_tells(self, text: str) -> bool:
        """Tell whether a report or a law says nothing by which anybody is charged."""
        tells = self.telling and not self.asked_for
        if not tells and (not self.normative or self.headed or self.charged):
            return False
        return not (_ASKS.search(text) or (self.piece.numbered and _DIRECTED.match(text)))


def is_led(rest: str) -> bool:
    """Tell whether what is said of a body is that it leads."""
    return bool(_LEADS.search(rest[:_REACH])) and not _NOT_LEADING.search(rest[:_REACH])


def orders_named(setting: Setting, rest: str, *, ordered: bool, leading: bool, helped: bool) -> bool:
    """Tell whether a sentence that names who acts gives an order, and does not tell or define."""
    responsible = _RESPONSIBLE.match(rest) or _RESPONSIBLE_THEN.match(rest)
    if not setting.below and not (ordered or leading or helped or responsible):
        return False
    if _DESCRIBED.match(rest) and not STANDING.match(rest):
        return False
    if leading or ordered or responsible:
        return not (setting.telling and not ordered and not leading)
    if setting.charged or (setting.normative and _DIRECTS.match(rest)):
        return True
    if setting.normative or setting.telling:
        return helped and fold(rest).startswith("phoi hop") and not setting.telling
    return True


def orders_above(
    setting: Setting, sentence: Sentence, mentions: Mentions, *, leading: bool, helped: bool
) -> bool:
    """Tell whether a sentence that names nobody orders something of who stands above it."""
    if (
        (setting.telling and not setting.asked_for)
        or (setting.gave and not leading and not helped)
        or not (sentence.opens or leading)
        or (_STATES.match(sentence.text) and not STANDING.match(sentence.text))
    ):
        return False
    above = setting.piece.above
    below = bool(above) or setting.piece.numbered
    if setting.normative:  # points say what is in the file to be sent; clauses say what is to be done
        below = bool(above) and above[-1].kind == "article" and gives_duties(above)
    plain = setting.headed and sentence.opens and below
    if not (leading or begins_with_verb(mentions) or (plain and may_begin_with_verb(mentions))):
        return False
    return setting.headed or (sentence.opens and helped and fold(sentence.text).startswith("phoi hop"))
