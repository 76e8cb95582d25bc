"""Who leads and who helps where both stand in one value: "Sở A chủ trì, phối hợp với Công an tỉnh"."""

import re
from typing import NamedTuple

_LEADS = r"(?:chủ trì(?:\sthực hiện)?|lãnh đạo|chỉ đạo|phụ trách|(?:là |làm )?đầu mối|chịu trách nhiệm chính)"
_HELPS = r"(?:phối hợp(?:\sthực hiện)?|tham mưu|thực hiện|hỗ trợ|tham gia|giúp việc)"
_WITH = r"phối hợp\s(?:(?:cùng\s)?với\s|cùng\s)?"
_BOTH = re.compile(
    rf"^(?:do\s)?(?P<lead>.+?)\s{_LEADS}(?:\s?[,;.]\s?|\svà\s|\s?$)(?P<rest>.*)$", re.IGNORECASE
)
_JOINTLY = re.compile(rf"^(?:do\s)?(?P<lead>.+?)[,;]?\s(?:và\s)?{_WITH}(?P<help>.+)$", re.IGNORECASE)
_HELPED = re.compile(rf"^(?:{_WITH})?(?P<help>.+?)(?:\s{_HELPS})?$", re.IGNORECASE)
_SAYS = re.compile(rf"(?<!\w)(?:{_LEADS}|phối hợp)(?!\w)", re.IGNORECASE)


class Shares(NamedTuple):
    """The words that name who leads and those that name who helps."""

    lead: str
    help: str = ""


def shares_in(value: str) -> Shares | None:
    """Part a value that says more than names; None when it says nothing of parts."""
    bare = value.strip(" ;,.")
    if _SAYS.search(bare) is None:
        return None
    if found := _BOTH.match(bare):
        rest = _HELPED.match(found["rest"].strip(" ;,."))
        return Shares(found["lead"], rest["help"] if rest else "")
    found = _JOINTLY.match(bare)
    return Shares(found["lead"], found["help"]) if found else None
