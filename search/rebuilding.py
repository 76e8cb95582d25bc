"""A new index beside the one that serves, filled from the projection, then put in its place in one step."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import Any, Final

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone
from elasticsearch import ApiError, BadRequestError, NotFoundError, TransportError

from search.engines.elasticsearch.mapping import ROWS, action, properties, template
from search.engines.elasticsearch.server import alias, any_form, patient, unhurried
from search.following import bulk, catch_up
from search.models import Index

#: Rows read at once.
BATCH: Final = 2_000
#: Batches under way at once: the server writes one down while it reads another.
SENDERS: Final = 2
#: Seconds at most between two looks for a server that was away.
LONGEST_QUIET: Final = 15
#: Seconds for which an index that was there is taken to be there still.
SURE: Final = 60
#: Any number of our own: whoever holds this lock builds.
BUILDING: Final = 7_205_139

#: Nobody asks an index that is being built, and a crash means that it is built again.
_WHILE_BUILT: Final = {"refresh_interval": "-1", "translog.durability": "async"}

logger = logging.getLogger(__name__)


class RebuildFailed(Exception):
    """The server refused rows; the index that serves was left as it is."""


class AlreadyBuilding(Exception):
    """Somebody else is building; two at once would remove each other's index."""


@contextmanager
def alone() -> Iterator[None]:
    """Whoever builds does so alone. A killed builder's connection ends, and with it the lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [BUILDING])
        if not cursor.fetchone()[0]:
            raise AlreadyBuilding
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [BUILDING])


def under_way() -> bool:
    """Whether somebody builds now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted"
            " AND classid = 0 AND objid = %s AND database ="
            " (SELECT oid FROM pg_database WHERE datname = current_database()))",
            [BUILDING],
        )
        return bool(cursor.fetchone()[0])


def rebuild_index(progress: Callable[[int, int], object] = lambda done, total: None) -> int:
    """Build the index anew while the old one serves; return how many rows it holds.

    From the moment the new index is written down, every change goes to both. Rows are sent with their
    version, so a change that overtakes the copying wins. Killed, it leaves an index that the next run
    removes. Raises AlreadyBuilding when somebody else is at it.
    """
    with alone():
        before = serving() or adopt()
        _forget(Index.objects.exclude(name=before))
        _remove_unknown(before)
        new = _create()
        total = estimate()
        done = 0
        for sent in _fill(new.name):
            done += sent
            progress(done, max(total, done))
        _swap(new, before)
        return done


def _fill(index: str) -> Iterator[int]:
    """Send all rows; gives how many of each batch were taken. While one is sent, the next is made ready."""
    with ThreadPoolExecutor(SENDERS) as senders:
        under_way: deque[tuple[Future[dict[str, str]], int]] = deque()
        for batch in _batches():
            lines = [action(row, index) for row in batch]
            if len(under_way) == SENDERS:
                yield _taken(*under_way.popleft())
            under_way.append((senders.submit(bulk, lines), len(batch)))
        while under_way:
            yield _taken(*under_way.popleft())


def _taken(under_way: Future[dict[str, str]], size: int) -> int:
    if refused := under_way.result():
        raise RebuildFailed(next(iter(refused.values())))
    return size


class Follower:
    """The errand of a worker: keep the index up with the projection; build it when the server has none."""

    def __init__(self) -> None:
        self.failures = 0
        self.quiet_until = 0.0
        self.look_again = 0.0

    def keep_up(self) -> None:
        if not settings.ELASTICSEARCH_URL or time.monotonic() < self.quiet_until:
            return
        try:
            if time.monotonic() >= self.look_again:
                _build_when_missing()
                self.look_again = time.monotonic() + SURE
            catch_up()
        except (ApiError, TransportError) as trouble:
            if not self.failures:
                logger.warning("Elasticsearch is away: %s", type(trouble).__name__)
            self.quiet_until = time.monotonic() + min(2**self.failures, LONGEST_QUIET)
            self.failures += 1
        else:
            self.failures = 0


