"""The base of what the secretariat does."""

from __future__ import annotations

from typing import Any

from agencies.actions import Action
from agencies.permissions import standing


class StaffAction(Action[Any]):
    """An action of the secretariat."""

    def user_has_permission(self) -> bool:
        return standing(self.user).staff
