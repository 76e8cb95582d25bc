"""Python's search for rings of forgotten objects, while a list of papers is written."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

#: A batch makes some hundred thousand objects, and forgets them together.
_A_BATCH: Final = 100_000


@contextmanager
def seldom_swept() -> Iterator[None]:
    """Look for rings once in a batch, not every few hundred objects: an eighth of the time of an import."""
    often, *further = gc.get_threshold()
    gc.set_threshold(_A_BATCH, *further)
    try:
        yield
    finally:
        gc.set_threshold(often, *further)
