"""People at their screens."""

from __future__ import annotations

from django.test import Client

from agencies.models import User


def signed_in(person: User) -> Client:
    """The browser of somebody who is signed in."""
    client = Client()
    client.force_login(person)
    return client
