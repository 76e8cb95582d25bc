"""Papers the plan rests on, and today's law on the subject: what is printed on them, without their texts.

Kế hoạch 04/KH-BCA-C41, Chỉ thị 10 and Đề án 375 are left out on purpose: a citation of a paper that is not
held must be seen too.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Paper:
    section: str
    type: str
    printed: str
    number: int
    symbol: str
    issued_on: str
    issuer: str
    subject: str
    effective_on: str | None = None
    expires_on: str | None = None
    signer: str = ""
    relation: tuple[str, str] | None = None


PAPERS = [
    Paper("van-ban-phap-luat", "Luật", "66/2011/QH12", 66, "QH12", "2011-03-29", "Quốc hội",
          "Phòng, chống mua bán người", effective_on="2012-01-01"),
    Paper("van-ban-phap-luat", "Luật", "53/2024/QH15", 53, "QH15", "2024-11-28", "Quốc hội",
          "Phòng, chống mua bán người", effective_on="2025-07-01", relation=("replaces", "66/2011/QH12")),
    Paper("van-ban-phap-luat", "Nghị định", "162/2025/NĐ-CP", 162, "NĐ-CP", "2025-06-29", "Chính phủ",
          "Quy định chi tiết một số điều và biện pháp thi hành Luật Phòng, chống mua bán người",
          effective_on="2025-07-01", relation=("guides", "53/2024/QH15")),
    Paper("chi-dao", "Quyết định", "1427/QĐ-TTg", 1427, "QĐ-TTg", "2011-08-18", "Thủ tướng Chính phủ",
          "Phê duyệt Chương trình hành động phòng, chống tội phạm mua bán người giai đoạn 2011 - 2015",
          expires_on="2015-12-31"),
    Paper("chi-dao", "Quyết định", "33/QĐ-TTg", 33, "QĐ-TTg", "2026-01-07", "Thủ tướng Chính phủ",
          "Ban hành Chương trình phòng, chống mua bán người giai đoạn 2026 - 2030 và định hướng đến năm 2035",
          expires_on="2030-12-31"),
    Paper("chi-dao", "Chỉ thị của Đảng", "48-CT/TW", 48, "CT/TW", "2010-10-22", "Bộ Chính trị",
          "Tăng cường sự lãnh đạo của Đảng đối với công tác phòng, chống tội phạm trong tình hình mới"),
    Paper("ke-hoach", "Kế hoạch", "61/KH-UBND", 61, "KH-UBND", "2011-11-02", "UBND tỉnh Thanh Hóa",
          "Thực hiện Chương trình hành động phòng, chống tội phạm mua bán người giai đoạn 2011-2015",
          expires_on="2015-12-31"),
]  # fmt: skip
