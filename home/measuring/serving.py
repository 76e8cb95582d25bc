"""Pages of a served site under a few connections: how many a second, how long each took."""

from __future__ import annotations

import http.client
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any, Final

from django.conf import settings
from django.core.management.base import CommandError

CONNECTIONS: Final = 8
#: How long the server may take to answer for the first time.
STARTS_IN: Final = 60.0
_MS: Final = 1000


@contextmanager
def served() -> Iterator[int]:
    """The site as it is in production, by gunicorn with two processes; gives its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "PORT": str(port), "DJANGO_SETTINGS_MODULE": "config.settings.dev"}
    server = subprocess.Popen([sys.executable, "-m", "gunicorn"], env=environment, cwd=settings.BASE_DIR)
    try:
        _await(port)
        yield port
    finally:
        server.terminate()
        server.wait()


def _await(port: int) -> None:
    until = time.monotonic() + STARTS_IN
    while time.monotonic() < until:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.2)
    raise CommandError("Máy chủ thử không khởi động được.")


def pressed(port: int, paths: list[str], seconds: float, cookie: str = "") -> dict[str, Any]:
    """Ask for these pages over and over, each connection its own share of them."""
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        shares = [paths[number::CONNECTIONS] or paths for number in range(CONNECTIONS)]
        for share in shares:
            _ask(port, share, 0, cookie)
        begun = time.perf_counter()
        told = list(pool.map(lambda share: _ask(port, share, seconds, cookie), shares))
        took = time.perf_counter() - begun
    times = sorted(time for one in told for time in one)
    return {
        "requests_per_second": round(len(times) / took, 1),
        "p50_ms": round(_MS * statistics.median(times), 1),
        "p95_ms": round(_MS * times[int(len(times) * 0.95)], 1),
    }


def _ask(port: int, paths: list[str], seconds: float, cookie: str) -> list[float]:
    """Each page once, and then on until the time is over."""
    times: list[float] = []
    headers = {"Cookie": cookie} if cookie else {}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    until = time.perf_counter() + seconds
    while len(times) < len(paths) or time.perf_counter() < until:
        path = paths[len(times) % len(paths)]
        begun = time.perf_counter()
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        times.append(time.perf_counter() - begun)
        if answer.status != HTTPStatus.OK:
            raise CommandError(f"{path}: {answer.status}")
    connection.close()
    return times
