"""Results that belong into a dossier beside its papers: owned by higher apps, which say what there is.

A line of a dossier names a result by its source; the app that owns it hands out its files, through its rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Result:
    """What a line of a dossier says of a result; `source` is how its owner finds it again."""

    source: str
    title: str
    dated: date | None
    author: str


#: Results of papers (by key) that a person may see.
offers: list[Callable[[Iterable[int], Any], list[Result]]] = []
#: Names and stored files of a source, as far as a person may see it; none when the source is another's.
files: list[Callable[[str, Any], list[tuple[str, Any]]]] = []


def offered(papers: Iterable[int], user: Any) -> list[Result]:
    held = list(papers)
    return [result for offer in offers for result in offer(held, user)]


def files_of(source: str, user: Any) -> list[tuple[str, Any]]:
    return [file for known in files for file in known(source, user)]
