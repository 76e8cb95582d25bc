"""The server we talk to: who it is, what our indexes are called, how long we wait."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any, Final

from django.conf import settings
from elastic_transport import ConnectionError, Urllib3HttpNode
from elasticsearch import Elasticsearch

#: Seconds a question may take; a page is answered by PostgreSQL otherwise.
PATIENCE: Final = 1.0
#: Raised when what an index is made of changes: it then has another name, which no server holds yet, so a
#: worker builds it and drops the old one, which answers meanwhile if it can (rebuilding.adopt).
FORM: Final = 2
#: Seconds for what nobody waits for: bulks, building an index.
LONG: Final = 30.0
HOUR: Final = 3_600.0
#: Two for each question of the threads of a web process, and some that wait for a server that hangs.
RUNNERS: Final = 24


class WholeAnswers(Urllib3HttpNode):
    """An answer cut off within its head looks like one without a body; it is none."""

    def perform_request(self, method: str, *call: Any, **more: Any) -> Any:
        answer = super().perform_request(method, *call, **more)
        if method != "HEAD" and not answer.body:
            raise ConnectionError("the answer was cut short")
        return answer


def client(seconds: float = PATIENCE) -> Elasticsearch:
    """The client of this process for calls that may take so long.

    Kept ready, for putting one together takes longer than many an answer.
    """
    return _client(str(settings.ELASTICSEARCH_URL), str(settings.ELASTICSEARCH_API_KEY), seconds)


def patient() -> Elasticsearch:
    """The same for work in the background."""
    return client(LONG)


def unhurried() -> Elasticsearch:
    """The same for what grows with the index: writing it down, merging it."""
    return client(HOUR)


@cache
def runners() -> ThreadPoolExecutor:
    """The threads in which questions wait for the server; more than a process of the site ever asks."""
    return ThreadPoolExecutor(RUNNERS, thread_name_prefix="elasticsearch")


def forget_client() -> None:
    """Before a fork: two processes must not share a connection, and threads stay behind."""
    _client.cache_clear()
    runners.cache_clear()


@cache
def _client(addresses: str, key: str, seconds: float) -> Elasticsearch:
    """Of several servers a second one is tried in the time there is, never the same one twice."""
    hosts = addresses.split(",")
    tries = min(len(hosts), 2)
    return Elasticsearch(
        hosts,
        node_class=WholeAnswers,
        api_key=key or None,
        request_timeout=seconds / tries,
        max_retries=tries - 1,
        retry_on_timeout=True,
        connections_per_node=20,
    )


def alias() -> str:
    """The name questions are asked under; it points to the index that serves."""
    return f"{settings.ELASTICSEARCH_PREFIX}-search-{FORM}"


def any_form() -> str:
    """The same as a pattern for the indexes of every form."""
    return f"{settings.ELASTICSEARCH_PREFIX}-search-*"
