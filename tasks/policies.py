"""Rights on rows that nothing else depends on."""

from __future__ import annotations

from typing import Any

from agencies.permissions import standing
from agencies.policies import KeptRows


class LooseRows(KeptRows):
    """Rows the secretariat adds, changes and deletes: a day off that was moved is deleted."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return standing(user).staff
