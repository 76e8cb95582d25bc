"""People at their desks, for the tests of papers."""

from __future__ import annotations

import pytest
from django.test import Client

from agencies.groups import ensure_groups
from agencies.models import User
from tests.documents.papers import at_desk
from tests.factories import UserFactory


@pytest.fixture
def clerk() -> User:
    """One of the secretariat; the groups that the admin asks for are there."""
    ensure_groups()
    return UserFactory(secretary=True)


@pytest.fixture
def desk(clerk) -> Client:
    """The clerk's browser, signed in."""
    return at_desk(clerk)
