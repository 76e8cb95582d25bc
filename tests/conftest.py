"""What all tests share. Factories are in tests/factories.py."""

import os
import shutil
from collections.abc import Generator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import caches
from django.test import Client
from pytest_django.plugin import blocking_manager_key

from agencies.groups import ensure_groups
from agencies.models import User
from home.answers import circle, public, sites
from tests import databases
from tests.databases import django_db_modify_db_settings  # noqa: F401  takes the place of pytest-django's
from tests.elasticsearch_node import elasticsearch_url  # noqa: F401
from tests.factories import UserFactory
from tests.people import signed_in

# Playwright runs an event loop in the thread of the test, which Django takes for a mistake.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# The same examples each time: a change is judged by itself. HYPOTHESIS=explore looks for further ones.
hypothesis.settings.register_profile("steady", derandomize=True)
hypothesis.settings.register_profile("explore", max_examples=1000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS", "steady"))


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Cache and kept answers belong to the process, not to the transaction of a test."""
    for one in caches.all(initialized_only=True):
        one.clear()
    public.SHELF.empty()
    circle.SHELF.empty()
    sites.forget()


@pytest.fixture
def clerk() -> User:
    """A clerk of the secretariat, who may enter the admin."""
    ensure_groups()
    return UserFactory(secretary=True)


@pytest.fixture
def desk(clerk: User) -> Client:
    """The clerk at the screen."""
    return signed_in(clerk)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The machine's own Chromium (CHROMIUM names another), quiet, without the sandbox that root cannot have.

    A browser test takes pytest-playwright's `page` and pytest-django's `live_server`, which empties the
    tables after the test; the rows of the migrations are put back below.
    """
    named = os.environ.get("CHROMIUM", "")
    found = shutil.which(named) if named else shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        pytest.exit(
            f"Không tìm thấy Chromium ({named or 'chromium'}). Hãy cài gói chromium, "
            "hoặc đặt biến CHROMIUM là đường dẫn tới chương trình.",
            returncode=2,
        )
    quiet = ["first-run", "default-browser-check"]
    disabled = ["gpu", "quic", "background-networking", "component-update", "sync", "dev-shm-usage"]
    flags = ["--no-sandbox", *(f"--no-{name}" for name in quiet), *(f"--disable-{name}" for name in disabled)]
    return {**browser_type_launch_args, "executable_path": found, "args": flags}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None, None, None]:
    """After all fixtures of the test are gone, Django's emptying of the tables included.

    After the last test the test database is gone too, and the connection leads to the real one.
    """
    yield
    if nextitem is not None and databases.empties_tables(item):
        with item.config.stash[blocking_manager_key].unblock():
            databases.restore_initial_rows()


def pytest_sessionfinish() -> None:
    """Files that tests uploaded."""
    shutil.rmtree(Path(settings.MEDIA_ROOT).parent, ignore_errors=True)
