"""Several people act at the same moment, each on a connection of their own."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

from django.db import connections


def at_once(*deeds: Callable[[], Any], expected: type[Exception]) -> list[str]:
    """Begin all deeds together; what those of them said that ended in the expected exception."""
    start, said, broken = Barrier(len(deeds), timeout=30), [], []

    def run(deed: Callable[[], Any]) -> None:
        try:
            start.wait()
            deed()
        except expected as refusal:
            said.append(str(refusal))
        except Exception as error:
            broken.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(deed,)) for deed in deeds]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    if broken:
        raise broken[0]
    return said
