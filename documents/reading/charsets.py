"""The one-byte encodings of Vietnamese before Unicode: TCVN3 (TCVN 5712:1993), VISCII (RFC 1456), VNI.

Every table maps what a file holds, read as Latin-1, to the letters meant.
"""

import re
import unicodedata

# TCVN3 (ABC): lower-case letters; capital letters use the same bytes in a font of capitals.
TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ¡¢§£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)

_VISCII_HIGH = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ" "ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ" "Õắằặấầẩậẽẹếềểễệố" "ồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ" "ĐứÒÓÔạỷừửÙÚỹỵÝỡư" "àáâãảăữẫèéêẻìíĩỉ" "đựòóôõỏọụùúũủýợỮ"
)  # fmt: skip
VISCII = {chr(0x80 + at): letter for at, letter in enumerate(_VISCII_HIGH)} | dict(
    zip("\x02\x05\x06\x14\x19\x1e", "ẲẴẪỶỸỴ", strict=True)
)

# VNI writes a letter and then a sign for what stands above and below it.
_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
_ROUND, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_VNI_SIGNS = {
    "ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT,
    "â": _ROUND, "á": _ROUND + _ACUTE, "à": _ROUND + _GRAVE, "å": _ROUND + _HOOK, "ã": _ROUND + _TILDE,
    "ä": _ROUND + _DOT,
    "ê": _BREVE, "é": _BREVE + _ACUTE, "è": _BREVE + _GRAVE, "ú": _BREVE + _HOOK, "ü": _BREVE + _TILDE,
    "ë": _BREVE + _DOT,
}  # fmt: skip
_VNI_SINGLE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "í": "í", "ì": "ì", "î": "ỵ"}
_VNI_BASES = {"a": _ROUND + _BREVE, "e": _ROUND, "o": _ROUND, "u": "", "y": "", "ô": "", "ö": ""}


_SHOUTS = re.compile(r"[A-Z][^\W\dA-Za-z_]*[A-Z]")
_PLAIN_SMALL = re.compile(r"[a-z]")
_WORD = re.compile(r"[^\W\d_]+")


def _vni_pairs() -> dict[str, str]:
    pairs: dict[str, str] = {}
    for base, above in _VNI_BASES.items():
        for sign, marks in _VNI_SIGNS.items():
            shape = marks[0] if marks[0] in (_ROUND, _BREVE) else ""
            if shape and shape not in above:
                continue
            letter = unicodedata.normalize("NFC", _VNI_SINGLE.get(base, base) + marks)
            pairs[base + sign] = letter
            pairs[base.upper() + sign.upper()] = pairs[base.upper() + sign] = letter.upper()
    return pairs


VNI = _vni_pairs() | _VNI_SINGLE | {key.upper(): letter.upper() for key, letter in _VNI_SINGLE.items()}
_VNI = re.compile("|".join(sorted(map(re.escape, VNI), key=len, reverse=True)))


def from_tcvn3(text: str) -> str:
    read = "".join(TCVN3.get(letter, letter) for letter in text)
    return "\n".join(_in_capitals(line) for line in read.split("\n"))


def _in_capitals(line: str) -> str:
    """Give accented letters the case of the plain ones beside them: "CéNG HßA" is CỘNG HÒA, not CộNG HòA.

    One capital ("Sở", "Kế") does not say so, except in a line of capitals.
    """
    if not _SHOUTS.search(line):
        return line
    whole = not _PLAIN_SMALL.search(line) and not any(letter.isdigit() for letter in line)

    def raised(found: re.Match[str]) -> str:
        word = found.group()
        capitals = sum("A" <= letter <= "Z" for letter in word)
        return word.upper() if capitals > 1 - whole and not _PLAIN_SMALL.search(word) else word

    return _WORD.sub(raised, line)


def from_viscii(text: str) -> str:
    return "".join(VISCII.get(letter, letter) for letter in text)


def from_vni(text: str) -> str:
    return _VNI.sub(lambda found: VNI[found.group()], text)
