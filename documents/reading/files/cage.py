"""Start the caged child for one file, and turn whatever becomes of it into text or a sentence."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from documents.reading.errors import ReadingError
from documents.reading.files.extract import Extract
from documents.reading.files.first_page import Picture
from documents.reading.hidden.findings import Hidden

_WORKER = Path(__file__).with_name("worker.py")
_SECONDS = 60
_SECONDS_FOR_PICTURES = 1800
_HEAVY = "Tệp quá nặng hoặc được dựng để gây quá tải nên bị từ chối. Hãy lưu lại tệp gọn hơn rồi thử lại."
_BROKEN = "Tệp {} bị hỏng hoặc không đúng định dạng. Hãy mở và lưu lại tệp rồi thử lại."
_NAMES = {"packed": "Word hoặc bảng tính", "pdf": "PDF", "old_word": "Word", "picture": "ảnh"}


def in_cage(kind: str, data: bytes) -> Extract:
    """What is written in the file."""
    seconds = _SECONDS_FOR_PICTURES if kind in ("pdf", "picture") else _SECONDS
    return Extract.of_json(_answer(kind, kind, data, seconds))


def look_in_cage(kind: str, data: bytes) -> Hidden:
    """What lies hidden in the file, and the file without it."""
    return Hidden.of_json(_answer(f"hidden_{kind}", kind, data, _SECONDS))


def draw_in_cage(kind: str, data: bytes) -> bytes:
    """The first page of a PDF or a picture, as WebP."""
    return Picture.of_json(_answer(f"first_{kind}", kind, data, _SECONDS)).content


def _answer(reader: str, kind: str, data: bytes, seconds: int) -> dict[str, Any]:
    """Parse the bytes in a child with limits on memory, time and network (worker.py).

    The child sees no setting and no secret of the parent: only where programs are and how text is encoded.
    """
    environment = {"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8", "OMP_THREAD_LIMIT": "1"}
    try:
        child = subprocess.run(
            [sys.executable, "-I", str(_WORKER), reader],
            input=data, capture_output=True, env=environment, timeout=seconds, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise ReadingError("heavy", _HEAVY) from None
    try:
        answer: dict[str, Any] = json.loads(child.stdout)
    except ValueError:  # killed for time or memory before it could say so
        raise ReadingError("heavy", _HEAVY) from None
    if "refused" not in answer:
        return answer
    code = answer["refused"]
    sentence = answer.get("sentence") or (_HEAVY if code == "heavy" else _BROKEN.format(_NAMES[kind]))
    raise ReadingError(code, sentence)
