"""A person says how they want to hear of things."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy

from agencies.actions import Action
from agencies.models import User
from notices.models import Preference
from notices.statuses import Wish


class ChooseNotices(Action[User]):
    """One's own choices; topics that are not named keep theirs."""

    action_name = "choose_notices"
    label = gettext_lazy("Choose notices")

    def __init__(self, instance: User, user: User, *, wishes: Mapping[str, Wish]) -> None:
        super().__init__(instance, user)
        self.wishes = wishes

    def user_has_permission(self) -> bool:
        return bool(self.user.is_active and self.user.pk == self.instance.pk)

    def change(self) -> None:
        for topic, wish in self.wishes.items():
            Preference.objects.update_or_create(
                user=self.instance, topic=topic, defaults={"site": wish.site, "mail": wish.mail}
            )

    def details(self) -> dict[str, Any]:
        return {topic: [wish.site, wish.mail] for topic, wish in self.wishes.items()}
