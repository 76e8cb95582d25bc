"""Answers to visitors without any cookie, kept in memory for as long as nothing public changes.

One number, the stamp, grows in the transaction of every change to a table that public pages rest on (the
triggers of migration 0003). An answer is kept under the stamp read before it was made and given out only
while the stamp is the same, so a paper that stops being public is gone with the commit that says so.
"""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Final

from django.db import connection
from django.http import HttpResponse

#: Bytes one process keeps; the answer asked for longest ago goes first.
ROOM: Final = 64 * 1024 * 1024
LARGEST: Final = 4 * 1024 * 1024

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


class Shelf:
    """The answers one process keeps."""

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._size = 0
        self._kept: OrderedDict[Key, Answer] = OrderedDict()
        self._lock = Lock()

    def take(self, key: Key, stamp: int) -> Answer | None:
        with self._lock:
            answer = self._kept.get(key)
            if answer is None or answer.stamp != stamp:
                return None
            self._kept.move_to_end(key)
            return answer

    def put(self, key: Key, answer: Answer) -> None:
        if answer.size > LARGEST:
            return
        with self._lock:
            if old := self._kept.pop(key, None):
                self._size -= old.size
            self._kept[key] = answer
            self._size += answer.size
            while self._size > self._room:
                self._size -= self._kept.popitem(last=False)[1].size

    def empty(self) -> None:
        with self._lock:
            self._kept.clear()
            self._size = 0


SHELF: Final = Shelf()


def stamp() -> int:
    """How often anything public has changed so far, as of the last commit."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(sum(n), 0)::bigint FROM home_publicstamp")
        return int(cursor.fetchone()[0])


def _etag(body: bytes) -> str:
    return f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