def _build_when_missing() -> None:
    """When the server has no index, or one of an older form, which answers until the new one is there."""
    name = serving() or adopt()
    if is_ours(name) and Index.objects.filter(name=name).exists():
        return
    with suppress(AlreadyBuilding):
        rebuild_index()


def is_ours(name: str) -> bool:
    """Whether an index was made in the form of this code."""
    return name.startswith(f"{alias()}-")


def adopt() -> str:
    """Let the index of an older form answer until one of this form is built; return its name.

    The server decides whether it can: what is new is added to it, so that it takes the rows of this code. If
    a field is of another kind now, the server refuses, and PostgreSQL answers until then.
    """
    server = patient()
    answering = list(server.indices.get_alias(name=any_form()))
    old = (
        Index.objects.filter(name__in=answering)
        .order_by("-created_at")
        .values_list("name", flat=True)
        .first()
    )
    if not old:
        return ""
    try:
        server.indices.put_mapping(index=old, properties=properties())
    except BadRequestError:
        return ""
    server.indices.update_aliases(actions=[{"add": {"index": old, "alias": alias()}}])
    return old


def serving() -> str:
    """The name of the index that answers; none when there is none yet."""
    try:
        return str(next(iter(patient().indices.get_alias(name=alias())), ""))
    except NotFoundError:
        return ""


def remove_everything() -> None:
    """Every index under our prefix, and how they are made."""
    server = patient()
    for name in server.indices.get(index=f"{alias()}-*", features=["aliases"]):
        server.indices.delete(index=name)
    with suppress(NotFoundError):  # nothing was built
        server.indices.delete_index_template(name=alias())


def estimate() -> int:
    """How many rows there are, as the database's own statistics have it: counting them costs seconds."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT greatest(reltuples, 0)::bigint FROM pg_class WHERE oid = 'search_row'::regclass"
        )
        return int(cursor.fetchone()[0])


def _create() -> Index:
    template(settings.ELASTICSEARCH_SHARDS, settings.ELASTICSEARCH_REPLICAS).save(using=patient())
    name = f"{alias()}-{timezone.now():%Y%m%d%H%M%S%f}"
    patient().indices.create(index=name, settings=_WHILE_BUILT)
    return Index.objects.create(name=name)


def _batches() -> Iterator[list[tuple[Any, ...]]]:
    """All rows in the order of their keys; those written since stand in the outbox."""
    last = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(f"{ROWS} WHERE r.id > %s ORDER BY r.id LIMIT %s", [last, BATCH])
            batch = cursor.fetchall()
        if not batch:
            return
        last = batch[-1][-1]
        yield batch


def _swap(new: Index, before: str) -> None:
    """Let the alias point to the new index, in one step for all who ask; then drop the old one."""
    server = unhurried()
    server.indices.put_settings(index=new.name, settings=dict.fromkeys(_WHILE_BUILT))
    server.indices.flush(index=new.name)
    server.indices.refresh(index=new.name)
    moves = [{"remove": {"index": before, "alias": alias()}}] if before else []
    server.indices.update_aliases(actions=[*moves, {"add": {"index": new.name, "alias": alias()}}])
    Index.objects.filter(pk=new.pk).update(serving=True)
    _forget(Index.objects.exclude(pk=new.pk))
    if before:
        server.indices.delete(index=before, ignore_unavailable=True)


def _remove_unknown(before: str) -> None:
    """An index of ours that nobody wrote down: its builder was killed in between."""
    for name in patient().indices.get(index=f"{alias()}-*"):
        if name != before:
            patient().indices.delete(index=name, ignore_unavailable=True)


def _forget(indexes: QuerySet[Index]) -> None:
    for index in indexes:
        patient().indices.delete(index=index.name, ignore_unavailable=True)
        index.delete()
