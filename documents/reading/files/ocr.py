"""Pictures of pages: read by tesseract with Vietnamese, when the machine has it."""

import io
import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import pypdf

from documents.reading.errors import ReadingError
from documents.reading.files.extract import Extract

_LANGUAGE = "vie"
_RESOLUTION = "300"
_MAX_PAGES = 60
_SECONDS_A_PAGE = 60
_ALONE = {**os.environ, "OMP_THREAD_LIMIT": "1"}  # more threads wait for each other on a page of text


@cache
def can_read_pictures() -> bool:
    """Tell whether tesseract and its Vietnamese data are installed."""
    if not shutil.which("tesseract"):
        return False
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False)
    return _LANGUAGE in listed.stdout.split()


def read_picture(data: bytes) -> Extract:
    """Read one picture of a page."""
    _must_be_able()
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder) / "page"
        picture.write_bytes(data)
        return _with_text([_words(picture)])


def read_scan(data: bytes) -> Extract:
    """Read a PDF of pictures page by page."""
    _must_be_able()
    if not shutil.which("pdftoppm"):
        raise _cannot()
    with tempfile.TemporaryDirectory() as folder:
        paper = Path(folder) / "paper.pdf"
        paper.write_bytes(data)
        count = min(len(pypdf.PdfReader(io.BytesIO(data)).pages), _MAX_PAGES)
        return _with_text([_words_of_page(paper, number) for number in range(1, count + 1)])


def _words_of_page(paper: Path, number: int) -> str:
    """Draw one page, read it and throw the picture away: each is a process of its own with its own limits."""
    one = ["-r", _RESOLUTION, "-gray", "-f", str(number), "-l", str(number), "-singlefile", "-png"]
    picture = paper.with_name(f"page{number}")
    _run(["pdftoppm", *one, str(paper), str(picture)])
    drawn = picture.with_suffix(".png")
    words = _words(drawn)
    drawn.unlink()
    return words


def _words(picture: Path) -> str:
    spaced = ["-c", "preserve_interword_spaces=1"]  # two columns of a letterhead stay apart
    return _run(["tesseract", str(picture), "-", "-l", _LANGUAGE, "--psm", "4", *spaced])


def _run(command: list[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, check=True, timeout=_SECONDS_A_PAGE, env=_ALONE)
    except (subprocess.SubprocessError, OSError):
        raise ReadingError(
            "scan", "Không nhận dạng được chữ trong ảnh. Hãy quét lại rõ hơn hoặc gõ lại nội dung."
        ) from None
    return done.stdout.decode("utf-8", "replace")


def _with_text(pages: list[str]) -> Extract:
    text = "\n\f\n".join(pages)
    if not text.strip("\f\n "):
        raise ReadingError("scan", "Ảnh không có chữ đọc được. Hãy quét lại rõ hơn hoặc gõ lại nội dung.")
    return Extract(text, pages=tuple(pages))


def _must_be_able() -> None:
    if not can_read_pictures():
        raise _cannot()


def _cannot() -> ReadingError:
    return ReadingError(
        "scan",
        "Tệp chỉ có ảnh chụp, không có chữ, và máy chủ chưa cài bộ nhận dạng chữ tiếng Việt. "
        "Hãy nhận dạng chữ (OCR) trước, hoặc gõ lại nội dung.",
    )
