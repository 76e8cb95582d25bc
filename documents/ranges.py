"""One part of a file, as a browser asks for it when it goes on with a download (RFC 9110, Article 14)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse

#: One range; several at once are answered with the whole file, which the rules allow.
_RANGE = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII)
BLOCK = 1 << 16


@dataclass(frozen=True)
class Asked:
    """The headers Range and If-Range: which part, and of which version of the file."""

    part: str = ""
    version: str = ""

    @staticmethod
    def of(request: HttpRequest) -> Asked:
        return Asked(request.headers.get("Range", "").strip(), request.headers.get("If-Range", "").strip())


def part_of(response: FileResponse, file: Any, size: int, asked: Asked) -> Any:
    """The response as it is, or the part of the file that was asked for, or a refusal of one it has not.

    Who goes on with a download names the version it has (If-Range) and gets the whole of any other.
    """
    response["Accept-Ranges"] = "bytes"
    other = bool(asked.version) and asked.version != response.get("ETag")
    found = None if other else _RANGE.fullmatch(asked.part)
    if found is None or not (found[1] or found[2]):
        return response
    if found[1]:
        first, last = int(found[1]), min(int(found[2] or size - 1), size - 1)
    else:
        first, last = max(size - int(found[2]), 0), size - 1
    if first > last:
        response.close()
        refusal = HttpResponse(status=416)
        refusal["Content-Range"] = f"bytes */{size}"
        return refusal
    part = StreamingHttpResponse(_read(file, first, last), status=206)
    for name, value in response.items():
        part[name] = value
    part["Content-Length"] = str(last - first + 1)
    part["Content-Range"] = f"bytes {first}-{last}/{size}"
    return part


def _read(file: Any, first: int, last: int) -> Iterator[bytes]:
    with file:
        file.seek(first)
        left = last - first + 1
        while left and (block := file.read(min(BLOCK, left))):
            left -= len(block)
            yield block
