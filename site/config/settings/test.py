"""Under pytest: the same parts as production, made quick and deterministic."""

import os
import tempfile
from pathlib import Path

from config.settings.base import *

SECRET_KEY = "for tests only, signs nothing that leaves the machine"  # noqa: S105
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = Path(tempfile.gettempdir()) / f"vanthu-test-{os.getpid()}" / "media"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = (
    True  # collects nothing at start: the live server of pytest-django finds files itself
)
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
# One process, emptied before each test (tests/conftest.py): query counts do not hang on the order of tests.
CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}

# Named after the process, so that several runs can share one server without taking each other's database.
DATABASES["default"]["TEST"] = {"NAME": f"test_vanthu_{os.getpid()}"}
# A crash of the server may lose a test's last second; nobody will miss it.
DATABASES["default"]["OPTIONS"] = {
    **DATABASES["default"]["OPTIONS"],
    "options": DATABASES["default"]["OPTIONS"]["options"] + " -c synchronous_commit=off",
}

# Which engine answers is for the test to say; the fixture in tests/elasticsearch_node.py has the server.
SEARCH_ENGINE, ELASTICSEARCH_URL = "postgresql", ""
