"""How a lower app lets higher ones take part in its transactions, without signals.

The app that owns a thing declares an Effect; a higher app adds its function in AppConfig.ready(). Functions
run in the caller's transaction, in the order they were added.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Effect(Generic[Thing]):
    """Something that happened to a thing, and who wants to take part."""

    def __init__(self) -> None:
        self._functions: list[Callable[[Thing], object]] = []

    def add(self, function: Callable[[Thing], object]) -> None:
        if function not in self._functions:
            self._functions.append(function)

    def __call__(self, thing: Thing) -> None:
        for function in self._functions:
            function(thing)


class Preparation(Generic[Thing]):
    """Work without a database that a higher app wants done early, in whatever process has the time.

    The function is looked up by its name there, so it stands in a module that imports no Django.
    """

    def __init__(self) -> None:
        self.function: Thing | None = None

    def offer(self, function: Thing) -> None:
        self.function = function
