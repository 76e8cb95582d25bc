"""DATABASE_URL is read as psql reads it."""

import pytest

from config import database, env
from config.env import WrongEnvironment


def configured(url: str):
    return database.configuration(env.read({"DATABASE_URL": url}))


def test_a_password_may_hold_any_letter() -> None:
    entry = configured("postgresql://vanthu:m%40t%20kh%E1%BA%A9u@db.local:5433/vanthu?sslmode=require")
    assert (entry["HOST"], entry["PORT"], entry["PASSWORD"]) == ("db.local", "5433", "m@t khẩu")
    assert entry["OPTIONS"]["sslmode"] == "require"


def test_a_socket_will_do_instead_of_a_machine() -> None:
    entry = configured("postgresql:///vanthu?host=/run/postgresql")
    assert (entry["NAME"], entry["HOST"]) == ("vanthu", "/run/postgresql")


@pytest.mark.parametrize("url", ["postgresql://host:5432/", "postgresql://"])
def test_an_address_without_a_database_is_refused(url: str) -> None:
    with pytest.raises(WrongEnvironment, match="DATABASE_URL"):
        configured(url)


def test_nobody_waits_for_a_lock_for_ever() -> None:
    assert "lock_timeout=5s" in configured("postgresql://host/vanthu")["OPTIONS"]["options"]
    assert "lock_timeout=5s" in database.configuration(env.read({}))["OPTIONS"]["options"]
