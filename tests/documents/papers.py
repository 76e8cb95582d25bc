"""Papers as files, for those who read them."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import docx

from home.demonstration.load import PLAN

LETTER = """UBND TỈNH THANH HÓA
SỞ TƯ PHÁP
Số: 123/STP-VP
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Thanh Hóa, ngày 10 tháng 4 năm 2012
V/v phối hợp phòng, chống mua bán người
Kính gửi: Ban Chỉ đạo 138 tỉnh
Thực hiện Kế hoạch số 15/KH-BCĐ ngày 05/3/2012 của Ban Chỉ đạo 138 tỉnh, Sở Tư pháp báo cáo như sau.
Công tác phối hợp được duy trì thường xuyên./.
GIÁM ĐỐC
Trần Văn Bình
"""


def plan() -> str:
    return Path(PLAN).read_text(encoding="utf-8")


def as_docx(text: str, rows: Sequence[Sequence[str]] = ()) -> bytes:
    """The lines as paragraphs, the rows as a table after them."""
    document = docx.Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for at, row in enumerate(rows):
            for cell, words in zip(table.rows[at].cells, row, strict=True):
                cell.text = words
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()
