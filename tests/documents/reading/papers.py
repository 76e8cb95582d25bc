"""Official papers made up by the rules of their forms, with what a clerk would read out of each."""

import unicodedata
from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st

# Symbol → the words that stand before it. The letters after the type stand for no body in particular.
NORMATIVE = {
    "NĐ-CP": "Nghị định",
    "TT-BTC": "Thông tư",
    "TT-BNNMT": "Thông tư",
    "QĐ-TTg": "Quyết định",
    "QĐ-UBND": "Quyết định",
    "NQ-HĐND": "Nghị quyết",
    "TTLT-BCA-BQP-BTP": "Thông tư liên tịch",
    "PL-UBTVQH12": "Pháp lệnh",
    "NQ-HĐTP": "Nghị quyết",
    "CT-TTg": "Chỉ thị",
    "TT-BLĐTBXH": "Thông tư",
    "NQLT-CP-UBTƯMTTQVN": "Nghị quyết liên tịch",
}
ADMINISTRATIVE = {
    "KH-UBND": "Kế hoạch",
    "QĐ-TTg": "Quyết định",
    "QĐ-BCĐ": "Quyết định",
    "CT-UBND": "Chỉ thị",
    "TB-VPCP": "Thông báo",
    "BC-SYT": "Báo cáo",
    "TTr-SNV": "Tờ trình",
    "HD-BNV": "Hướng dẫn",
    "CTr-UBND": "Chương trình",
    "KH-BCA-C41": "Kế hoạch",
    "CĐ-TTg": "Công điện",
    "NQ-CP": "Nghị quyết",
    "ĐA-UBND": "Đề án",
    "KL-TTCP": "Kết luận",
    "VBHN-VPCP": "Văn bản hợp nhất",
    "QĐ-CTUBND": "Quyết định",
    "GM-UBND": "Giấy mời",
    "UBND-KT": "Công văn",
    "SCT-QLCN": "Công văn",
    "VPCP-KTN": "Công văn",
    "BNNMT-ĐCKS": "Văn bản",
    "LĐTBXH-BVCSTE": "Công văn",
    "TCT-CS": "Công văn",
}
PARTY = {
    "CT/TW": "Chỉ thị",
    "QĐ/TU": "Quyết định",
    "CV/ĐU": "Công văn",
    "NQ/TW": "Nghị quyết",
    "KL/TW": "Kết luận",
    "KH/ĐUK": "Kế hoạch",
    "CTr/TU": "Chương trình",
    "HD/BTCTW": "Hướng dẫn",
    "ĐA/TU": "Đề án",
    "QĐ/BCĐ": "Quyết định",
    "TB/VPTU": "Thông báo",
}
ISSUERS = (
    "Chính phủ",
    "Thủ tướng Chính phủ",
    "Bộ trưởng Bộ Y tế",
    "Bộ Công an",
    "UBND tỉnh Quảng Trị",
    "Hội đồng nhân dân tỉnh Sơn La",
    "Ban Bí thư",
    "Bộ Chính trị",
    "Tỉnh ủy Cà Mau",
    "Ban Thường vụ Tỉnh ủy",
    "Ủy ban nhân dân thành phố Đà Nẵng",
    "Tòa án nhân dân tối cao",
    "Văn phòng Chính phủ",
    "Sở Y tế",
)
SUBJECTS = (
    "về tăng cường công tác quản lý",
    "quy định chi tiết thi hành một số điều của Luật",
    "phê duyệt chương trình giai đoạn 2021-2025",
    "về phòng, chống dịch COVID-19 trong ngày 30-7",
    "",
)


@dataclass(frozen=True)
class Cited:
    """One citation as the paper writes it, and what is to be read."""

    written: str
    code: str
    dated: date | None
    issuer: str | None


