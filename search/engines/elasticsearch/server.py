"""The server we talk to: who it is, what our indexes are called, how long we wait."""

from __future__ import annotations

from functools import cache
from typing import Final

from django.conf import settings
from elasticsearch import Elasticsearch

#: Seconds a question may take; a page is answered by PostgreSQL otherwise.
PATIENCE: Final = 1.0
#: Seconds for what nobody waits for: bulks, building an index.
LONG: Final = 30.0


def client() -> Elasticsearch:
    """The client of this process. It tries each server once, never the same one twice."""
    return _client(str(settings.ELASTICSEARCH_URL), str(settings.ELASTICSEARCH_API_KEY))


def forget_client() -> None:
    """Before a fork: two processes must not share a connection."""
    _client.cache_clear()


@cache
def _client(addresses: str, key: str) -> Elasticsearch:
    hosts = addresses.split(",")
    return Elasticsearch(
        hosts,
        api_key=key or None,
        request_timeout=PATIENCE,
        max_retries=len(hosts) - 1,
        retry_on_timeout=False,
        connections_per_node=20,
    )


def patient() -> Elasticsearch:
    """The same for work in the background."""
    return client().options(request_timeout=LONG)


def alias() -> str:
    """The name questions are asked under; it points to the index that serves."""
    return f"{settings.ELASTICSEARCH_PREFIX}-search"
