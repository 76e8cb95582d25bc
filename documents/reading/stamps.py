"""The number and date stamped on a signed PDF: they lie in signature fields, not in the text."""

import re

from pypdf import PageObject
from pypdf.generic import DictionaryObject, NameObject, StreamObject

_HEAD = 2_000
_MAX_FIELDS = 60
_DIGITS = re.compile(r"\d{1,6}")
_NUMBER_GAP = re.compile(r"((?:Số|SỐ)\s?:?)[ \t.…_]*(?=/)")
_DAY_GAP = re.compile(r"(ngày)[ \t.…_]*(?=tháng)")
_MONTH = re.compile(r"(tháng)[ \t.…_]*\d{0,2}[ \t.…_]*(?=năm)")


def with_stamps(page: PageObject, text: str) -> str:
    """Fill the blanks at the head of the first page with what was stamped there.

    A month printed in the draft gives way to the stamped one: the paper was signed later than drafted.
    """
    try:
        left, right = _stamped_digits(page)
    except Exception:  # a damaged field is no reason to refuse the paper
        return text
    head, rest = text[:_HEAD], text[_HEAD:]
    if left:
        head = _NUMBER_GAP.sub(rf"\1 {left[0]}", head, count=1)
    if right and (gap := _DAY_GAP.search(head)):
        head = f"{head[: gap.start()]}{gap[1]} {right[0]} {head[gap.end() :]}"
        if len(right) > 1:
            head = _MONTH.sub(rf"\1 {right[1]} ", head, count=1)
    return head + rest


def _stamped_digits(page: PageObject) -> tuple[list[str], list[str]]:
    """Return the digits stamped on the left and on the right half, from left to right."""
    middle = float(page.mediabox.left) + float(page.mediabox.width) * 0.45
    found: list[tuple[float, str]] = []
    for reference in list(page.get("/Annots") or [])[:_MAX_FIELDS]:
        field = reference.get_object()
        look = field.get("/AP")
        look = look.get_object().get("/N") if look is not None else None
        stream = look.get_object() if look is not None else None
        if field.get("/FT") == "/Sig" and isinstance(stream, StreamObject):
            words = _text_of_look(stream)
            if _DIGITS.fullmatch(words):
                found.append((float(field["/Rect"][0]), words))
    found.sort()
    return [word for x, word in found if x < middle], [word for x, word in found if x >= middle]


def _text_of_look(stream: StreamObject) -> str:
    sheet = PageObject.create_blank_page(width=600, height=800)
    sheet[NameObject("/Contents")] = stream
    sheet[NameObject("/Resources")] = stream.get("/Resources", DictionaryObject())
    return sheet.extract_text().strip()
