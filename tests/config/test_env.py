"""Whoever sets a variable wrongly is told which one, and what it should be."""

import pytest

from config import env
from config.env import WrongEnvironment


def test_a_desk_needs_no_variable() -> None:
    read = env.read({})
    assert (read.port, read.database_url, read.debug) == (8000, "", False)
    assert read.base_url == "http://127.0.0.1:8000"
    assert read.var == env.ROOT / "var"


def test_an_empty_variable_counts_as_unset() -> None:
    assert env.read({"PORT": "", "DATABASE_URL": " "}).port == 8000


@pytest.mark.parametrize("port", ["abc", "0", "70000", "-1", "80.5", "８０"])
def test_a_port_that_is_no_port_is_refused_by_name(port: str) -> None:
    with pytest.raises(WrongEnvironment, match="Biến PORT phải là số nguyên từ 1 đến 65535"):
        env.read({"PORT": port})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://root:hunter2@db/vanthu"),
        ("DATABASE_URL", "vanthu"),
        ("ELASTICSEARCH_URL", "localhost:9200"),
        ("ELASTICSEARCH_URL", "http://elastic:hunter2@host:port"),
        ("BASE_URL", "vanthu.example.gov.vn"),
        ("EMAIL_URL", "mail.example.gov.vn"),
    ],
)
def test_an_address_that_is_none_is_refused_without_repeating_its_password(name: str, value: str) -> None:
    with pytest.raises(WrongEnvironment, match=f"Biến {name}") as refusal:
        env.read({name: value})
    assert "hunter2" not in str(refusal.value)


def test_yes_and_no_are_understood_and_nothing_else() -> None:
    assert env.read({"DEBUG": "1"}).debug
    assert not env.read({"DEBUG": "0"}).debug
    with pytest.raises(WrongEnvironment, match="Biến DEBUG phải là 1"):
        env.read({"DEBUG": "perhaps"})


def test_host_names_are_separated_by_commas() -> None:
    assert env.read({"ALLOWED_HOSTS": "a.gov.vn, b.gov.vn,"}).allowed_hosts == ("a.gov.vn", "b.gov.vn")


def test_all_missing_variables_are_named_at_once() -> None:
    with pytest.raises(WrongEnvironment, match="SECRET_KEY, DATABASE_URL"):
        env.require(env.read({"ALLOWED_HOSTS": "a.gov.vn"}), "secret_key", "database_url", "allowed_hosts")
