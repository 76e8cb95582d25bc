"""Whether the index holds exactly the rows of the projection, each in its version."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection

from search.engines.elasticsearch.mapping import key_of
from search.engines.elasticsearch.server import alias, patient

PAGE: Final = 5_000


@dataclass(frozen=True)
class Differences:
    """Keys of rows the index lacks, holds in another version, or holds although they are gone."""

    lost: tuple[str, ...]
    stale: tuple[str, ...]
    ghosts: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.lost or self.stale or self.ghosts)


def differences() -> Differences:
    """Compare all rows; what is in the outbox counts as a difference until it was heard of."""
    rows = dict(_rows())
    held = dict(_held())
    return Differences(
        lost=tuple(sorted(rows.keys() - held.keys())),
        stale=tuple(sorted(key for key in rows.keys() & held.keys() if rows[key] != held[key])),
        ghosts=tuple(sorted(held.keys() - rows.keys())),
    )


def _rows() -> Iterator[tuple[str, int]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind, object_id, anchor, version FROM search_row")
        for kind, object_id, anchor, version in cursor.fetchall():
            yield key_of(kind, object_id, anchor), version


def _held() -> Iterator[tuple[str, int]]:
    """All of the index as of now, page by page."""
    server = patient()
    server.indices.refresh(index=alias())
    point: Any = server.open_point_in_time(index=alias(), keep_alive="1m")["id"]
    after: list[Any] | None = None
    try:
        while True:
            answer = server.search(
                pit={"id": point, "keep_alive": "1m"},
                size=PAGE,
                sort=["_shard_doc"],
                search_after=after,
                version=True,
                source=False,
                track_total_hits=False,
            )
            hits = answer["hits"]["hits"]
            if not hits:
                return
            yield from ((hit["_id"], hit["_version"]) for hit in hits)
            after = hits[-1]["sort"]
    finally:
        server.close_point_in_time(id=point)
