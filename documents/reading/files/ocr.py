"""Pictures of pages: read by tesseract with Vietnamese, when the machine has it."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from PIL import Image, ImageOps

from documents.reading.errors import ReadingError
from documents.reading.files.extract import Extract
from documents.reading.files.pdf import PdfText, joined
from documents.reading.files.plaintables import PlainTables, may_hold_table
from documents.reading.files.words import Word

_LANGUAGE = "vie"
_RESOLUTION = 300
_MAX_PAGES = 200
_SECONDS_A_PAGE = 60
#: After so long no further page is begun: what is read by then is better than nothing.
_SECONDS = 1500
#: Letters of a printed page are large enough for tesseract when the page is so many points wide.
_WIDE, _WIDEST = 2_480, 5_000
#: Wide gaps kept, so that two columns of a letterhead stay apart.
_AS_PRINTED = ("--psm", "4", "-c", "preserve_interword_spaces=1")
#: Blanks are kept where columns are read one by one, and lone figures get lost.
_COLUMN_BY_COLUMN = ("--psm", "3")
#: One block, lines over the whole page: lone figures are found, but blanks get lost.
_FIGURES = 6
_LINE_BY_LINE = ("--psm", "6")
_ALONE = {**os.environ, "OMP_THREAD_LIMIT": "1"}  # more threads wait for each other on a page of text
_SPECK = re.compile(r"(?<!\S)[.·•,:;'`~^_|\\°*\"“”‘’¬=<>\[\]{}]+(?!\S)")

_ILLEGIBLE = "Không nhận dạng được chữ trong ảnh. Hãy quét lại rõ hơn hoặc gõ lại nội dung."

#: Draws one page into a file.
Draw = Callable[[int, Path], None]
Told = Callable[[int, int], None]


@cache
def can_read_pictures() -> bool:
    """Tell whether tesseract and its Vietnamese data are installed."""
    if not shutil.which("tesseract"):
        return False
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False)
    return _LANGUAGE in listed.stdout.split()


def read_picture(data: bytes, told: Told) -> Extract:
    """Read a picture of a page, or of several."""
    if not can_read_pictures():
        raise _cannot()
    try:
        with Image.open(io.BytesIO(data)) as picture:
            numbers = range(1, getattr(picture, "n_frames", 1) + 1)
            found = _Recognition(lambda number, to: _straightened(picture, number, to), told).read(numbers)
    except (OSError, ValueError, Image.DecompressionBombError):
        raise ReadingError("scan", _ILLEGIBLE) from None
    pages = [found.pages.get(number, "") for number in numbers]
    return _with_text(Extract("\n\f\n".join(pages), tuple(found.tables), tuple(pages), tuple(found.remarks)))


def with_scanned_pages(data: bytes, paper: PdfText, told: Told) -> Extract:
    """Read the pages of a PDF that are pictures, and put them between those that have words."""
    scanned = paper.scanned
    if not scanned:
        return paper.extract
    if not can_read_pictures() or not shutil.which("pdftoppm"):
        if not paper.extract.text.strip("\f\n \t"):
            raise _cannot()
        return replace(paper.extract, remarks=(_some_cannot(scanned),))
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "paper.pdf"
        kept.write_bytes(data)
        found = _Recognition(lambda number, to: _drawn(kept, number, to), told).read(scanned)
    pages = [found.pages.get(number) or words for number, words in enumerate(paper.extract.pages, 1)]
    tables = (*paper.extract.tables, *found.tables)
    return _with_text(Extract(joined(pages), tables, tuple(pages), tuple(found.remarks)))


class _Recognition:
    """One page after another; a page that cannot be read costs itself alone."""

    def __init__(self, draw: Draw, told: Told) -> None:
        self.draw = draw
        self.told = told
        self.pages: dict[int, str] = {}
        self.remarks: list[str] = []
        self._plain = PlainTables()

    @property
    def tables(self) -> Iterator[tuple[tuple[str, ...], ...]]:
        return (tuple(map(tuple, rows)) for rows in self._plain.tables)

    def read(self, numbers: Sequence[int]) -> _Recognition:
        begun = time.monotonic()
        failed: list[int] = []
        done = 0
        self.told(0, len(numbers))
        with tempfile.TemporaryDirectory() as folder:
            for number in numbers[:_MAX_PAGES]:
                if time.monotonic() - begun > _SECONDS:
                    break
                try:
                    self.pages[number] = self._page(number, Path(folder))
                except (subprocess.SubprocessError, OSError, ValueError):
                    failed.append(number)
                done += 1
                self.told(done, len(numbers))
        if failed:
            self.remarks.append(f"Không nhận dạng được chữ ở trang {_listed(failed)}. Hãy xem bản gốc.")
        if done < len(numbers):
            left = _listed(numbers[done:])
            self.remarks.append(
                f"Tệp dài nên chưa nhận dạng trang {left}. Hãy xem bản gốc hoặc chia nhỏ tệp."
            )
        return self

    def _page(self, number: int, folder: Path) -> str:
        """Draw a page, read it and throw the picture away: each step has limits of its own."""
        picture = folder / "page.png"
        self.draw(number, picture)
        words = _recognise(picture, *_AS_PRINTED)
        printed = picture.with_suffix(".txt").read_text("utf-8", "replace").replace("\f", "")
        if may_hold_table(words):
            words = _recognise(picture, *_COLUMN_BY_COLUMN)
            words += [word for word in _recognise(picture, *_LINE_BY_LINE) if _is_lost(word, words)]
        in_columns = self._plain.read(words)
        return without_specks(printed if in_columns is None else in_columns)


def without_specks(text: str) -> str:
    """Dirt on the glass is read as dots and strokes that stand alone: no word of any paper."""
    return "\n".join(_SPECK.sub("", line).rstrip() for line in text.split("\n"))


def _recognise(picture: Path, *how: str) -> list[Word]:
    """The words of a page with their places; its text lies beside the picture then."""
    _run(["tesseract", str(picture), str(picture.with_suffix("")), "-l", _LANGUAGE, *how, "txt", "tsv"])
    return list(_words(picture.with_suffix(".tsv").read_text("utf-8", "replace")))


def _is_lost(word: Word, found: list[Word]) -> bool:
    """A lone figure where nothing was read before."""
    return len(word.text) <= _FIGURES and not any(
        word.left < one.right and one.left < word.right and word.top < one.bottom and one.top < word.bottom
        for one in found
    )


def _words(table: str) -> Iterator[Word]:
    """The words with their boxes that tesseract lists, without what is not made of letters or figures."""
    for line in table.splitlines()[1:]:
        fields = line.split("\t")
        if len(fields) == 12 and fields[0] == "5" and re.search(r"\w|^[-–+]$", fields[11]):
            left, top, width, height = (float(field) for field in fields[6:10])
            yield Word(fields[11].strip("|_[] "), left, left + width, top, top + height)


def _straightened(picture: Image.Image, number: int, to: Path) -> None:
    """Turn a photograph as its camera noted, and make it as large as a page is when scanned."""
    picture.seek(number - 1)
    shown = ImageOps.exif_transpose(picture).convert("L")
    narrow = min(shown.size)
    factor = min(3.0, _WIDE / narrow) if narrow < _WIDE * 0.7 else 1.0
    size = [round(side * min(factor, _WIDEST / max(shown.size))) for side in shown.size]
    shown.resize((max(size[0], 1), max(size[1], 1)), Image.Resampling.LANCZOS).save(
        to, dpi=(_RESOLUTION, _RESOLUTION)
    )


def _drawn(paper: Path, number: int, to: Path) -> None:
    one = ["-r", str(_RESOLUTION), "-gray", "-f", str(number), "-l", str(number), "-singlefile", "-png"]
    _run(["pdftoppm", *one, str(paper), str(to.with_suffix(""))])


def _run(command: list[str]) -> None:
    subprocess.run(command, capture_output=True, check=True, timeout=_SECONDS_A_PAGE, env=_ALONE)


def _with_text(extract: Extract) -> Extract:
    if not extract.text.strip("\f\n "):
        raise ReadingError("scan", _ILLEGIBLE)
    return extract


def _listed(numbers: Sequence[int]) -> str:
    """Pages in words: "3, 5–9"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _cannot() -> ReadingError:
    return ReadingError(
        "scan",
        "Tệp chỉ có ảnh chụp, không có chữ, và máy chủ chưa cài bộ nhận dạng chữ tiếng Việt. "
        "Hãy nhận dạng chữ (OCR) trước, hoặc gõ lại nội dung.",
    )


def _some_cannot(numbers: Sequence[int]) -> str:
    return (
        f"Trang {_listed(numbers)} là ảnh chụp, không có chữ, và máy chủ chưa cài bộ nhận dạng chữ "
        "tiếng Việt. Hãy xem các trang này trong bản gốc."
    )
