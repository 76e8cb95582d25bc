"""An agency, its officer, and the officer at the desk."""

from __future__ import annotations

import pytest
from django.test import Client

from agencies.models import Agency, User
from tests.factories import AgencyFactory, UserFactory
from tests.people import signed_in


@pytest.fixture
def agency() -> Agency:
    return AgencyFactory(name="Sở Nội vụ")


@pytest.fixture
def officer(agency: Agency) -> User:
    return UserFactory(focal_person=agency)


@pytest.fixture
def at_desk(officer: User) -> Client:
    return signed_in(officer)
