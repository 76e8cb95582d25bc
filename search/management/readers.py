"""Readers of a site that is measured: processes that ask every question in every way, one after the other."""

from __future__ import annotations

import multiprocessing
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from http import HTTPStatus
from typing import Any, Final

from django.core.management.base import CommandError
from django.db import connections
from django.test import Client

from agencies.permissions import PUBLIC
from search import asking
from search.engines import Plan
from search.engines.elasticsearch import query as elastic
from search.engines.elasticsearch.engine import narrowed
from search.engines.elasticsearch.paging import Errand, page_of
from search.engines.elasticsearch.server import alias, forget_client, patient
from search.engines.rarest import counts_of
from search.measuring import asked_in, waiting

WARM: Final = 10
#: Seconds of each question and those our own process worked, by way of asking and place it was asked in.
Times = dict[tuple[str, str], list[tuple[float, float]]]


def together(clients: int, engine: str, places: Sequence[str], texts: list[str]) -> Times:
    """So many readers at once, each a process of the site, in each of these places by turns."""
    connections.close_all()
    forget_client()
    shares = [(engine, places, texts[place::clients]) for place in range(clients)]
    with multiprocessing.get_context("fork").Pool(clients) as pool:
        told = pool.starmap(_ask, shares, chunksize=1)
    return {key: [time for one in told for time in one[key]] for key in told[0]}


def _ask(engine: str, places: Sequence[str], texts: list[str]) -> Times:
    """One reader: each question in every way and place, whoever comes first."""
    browser = Client()
    ways: dict[str, Callable[[str], object]] = {
        "engine": lambda text: waiting(engine).find(_plan(text)),
        "JSON": lambda text: _answered(browser.get("/api/v1/search", {"q": text, "tat_ca": "1"})),
        "page": lambda text: _answered(browser.get("/tra-cuu/", {"q": text, "tat_ca": "1"})),
    }
    if engine == "elasticsearch":
        ways = {"raw _search": _raw, **ways}
    times: Times = {(way, place): [] for place in places for way in ways}
    where, turns = deque(places), deque(ways.items())
    for text in [*texts[:WARM], *texts]:
        turns.rotate()  # whoever asks first finds the server's caches cold
        where.rotate()
        for place in where:
            with asked_in(place):
                if engine == "elasticsearch":
                    _errand(alias(), text)
                for way, call in turns:
                    begun, worked = time.perf_counter(), time.process_time()
                    call(text)
                    taken = time.perf_counter() - begun, time.process_time() - worked
                    times[way, place].append(taken)
    return {key: held[len(texts[:WARM]) :] for key, held in times.items()}


def _plan(text: str) -> Plan:
    return asking.plan(asking.read(text), asking.Query(text), frozenset({PUBLIC}), 20)


@cache
def _errand(_index: str, text: str) -> Errand:
    """The searches of a question, put together before the clock runs: the counts, and how to get the page."""
    plan = _plan(text)
    known = counts_of([*plan.terms])
    plan, _ = narrowed(plan, known)
    return page_of(plan, known, [], [elastic.counts(plan, [])])


def _raw(text: str) -> None:
    """The same searches sent to the bare server; of the answer only the papers are read."""
    _errand(alias(), text)(_sent)


def _sent(searches: Iterable[elastic.Body]) -> list[Any]:
    lines = [line for search in searches for line in ({}, search)]
    answers: list[Any] = patient().msearch(index=alias(), searches=lines)["responses"]
    return answers


def _answered(response: Any) -> None:
    if response.status_code != HTTPStatus.OK:
        asked = response.request
        raise CommandError(f"{asked['PATH_INFO']}?{asked['QUERY_STRING']}: {response.status_code}")
