"""What browsers are told about our pages."""

import pytest
from django.conf import settings

pytestmark = pytest.mark.django_db


def policy(response) -> dict[str, str]:
    parts = (part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";"))
    return {name: value for name, *rest in parts for value in rest}


def test_our_pages_run_no_inline_script_or_style(client) -> None:
    told = policy(client.get(settings.LOGIN_URL))
    assert told["default-src"] == "'self'"
    assert "unsafe-inline" not in str(told)
    assert told["frame-ancestors"] == "'self'"
    assert told["object-src"] == "'none'"


def test_the_admin_may_run_its_own_inline_scripts_and_nobody_elses(client) -> None:
    told = policy(client.get("/admin/"))
    assert told["script-src"] == "'self' 'unsafe-inline'"
    assert "http" not in str(told)


def test_a_page_that_is_not_there_is_guarded_too(client) -> None:
    assert policy(client.get("/khong-co/"))["default-src"] == "'self'"


def test_no_page_is_framed_sniffed_or_told_to_strangers(client) -> None:
    response = client.get(settings.LOGIN_URL)
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"


def test_no_address_serves_uploaded_files_directly(client, settings) -> None:
    settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
    (settings.MEDIA_ROOT / "mat.txt").write_text("a name")
    assert client.get(f"{settings.MEDIA_URL}mat.txt").status_code == 404
