"""Make and revoke the secret addresses of feeds."""

from __future__ import annotations

from secrets import token_urlsafe
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actions import Action, Refused
from agencies.models import Agency, User
from agencies.permissions import standing
from notices.models import FeedKey
from notices.querysets import digest_of

#: Addresses one person may hold at a time.
MOST = 20


class MakeFeedKey(Action[User]):
    """A new address for oneself, or for an agency one serves. `execute` returns its secret, shown once."""

    action_name = "make_feed_key"
    label = gettext_lazy("Make the address of a feed")

    def __init__(self, instance: User, user: User, *, agency: Agency | None = None) -> None:
        super().__init__(instance, user)
        self.agency = agency

    def user_has_permission(self) -> bool:
        own = self.user.pk == self.instance.pk and standing(self.user).signed_in
        return own and (self.agency is None or self.agency.pk in standing(self.user).agencies)

    def check_state(self) -> None:
        if FeedKey.objects.visible_to(self.instance).filter(revoked_at=None).count() >= MOST:
            raise Refused(
                _("You have %(number)d addresses already. Revoke one that is not used.") % {"number": MOST}
            )

    def change(self) -> str:
        secret = token_urlsafe(32)
        self.key = FeedKey.objects.create(user=self.instance, agency=self.agency, digest=digest_of(secret))
        return secret

    def details(self) -> dict[str, Any]:
        return {"key": self.key.pk, "agency": self.agency.pk if self.agency else None}


class RevokeFeedKey(Action[FeedKey]):
    """From now on the address answers nobody."""

    action_name = "revoke_feed_key"
    label = gettext_lazy("Revoke the address of a feed")

    instance: FeedKey

    def user_has_permission(self) -> bool:
        return bool(self.instance.user_id == self.user.pk or standing(self.user).administrator)

    def check_state(self) -> None:
        if self.instance.revoked_at is not None:
            raise Refused(_("This address was revoked already."))

    def change(self) -> None:
        self.instance.revoked_at = timezone.now()
        self.instance.save(update_fields=["revoked_at"])

    def details(self) -> dict[str, Any]:
        return {"key": self.instance.pk}
