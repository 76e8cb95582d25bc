"""Clean, compare and split Vietnamese text without losing the place of a letter."""

import re
import unicodedata
from collections.abc import Sequence

_DROPPED = dict.fromkeys((0x200B, 0x200C, 0x200D, 0xFEFF, 0x00AD))
_CLEANED: dict[int, str | None] = {**_DROPPED, 0x00A0: " ", 0x00D0: "Đ", 0x00F0: "đ"}
_LINE_END = re.compile("\r\n?|\u0085|\u2028|\u2029")
#: Letters that cleaning changes or drops; most texts have none, and are read once to know it.
_ODD = re.compile("[\r\u0085\u2028\u2029\u00a0\u00ad\u00d0\u00f0\u200b-\u200d\ufeff]")

# oà, oè, uỳ at the end of a syllable; "qu" is a consonant, so quý and quỳ keep their mark.
_LATE_TONE = re.compile(
    r"(?<![qQ])(?:[oO][àáãảạÀÁÃẢẠèéẽẻẹÈÉẼẺẸ]|[uU][ỳýỹỷỵỲÝỸỶỴ])(?![^\W\d_])",
)
_EARLY_TONE = re.compile(r"([òóỏõọ](?=[ae]$)|[ùúủũụ](?=y$))(.)$")
_SYLLABLE = re.compile(r"[^\W_]+")


def clean(text: str) -> str:
    """Give one spelling to what looks the same: NFC, plain blanks, no invisible marks, Đ for Ð.

    Word files hold hundreds of such characters; without this no search and no comparison is right.
    """
    unified = text
    if _ODD.search(text):
        unified = _LINE_END.sub("\n", text).translate(_CLEANED)
    return unified if unicodedata.is_normalized("NFC", unified) else unicodedata.normalize("NFC", unified)


def canonical(text: str) -> str:
    """Put the tone mark of open oa, oe, uy on the first vowel (hoà → hòa), keeping the length.

    Both placements are correct and stand in one paper; they must compare as equal.
    """
    return _LATE_TONE.sub(_move_tone, text)


def _move_tone(found: re.Match[str]) -> str:
    pair = found.group()
    parts = unicodedata.normalize("NFD", pair[1])
    return unicodedata.normalize("NFC", pair[0] + parts[1:]) + parts[0]


def fold(text: str) -> str:
    """Lower-case base letters only (Đề án → de an); as long as the NFC form of the text.

    Equal length means that a hit in the folded text is a hit at the same place in the text.
    """
    return unicodedata.normalize("NFC", text).translate(_FOLDING)


class _Folding(dict[int, str]):
    """A translation table that works out each letter once."""

    def __missing__(self, code: int) -> str:
        letter = self[code] = _fold_letter(chr(code))
        return letter


def _fold_letter(letter: str) -> str:
    if "\u0300" <= letter <= "\u036f":
        return " "  # a mark that found no letter would join the folded one and shorten the text
    lower = letter.lower()
    if len(lower) != 1:
        lower = unicodedata.normalize("NFD", letter)[0].lower()
    if lower in "đð":
        return "d"
    parts = unicodedata.normalize("NFD", lower)
    return parts[0] if all("\u0300" <= mark <= "\u036f" for mark in parts[1:]) else lower


_FOLDING = _Folding()
_FORMS: dict[str, str] = {}
"""Each base letter with all its marked forms, Vietnamese and other, small and capital."""
for _code in (*range(0x41, 0x250), *range(0x1E00, 0x1F00)):
    _base = fold(chr(_code))
    if "a" <= _base <= "z":
        _FORMS[_base] = _FORMS.get(_base, "") + chr(_code)


_BETWEEN = f"[^0-9{''.join(_FORMS.values())}]"


def pattern(words: str) -> str:
    """A regular expression, for PostgreSQL too, that finds the words however their letters are marked.

    For lists that are looked through without an index: `phong chong` and `PHÒNG CHỐNG` find the same.
    """
    return "".join(f"[{_FORMS[letter]}]" if letter in _FORMS else re.escape(letter) for letter in fold(words))


def run_pattern(run: Sequence[str], *, marked: bool) -> str:
    """A regular expression, for PostgreSQL too, that finds these syllables side by side and whole.

    With the marks they carry, the tone in either of its places (hòa, hoà), or under any. It names every
    letter: what PostgreSQL takes for a letter hangs on how the database was made.
    """
    spelt = [_spelt(syllable) if marked else pattern(syllable) for syllable in run]
    return f"(^|{_BETWEEN}){f'{_BETWEEN}+'.join(spelt)}({_BETWEEN}|$)"


def _spelt(syllable: str) -> str:
    forms = dict.fromkeys((syllable, _EARLY_TONE.sub(_move_tone_on, syllable)))
    cased = ("".join(f"[{letter}{letter.upper()}]" for letter in form) for form in forms)
    return f"(?:{'|'.join(cased)})"


def _move_tone_on(found: re.Match[str]) -> str:
    parts = unicodedata.normalize("NFD", found[1])
    return parts[0] + unicodedata.normalize("NFC", found[2] + parts[1:])


def syllables(text: str) -> list[tuple[str, int, int]]:
    """Return each run of letters or digits with the places where it starts and ends."""
    return [(found.group(), found.start(), found.end()) for found in _SYLLABLE.finditer(text)]


def words(text: str) -> list[str]:
    """The runs of letters or digits alone: half the price where places are not asked for."""
    return _SYLLABLE.findall(text)
