#!/usr/bin/env python
"""Django's command line, on the settings of a desk unless DJANGO_SETTINGS_MODULE says otherwise."""

import os
import sys
from pathlib import Path


def main() -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    try:
        from django.core.management import execute_from_command_line
        from django.db import DatabaseError
        from psycopg2 import DatabaseError as RefusedByDriver

        from config.env import WrongEnvironment
    except ImportError:
        sys.exit("Chưa cài thư viện. Hãy chạy `make run` một lần, rồi dùng .venv/bin/python manage.py …")
    try:
        execute_from_command_line(sys.argv)
    except WrongEnvironment as mistake:
        sys.exit(str(mistake))
    except (DatabaseError, RefusedByDriver):
        from config.prepare import unseen_migrations

        if not unseen_migrations():
            raise
        sys.exit("Cơ sở dữ liệu chưa có đủ bảng. Hãy chạy `manage.py migrate` (hoặc `make run`) rồi làm lại.")


if __name__ == "__main__":
    main()
