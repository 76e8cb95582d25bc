"""From the bytes of a text file to Unicode; the old Vietnamese encodings included."""

import codecs
import re
import unicodedata

from documents.reading.charsets import from_tcvn3, from_viscii, from_vni
from documents.reading.errors import ReadingError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ALLOWED_CONTROLS = frozenset("\t\n\r\x0b\x0c")
_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_VIETNAMESE = frozenset(
    unicodedata.normalize("NFC", vowel + tone)
    for vowel in _VOWELS
    for tone in _TONES
    if tone or vowel in "ăâêôơư"
) | {"đ"}
_COMMON = re.compile(
    r"(?<!\w)(?:của|và|các|ngày|tháng|năm|về|công|được|theo|trong|việc|tỉnh|số|hành|quyết)(?!\w)"
)


def decode(data: bytes) -> str:
    """Return the text of a plain text file.

    UTF-8 and UTF-16 are sure. Of the one-byte encodings the one is taken that gives Vietnamese words; nothing
    is guessed when none does.
    """
    if not data.strip():
        raise ReadingError("empty", "Tệp không có nội dung. Hãy chọn tệp khác.")
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _checked(_strictly(data, name))
    try:
        return _checked(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    if (wide := _utf16_without_mark(data)) is not None:
        return _checked(wide)
    if b"\x00" in data:
        raise _not_text()
    bytewise = data.decode("latin-1")
    candidates = [read(bytewise) for read in (from_tcvn3, from_vni, from_viscii)]
    if windows := _windows_1258(data):
        candidates.append(windows)
    best = max(candidates, key=_likeness, default="")
    if not best or _likeness(best) == 0:
        raise ReadingError(
            "encoding",
            "Không nhận ra bảng mã của tệp. Hãy mở tệp bằng Word, lưu lại dạng .docx "
            "hoặc văn bản UTF-8 rồi thử lại.",
        )
    return _checked(best)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise ReadingError(
            "encoding", "Tệp văn bản bị hỏng, không giải mã được. Hãy lưu lại dạng UTF-8 rồi thử lại."
        ) from None


def _checked(text: str) -> str:
    sample = text[:200_000]
    strange = sum(
        1
        for letter in sample
        if letter not in _ALLOWED_CONTROLS and unicodedata.category(letter) in ("Cc", "Cn", "Co")
    )
    if strange > max(2, len(sample) // 100):
        raise _not_text()
    if not text.replace("\ufeff", "").strip():
        raise ReadingError("empty", "Tệp không có nội dung. Hãy chọn tệp khác.")
    return text


def _not_text() -> ReadingError:
    return ReadingError("binary", "Đây không phải tệp văn bản. Hãy chọn tệp .docx, .pdf có chữ hoặc .txt.")


def _utf16_without_mark(data: bytes) -> str | None:
    if len(data) % 2 or len(data) < 4:
        return None
    sample = data[:4000]
    low, high = sample[1::2].count(0), sample[0::2].count(0)
    name = "utf-16-le" if low > len(sample) // 5 else "utf-16-be" if high > len(sample) // 5 else None
    try:
        return data.decode(name) if name else None
    except UnicodeDecodeError:
        return None


def _windows_1258(data: bytes) -> str | None:
    try:
        return unicodedata.normalize("NFC", data.decode("cp1258"))
    except UnicodeDecodeError:
        return None


def mended(text: str) -> str:
    """Return what a Word file set in a TCVN3 or VNI font says; any other text comes back as it is."""
    sample = text[:100_000]
    if sample.isascii() or any(ord(letter) > 0xFF for letter in sample if letter.isalpha()):
        return text
    read = max((from_tcvn3(text), from_vni(text)), key=_likeness)
    return read if _likeness(read) > 2 * _likeness(text) + 20 else text


def _likeness(text: str) -> int:
    """Count common words and accented letters, less the letters no Vietnamese word has."""
    sample = text[:100_000].lower()
    letters = sum(1 for letter in sample if letter in _VIETNAMESE)
    foreign = sum(
        1 for letter in sample if ord(letter) > 127 and letter.isalpha() and letter not in _VIETNAMESE
    )
    signs = sum(1 for letter in sample if ord(letter) > 127 and not letter.isalpha())
    words = len(_COMMON.findall(sample))
    return max(0, words * 5 + letters - 4 * foreign - 2 * signs) if words else 0
