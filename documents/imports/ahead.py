"""While one batch is written the texts of the next are read in other processes."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import suppress
from types import TracebackType
from typing import Final, Self, TypeVar

from documents.contents import Ready, all_ready
from documents.effects import clauses_read
from documents.models import DocumentPage

#: Fewer texts are read sooner than a process starts.
WORTHWHILE: Final = 100
#: Texts handed over together.
_TOGETHER: Final = 25

Thing = TypeVar("Thing")
Begun = list[Future[list[Ready]]]
Read = dict[int, Ready]


class TextsAhead:
    """Reads texts on the processors that writing leaves free; what it could not read is read when needed.

    The processes know nothing of Django and have no connection: a text goes in, its contents come out.
    """

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def begin(self, papers: Sequence[DocumentPage]) -> Begun:
        """Begin to read; nothing is begun for a few papers, or where no process may be started."""
        if len(papers) < WORTHWHILE or multiprocessing.current_process().daemon:
            return []
        if self._pool is None:
            spare = max(1, (os.cpu_count() or 1) - 1)
            self._pool = ProcessPoolExecutor(spare, mp_context=multiprocessing.get_context("spawn"))
        texts = [(paper.text, paper.code) for paper in papers]
        parts = (texts[first : first + _TOGETHER] for first in range(0, len(texts), _TOGETHER))
        with suppress(BrokenExecutor):
            return [self._pool.submit(all_ready, part, clauses_read.function) for part in parts]
        return []


def result(papers: Sequence[DocumentPage], begun: Begun) -> Read:
    """The contents of the papers by the identity of each; what a killed process was at is left out."""
    found: list[Ready] = []
    with suppress(BrokenExecutor):
        for part in begun:
            found += part.result()
    return {id(paper): contents for paper, contents in zip(papers, found, strict=False)}


def one_ahead(things: Iterable[Thing]) -> Iterator[Thing]:
    """The same things, the next one begun before the one before it is used."""
    source = iter(things)
    with suppress(StopIteration):
        held = next(source)
        for following in source:
            yield held
            held = following
        yield held
