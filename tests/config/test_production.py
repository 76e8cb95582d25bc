"""The office's server starts safe or not at all."""

import os
import subprocess
import sys

import pytest

from config.env import ROOT

NEEDED = {
    "SECRET_KEY": "kGm3VbZ0t9sXw2Qe7RyUi4Op8As1Df6Gh5Jk0LzXc3VbNm7Qw-ZtRe5Yb",
    "DATABASE_URL": "postgresql://vanthu@db.example/vanthu",
    "ALLOWED_HOSTS": "vanthu.example.gov.vn",
}


def manage(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    dropped = {*NEEDED, "DJANGO_ALLOW_ASYNC_UNSAFE"}
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    environ = {**kept, "DJANGO_SETTINGS_MODULE": "config.settings.production", "PYTHONUTF8": "1", **variables}
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    return subprocess.run(command, env=environ, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.parametrize("missing", NEEDED)
def test_it_names_the_variable_it_misses(missing: str) -> None:
    result = manage("check", **{name: value for name, value in NEEDED.items() if name != missing})
    assert result.returncode == 1
    assert result.stderr.startswith(f"Thiếu biến môi trường {missing}.")
    assert "Traceback" not in result.stderr


def test_django_finds_nothing_to_warn_about() -> None:
    result = manage("check", "--deploy", "--fail-level", "WARNING", **NEEDED)
    assert result.returncode == 0, result.stderr


def test_gunicorn_says_a_sentence_too() -> None:
    gunicorn = [sys.executable, "-m", "gunicorn", "--check-config"]
    environ = {**os.environ, "PORT": "abc", "PYTHONUTF8": "1"}
    result = subprocess.run(gunicorn, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    assert result.returncode != 0
    assert "Biến PORT phải là số nguyên" in result.stderr
    assert "Traceback" not in result.stderr
