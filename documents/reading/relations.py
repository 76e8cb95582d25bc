"""What a paper does with the one it names, and which provisions of it are meant."""

import re

from documents.reading.codes import KIND, KIND_BEFORE

_UNIT = r"(?:[Tt]iết|[Đđ]iểm|[Kk]hoản|[Đđ]iều|[Mm]ục|[Cc]hương|[Pp]hần|[Pp]hụ lục|[Mm]ẫu số)"
_VALUE = r"(?:\d{1,4}(?:\.\d{1,3})?[a-zđ]?|[IVXLC]{1,6}|[a-zđ])"
_JOIN = r"(?:,\s|,?\s(?:và|hoặc|đến)\s|\s)"
_PROVISION = re.compile(
    rf"(?<!\w){_UNIT}\s{_VALUE}(?:{_JOIN}(?:{_UNIT}\s)?{_VALUE}(?=[\s,])){{0,12}},?"
    r"(?:\s(?:của|tại|ban hành kèm theo))?\s?$"
)
_PARTS = r"(?:\s(?:toàn bộ|một phần|một số|các)(?:\s(?:điều|nội dung|khoản|quy định|phụ lục|biểu mẫu))?)?"
_TAIL = rf"{_PARTS}(?:\s(?:của|tại|cho|trong|theo))?\s?$"
_RELATIONS = tuple(
    (value, re.compile(rf"(?P<passive>(?:được|bị|đã)\s)?(?<!\w)(?:{words}){_TAIL}", re.IGNORECASE))
    for value, words in (
        ("amends", r"sửa đổi,\sbổ sung|sửa đổi|bổ sung"),
        ("replaces", r"thay thế"),
        ("repeals", r"bãi bỏ(?:[^.;\n]{0,60}\stại)?|hủy bỏ"),
        ("corrects", r"đính chính"),
        ("consolidates", r"hợp nhất"),
        (
            "guides",
            r"hướng dẫn(?:\s(?:thi hành|thực hiện))?|"
            r"quy định chi tiết(?:\s(?:thi hành|và hướng dẫn thi hành))?|"
            r"biện pháp(?:\sđể)?(?:\stổ chức,?)?(?:\shướng dẫn)?\sthi hành",
        ),
        (
            "carries_out",
            r"(?:thực hiện|triển khai|cụ thể hóa|thi hành|quán triệt)"
            r"(?:\s(?:có hiệu quả|nghiêm túc|nghiêm|tốt|đầy đủ|nội dung))?",
        ),
    )
)
_ENDED = re.compile(r"[^.;\n]{0,120}?\shết hiệu lực(?!\w)")
_WINDOW = 180


def provision_of(text: str, start: int) -> tuple[str | None, int]:
    """Return the provisions named before the type word of the paper at `start`, and where they begin."""
    window_at = max(0, start - _WINDOW)
    window = text[window_at:start]
    words = list(KIND_BEFORE.finditer(window))
    if not words:
        return None, start
    begin = words[-1].start()
    found = _PROVISION.search(window, 0, begin)
    if found is None:
        return None, window_at + begin
    written = re.sub(r",?\s(?:của|tại|ban hành kèm theo)\s?$", "", found.group()).strip(" ,")
    return " ".join(written.split()), window_at + found.start()


def relation_at(text: str, begin: int, end: int, clause: int) -> str | None:
    """Tell what the words before `begin` do with the paper named up to `end`.

    `clause` is the end of the paper named before: what stands behind it is said of that one.
    """
    window_at = max(0, begin - _WINDOW)
    window = text[window_at:begin]
    cut = max(window.rfind("\n"), window.rfind(";"), window.rfind(". ")) + 1
    if clause > window_at + cut and not _listed(text[clause:begin]):
        return None
    for value, pattern in _RELATIONS:
        if found := pattern.search(window, cut):
            return None if found["passive"] else value
    return "repeals" if _ENDED.match(text, end) else None


_LISTED = re.compile(rf"[\s,;và]{{1,6}}(?:{KIND})?[\s:số]{{0,6}}")


def _listed(between: str) -> bool:
    return _LISTED.fullmatch(between) is not None
