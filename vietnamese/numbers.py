"""The number and symbol of a paper (15/KH-BCĐ) as a key that every spelling of it shares."""

import re

from vietnamese.text import clean, fold

_BEFORE = re.compile(r"(?:số|so)\s*[:.]?\s*(?=\d)", re.IGNORECASE)
_DASH = re.compile("[\u2010-\u2015\u2212]")
_SLASH = re.compile("[\u2044\u2215]")
_BLANK = re.compile(r"\s+")
_PADDING = re.compile(r"0+(?=\d)")


def key_of(symbol: str) -> str:
    """Return the comparison key: "15 /KH-BCĐ" → "15/kh-bcd", "07/CT-TTg" → "7/ct-ttg".

    Blanks, letter case, Đ or D and the leading zero differ between papers that cite the same one. The key
    is for comparing only; what is printed is stored and shown as printed.
    """
    text = _BEFORE.sub("", clean(symbol).strip(), count=1)
    text = _SLASH.sub("/", _DASH.sub("-", text))
    text = re.sub(r"/{2,}", "/", re.sub(r"-{2,}", "-", _BLANK.sub("", text)))
    text = _BLANK.sub("", fold(text)).strip(".,;:")
    return _PADDING.sub("", text, count=1) if text[:1] == "0" else text
