"""Fixtures of search."""

from tests.search.engines import each_engine, tests_prefix  # noqa: F401
