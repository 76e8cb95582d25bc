"""manage.py load_demonstration: the plan, its agencies, one account per role, sample progress."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from home.demonstration import load, people


class Command(BaseCommand):
    help = "Load the demonstration content once; afterwards nothing is changed."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--accounts", action="store_true", help="Only print the accounts.")

    def handle(self, *, accounts: bool, **options: Any) -> None:
        if not accounts and not load.loaded():
            with transaction.atomic():
                load.load(lambda step: self.stdout.write(f"  {step}"))
        if accounts:
            self.stdout.write(f"  Mật khẩu chung: {people.PASSWORD}")
            for username, family, given, role, agency in people.PEOPLE:
                self.stdout.write(f"  {username:<10} {role.label} – {family} {given}, {agency}")
