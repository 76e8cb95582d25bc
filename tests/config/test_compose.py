"""compose.yaml names what there is: nobody here can run it, so its parts are held against the code."""

import re
from dataclasses import fields
from importlib import import_module
from typing import Any

import pytest
import yaml
from django.core.management import get_commands

from config import env
from config.env import Environment
from search.elasticsearch_node import VERSION

SITE = ("prepare", "web", "work")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    """The file as Compose reads it: defaults in place of variables that are not set."""
    text = (env.ROOT / "compose.yaml").read_text("utf-8")
    read: dict[str, Any] = yaml.safe_load(re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", text))
    return read


def test_the_site_is_given_variables_that_it_reads(compose: dict[str, Any]) -> None:
    known = {field.name.upper() for field in fields(Environment)}
    for name in SITE:
        given = dict(compose["services"][name]["environment"])
        import_module(given.pop("DJANGO_SETTINGS_MODULE"))
        assert set(given) <= known
        assert env.read(given).allowed_hosts == ("localhost", "127.0.0.1")


def test_the_addresses_lead_to_the_other_services_with_their_passwords(compose: dict[str, Any]) -> None:
    services = compose["services"]
    given = services["web"]["environment"]
    database, search = services["postgres"]["environment"], services["elasticsearch"]["environment"]
    account = f"{database['POSTGRES_USER']}:{database['POSTGRES_PASSWORD']}"
    assert given["DATABASE_URL"] == f"postgresql://{account}@postgres:5432/vanthu"
    assert given["ELASTICSEARCH_URL"] == f"http://elastic:{search['ELASTIC_PASSWORD']}@elasticsearch:9200"
    assert search["xpack.security.http.ssl.enabled"] == "false", "the address says http"


def test_the_search_server_is_the_one_the_tests_run_on(compose: dict[str, Any]) -> None:
    assert compose["services"]["elasticsearch"]["image"] == f"elasticsearch:{VERSION}"


def test_services_volumes_files_and_commands_are_there(compose: dict[str, Any]) -> None:
    commands = get_commands()
    for service in compose["services"].values():
        assert set(service.get("depends_on", {})) <= set(compose["services"])
        assert {volume.split(":")[0] for volume in service["volumes"]} <= set(compose["volumes"])
        for command in re.findall(r"manage\.py (\w+)", service.get("command", "")):
            assert command in commands
    recipe = compose["x-site"]["build"]["dockerfile_inline"]
    for copied in re.findall(r"COPY (\S+) ", recipe):
        assert (env.ROOT / copied).exists()
    assert "-r requirements.txt" in recipe
    published = compose["services"]["web"]["ports"][0].split(":")[1]
    assert compose["services"]["web"]["command"].endswith(f":{published}")
