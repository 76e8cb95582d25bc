"""The types of official papers and their abbreviations (Nghị định 30/2020/NĐ-CP, Annex III)."""

import re

from vietnamese.text import canonical, fold

KINDS: dict[str, str] = {
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "CT": "Chỉ thị",
    "QC": "Quy chế",
    "QyĐ": "Quy định",
    "TC": "Thông cáo",
    "TB": "Thông báo",
    "HD": "Hướng dẫn",
    "CTr": "Chương trình",
    "KH": "Kế hoạch",
    "PA": "Phương án",
    "ĐA": "Đề án",
    "DA": "Dự án",
    "BC": "Báo cáo",
    "BB": "Biên bản",
    "TTr": "Tờ trình",
    "HĐ": "Hợp đồng",
    "CV": "Công văn",
    "CĐ": "Công điện",
    "BGN": "Bản ghi nhớ",
    "BTT": "Bản thỏa thuận",
    "GUQ": "Giấy ủy quyền",
    "GM": "Giấy mời",
    "GGT": "Giấy giới thiệu",
    "GNP": "Giấy nghỉ phép",
    "PG": "Phiếu gửi",
    "PC": "Phiếu chuyển",
    "PB": "Phiếu báo",
    "KL": "Kết luận",
    "NĐ": "Nghị định",
    "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch",
    "NQLT": "Nghị quyết liên tịch",
    "PL": "Pháp lệnh",
    "L": "Lệnh",
    "VBHN": "Văn bản hợp nhất",
    "Luật": "Luật",
    "BL": "Bộ luật",
    "HP": "Hiến pháp",
    "ĐL": "Điều lệ",
    "SY": "Bản sao y",
    "SL": "Bản sao lục",
    "TrS": "Bản trích sao",
    "BS": "Bản sao",
}

NORMATIVE = frozenset({"NĐ", "TT", "TTLT", "NQLT", "PL", "L", "VBHN", "Luật", "BL", "HP"})

# Words used for a letter when its symbol tells no type.
LETTER_WORDS = ("Công văn", "Văn bản")
# Abbreviations that are as often the agency's own: 1377/PB-KSBT is a letter of the Cục Phòng bệnh.
RARE = frozenset({"PB", "PC", "PG", "TC", "DA", "HĐ", "L", "BB", "PA", "BS", "SL"})
# A copy is titled by what was done: SAO Y, TRÍCH SAO.
_COPIES = {"sao y": "SY", "sao y bản chính": "SY", "sao lục": "SL", "trích sao": "TrS"}

_BY_NAME = {canonical(name).lower(): code for code, name in KINDS.items()}
_BY_NAME |= {word.lower(): "CV" for word in LETTER_WORDS}
_BY_FOLDED_NAME = {fold(name): code for name, code in (_BY_NAME | _COPIES).items()}
_EXACT = {code: code for code in KINDS if code != "Luật"}
# Letter case carries meaning (QyĐ is not QĐ), so a folded code counts only when it names one type.
_LOOSE: dict[str, str] = {}
for _code in _EXACT:
    _LOOSE[fold(_code)] = "" if fold(_code) in _LOOSE else _code

NAMES_LONGEST_FIRST = sorted([*KINDS.values(), *LETTER_WORDS], key=len, reverse=True)


def kind_named(name: str) -> str | None:
    """Return the abbreviation for a written type name ("Kế hoạch" → "KH")."""
    return _BY_NAME.get(canonical(" ".join(name.split())).lower())


def kind_titled(line: str) -> str | None:
    """Return the type for a title in capitals; scanned papers lose or change its accents."""
    return _BY_FOLDED_NAME.get(fold(" ".join(line.split()))) if line.isupper() else None


def kind_of_symbol(symbol: str) -> str | None:
    """Return the type that a symbol begins with: "KH-BCĐ" → "KH"; "UBND-KT" names none."""
    first = symbol.replace("/", "-").split("-", 1)[0].strip()
    if first[:2].upper() == "QH" and first[2:].isalnum():
        return None
    return _EXACT.get(first) or _LOOSE.get(fold(first)) or None


# NĐCP, QĐTTg: a type and its body run together. TTCP is a body of its own, so TT joins ministries only.
_GLUED = re.compile(
    r"(?P<type>NĐ|QĐ|NQ|KH|TB|BC|TTr|CĐ|TTLT|VBHN|HD|CTr)(?P<body>CP|TTg|UBND|HĐND|VPCP|TU|TW|B[A-ZĐ]{1,7})|"
    r"(?P<rule>TT)(?P<ministry>B[A-ZĐ]{1,7})|(?P<order>CT)(?P<head>TTg|UBND)"
)


def unglued(symbol: str) -> str:
    """Put the dash into a symbol printed without it: "NĐCP" → "NĐ-CP"; any other comes back as it is."""
    found = _GLUED.fullmatch(symbol) if "-" not in symbol and symbol not in _EXACT else None
    return "-".join(part for part in found.groups() if part) if found else symbol
