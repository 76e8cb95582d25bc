"""The numbers Word prints before paragraphs ("1.", "a)", "-"): they are in no text, only in the styles."""

from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_LEVELS = 9


@dataclass
class Level:
    """How a level of a list is printed: "%1" in the text is the number of the first level."""

    form: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass
class Numbering:
    """Counts the paragraphs of each list as Word does."""

    abstract: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    restarts: dict[tuple[str, int], int] = field(default_factory=dict)
    styles: dict[str, tuple[str | None, int | None, str | None]] = field(default_factory=dict)
    _counts: dict[tuple[str, int], int] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, paragraph: etree._Element) -> str:
        """Return what stands before the paragraph, with the blank behind it, and count it."""
        return self.printed(*self._list_of(paragraph))

    def printed(self, number: str | None, level: int) -> str:
        """The same for a paragraph that names its list and level itself."""
        known = self.abstract.get(self.lists.get(number or "", ""))
        if number in (None, "0") or known is None or level not in known:
            return ""
        name = self.lists[str(number)]
        self._count(name, str(number), level, known)
        form = known[level]
        if form.form == "bullet":
            return "+ " if form.text.strip() == "+" else "- "
        if form.form == "none":
            return ""
        label = form.text
        for above in range(_LEVELS):
            if f"%{above + 1}" in label:
                other = known.get(above, Level())
                value = self._counts.get((name, above), other.start)
                label = label.replace(f"%{above + 1}", shown(value, other.form))
        return f"{label.strip()} " if label.strip() else ""

    def _count(self, name: str, number: str, level: int, known: dict[int, Level]) -> None:
        restart = self.restarts.get((number, level))
        first = restart is not None and (number, level) not in self._begun
        self._begun.add((number, level))
        start = restart if first and restart is not None else known[level].start
        counted = self._counts.get((name, level))
        self._counts[name, level] = start if first or counted is None else counted + 1
        for below in range(level + 1, _LEVELS):
            self._counts.pop((name, below), None)

    def _list_of(self, paragraph: etree._Element) -> tuple[str | None, int]:
        number = level = None
        own = paragraph.find(f"{W}pPr/{W}numPr")
        if own is not None:
            number, level = _value(own.find(f"{W}numId")), _value(own.find(f"{W}ilvl"))
        style = _value(paragraph.find(f"{W}pPr/{W}pStyle"))
        for _ in range(10):
            if number is not None or style is None or style not in self.styles:
                break
            number, of_style, style = self.styles[style]
            level = level if level is not None else None if of_style is None else str(of_style)
        return number, int(level) if level and level.isdigit() else 0


def numbering_of(numbering: etree._Element | None, styles: etree._Element | None) -> Numbering:
    """Read the lists of a document."""
    read = Numbering()
    for style in styles.iterfind(f"{W}style") if styles is not None else ():
        listed = style.find(f"{W}pPr/{W}numPr")
        level = _value(listed.find(f"{W}ilvl")) if listed is not None else None
        number = _value(listed.find(f"{W}numId")) if listed is not None else None
        based = _value(style.find(f"{W}basedOn"))
        read.styles[str(style.get(f"{W}styleId"))] = (number, int(level) if level else None, based)
    for abstract in numbering.iterfind(f"{W}abstractNum") if numbering is not None else ():
        levels = {int(str(level.get(f"{W}ilvl"))): _level(level) for level in abstract.iterfind(f"{W}lvl")}
        read.abstract[str(abstract.get(f"{W}abstractNumId"))] = levels
    for listed in numbering.iterfind(f"{W}num") if numbering is not None else ():
        number = str(listed.get(f"{W}numId"))
        read.lists[number] = _value(listed.find(f"{W}abstractNumId")) or ""
        for override in listed.iterfind(f"{W}lvlOverride"):
            if (start := _value(override.find(f"{W}startOverride"))) and start.isdigit():
                read.restarts[number, int(str(override.get(f"{W}ilvl")))] = int(start)
    return read


def _level(level: etree._Element) -> Level:
    start = _value(level.find(f"{W}start")) or "1"
    return Level(
        _value(level.find(f"{W}numFmt")) or "decimal",
        _value(level.find(f"{W}lvlText")) or "",
        int(start) if start.isdigit() else 1,
    )


def _value(element: etree._Element | None) -> str | None:
    return None if element is None else element.get(f"{W}val")


def shown(value: int, form: str) -> str:
    """Write a number as the list does: 4 is "4", "d", "D", "iv" or "IV"."""
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman"):
        roman, rest = "", min(value, 399)
        for size, sign in ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), *_ROMAN):
            roman, rest = roman + sign * (rest // size), rest % size
        return roman.lower() if form == "lowerRoman" else roman
    return f"{value:02d}" if form == "decimalZero" else str(value)
