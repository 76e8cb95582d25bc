"""What a person changes about their own account."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext_lazy

from agencies.actions.base import Action
from agencies.models import User


class ChangeDetails(Action[User]):
    """Name, telephone and e-mail; the log keeps which of them changed, not the words."""

    action_name = "change_details"
    label = gettext_lazy("Change one's own details")
    FIELDS: Final = ("last_name", "first_name", "phone", "email")

    def __init__(self, instance: User, user: User, *, details: dict[str, str]) -> None:
        super().__init__(instance, user)
        self.new = {name: details[name] for name in self.FIELDS}
        self.changed: list[str] = []

    def user_has_permission(self) -> bool:
        return bool(self.user.pk == self.instance.pk)

    def change(self) -> User:
        self.changed = [name for name, value in self.new.items() if getattr(self.instance, name) != value]
        for name in self.changed:
            setattr(self.instance, name, self.new[name])
        if self.changed:
            self.instance.save(update_fields=self.changed)
        return self.instance

    def details(self) -> dict[str, Any]:
        return {"changed": self.changed}


class ChangePassword(Action[User]):
    """One's own; the old one was asked for before."""

    action_name = "change_password"
    label = gettext_lazy("Change one's own password")

    def __init__(self, instance: User, user: User, *, password: str) -> None:
        super().__init__(instance, user)
        self.password = password

    def user_has_permission(self) -> bool:
        return bool(self.user.pk == self.instance.pk)

    def change(self) -> User:
        self.instance.set_password(self.password)
        self.instance.save(update_fields=["password"])
        return self.instance
