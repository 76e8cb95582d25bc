"""The memory of one process: what was made under a stamp, given out only while the stamp is the same."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Final, Generic, Protocol, TypeVar

#: Bytes one shelf keeps; the answer asked for longest ago goes first.
ROOM: Final = 64 * 1024 * 1024
LARGEST: Final = 4 * 1024 * 1024


class Kept(Protocol):
    @property
    def stamp(self) -> int: ...

    @property
    def size(self) -> int:
        """Bytes."""


Key = TypeVar("Key", bound=Hashable)
Thing = TypeVar("Thing", bound=Kept)


class Shelf(Generic[Key, Thing]):
    """The answers one process keeps."""

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._size = 0
        self._kept: OrderedDict[Key, Thing] = OrderedDict()
        self._lock = Lock()

    def take(self, key: Key, stamp: int) -> Thing | None:
        with self._lock:
            answer = self._kept.get(key)
            if answer is None or answer.stamp != stamp:
                return None
            self._kept.move_to_end(key)
            return answer

    def put(self, key: Key, answer: Thing) -> None:
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
