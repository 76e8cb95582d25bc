"""Numbers in words, as minutes write them: 1.025 → một nghìn không trăm hai mươi lăm."""

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
GROUPS = ("", "nghìn", "triệu", "tỷ")


def in_words(number: int) -> str:
    """Write a number from 0 to 999 tỷ in words."""
    if not 0 <= number < 10**12:
        raise ValueError(number)
    groups: list[int] = []
    while number or not groups:
        number, group = divmod(number, 1000)
        groups.append(group)
    words: list[str] = []
    for place in range(len(groups) - 1, -1, -1):
        if groups[place] or len(groups) == 1:
            words += [*_group(groups[place], full=bool(words)), GROUPS[place]]
    return " ".join(filter(None, words))


def _group(number: int, *, full: bool) -> list[str]:
    """Three digits; after a larger group the hundred is said even when it is none."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = [DIGITS[hundreds], "trăm"] if hundreds or full else []
    if tens == 0 and ones == 0:
        return words or [DIGITS[0]]
    if tens == 0:
        return [*words, "linh", DIGITS[ones]] if words else [DIGITS[ones]]
    words += ["mười"] if tens == 1 else [DIGITS[tens], "mươi"]
    if ones == 1 and tens > 1:
        return [*words, "mốt"]
    if ones == 5:
        return [*words, "lăm"]
    return [*words, DIGITS[ones]] if ones else words
