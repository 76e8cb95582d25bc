"""Whole answers to visitors without any cookie, kept for as long as nothing public changes."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.http import HttpResponse

from home.answers.shelf import Shelf

#: Scheme, host and path, and the day on which the page was true.
Key = tuple[str, str, str, date]


@dataclass(frozen=True)
class Answer:
    """A page as it was sent, whole and gzipped."""

    stamp: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    gzipped: bytes
    etag: str

    @classmethod
    def of(cls, response: HttpResponse, stamp: int) -> Answer:
        body = response.content
        headers = tuple((name, value) for name, value in response.items() if name != "Content-Length")
        # mtime=0: the same page is the same bytes
        return cls(stamp, headers, body, gzip.compress(body, 6, mtime=0), _etag(body))

    @property
    def size(self) -> int:
        return len(self.body) + len(self.gzipped)

    def response(self, accepts: str, known: str) -> HttpResponse:
        """For a browser that accepts these encodings and says it knows these versions."""
        if self.etag in known:
            answer = HttpResponse(status=304)
        elif "gzip" in accepts:
            answer = HttpResponse(self.gzipped)
        else:
            answer = HttpResponse(self.body)
        for name, value in self.headers:
            answer[name] = value
        if answer.status_code == 304:
            del answer["Content-Type"]
        elif "gzip" in accepts:
            answer["Content-Encoding"] = "gzip"
        answer["ETag"] = self.etag
        answer["Cache-Control"] = "no-cache"  # a browser asks each time whether the page is still the same
        answer["Vary"] = "Accept-Encoding, Cookie"
        return answer


SHELF: Final[Shelf[Key, Answer]] = Shelf()


def _etag(body: bytes) -> str:
    return f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
