"""To whom a plan has its results reported: the bodies named in its own sentence."""

from __future__ import annotations

import re
from typing import Final

from vietnamese.text import clean

#: “… tổng hợp tình hình báo cáo A, B và C./.”
SENTENCE: Final = re.compile(
    r"tổng hợp(?:\s+(?:tình hình|kết quả|chung))?[,\s]+báo cáo\s+(?!của\b|về\b|kết quả\b|định kỳ\b)"
    r"(?P<bodies>[^\n.;]{4,400})",
    re.IGNORECASE,
)
#: How the name of a body begins; “và” stands between bodies only in front of one.
BODY: Final = (
    r"(?:Thường trực|TT|Ban|UBND|Ủy ban|HĐND|Hội đồng|Tỉnh ủy|Thành ủy|Sở|Bộ|Chính phủ|Thủ tướng|Công an|"
    r"Văn phòng|Cục|Chủ tịch|Quốc hội)\b"
)
BETWEEN: Final = re.compile(rf"\s*,\s*(?:và\s+)?(?={BODY})|\s+và\s+(?={BODY})")


def reported_to(text: str) -> list[str]:
    """The bodies in the order they are written; empty when no sentence names any."""
    for found in SENTENCE.finditer(clean(text)):
        bodies = [" ".join(body.split()) for body in BETWEEN.split(found["bodies"])]
        named = [body for body in bodies if re.match(BODY, body)]
        if named:
            return named
    return []
