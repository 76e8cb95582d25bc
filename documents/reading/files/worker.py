"""The caged child: it limits itself, reads one file from standard input and prints what is in it as JSON.

Started by `cage.py` as a program; nothing else imports it. Standard error says how far the pages are.
"""

import ctypes
import json
import resource
import sys
from collections.abc import Callable
from pathlib import Path

if __name__ == "__main__":  # started by path, so that no environment can change what is imported
    sys.path.insert(0, str(Path(__file__).parents[3]))

from documents.reading.errors import ReadingError
from documents.reading.files.archive import names_of
from documents.reading.files.drawn import Picture, draw_pdf, draw_picture
from documents.reading.files.extract import Extract
from documents.reading.files.ocr import read_picture, with_scanned_pages
from documents.reading.files.oldword import read_old_word
from documents.reading.files.pdf import read_pdf
from documents.reading.files.sheet import read_sheet
from documents.reading.files.word import read_word
from documents.reading.hidden.findings import Hidden
from documents.reading.hidden.office import look_into_office
from documents.reading.hidden.pdf import look_into_pdf
from documents.reading.hidden.picture import look_into_picture

MEMORY = 768 * 1024 * 1024
SECONDS = 20
FILE_SIZE = 256 * 1024 * 1024
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000


def _packed(data: bytes) -> Extract:
    names = names_of(data)
    if "word/document.xml" in names:
        return read_word(data)
    if "xl/workbook.xml" in names:
        return read_sheet(data)
    raise ReadingError(
        "not_word",
        "Tệp nén này không phải văn bản Word hay bảng tính. Hãy chọn tệp .docx, .xlsx, .pdf hoặc .txt.",
    )


def _paper(data: bytes) -> Extract:
    return with_scanned_pages(data, read_pdf(data), told=_tell)


def _picture(data: bytes) -> Extract:
    return read_picture(data, told=_tell)


def _tell(done: int, total: int) -> None:
    sys.stderr.write(f"page {done} of {total}\n")
    sys.stderr.flush()


READERS: dict[str, Callable[..., Extract | Hidden | Picture]] = {
    "packed": _packed,
    "pdf": _paper,
    "old_word": read_old_word,
    "picture": _picture,
    "hidden_packed": look_into_office,
    "hidden_pdf": look_into_pdf,
    "hidden_picture": look_into_picture,
    "drawn_pdf": draw_pdf,
    "drawn_picture": draw_picture,
}


def limit() -> None:
    """Give up memory, time and the network for good."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_SIZE, FILE_SIZE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_NEW_NETWORK):
        libc.unshare(_NEW_USER | _NEW_NETWORK)  # where neither is allowed the hook below still holds
    sys.addaudithook(_refuse_network)


def _refuse_network(event: str, _arguments: tuple[object, ...]) -> None:
    if event.startswith(("socket.", "urllib.", "ftplib.", "http.")):
        raise PermissionError("no network in the cage")


def main() -> int:
    limit()
    try:
        answer = READERS[sys.argv[1]](sys.stdin.buffer.read(), *map(int, sys.argv[2:])).as_json()
    except ReadingError as refusal:
        answer = {"refused": refusal.code, "sentence": refusal.sentence}
    except (MemoryError, RecursionError):
        answer = {"refused": "heavy"}
    except Exception:  # a hostile file makes a parser raise nearly anything
        answer = {"refused": "broken"}
    json.dump(answer, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