@st.composite
def codes(draw: st.DrawFn) -> tuple[str, str]:
    """Draw the word for a type and a code of that type."""
    number = draw(st.integers(1, 9999))
    shown = f"{number:02d}"
    form = draw(st.sampled_from(("normative", "administrative", "party", "law")))
    if form == "law":
        word = draw(st.sampled_from(("Luật", "Bộ luật", "Nghị quyết")))
        return word, f"{shown}/{draw(st.integers(1992, 2026))}/QH{draw(st.integers(9, 16))}"
    if form == "party":
        symbol = draw(st.sampled_from(sorted(PARTY)))
        return PARTY[symbol], f"{shown}-{symbol}"
    if form == "normative":
        symbol = draw(st.sampled_from(sorted(NORMATIVE)))
        decimal = draw(st.sampled_from(("", "", "", ".18")))
        return NORMATIVE[symbol], f"{shown}{decimal}/{draw(st.integers(1997, 2026))}/{symbol}"
    symbol = draw(st.sampled_from(sorted(ADMINISTRATIVE)))
    return ADMINISTRATIVE[symbol], f"{shown}/{symbol}"


@st.composite
def dates(draw: st.DrawFn) -> tuple[str, date | None]:
    """Draw a date as papers write it after a code, or none."""
    day = draw(st.dates(date(1997, 1, 1), date(2026, 12, 31)))
    forms = (
        f" ngày {day.day:02d} tháng {day.month:02d} năm {day.year}",
        f" ngày {day.day} tháng {day.month} năm {day.year}",
        f" ngày {day.day:02d}/{day.month}/{day.year}",
        f", ngày {day.day}/{day.month:02d}/{day.year}",
        f" ngày {day.day:02d}-{day.month:02d}-{day.year}",
        f" ngày {day.day:02d}.{day.month:02d}.{day.year}",
        f" (ngày {day.day:02d}/{day.month:02d}/{day.year})",
        f" ký ngày {day.day:02d}/{day.month:02d}/{day.year}",
        f" ngày  {day.day} tháng {day.month:02d}  năm {day.year}",
    )
    return draw(st.sampled_from([(form, day) for form in forms] + [("", None)]))


@st.composite
def citations(draw: st.DrawFn) -> Cited:
    """Draw one citation with its type word, date and issuer."""
    word, code = draw(codes())
    said = draw(st.sampled_from((" số ", " ", " số: ", " Số ")))
    if word in ("Luật", "Bộ luật"):
        said = draw(st.sampled_from((" số ", " Xây dựng số ", " Tổ chức chính quyền địa phương số ")))
    dated, day = draw(dates())
    issuer = draw(st.sampled_from((None, *ISSUERS)))
    subject = draw(st.sampled_from(SUBJECTS))
    of = f" của {issuer}" if issuer else ""
    return Cited(f"{word}{said}{code}{dated}{of} {subject}".rstrip(), code, day, issuer)


@st.composite
def damages(draw: st.DrawFn, text: str) -> str:
    """Spoil a text as word processors and scanners do, without changing what it says."""
    for damage in draw(st.lists(st.sampled_from(DAMAGES), max_size=3, unique=True)):
        text = damage(text)
    return text


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _foreign_d(text: str) -> str:
    return text.replace("Đ", "Ð")


def _hard_blanks(text: str) -> str:
    return text.replace(" ", "\u00a0")


def _zero_width(text: str) -> str:
    return text.replace("/", "\u200b/").replace("-", "\u00ad-")


def _blank_before_stroke(text: str) -> str:
    return text.replace("/", " /")


def _blank_after_dash(text: str) -> str:
    return text.replace("-CP", "- CP").replace("-UBND", "- UBND").replace("-TTg", " - TTg")


DAMAGES = (_decomposed, _foreign_d, _hard_blanks, _zero_width, _blank_after_dash)


def wrapped(text: str, width: int) -> str:
    """Break lines by hand, as PDF text comes; also behind the strokes and dashes of a symbol."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            if line and len(line) + 1 + len(word) > width:
                head = max(word.rfind("/", 0, width - len(line)), word.rfind("-", 0, width - len(line)))
                if head > 0 and word[:1].isdigit() and len(line) + 1 + head < width:
                    lines.append(f"{line} {word[: head + 1]}")
                    line = word[head + 1 :]
                else:
                    lines.append(line)
                    line = word
            else:
                line = f"{line} {word}" if line else word
        lines.append(line)
    return "\n".join(lines)
