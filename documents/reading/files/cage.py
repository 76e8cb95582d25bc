"""Start the caged child for one file, and turn whatever becomes of it into text or a sentence."""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Timer
from typing import Any

from documents.reading.errors import ReadingError
from documents.reading.files.drawn import Picture
from documents.reading.files.extract import Extract
from documents.reading.hidden.findings import Hidden

_WORKER = Path(__file__).with_name("worker.py")
_SECONDS = 60
_SECONDS_FOR_PICTURES = 1800
_HEAVY = "Tệp quá nặng hoặc được dựng để gây quá tải nên bị từ chối. Hãy lưu lại tệp gọn hơn rồi thử lại."
_BROKEN = "Tệp {} bị hỏng hoặc không đúng định dạng. Hãy mở và lưu lại tệp rồi thử lại."
_NAMES = {"packed": "Word hoặc bảng tính", "pdf": "PDF", "old_word": "Word", "picture": "ảnh"}
_PAGE = re.compile(rb"page (\d+) of (\d+)\n")

#: Told of every page of a picture that is done, and how many there are. What it raises ends the child.
Told = Callable[[int, int], None]


def in_cage(kind: str, data: bytes, told: Told | None = None) -> Extract:
    """What is written in the file."""
    seconds = _SECONDS_FOR_PICTURES if kind in ("pdf", "picture") else _SECONDS
    return Extract.of_json(_answer(kind, kind, data, seconds, told=told))


def look_in_cage(kind: str, data: bytes) -> Hidden:
    """What lies hidden in the file, and the file without it."""
    return Hidden.of_json(_answer(f"hidden_{kind}", kind, data, _SECONDS))


def draw_in_cage(kind: str, data: bytes, page: int = 1) -> Picture:
    """A page of a PDF, or a picture."""
    return Picture.of_json(_answer(f"drawn_{kind}", kind, data, _SECONDS, str(page)))


def _answer(
    reader: str, kind: str, data: bytes, seconds: int, *arguments: str, told: Told | None = None
) -> dict[str, Any]:
    try:
        answer: dict[str, Any] = json.loads(_said([reader, *arguments], data, seconds, told))
    except ValueError:  # killed for time or memory before it could say so
        raise ReadingError("heavy", _HEAVY) from None
    if "refused" not in answer:
        return answer
    code = answer["refused"]
    sentence = answer.get("sentence") or (_HEAVY if code == "heavy" else _BROKEN.format(_NAMES[kind]))
    raise ReadingError(code, sentence)


def _said(arguments: list[str], data: bytes, seconds: int, told: Told | None) -> bytes:
    """Parse the bytes in a child with limits on memory, time and network (worker.py); what it printed.

    The child sees no setting and no secret of the parent: only where programs are and how text is encoded.
    """
    environment = {"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8", "OMP_THREAD_LIMIT": "1"}
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as printed:
        given.write(data)
        given.seek(0)
        child = subprocess.Popen(
            [sys.executable, "-I", str(_WORKER), *arguments],
            stdin=given, stdout=printed, stderr=subprocess.PIPE, env=environment, start_new_session=True,
        )  # fmt: skip
        late = Timer(seconds, _end, [child])
        late.start()
        try:
            for line in child.stderr or ():
                if told is not None and (page := _PAGE.fullmatch(line)):
                    told(int(page[1]), int(page[2]))
        finally:
            late.cancel()
            _end(child)
        printed.seek(0)
        return printed.read()


def _end(child: subprocess.Popen[bytes]) -> None:
    """Kill the child with the programs it has started; one that is done has closed its output by then."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
