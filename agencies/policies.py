"""What Wagtail's own screens may do with the rows clerks keep."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy

from agencies.permissions import standing


class KeptRows(ModelPermissionPolicy):  # type: ignore[misc]
    """Rows the secretariat adds and changes and nobody deletes; rights are those of the memberships, now."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and standing(user).staff

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class FixedRows(KeptRows):
    """Rows that only administrators add and change."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and standing(user).administrator
